import JSON

/// Why a line of a journal can't be read as an event. Says nothing of what anybody answered.
public struct EventProblem: Error, Hashable, Sendable {
  public let reason: String

  public init(reason: String) { self.reason = reason }
}

extension Event {
  /// Reads a journal line (the whole object, or its body in braces); members it doesn't know are left alone.
  public static func read(_ line: JSON) throws(EventProblem) -> Event {
    guard let kind = line["k"]?.string else { throw EventProblem(reason: "the line has no kind") }
    switch kind {
    case "open": return .opened(try Opening(line))
    case "sit": return .sat(day: try line.text("day"), version: try line.text("app"))
    case "set":
      guard let items = line["c"]?.array else { throw EventProblem(reason: "a change without its list") }
      var changes: [Change] = []
      for item in items { changes.append(try Change(item)) }
      return .changed(changes, reason: line["why"]?.string)
    case "note": return .noted(try line.cell(), try line.text("text"))
    case "park": return .parked(try line.text("text"))
    case "undo": return .undone
    case "redo": return .redone
    case "gate": return .triedGate(try line.text("gate"), passed: line["passed"]?.bool ?? false)
    case "override":
      return .overrode(
        gate: try line.text("gate"), reason: try line.text("why"),
        needs: (line["needs"]?.array ?? []).compactMap(\.string))
    case "carry":
      return .carried(name: try line.text("name"), value: Datum(line["v"] ?? .null), from: line["from"]?.string)
    case "people":
      return .gathered(
        people: Int(line["count"]?.number?.int ?? 0), names: (line["names"]?.array ?? []).compactMap(\.string))
    case "upgrade": return .upgraded(try PlaybookRef(line["pb"] ?? .null))
    case "close": return .closed
    case "reopen": return .reopened
    // What the storage notes of other writers changes nothing that was said.
    case "see": return .foreign(kind)
    default:
      guard kind.hasPrefix("x-") else { throw EventProblem(reason: "it needs a newer version of the program") }
      return .foreign(kind)
    }
  }
}

extension JSON {
  fileprivate func text(_ key: String) throws(EventProblem) -> String {
    guard let text = self[key]?.string else { throw EventProblem(reason: "the member '\(key)' is missing") }
    return text
  }

  fileprivate func cell() throws(EventProblem) -> CellRef {
    guard let cell = CellRef(text: try text("q")) else { throw EventProblem(reason: "'q' names no question") }
    return cell
  }
}

extension Opening {
  init(_ line: JSON) throws(EventProblem) {
    self.init(
      playbook: try PlaybookRef(line["pb"] ?? .null), session: try line.text("session"), title: line["title"]?.string,
      engagement: try line.text("engagement"), round: Int(line["round"]?.number?.int ?? 1))
  }
}

extension PlaybookRef {
  init(_ json: JSON) throws(EventProblem) {
    self.init(name: try json.text("id"), version: try json.text("ver"), sha256: try json.text("sha256"))
    for member in json["with"]?.object?.members ?? [] { with[member.key] = member.value.string }
  }
}

extension Change {
  init(_ item: JSON) throws(EventProblem) {
    let cell = try item.cell()
    if let change = item["row"]?.string {
      guard let row = cell.row else { throw EventProblem(reason: "a change of a row names none") }
      let place = item["at"]?.number?.int.map(Int.init)
      switch change {
      case "add": self = .addRow(question: cell.question, row: row, at: place)
      case "remove": self = .removeRow(question: cell.question, row: row)
      case "move": self = .moveRow(question: cell.question, row: row, to: place ?? 0)
      default: throw EventProblem(reason: "a change of a row it doesn't know")
      }
      return
    }
    self = .set(cell, try Answer.read(item))
  }
}

extension Answer {
  /// Nil when the answer was taken back.
  fileprivate static func read(_ item: JSON) throws(EventProblem) -> Answer? {
    let state: AnswerState
    if let value = item["v"] {
      state = .value(try AnswerValue(value))
    } else {
      switch item["s"]?.string {
      case "declined": state = .declined
      case "not_applicable": state = .notApplicable
      case "skipped": state = .skipped
      case "open": return nil
      default: throw EventProblem(reason: "an answer without a value or a state")
      }
    }
    let marks = item["m"]
    return Answer(
      state, isApproximate: marks?["approx"]?.bool ?? false, note: marks?["note"]?.string,
      source: marks?["source"]?.string, evidence: marks?["evidence"]?.string)
  }
}

extension AnswerValue {
  init(_ json: JSON) throws(EventProblem) {
    guard let member = json.object?.members.first else { throw EventProblem(reason: "a value without its tag") }
    let text = member.value.string
    switch (member.key, text) {
    case ("text", let text?): self = .text(text)
    case ("code", let text?): self = .code(text)
    case ("date", let text?): self = .date(text)
    case ("rows", _): self = .rows
    case ("int", let text?):
      guard let number = Int64(text) else { throw EventProblem(reason: "a whole number that is none") }
      self = .int(number)
    case ("dec", let text?):
      guard JSONNumber(text: text) != nil else { throw EventProblem(reason: "a number that is none") }
      self = .dec(text)
    case ("bool", nil):
      guard let flag = member.value.bool else { throw EventProblem(reason: "a truth value that is none") }
      self = .bool(flag)
    case ("list", nil): self = .list((member.value.array ?? []).compactMap(\.string))
    default: throw EventProblem(reason: "a value with a tag it doesn't know")
    }
  }
}

extension Datum {
  public init(_ json: JSON) {
    switch json {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .number(let number): self = number.int.map(Datum.int) ?? .double(number.double ?? 0)
    case .string(let text): self = .string(text)
    case .array(let items): self = .list(items.map(Datum.init))
    case .object(let object):
      if let day = object["date"]?.string {
        self = .date(day)
      } else if let text = object["dec"]?.string, let number = JSONNumber(text: text)?.double {
        self = .double(number)
      } else {
        self = .record(
          (object["rec"]?.array ?? []).compactMap { pair in
            guard let name = pair[0]?.string, let value = pair[1] else { return nil }
            return Member(name, Datum(value))
          })
      }
    }
  }
}
