import CEL
import Playbooks

extension Graph {
  /// How sensitive each cell is: its own codes joined with those of everything it is computed from.
  ///
  /// Relevance counts as a source: a question that is asked only because of a hidden answer is as hidden as that. So do
  /// the rows a reference may point to, for it shows what they are called; those may refer to each other, so the codes
  /// are joined until nothing is added any more.
  static func sensitivities(_ playbook: Playbook, _ graph: Graph) -> [Sensitivity] {
    var found = [Sensitivity](repeating: [], count: graph.count)
    let order = (0..<graph.count).sorted { graph.height(of: $0) < graph.height(of: $1) }
    let released = graph.released(playbook)
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for node in order {
        var codes = graph.ownCodes(of: node, playbook, found)
        for row in graph.rowCodes where row.node == node { codes.formUnion(row.codes) }
        for source in graph.sources(of: node) { codes.formUnion(found[Int(source)]) }
        if let lowered = released[node], !codes.isEmpty { codes = lowered }
        if !found[node].isSuperset(of: codes) { isGrowing = true }
        found[node].formUnion(codes)
      }
    }
    return found
  }

  /// Computed things that the playbook declassifies by name, as a whole: what is left of their codes.
  private func released(_ playbook: Playbook) -> [Int: Sensitivity] {
    var found: [Int: Sensitivity] = [:]
    for entry in playbook.declassifications where entry.columns.isEmpty {
      let slot =
        playbook.calculations.first { $0.name == entry.name }?.slot
        ?? playbook.tables.first { $0.name == entry.name }?.slot
      guard let slot, nodeOfSlot[slot] >= 0 else { continue }
      found[Int(nodeOfSlot[slot])] = entry.codesLeft
    }
    return found
  }

  private func ownCodes(of node: Int, _ playbook: Playbook, _ table: [Sensitivity]) -> Sensitivity {
    switch cell(Int32(node)) {
    case .value(let index):
      let question = playbook.questions[index]
      return question.sensitivity.union(names(question.kind.refSource, playbook, table))
    case .column(let index, let column):
      let question = playbook.questions[index]
      guard let column = question.table?.columns[column] else { return question.sensitivity }
      return question.sensitivity.union(column.sensitivity).union(names(column.kind.refSource, playbook, table))
    case .rule(let rule): return playbook.rules[rule].sensitivity
    case .input(let slot):
      let codes = carriedCodes(playbook.variables[slot].kind, playbook)
      guard case .use(let index) = playbook.variables[slot].kind, let released = playbook.uses[index].released,
        Int(nodeOfSlot[slot]) == node
      else { return codes }
      return released.codes
    default: return []
    }
  }

  /// What comes from other sessions and registers is as hidden here as where it was said.
  private func carriedCodes(_ kind: Variable.Kind, _ playbook: Playbook) -> Sensitivity {
    switch kind {
    case .use(let index): return playbook.uses[index].sensitivity
    case .register(let name): return playbook.registerSensitivity[name] ?? []
    case .input(.earlier): return playbook.questions.reduce(into: []) { $0.formUnion($1.sensitivity) }
    default: return []
    }
  }

  /// What the rows of a reference are called, and which there are.
  private func names(_ source: RefSource?, _ playbook: Playbook, _ table: [Sensitivity]) -> Sensitivity {
    guard let source else { return [] }
    var codes: Sensitivity = []
    for program in source.rows { codes.formUnion(sensitivity(of: program, table)) }
    for name in source.tables {
      guard let question = playbook.question(named: name) else { continue }
      codes.formUnion(table[Int(questions[question.index].value)])
      codes.formUnion(shortTexts(of: question, table))
    }
    return codes
  }

  /// The texts of a row, one of which stands for the row in a sentence.
  func shortTexts(of question: Question, _ table: [Sensitivity]) -> Sensitivity {
    guard let spec = question.table else { return [] }
    var codes: Sensitivity = []
    for column in spec.columns where TableSpec.titleNames.contains(column.name) {
      codes.formUnion(table[Int(columnNodes[question.index][column.index])])
    }
    for column in spec.namingColumns { codes.formUnion(table[Int(columnNodes[question.index][column.index])]) }
    return codes
  }

  /// The sensitivity of what a program reads; on request without the codes that single rows of a table have.
  func sensitivity(of program: Program, _ table: [Sensitivity], but question: Int? = nil) -> Sensitivity {
    let guarded = guarded.filter { $0.question != question }
    var codes = guarded.reduce(into: Sensitivity()) { $0.formUnion($1.codes(readBy: program)) }
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
    table[Int(session.core.graph.questions[index].value)].union(table[Int(session.core.graph.relevanceNode[index])])
  }

  /// What decides whether a question applies.
  public func sensitivity(ofRelevance index: Int) -> Sensitivity {
    table[Int(session.core.graph.relevanceNode[index])]
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

  /// What a row is called: it may show any of its texts.
  public func sensitivity(ofShortTexts question: Int) -> Sensitivity {
    session.core.graph.shortTexts(of: session.playbook.questions[question], table)
  }

  /// A single column of a computed thing that the playbook declassifies by name: what is left of its codes. The ids of
  /// the rows go with the columns; nil where it is as hidden as the rest.
  public func released(column: String, ofSlot slot: Int) -> Sensitivity? {
    let playbook = session.playbook
    let entry = playbook.declassifications.first { entry in
      !entry.columns.isEmpty && (column == "id" || entry.columns.contains(column))
        && playbook.slot(named: entry.name) == slot
    }
    return entry?.codesLeft
  }

  public func sensitivity(of program: Program) -> Sensitivity { session.core.graph.sensitivity(of: program, table) }

  /// A list that is gone through row by row, where rows that may not be seen are left out: what is left of its codes.
  ///
  /// Only where each row is there because of what stands in it, and of nothing else: `rows(t)`, filtered and sorted.
  public func sensitivity(ofRowsOneByOne program: Program) -> Sensitivity {
    let graph = session.core.graph
    guard let rows = graph.guarded.first(where: { $0.isRowByRow(program) }) else { return sensitivity(of: program) }
    return graph.sensitivity(of: program, table, but: rows.question)
  }

  public func sensitivity(of condition: Condition?) -> Sensitivity {
    (condition?.conjuncts ?? []).reduce(into: []) { $0.formUnion(sensitivity(of: $1)) }
  }

  public func sensitivity(of template: Template?) -> Sensitivity {
    (template?.parts ?? []).reduce(into: []) { codes, part in
      if case .value(let program, _) = part { codes.formUnion(sensitivity(of: program)) }
    }
  }

  /// A finding: the rule that it is, and the lines of checklists that stand for that rule.
  public func sensitivity(of finding: Finding) -> Sensitivity {
    var codes = sensitivity(ofRule: finding.rule)
    for rule in session.playbook.rules(withID: finding.id) { codes.formUnion(rule.sensitivity) }
    for calculation in session.playbook.calculations {
      guard case .all(let lines) = calculation.body else { continue }
      for line in lines where line.rule == finding.id {
        codes.formUnion(sensitivity(ofCalculation: calculation.index))
        codes.formUnion(sensitivity(of: line.otherwise))
        codes.formUnion(sensitivity(of: calculation.speaks))
      }
    }
    return codes
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
        if let due = draft?.due { codes.formUnion(sensitivity(of: due)) }
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
