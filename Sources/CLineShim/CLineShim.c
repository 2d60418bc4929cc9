#include "CLineShim.h"

int sounding_line_shim(void) { return 0; }
