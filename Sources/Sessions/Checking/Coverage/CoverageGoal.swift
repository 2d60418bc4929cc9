import CEL
import Playbooks

/// One branch of a playbook that somebody can come through.
public struct CoverageGoal: Hashable, Comparable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case asked
    case notAsked = "not asked"
    case holds, open, closed, chosen
    /// An answer that the question's own validation turns down.
    case refused
  }

  public let kind: Kind
  /// The question, rule or gate; of a choice `question=code`, with the column in between where it is one.
  public let name: String

  public init(_ kind: Kind, _ name: String) { (self.kind, self.name) = (kind, name) }

  public static func < (left: Self, right: Self) -> Bool {
    let order = Kind.allCases
    let (a, b) = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
    return a == b ? left.name < right.name : a < b
  }

  /// All branches of a playbook: each question asked and not, each rule, each gate both ways, each choice, each validation
  /// failing. Rules of a moment, replies and the gate at the end are left out.
  public static func all(of playbook: Playbook) -> [CoverageGoal] {
    var goals: [CoverageGoal] = []
    for question in playbook.questions where question.replyOf == nil {
      goals.append(CoverageGoal(.asked, question.name))
      let isConditional = question.when != nil || playbook.sections[question.section].when != nil
      if isConditional { goals.append(CoverageGoal(.notAsked, question.name)) }
      if !question.validations.isEmpty, question.table == nil { goals.append(CoverageGoal(.refused, question.name)) }
      goals += choices(question.kind, question.name)
      for column in question.table?.columns ?? [] { goals += choices(column.kind, "\(question.name).\(column.name)") }
    }
    for rule in playbook.rules where rule.on == nil && rule.when != nil {
      let goal = CoverageGoal(.holds, rule.id)
      if goals.last != goal { goals.append(goal) }
    }
    for gate in playbook.gates where gate.name != "finish" && !gate.needs.isEmpty {
      goals += [CoverageGoal(.open, gate.name), CoverageGoal(.closed, gate.name)]
    }
    return goals
  }

  private static func choices(_ kind: AnswerKind, _ name: String) -> [CoverageGoal] {
    switch kind {
    case .choice(let set), .multi(let set): set.codes.map { CoverageGoal(.chosen, "\(name)=\($0)") }
    default: []
    }
  }
}

extension Session {
  /// The branches that this session stands in now.
  public var covered: Set<CoverageGoal> {
    var found: Set<CoverageGoal> = []
    for question in playbook.questions {
      switch core.relevance[question.index] {
      case .yes: found.insert(CoverageGoal(.asked, question.name))
      case .no, .error: found.insert(CoverageGoal(.notAsked, question.name))
      case .unknown: break
      }
      guard core.relevance[question.index] == .yes else { continue }
      add(core.book.answers[question.index], question.name, &found)
      for row in core.tables[question.index]?.rows ?? [] {
        for column in question.table?.columns ?? [] {
          let cell = core.cellRef(question, column, row)
          add(core.book.answer(cell, question), "\(question.name).\(column.name)", &found)
        }
      }
    }
    for rule in playbook.rules where !core.activations[rule.index].isEmpty {
      found.insert(CoverageGoal(.holds, rule.id))
    }
    for gate in gates where gate.name != "finish" {
      if gate.verdict == .open { found.insert(CoverageGoal(.open, gate.name)) }
      if gate.verdict == .closed || gate.verdict == .overridden { found.insert(CoverageGoal(.closed, gate.name)) }
    }
    return found
  }

  private func add(_ answer: Answer?, _ name: String, _ found: inout Set<CoverageGoal>) {
    switch answer?.state {
    case .value(.code(let code)): found.insert(CoverageGoal(.chosen, "\(name)=\(code)"))
    case .value(.list(let codes)): for code in codes { found.insert(CoverageGoal(.chosen, "\(name)=\(code)")) }
    default: break
    }
  }
}
