enum CELRoom {}
