import CEL
import JSON
import Playbooks

extension Question {
  /// A tally of which only aggregates are kept (`keep: summary`): the counts are never an event, so nobody can read them later.
  var isSummary: Bool { aggregates != nil }
}

extension Session {
  /// The most counts that are added up, so that no total overflows.
  static let votesMax = 1_000_000

  /// What is kept of the counts of a tally with `keep: summary`, in the order of its aggregates; "-" where there is no vote.
  ///
  /// `count` is the number of votes, `mean` the mean of the codes, `low_share` the share of votes of 2 or less.
  public func summary(of counts: [(code: String, count: Int)], for question: Question) -> AnswerValue {
    let votes = counts.map { (value: Int($0.code) ?? 0, count: min(max(0, $0.count), Session.votesMax)) }
    let total = votes.reduce(0) { $0 + $1.count }
    let sum = votes.reduce(0.0) { $0 + Double($1.value) * Double($1.count) }
    let low = votes.filter { $0.value <= 2 }.reduce(0) { $0 + $1.count }
    return .list(
      (question.aggregates ?? []).map { name in
        switch name {
        case "count": "\(total)"
        case _ where total == 0: "-"
        case "mean": "\(sum / Double(total))"
        default: "\(Double(low) / Double(total))"
        }
      })
  }
}

extension Core {
  /// The record of aggregates that the rules read, from what was kept.
  func summary(_ question: Question) -> Value {
    guard case .record(let type) = playbook.variables[question.slot].type,
      case .value(.list(let kept))? = counted(question.index)?.state
    else { return .unknown(missing.number(ofQuestion: question.index)) }
    let record = Record(type)
    for (name, text) in zip(question.aggregates ?? [], kept) {
      guard let field = type.index(of: name), let number = JSONNumber(text: text)?.double else { continue }
      record.fields[field] = type.fields[field].type == .int ? .int(Int64(number)) : .double(number)
    }
    return .record(record)
  }

  /// Puts the summary into its slot; true if it came out differently. The single counts are in no slot.
  func setSummary(_ question: Question) -> Bool {
    let value: Value
    switch (relevance[question.index], counted(question.index)?.state) {
    case (.no, _), (.error, _), (_, .notApplicable): value = .absent
    case (.unknown, _):
      value = .unknown(relevanceUnknowns[question.index] ?? missing.number(ofQuestion: question.index))
    case (.yes, .declined): value = .declined
    case (.yes, _): value = summary(question)
    }
    if let slot = graph.rowsSlot[question.index] { _ = set(slot, .absent) }
    slots[question.slot] = value
    return true
  }
}
