extension Compiler {
  mutating func compileOrder() {}
}
