import CEL
import Diagnostics

extension PlaybookLoader {
  /// Checks `registers.yaml` or `words.yaml` by itself; they are read again by every playbook that uses them.
  public static func checkShared(_ source: SourceText, library: any Library = TextLibrary()) -> [Diagnostic] {
    do {
      guard let root = try readYAML(source).root else {
        return [Diagnostic(.error, "the file is empty", file: source.name)]
      }
      var compiler = Compiler(root: root, shelf: Shelf(library))
      compiler.checkShared()
      return compiler.diagnostics.inReadingOrder()
    } catch {
      return [error.diagnostic]
    }
  }
}

extension Compiler {
  mutating func checkShared() {
    declareInputs()
    guard root["registers"] != nil else {
      guard let head = fields(root, KeyTables.wordsFile) else { return }
      wordTests = []
      functionNames.subtract(shelf.sharedWordTests(for: root.tree.source).map(\.0))
      declareData(head)
      return
    }
    guard let head = fields(root, KeyTables.registersFile) else { return }
    shelf.put("registers", root)
    for fields in entries(head["registers"], KeyTables.register) {
      guard let name = name(fields["register"], "register"), let node = fields["register"] else { continue }
      guard registers[name] == nil else {
        report("a second register '\(name)'", node)
        continue
      }
      checkRegister(name, fields)
    }
    var done = 0
    while done < calculations.count {
      ensureCalculation(done)
      done += 1
    }
  }

  private mutating func checkRegister(_ name: String, _ fields: Fields) {
    let record = rowRecord(name, fields["columns"])
    records[ObjectIdentifier(record)] = RecordInfo(owner: .register(name))
    let columns = columns(fields["columns"], record)
    registers[name] = RegisterDraft(name: name, fields: fields, record: record, columns: columns)
    ensureRegister(name)
    _ = compileColumns(columns, record)
    _ = letters(fields["sensitive"])
    _ = entries(fields["calculations"], KeyTables.calculation)
  }
}
