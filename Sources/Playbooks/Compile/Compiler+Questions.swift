import CEL
import Diagnostics

extension Compiler {
  /// Second pass over questions: wordings, conditions and kinds.
  mutating func compileQuestions() {
    for index in questions.indices { ensureRows(index) }
    for index in questions.indices { ensureReply(index) }
    for index in questions.indices { playbook.questions.append(compileQuestion(index)) }
  }

  private mutating func compileQuestion(_ index: Int) -> Question {
    let draft = questions[index]
    let fields = draft.fields
    var scope = Scope.none
    var replyRule: Int?
    if case .reply(let rule) = draft.origin {
      replyRule = rule
      scope.renamed = rules[rule].renamed
      if let iteration = draft.perRow { scope = scope.adding(iteration.name, iteration.element) }
    }
    let kind = answerKind(draft, index, scope)
    let when = replyRule == nil ? condition(fields["when"], scope) : condition(fields["when"], scope)
    let isOptional = flag(fields["optional"]) ?? false
    let written = flag(fields["required"])
    if isOptional, written == true, let node = fields["optional"] { report("either required or optional", node) }
    let isRequired = replyRule == nil && (written ?? (fields.has("when") && !isOptional))
    if isRequired, let node = fields["required"], let limit = kind.table?.limit, limit == 0 {
      report("a table of no rows can't be required", node)
    }
    let ask = wording(fields["ask"], scope)
    if ask == nil, !fields.has("ask"), replyRule == nil {
      report("what does the coach ask?", fields.node, hint: "add 'ask: ...'")
    }
    return Question(
      index: index, name: draft.name, section: draft.section, slot: draft.slot,
      title: text(fields["title"]) ?? titled(draft.name),
      ask: ask ?? Template(parts: [.text(titled(draft.name))], range: fields.node.range),
      why: wording(fields["why"], scope), example: wording(fields["example"], scope),
      say: wording(fields["say"], scope),
      kind: kind, when: when, isRequired: isRequired,
      mayDecline: flag(fields["decline"]) ?? !isForm(draft.kind),
      mayNotApply: flag(fields["not_applicable"]) ?? !isRequired,
      sensitivity: letters(fields["sensitive"]), covers: covers(fields),
      validations: validations(fields, scope), suggestion: suggestion(fields, draft.type, draft.codes, scope),
      prefill: prefill(fields["prefill"], draft), register: registerName(fields["register"]),
      show: show(fields["show"], draft),
      companionOf: { if case .companion(let owner) = draft.origin { owner } else { nil } }(),
      replyOf: replyRule, replyPerRow: draft.perRow, replyField: draft.replyField,
      aggregates: aggregates(fields, draft),
      wordLimit: whole(fields["words"]), timerMinutes: whole(fields["timer"]), better: better(fields["better"], kind),
      isChangeable: flag(fields["changeable"]) ?? true, holdsWeeks: weeks(fields["holds"]),
      renamedFrom: formerNames(fields["was"]), meaning: text(fields["meaning"]), range: fields.node.range)
  }

  /// Names that the question had in earlier versions: nobody else's, now or then.
  private mutating func formerNames(_ node: YAMLNode?) -> [String] {
    texts(node).compactMap { former in
      if case .question = names[former.text] {
        report("'\(visible(former.text))' is a question of today", former, hint: "name what this one was called before")
        return nil
      }
      if !formers.insert(former.text).inserted {
        report("another question was '\(visible(former.text))' already", former)
        return nil
      }
      return former.text
    }
  }

  /// Only answers that stand in a row from less to more can be better or worse.
  private mutating func better(_ node: YAMLNode?, _ kind: AnswerKind) -> Better? {
    guard let node, let written = word(node, Better.allCases.map(\.rawValue)) else { return nil }
    switch kind {
    case .number, .scale, .scale4, .yesno: return Better(rawValue: written)
    default:
      report("'better' goes with a number, scale, scale4 or yesno", node)
      return nil
    }
  }

  private func isForm(_ kind: String) -> Bool { ["table", "list", "tally", "form", "run"].contains(kind) }

  /// `26 weeks`.
  mutating func weeks(_ node: YAMLNode?) -> Int? {
    guard let node, let text = text(node) else { return nil }
    let parts = text.split(separator: " ")
    guard parts.count == 2, parts[1] == "weeks" || parts[1] == "week", let count = parseWhole(String(parts[0])),
      count > 0,
      count < 1000
    else {
      report("'\(visible(text))' isn't a number of weeks", node, hint: "for example: 13 weeks")
      return nil
    }
    return Int(count)
  }

  private mutating func registerName(_ node: YAMLNode?) -> String? {
    guard let node, let name = text(node) else { return nil }
    guard shelf.register(name) != nil else {
      report("unknown register '\(visible(name))'", node, hint: didYouMean(name, among: shelf.registerNames))
      return nil
    }
    return name
  }

  private mutating func show(_ node: YAMLNode?, _ draft: QuestionDraft) -> Condition? {
    guard let node else { return nil }
    guard let name = draft.fields["register"]?.text, let record = registerRecord(name) else {
      report("'show' chooses rows of a register", node, hint: "add 'register: ...'")
      return nil
    }
    ensureRegister(name)
    return condition(node, Scope.none.adding("this", .record(record)))
  }

  private mutating func aggregates(_ fields: Fields, _ draft: QuestionDraft) -> [String]? {
    guard let keep = fields["keep"] else {
      if let node = fields["aggregates"] { report("'aggregates' goes with 'keep: summary'", node) }
      return nil
    }
    _ = word(keep, ["summary"])
    if draft.kind != "tally" { report("only a tally can be kept as a summary", keep) }
    let known = ["count", "mean", "low_share"]
    let names = texts(fields["aggregates"])
    for node in names { _ = word(node, known) }
    return names.isEmpty ? known : names.map(\.text)
  }

  mutating func validations(_ fields: Fields, _ scope: Scope) -> [Validation] {
    entries(fields["validate"], KeyTables.validation).compactMap { entry in
      guard let that = condition(entry["that"], scope), let message = wording(entry["message"], scope) else {
        return nil
      }
      return Validation(that: that, message: message)
    }
  }

  mutating func suggestion(_ fields: Fields, _ type: Type, _ codes: [String]?, _ scope: Scope) -> Suggestion? {
    guard let node = fields["suggest"] else {
      if let because = fields["because"], fields.has("type") {
        report("'because' says why 'suggest' suggests", because)
      }
      return nil
    }
    let because = wording(fields["because"], scope)
    if let codes, node.isScalar, codes.contains(node.text), environment.slot(of: node.text) == nil,
      let program = bareCode(node, codes)
    {
      return Suggestion(value: program, because: because)
    }
    guard let wanted = suggestionType(type) else {
      report("a table can't be suggested", node, hint: "use 'prefill'")
      return nil
    }
    guard let program = compile(node, scope, expecting: wanted) else { return nil }
    return Suggestion(value: program, because: because)
  }

  private func suggestionType(_ type: Type) -> Type? {
    switch type {
    case .string, .double, .int, .bool, .timestamp, .list(.string): type
    default: nil
    }
  }
}
