import CEL
import JSON
import Playbooks

extension Core {
  /// Fills slots that never change in this session: data of the playbook, with records of this core's own, because
  /// per-row calculations write into them.
  func fillConstants() {
    for (slot, variable) in playbook.variables.enumerated() {
      if case .data(let index) = variable.kind { slots[slot] = Core.ownCopy(playbook.data[index].value) }
    }
  }

  static func ownCopy(_ value: Value) -> Value {
    switch value {
    case .list(let list): .list(List(list.elements.map(ownCopy)))
    case .record(let record): .record(Record(record.type, record.fields.map(ownCopy)))
    default: value
    }
  }

  func recomputeRelevance(_ index: Int) -> Bool {
    let question = playbook.questions[index]
    let section = playbook.sections[question.section].when
    var truth = both(test(section), test(question.when))
    var unknown = truth == .unknown ? unknowns(question.when) ?? unknowns(section) : nil
    if let owner = question.companionOf, truth != .no {
      truth = both(truth, relevance[owner])
      if truth == .unknown { unknown = unknown ?? relevanceUnknowns[owner] }
    }
    if let rule = question.replyOf, activations[rule].isEmpty { truth = .no }
    if truth == .error { truth = .no }
    guard truth != relevance[index] || unknown != relevanceUnknowns[index] else { return false }
    relevance[index] = truth
    relevanceUnknowns[index] = unknown
    return true
  }

  private func both(_ a: Truth, _ b: Truth) -> Truth {
    if a == .no || b == .no || a == .error || b == .error { return .no }
    return a == .yes && b == .yes ? .yes : .unknown
  }

  /// The answer to a whole question, unless it has to be confirmed first: then it is as if it weren't given.
  func counted(_ question: Int) -> Answer? { mustConfirm(question) ? nil : book.answers[question] }

  /// Has the time passed for which the answer holds, or did an upgrade change what was asked?
  func mustConfirm(_ question: Int) -> Bool {
    guard !book.standings.isEmpty, let standing = book.standings[question], book.answers[question] != nil else {
      return false
    }
    if standing.isDoubtful { return true }
    guard let weeks = playbook.questions[question].holdsWeeks, let today = book.today.flatMap({ Day($0) }) else {
      return false
    }
    return standing.hasEnded(by: today, weeks: weeks)
  }

  func recomputeValue(_ index: Int) -> Bool {
    let part = graph.questions[index]
    if part.isTable { return recomputeRows(playbook.questions[index]) }
    let changed = set(Int(part.slot), effective(index))
    return part.votes < 0 ? changed : set(Int(part.votes), votes(index)) || changed
  }

  /// What the rules see of a question that is no table.
  private func effective(_ question: Int) -> Value {
    switch relevance[question] {
    case .no, .error: return .absent
    case .unknown: return .unknown(relevanceUnknowns[question] ?? missing.number(ofQuestion: question))
    case .yes: break
    }
    if book.standings.isEmpty, case .value(let value)? = book.answers[question]?.state,
      let plain = plain(value, question)
    {
      return plain
    }
    guard let answer = counted(question), answer.isGiven else { return .unknown(missing.number(ofQuestion: question)) }
    return value(of: answer, kind: playbook.questions[question].kind)
  }

  /// Answers that are read as they are, whatever the kind.
  private func plain(_ value: AnswerValue, _ question: Int) -> Value? {
    switch value {
    case .text(let text), .code(let text): .string(text)
    case .bool(let flag): .bool(flag)
    case .int(let number): graph.questions[question].readsWhole ? .int(number) : nil
    case .dec, .date, .list, .rows: nil
    }
  }

  /// The single votes behind a scale, or its one value.
  private func votes(_ index: Int) -> Value {
    switch counted(index)?.state {
    case .value(.list(let votes)): .list(votes.compactMap { Int64($0) }.map(Value.int))
    case .value(.int(let one)): .list([.int(one)])
    default: slots[playbook.questions[index].slot]
    }
  }

  /// The value of an answer that was given.
  func value(of answer: Answer, kind: AnswerKind) -> Value {
    switch answer.state {
    case .declined, .skipped: .declined
    case .notApplicable: .absent
    case .value(let value): Core.value(value, kind: kind)
    }
  }

  static func value(_ value: AnswerValue, kind: AnswerKind) -> Value {
    switch (value, kind) {
    case (.text(let text), _), (.code(let text), _): return .string(text)
    case (.bool(let flag), _): return .bool(flag)
    case (.int(let number), .number(let spec)): return spec.isWhole ? .int(number) : .double(Double(number))
    case (.int(let number), .scale): return .int(number)
    case (.int(let number), _): return .double(Double(number))
    case (.dec(let text), .number(let spec)):
      let number = JSONNumber(text: text)?.double ?? 0
      return spec.isWhole ? .int(Int64(exactly: number.rounded()) ?? 0) : .double(number)
    case (.dec(let text), _): return .double(JSONNumber(text: text)?.double ?? 0)
    case (.date(let day), _): return Day(day).map { .timestamp($0.timestamp) } ?? .declined
    case (.list(let votes), .scale): return medianVote(votes).map(Value.int) ?? .declined
    case (.list(let items), _): return .list(items.map(Value.string))
    case (.rows, _): return .declined
    }
  }

  /// The median of a room's votes, halves up; nil without votes.
  static func medianVote(_ votes: [String]) -> Int64? {
    let sorted = votes.compactMap { Int64($0) }.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return (sorted[middle - 1] + sorted[middle] + 1) / 2
  }
}
