import Glibc
import Testing

@testable import Playbooks

@Test("The published schema is what the key tables say (UPDATE_FIXTURES=1 writes it)")
func schemaFile() throws {
  let path = Files.root + "Playbooks/playbook.schema.json"
  let schema = playbookSchema()
  if getenv("UPDATE_FIXTURES") != nil { Files.write(schema, to: path) }
  let bytes = try #require(Files.bytes(path))
  #expect(String(decoding: bytes, as: UTF8.self) == schema)
}

@Test("Every table a key speaks of exists, names stand once, required keys are keys")
func tablesAreClosed() {
  let names = KeyTables.all.map(\.what)
  #expect(Set(names).count == names.count)
  for table in KeyTables.all {
    #expect(table.names.count == table.keys.count, "a key stands twice in \(table.what)")
    for key in table.required { #expect(table.names.contains(key)) }
    for key in table.keys {
      for other in tables(in: key.shape) { #expect(names.contains(other), "\(table.what).\(key.name): \(other)") }
      #expect(!key.about.hasSuffix("."))
    }
  }
}

private func tables(in shape: Shape) -> [String] {
  switch shape {
  case .map(let name), .maps(let name): [name]
  case .open(let inner), .list(let inner): tables(in: inner)
  case .either(let shapes): shapes.flatMap(tables)
  default: []
  }
}
