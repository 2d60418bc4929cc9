enum DiagnosticsRoom {}
