#pragma once
#include <histedit.h>

int sounding_line_shim(void);
