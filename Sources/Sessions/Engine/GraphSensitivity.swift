import CEL
import Playbooks

extension Graph {
  /// How sensitive each cell is: its own codes joined with those of everything it is computed from.
  ///
  /// Relevance counts as a source: a question that is asked only because of a hidden answer is as hidden as that.
  static func sensitivities(_ playbook: Playbook, _ graph: Graph) -> [Sensitivity] {
    var found = [Sensitivity](repeating: [], count: graph.cells.count)
    let order = graph.cells.indices.sorted { graph.height[$0] < graph.height[$1] }
    for node in order {
      var codes: Sensitivity = []
      switch graph.cells[node] {
      case .value(let question): codes = playbook.questions[question].sensitivity
      case .column(let question, let column):
        codes = playbook.questions[question].sensitivity
        if let spec = playbook.questions[question].table { codes.formUnion(spec.columns[column].sensitivity) }
      case .rule(let rule): codes = playbook.rules[rule].sensitivity
      default: break
      }
      for source in graph.sources(of: node) { codes.formUnion(found[Int(source)]) }
      found[node] = codes
    }
    return found
  }

  /// The sensitivity of what a program reads.
  func sensitivity(of program: Program, _ table: [Sensitivity]) -> Sensitivity {
    var codes: Sensitivity = []
    for slot in program.reads.variables where nodeOfSlot[slot] >= 0 { codes.formUnion(table[Int(nodeOfSlot[slot])]) }
    for field in program.reads.fields {
      if let node = fieldNode(field) { codes.formUnion(table[Int(node)]) }
    }
    for type in program.reads.wholeRecords {
      for node in fieldNodes(of: type) { codes.formUnion(table[Int(node)]) }
    }
    return codes
  }
}

/// How sensitive everything in a session is, worked out once for a report.
public struct SensitivityMap {
  let session: Session
  let table: [Sensitivity]

  public init(_ session: Session) {
    self.session = session
    table = Graph.sensitivities(session.playbook, session.core.graph)
  }

  public func sensitivity(ofQuestion index: Int) -> Sensitivity {
    table[Int(session.core.graph.valueNode[index])].union(table[Int(session.core.graph.relevanceNode[index])])
  }

  /// A column, joined with the question's own and what decides whether it applies.
  public func sensitivity(ofColumn column: Int, question: Int) -> Sensitivity {
    table[Int(session.core.graph.columnNodes[question][column])]
  }

  public func sensitivity(ofCalculation index: Int) -> Sensitivity {
    table[Int(session.core.graph.calculationNode[index])]
  }

  public func sensitivity(ofSlot slot: Int) -> Sensitivity {
    let node = session.core.graph.nodeOfSlot[slot]
    return node < 0 ? [] : table[Int(node)]
  }

  public func sensitivity(of program: Program) -> Sensitivity { session.core.graph.sensitivity(of: program, table) }

  public func sensitivity(of condition: Condition?) -> Sensitivity {
    (condition?.conjuncts ?? []).reduce(into: []) { $0.formUnion(sensitivity(of: $1)) }
  }

  public func sensitivity(of template: Template?) -> Sensitivity {
    (template?.parts ?? []).reduce(into: []) { codes, part in
      if case .value(let program, _) = part { codes.formUnion(sensitivity(of: program)) }
    }
  }

  /// Everything a rule's conclusion and its wording rest on.
  public func sensitivity(ofRule index: Int) -> Sensitivity {
    guard index >= 0 else { return [] }
    let rule = session.playbook.rules[index]
    var codes = rule.sensitivity
    let node = session.core.graph.ruleNode[index]
    if node >= 0 { codes.formUnion(table[Int(node)]) }
    codes.formUnion(sensitivity(of: rule.when))
    codes.formUnion(sensitivity(of: rule.text))
    if let iteration = rule.forEach { codes.formUnion(sensitivity(of: iteration.list)) }
    for effect in rule.effects {
      switch effect {
      case .say(let template): codes.formUnion(sensitivity(of: template))
      case .recommend(let template, let draft):
        codes.formUnion(sensitivity(of: template))
        codes.formUnion(sensitivity(of: draft?.what))
        codes.formUnion(sensitivity(of: draft?.who))
      case .ask(let followUp): codes.formUnion(sensitivity(of: followUp.wording))
      default: break
      }
    }
    return codes
  }

  /// A gate's verdict, and so what is missing.
  public func sensitivity(ofGate index: Int) -> Sensitivity {
    let gate = session.playbook.gates[index]
    var codes = table[Int(session.core.graph.gateNode[index])]
    for need in gate.needs {
      codes.formUnion(sensitivity(of: need.otherwise))
      codes.formUnion(sensitivity(of: need.that))
    }
    return codes
  }
}
