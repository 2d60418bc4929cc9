import Playbooks

/// Which things of some playbooks serve which source item (`covers:`): what a person is asked, told or reads.
public struct SourceMatrix: Sendable {
  /// What serves an item; the columns of the matrix.
  public enum Kind: String, CaseIterable, Sendable {
    case questions, rules, gates, report, lines
  }

  /// Names such as `quick-assessment.goals`, by item and kind.
  public private(set) var places: [String: [Kind: [String]]] = [:]

  /// The journey's transitions and the coach's universal lines count as lines, as do openings and the glossary.
  public init(_ playbooks: [Playbook], journey: Journey? = nil, universal: Universal? = nil) {
    for playbook in playbooks { add(playbook) }
    if let journey {
      for transition in journey.transitions { add(transition.covers, .lines, "journey.\(transition.id)") }
      for rule in journey.playbook.rules { add(rule.covers, .lines, "journey.\(rule.id)") }
      for term in journey.glossary { add(term.covers, .lines, "what is \(term.term)") }
    }
    if let universal {
      for rule in universal.playbook.rules { add(rule.covers, .lines, "universal.\(rule.id)") }
      for term in universal.glossary { add(term.covers, .lines, "what is \(term.term)") }
    }
  }

  public func places(_ item: String, _ kind: Kind) -> [String] { places[item]?[kind] ?? [] }

  /// Nobody is asked, told or shown anything about it.
  public func isBare(_ item: String) -> Bool { places[item]?.values.allSatisfy(\.isEmpty) ?? true }

  private mutating func add(_ items: [String], _ kind: Kind, _ name: String) {
    for item in items where !places(item, kind).contains(name) {
      places[item, default: [:]][kind, default: []].append(name)
    }
  }

  private mutating func add(_ playbook: Playbook) {
    func name(_ part: String) -> String { "\(playbook.name).\(part)" }
    add(playbook.covers, .lines, playbook.name)
    for question in playbook.questions {
      add(question.covers, .questions, name(question.name))
      for column in question.table?.columns ?? [] {
        add(column.covers, .questions, name("\(question.name).\(column.name)"))
      }
    }
    for calculation in playbook.calculations {
      add(calculation.covers, .rules, name(calculation.name))
      if case .all(let lines) = calculation.body {
        for line in lines { add(line.covers, .rules, name(line.rule ?? calculation.name)) }
      }
    }
    for table in playbook.tables { add(table.covers, .rules, name(table.name)) }
    for rule in playbook.rules { add(rule.covers, .rules, name(rule.id)) }
    for gate in playbook.gates {
      add(gate.covers, .gates, name(gate.name))
      for need in gate.needs { add(need.covers, .gates, name(need.rule ?? gate.name)) }
    }
    for (place, entry) in playbook.report.enumerated() {
      add(entry.covers, .report, name("report \(entry.heading?.plain ?? String(place + 1))"))
    }
  }

  // MARK: Text

  /// A line for each item: how many things of each kind serve it, and which; all items that anything names, or these.
  /// Of all items, those that are counted over stand at the end.
  public func text(_ items: [String]? = nil) -> String {
    let header = ([""] + Kind.allCases.map(\.rawValue)).map { Self.cell($0) }.joined()
    let lines = (items ?? places.keys.sorted()).map { item in
      let counts = Kind.allCases.map { places(item, $0).count }.map { Self.cell($0 == 0 ? "-" : String($0)) }
      let names = Kind.allCases.flatMap { places(item, $0) }
      return Self.cell(item) + counts.joined() + names.joined(separator: ", ")
    }
    let bare = items == nil && !gaps.isEmpty ? ["nothing serves " + gaps.joined(separator: ", ")] : []
    return ([header.trimmingEnd] + lines + bare).joined(separator: "\n")
  }

  private static func cell(_ text: String) -> String {
    text + String(repeating: " ", count: max(1, 11 - text.count))
  }
}

extension String {
  fileprivate var trimmingEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}

extension Template {
  /// The words of a heading; what is filled in shows as `...`.
  fileprivate var plain: String {
    parts.map { part in if case .text(let words) = part { words } else { "..." } }.joined()
  }
}
