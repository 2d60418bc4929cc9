import CEL
import Playbooks

extension Datum {
  /// What a test writes, typed as the playbook expects it; nil where it doesn't fit.
  ///
  /// In rows of a list, columns left out are blank as in a finished row: text `""`, lists empty, all others declined.
  /// Members left out of any other record are absent.
  init?(_ data: PlainData, as type: Type, isRow: Bool = false) {
    switch (data, type) {
    case (.scalar(let text, let isQuoted, _), _):
      if !isQuoted && (text == "null" || text == "~") {
        self = .null
      } else if let datum = Datum.scalar(text, type) {
        self = datum
      } else {
        return nil
      }
    case (.list(let items, _), .list(let element)):
      let typed = items.enumerated().map { place, item in
        Datum(item, as: element, isRow: true)?.numbered(place + 1, element)
      }
      guard typed.allSatisfy({ $0 != nil }) else { return nil }
      self = .list(typed.compactMap { $0 })
    case (.map(let entries, _), .record(let record)):
      var members: [Member] = []
      for field in record.fields {
        if let entry = entries.first(where: { $0.key == field.name }) {
          guard let value = Datum(entry.value, as: field.type) else { return nil }
          members.append(Member(field.name, value))
        } else if isRow {
          members.append(Member(field.name, field.codes == nil ? Datum.blank(field.type) : .null))
        }
      }
      guard entries.allSatisfy({ record.index(of: $0.key) != nil || $0.key == "$state" }) else { return nil }
      self = .record(members)
    case (.map(let entries, _), .list(let element)):
      // A table with fixed rows, by code.
      let rows = entries.map { entry in Datum(entry.value, as: element, isRow: true)?.with("id", .string(entry.key)) }
      guard rows.allSatisfy({ $0 != nil }) else { return nil }
      self = .list(rows.compactMap { $0 })
    case (.map(let entries, _), .map(_, let element)):
      let members = entries.map { entry in Datum(entry.value, as: element).map { Member(entry.key, $0) } }
      guard members.allSatisfy({ $0 != nil }) else { return nil }
      self = .record(members.compactMap { $0 })
    default: return nil
    }
  }

  private static func scalar(_ text: String, _ type: Type) -> Datum? {
    switch type {
    case .bool: ["true", "yes"].contains(text) ? .bool(true) : ["false", "no"].contains(text) ? .bool(false) : nil
    case .int: Int64(text).map(Datum.int)
    case .double: Double(text).map(Datum.double)
    case .timestamp: Day(text) == nil ? nil : .date(text)
    case .string, .dyn: .string(text)
    default: nil
    }
  }

  private static func blank(_ type: Type) -> Datum {
    switch type {
    case .string: .string("")
    case .list: .list([])
    default: .null
    }
  }

  /// Rows know their place.
  private func numbered(_ place: Int, _ type: Type) -> Datum {
    guard case .record(let record) = type, record.index(of: "number") != nil else { return self }
    return with("number", .int(Int64(place)))
  }

  func with(_ name: String, _ value: Datum) -> Datum {
    guard case .record(var members) = self else { return self }
    members.removeAll { $0.name == name }
    return .record(members + [Member(name, value)])
  }

  /// Whether the value is what a test expects: numbers up to a billionth, of a map the members that are listed.
  func matches(_ wanted: PlainData) -> Bool {
    switch (self, wanted) {
    case (.null, .scalar(let text, false, _)): text == "null" || text == "~" || text.isEmpty
    case (.bool(let flag), .scalar(let text, _, _)): (flag ? ["true", "yes"] : ["false", "no"]).contains(text)
    case (.int(let number), .scalar(let text, _, _)): Double(text) == Double(number)
    case (.double(let number), .scalar(let text, _, _)): Double(text).map { abs($0 - number) <= 1e-9 } ?? false
    case (.string(let text), .scalar(let other, _, _)), (.date(let text), .scalar(let other, _, _)): text == other
    case (.list(let items), .list(let others, _)):
      items.count == others.count && zip(items, others).allSatisfy { $0.matches($1) }
    case (.record, .map(let entries, _)):
      entries.allSatisfy { entry in
        self[entry.key]?.matches(entry.value) ?? Datum.null.matches(entry.value)
      }
    default: false
    }
  }

  /// For messages of tests, whose data the playbook's author wrote.
  var shown: String {
    switch self {
    case .null: "null"
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    case .double(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    case .string(let text), .date(let text): text
    case .list(let items): "[" + items.map(\.shown).joined(separator: ", ") + "]"
    case .record(let members): "{ " + members.map { "\($0.name): \($0.value.shown)" }.joined(separator: ", ") + " }"
    }
  }
}
