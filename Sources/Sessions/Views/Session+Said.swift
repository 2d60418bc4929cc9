import CEL
import Playbooks

extension Session {
  /// A value as its reader reads it: wordings instead of codes, amounts with their unit, a rough number as one.
  ///
  /// Where people voted and the middle lies between two steps, it says so, and what the rules take it for.
  ///
  /// - Parameters:
  ///   - answer: the answer the value comes from.
  ///   - standsAlone: there is nothing around it that says how far the scale goes, or that it was voted.
  public func said(_ value: Value, _ kind: AnswerKind, by answer: Answer?, standsAlone: Bool = false) -> String {
    var text = said(value, kind)
    if case .scale(let scale) = kind, case .int = value {
      if standsAlone, scale.low == 1, label(of: self.text(of: value), scale) == nil {
        text = AnswerWords.step(text, of: scale.high)
      }
      if let median = answer?.medianBetweenSteps { text = AnswerWords.median(median, countsAs: text) }
      if standsAlone, let votes = answer?.voteCount { text += AnswerWords.voted(votes) }
      return text
    }
    return answer?.isApproximate == true && !text.isEmpty ? AnswerWords.about(text) : text
  }

  private func said(_ value: Value, _ kind: AnswerKind) -> String {
    switch (value, kind) {
    case (.int, .scale(let spec)):
      let text = text(of: value)
      return AnswerWords.step(text, label(of: text, spec))
    case (.double, .scale4(let spec)), (.int, .scale4(let spec)):
      let text = text(of: value)
      return label(of: text, spec) ?? usualCoverage(of: value) ?? text
    case (.int, .number(let spec)), (.double, .number(let spec)):
      return AnswerWords.amount(text(of: value), spec.unit)
    case (.string(let code), .choice(let set)) where set.from != nil:
      return choices(for: kind).first { $0.code == code }?.label ?? text(of: value)
    default: return text(of: value, rendering(of: kind))
    }
  }

  private func label(of text: String, _ spec: ScaleSpec) -> String? {
    spec.labels.first { Double($0.value) == Double(text) }?.label
  }

  private func usualCoverage(of value: Value) -> String? {
    switch Double(text(of: value)) {
    case 0: AnswerWords.coverage[0]
    case 0.25: AnswerWords.coverage[1]
    case 0.5: AnswerWords.coverage[2]
    case 1: AnswerWords.coverage[3]
    default: nil
    }
  }

  /// What is kept of a tally whose single votes are thrown away; nil where nothing is.
  func saidSummary(of question: Question) -> String? {
    guard let names = question.aggregates, case .record(let record) = value(ofQuestion: question.index) else {
      return nil
    }
    let parts = names.compactMap { name -> String? in
      guard let value = record.value(of: name) else { return nil }
      switch (name, value) {
      case ("count", .int): return AnswerWords.votes(text(of: value))
      case ("mean", .double): return AnswerWords.average(text(of: value))
      case ("low_share", .double(let share)): return AnswerWords.lowShare(text(of: .double((share * 100).rounded())))
      default: return nil
      }
    }
    return parts.isEmpty ? nil : AnswerWords.summary(parts)
  }
}

extension Answer {
  /// How many voted; nil where it isn't votes.
  fileprivate var voteCount: Int? {
    guard case .value(.list(let votes)) = state, !votes.isEmpty else { return nil }
    return votes.count
  }

  /// The middle of votes, where it lies between two steps of their scale: `3.5`.
  fileprivate var medianBetweenSteps: String? {
    guard case .value(.list(let votes)) = state else { return nil }
    let sorted = votes.compactMap { Int64($0) }.sorted()
    guard sorted.count >= 2, sorted.count.isMultiple(of: 2) else { return nil }
    let middle = sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]
    return middle.isMultiple(of: 2) ? nil : "\(middle / 2).5"
  }
}
