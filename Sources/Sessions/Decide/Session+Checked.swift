import CEL
import JSON
import Playbooks

extension Session {
  /// An answer of any kind may be this long; more belongs into a document.
  public static let answerLengthMax = 65_536

  /// The answer as it will be kept, or why it isn't acceptable here.
  func checked(_ answer: Answer, _ cell: CellRef, _ place: Place) throws(Refusal) -> Answer {
    var answer = answer
    switch answer.state {
    case .skipped: return answer
    case .notApplicable:
      if case .question(let question) = place, !question.mayNotApply { throw .cannotSkipRequired(cell) }
      return answer
    case .declined:
      if let value = place.kind?.saysUnknown {
        answer.state = .value(value)
        return answer
      }
      if case .question(let question) = place, !question.mayDecline { throw .cannotDecline(cell) }
      // A row without the text it is called by would be no row.
      if case .column(_, let spec, let column) = place, case .free = spec.rows, column.index == 0, column.isRequired,
        column.kind.isText
      {
        throw .cannotDecline(cell)
      }
      return answer
    case .value(let value):
      answer.state = .value(try acceptable(value, cell, place))
      try checkConstraints(answer, cell, place)
      return answer
    }
  }

  func acceptable(_ value: AnswerValue, _ cell: CellRef, _ place: Place) throws(Refusal) -> AnswerValue {
    switch place {
    case .question(let question):
      if question.kind.table != nil {
        if let aggregates = question.aggregates {
          guard case .list(let kept) = value, kept.count == aggregates.count else {
            throw .wrongKind(cell, expected: question.kind.expected)
          }
          return value
        }
        guard value == .rows else { throw .wrongKind(cell, expected: "rows") }
        return value
      }
      return try acceptable(value, cell, question.kind)
    case .column(let question, _, let column):
      if question.isSummary { throw .wrongKind(CellRef(question.name), expected: question.kind.expected) }
      return try acceptable(value, cell, column.kind)
    case .perRow(let question): return try acceptable(value, cell, question.kind)
    case .mark: return value
    }
  }

  /// Checks a value against the kind of its question, and brings numbers and codes into their one form.
  func acceptable(_ value: AnswerValue, _ cell: CellRef, _ kind: AnswerKind) throws(Refusal) -> AnswerValue {
    switch (kind, value) {
    case (.text(let spec), .text(let text)), (.long(let spec), .text(let text)):
      try checkText(text, cell)
      return spec.extra.contains { $0.code == text } ? .code(text) : value
    case (.text(let spec), .code(let code)), (.long(let spec), .code(let code)):
      guard spec.extra.contains(where: { $0.code == code }) else { return .text(code) }
      return value
    case (.choice(let set), .code(let text)), (.choice(let set), .text(let text)):
      try checkCode(text, set, cell)
      return .code(text)
    case (.multi(let set), .list(let codes)):
      for code in codes { try checkCode(code, set, cell) }
      if codes.count > 1, let alone = codes.first(where: set.alone.contains) { throw .standsAlone(cell, code: alone) }
      return value
    case (.multi, .code(let code)), (.multi, .text(let code)): return try acceptable(.list([code]), cell, kind)
    case (.number(let spec), _): return try number(value, spec, cell)
    case (.scale(let spec), .int(let number)):
      try checkBounds(Double(number), Double(spec.low), Double(spec.high), cell)
      return value
    case (.scale(let spec), .list(let votes)):
      for vote in votes {
        guard let number = Int64(vote) else { throw .notWhole(cell) }
        try checkBounds(Double(number), Double(spec.low), Double(spec.high), cell)
      }
      guard !votes.isEmpty else { throw .empty(cell) }
      return value
    case (.scale4, _): return try step(value, cell)
    case (.yesno, .bool): return value
    case (.date, .date(let text)), (.date, .text(let text)):
      guard Day(text) != nil else { throw .wrongKind(cell, expected: "date") }
      return .date(text)
    case (.ref(let source), .code(let id)), (.ref(let source), .text(let id)): return try row(id, source, cell)
    case (.refs(let source), .list(let ids)), (.ranking(let source), .list(let ids)):
      for id in ids { _ = try row(id, source, cell) }
      guard Set(ids).count == ids.count else { throw .wrongKind(cell, expected: "each once") }
      return value
    case (.refs, .code(let id)), (.ranking, .code(let id)), (.refs, .text(let id)), (.ranking, .text(let id)):
      return try acceptable(.list([id]), cell, kind)
    default: throw .wrongKind(cell, expected: kind.expected)
    }
  }

  private func checkText(_ text: String, _ cell: CellRef) throws(Refusal) {
    guard text.utf8.count <= Session.answerLengthMax else { throw .tooLong(cell, characters: text.count) }
    guard text.contains(where: { !$0.isWhitespace }) else { throw .empty(cell) }
  }

  private func checkCode(_ code: String, _ set: ChoiceSet, _ cell: CellRef) throws(Refusal) {
    let codes = self.codes(of: set)
    if !codes.contains(code) && !set.allowsText { throw .notAChoice(cell, codes: codes) }
  }

  private func checkBounds(_ number: Double, _ low: Double?, _ high: Double?, _ cell: CellRef) throws(Refusal) {
    if let low, number < low { throw .tooSmall(cell, minimum: Core.plain(low)) }
    if let high, number > high { throw .tooLarge(cell, maximum: Core.plain(high)) }
  }

  private func number(_ value: AnswerValue, _ spec: NumberSpec, _ cell: CellRef) throws(Refusal) -> AnswerValue {
    switch value {
    case .int(let number):
      try checkBounds(Double(number), spec.min, spec.max, cell)
      return value
    case .dec(let text):
      guard let number = JSONNumber(text: text)?.double, number.isFinite else {
        throw .wrongKind(cell, expected: "number")
      }
      try checkBounds(number, spec.min, spec.max, cell)
      if let whole = Int64(exactly: number) { return .int(whole) }
      guard !spec.isWhole else { throw .notWhole(cell) }
      return value
    default: throw .wrongKind(cell, expected: "number")
    }
  }

  /// The coverage scale: 0, 0.25, 0.5 or 1.
  private func step(_ value: AnswerValue, _ cell: CellRef) throws(Refusal) -> AnswerValue {
    let number: Double? =
      switch value {
      case .int(let number): Double(number)
      case .dec(let text), .code(let text), .text(let text): JSONNumber(text: text)?.double
      default: nil
      }
    switch number {
    case 0: return .int(0)
    case 0.25: return .dec("0.25")
    case 0.5: return .dec("0.5")
    case 1: return .int(1)
    default: throw .notAChoice(cell, codes: ["0", "0.25", "0.5", "1"])
    }
  }

  private func row(_ id: String, _ source: RefSource, _ cell: CellRef) throws(Refusal) -> AnswerValue {
    if source.extra.contains(where: { $0.code == id }) || core.record(id, in: source) != nil { return .code(id) }
    guard source.allowsText else { throw .notARow(cell, of: source.tables) }
    return .text(id)
  }

  // MARK: What the playbook itself asks of an answer

  private func checkConstraints(_ answer: Answer, _ cell: CellRef, _ place: Place) throws(Refusal) {
    let validations: [Validation]
    // What a form must hold as a whole is looked at with each of its cells; what is missing refuses nothing.
    var ofForm: [Validation] = []
    switch place {
    case .question(let question), .perRow(let question): validations = question.validations
    case .column(let question, _, let column):
      validations = column.validations
      if case .form = question.kind { ofForm = question.validations }
    case .mark: return
    }
    guard !validations.isEmpty || !ofForm.isEmpty else { return }
    var trial = self
    trial.apply(.changed([.set(cell, answer)], reason: nil))
    var locals: [Value] = []
    if case .column(let question, _, _) = place,
      let row = trial.core.tables[question.index]?.row(cell.row ?? "")
    {
      locals = [.record(row.record)]
    }
    for validation in validations where trial.core.test(validation.that, locals) == .no {
      throw .notAccepted(cell, message: trial.core.render(validation.message, locals))
    }
    for validation in ofForm where trial.core.test(validation.that) == .no {
      throw .notAccepted(cell, message: trial.core.render(validation.message))
    }
  }

  /// What a table must hold as a whole, looked at when it is ended; what isn't known refuses nothing.
  func checkWhole(_ question: Question) throws(Refusal) {
    guard !question.validations.isEmpty else { return }
    let cell = CellRef(question.name)
    var trial = self
    trial.apply(.changed([.set(cell, .value(.rows))], reason: nil))
    for validation in question.validations where trial.core.test(validation.that) == .no {
      throw .notAccepted(cell, message: trial.core.render(validation.message))
    }
  }

  /// The codes that may be picked at present.
  func codes(of set: ChoiceSet) -> [String] {
    guard let program = set.from, case .list(let list) = core.evaluate(program, [.absent]) else { return set.codes }
    return set.codes + list.elements.compactMap(identity(of:))
  }
}

extension AnswerKind {
  /// What is expected, in one word of the format.
  var expected: String {
    switch self {
    case .text, .long: "text"
    case .choice: "choice"
    case .multi: "choices"
    case .number: "number"
    case .scale, .scale4: "scale"
    case .yesno: "yes or no"
    case .date: "date"
    case .ref: "row"
    case .refs, .ranking: "rows"
    case .table, .list, .tally, .form, .run: "rows"
    }
  }
}
