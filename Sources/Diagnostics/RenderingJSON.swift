extension DiagnosticRenderer {
  /// `{"diagnostics":[...],"left_out":0}`: the same messages for editors and other programs.
  ///
  /// Lines and columns count from 1, columns in Unicode scalars, and once more in UTF-16 units (`utf16`); ends are
  /// exclusive. Members without a value are left out.
  public func json(_ diagnostics: [Diagnostic], limit: Int = diagnosticsShownMax) -> String {
    let sorted = diagnostics.inReadingOrder()
    let items = sorted.prefix(max(0, limit)).map(json)
    return "{\"diagnostics\":[\(items.joined(separator: ","))],\"left_out\":\(max(0, sorted.count - limit))}"
  }

  private func json(_ diagnostic: Diagnostic) -> String {
    var members = [
      ("severity", quoted(diagnostic.severity.rawValue)), ("file", quoted(diagnostic.file)),
      ("message", quoted(diagnostic.message)),
    ]
    if let range = diagnostic.range { members += json(range, in: diagnostic.file) }
    if let hint = diagnostic.hint { members.append(("hint", quoted(hint))) }
    if let check = diagnostic.check { members.append(("check", quoted(check))) }
    let notes = diagnostic.notes.map { note in
      let file = note.file ?? diagnostic.file
      let place = note.range.map { [("file", quoted(file))] + json($0, in: file) } ?? []
      return object([("message", quoted(note.message))] + place)
    }
    if !notes.isEmpty { members.append(("notes", "[" + notes.joined(separator: ",") + "]")) }
    return object(members)
  }

  private func json(_ range: SourceRange, in file: String) -> [(String, String)] {
    func place(_ position: SourcePosition) -> String {
      var members = [("line", String(position.line)), ("column", String(position.column))]
      if let units = source(named: file)?.utf16Column(of: position) { members.append(("utf16", String(units))) }
      return object(members)
    }
    return [("start", place(range.start)), ("end", place(range.end))]
  }

  private func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }
}

/// A JSON string (RFC 8259); hidden scalars and `<` are escaped, so that it can stand anywhere.
public func quoted(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case _ where scalar.isHidden || scalar == "<":
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out + "\""
}
