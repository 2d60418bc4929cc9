import JSON

/// The body of an event: the members of a journal line after `n`, `l` and `t` (docs/journal-format.md, "Kinds").
extension Event {
  /// The members as JSON text without the braces, such as `"k":"undo"`.
  public var body: String {
    var text = JSON.object(members).text()
    text.removeFirst()
    text.removeLast()
    return text
  }

  /// The members in the order in which they are written.
  var members: JSONObject {
    switch self {
    case .opened(let opening): opening.members
    case .sat(let day, let version): ["k": "sit", "day": .string(day), "app": .string(version)]
    case .changed(let changes, let reason):
      object("set", ("c", .array(changes.map { .object($0.members) })), ("why", reason.map(JSON.string)))
    case .noted(let cell, let text): ["k": "note", "q": .string("\(cell)"), "text": .string(text)]
    case .parked(let text): ["k": "park", "text": .string(text)]
    case .undone: ["k": "undo"]
    case .redone: ["k": "redo"]
    case .triedGate(let gate, let passed): ["k": "gate", "gate": .string(gate), "passed": .bool(passed)]
    case .overrode(let gate, let reason, let needs):
      [
        "k": "override", "gate": .string(gate), "why": .string(reason), "needs": .array(needs.map(JSON.string)),
      ]
    case .carried(let name, let value, let from):
      object("carry", ("name", .string(name)), ("v", value.json), ("from", from.map(JSON.string)))
    case .gathered(let people, let names):
      ["k": "people", "count": .int(Int64(people)), "names": .array(names.map(JSON.string))]
    case .upgraded(let playbook): ["k": "upgrade", "pb": .object(playbook.members)]
    case .closed: ["k": "close"]
    case .reopened: ["k": "reopen"]
    case .foreign(let kind): ["k": .string(kind)]
    }
  }
}

/// An object whose members with no value are left out.
private func object(_ kind: String, _ members: (String, JSON?)...) -> JSONObject {
  var object: JSONObject = ["k": .string(kind)]
  for (name, value) in members { if let value { object[name] = value } }
  return object
}

extension Opening {
  var members: JSONObject {
    object(
      "open", ("pb", .object(playbook.members)), ("session", .string(session)), ("title", title.map(JSON.string)),
      ("engagement", .string(engagement)), ("round", .int(Int64(round))))
  }
}

extension PlaybookRef {
  var members: JSONObject {
    var object: JSONObject = ["id": .string(name), "ver": .string(version), "sha256": .string(sha256)]
    guard !with.isEmpty else { return object }
    var texts = JSONObject()
    for (name, sha256) in with.sorted(by: { $0.key < $1.key }) { texts[name] = .string(sha256) }
    object["with"] = .object(texts)
    return object
  }
}

extension Change {
  var members: JSONObject {
    switch self {
    case .set(let cell, let answer):
      var object: JSONObject = ["q": .string("\(cell)")]
      guard let answer else {
        object["s"] = "open"
        return object
      }
      switch answer.state {
      case .value(let value): object["v"] = value.json
      case .declined: object["s"] = "declined"
      case .notApplicable: object["s"] = "not_applicable"
      case .skipped: object["s"] = "skipped"
      }
      let marks = answer.marks
      if !marks.isEmpty { object["m"] = .object(marks) }
      return object
    case .addRow(let question, let row, let place):
      var object: JSONObject = ["q": .string("\(CellRef(question, row: row))"), "row": "add"]
      if let place { object["at"] = .int(Int64(place)) }
      return object
    case .removeRow(let question, let row): return ["q": .string("\(CellRef(question, row: row))"), "row": "remove"]
    case .moveRow(let question, let row, let place):
      return ["q": .string("\(CellRef(question, row: row))"), "row": "move", "at": .int(Int64(place))]
    }
  }
}

extension Answer {
  var marks: JSONObject {
    var object = JSONObject()
    if isApproximate { object["approx"] = true }
    if let note { object["note"] = .string(note) }
    if let source { object["source"] = .string(source) }
    if let evidence { object["evidence"] = .string(evidence) }
    return object
  }
}

extension AnswerValue {
  /// The tagged form; numbers are strings, so that no reader rounds them.
  var json: JSON {
    switch self {
    case .text(let text): .object(["text": .string(text)])
    case .code(let code): .object(["code": .string(code)])
    case .int(let number): .object(["int": .string(String(number))])
    case .dec(let text): .object(["dec": .string(text)])
    case .bool(let flag): .object(["bool": .bool(flag)])
    case .date(let day): .object(["date": .string(day)])
    case .list(let items): .object(["list": .array(items.map(JSON.string))])
    case .rows: .object(["rows": "done"])
    }
  }
}

extension Datum {
  /// Plain JSON, except that days are `{"date": ...}` and doubles `{"dec": ...}` so that they come back as what they were.
  public var json: JSON {
    switch self {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .double(let number): .object(["dec": .string(JSONNumber(number)?.text ?? "0")])
    case .string(let text): .string(text)
    case .date(let day): .object(["date": .string(day)])
    case .list(let items): .array(items.map(\.json))
    case .record(let members): .object(["rec": .array(members.map { .array([.string($0.name), $0.value.json]) })])
    }
  }
}
