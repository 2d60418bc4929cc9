enum PlaybooksRoom {}
