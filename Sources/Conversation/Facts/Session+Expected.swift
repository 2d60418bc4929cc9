import CEL
import Playbooks
import Sessions
import Text

extension Session {
  /// What a line is read for at a question or cell of this kind.
  func expected(for kind: AnswerKind) -> Expected {
    let offers = choices(for: kind).map { Offer($0.code, sanitizedLine($0.label), hint: $0.hint.map(sanitizedLine)) }
    switch kind {
    case .text: return .text(or: offers)
    case .long: return .long(or: offers)
    case .choice(let set): return .choice(offers, allowsText: set.allowsText)
    case .multi(let set): return .multi(offers, alone: Set(set.alone), picks: nil)
    case .number(let spec):
      return .number(
        NumberBounds(
          min: spec.min.flatMap(decimal), max: spec.max.flatMap(decimal), isWhole: spec.isWhole,
          unit: spec.unit.map(sanitizedLine)))
    case .scale(let spec):
      guard spec.low <= spec.high else { return .number(NumberBounds(isWhole: true)) }
      let labels = spec.labels.compactMap { label in Int(label.value).map { ($0, sanitizedLine(label.label)) } }
      return .scale(spec.low...spec.high, labels: Dictionary(labels, uniquingKeysWith: { first, _ in first }))
    case .scale4(let spec): return .scale4(coverageLabels(spec))
    case .yesno: return .yesno
    case .date: return .date
    case .ref(let source): return .choice(offers, allowsText: source.allowsText)
    case .refs(let source): return .multi(offers, alone: Set(source.extra.map(\.code)), picks: nil)
    case .ranking(let source): return .ranking(offers, top: source.top)
    case .tally(let spec):
      guard case .fixed(let rows, _) = spec.rows else { return .tally([]) }
      return .tally(rows.map { Offer($0.code, sanitizedLine($0.label), hint: $0.hint) })
    case .table, .list, .form, .run: return .text(or: [])
    }
  }

  private func decimal(_ number: Double) -> DecimalText? {
    if let whole = Int64(exactly: number) { return DecimalText(String(whole)) }
    return DecimalText("\(number)")
  }

  /// Four wordings for 0, 0.25, 0.5 and 1; the usual ones where the playbook gives none.
  private func coverageLabels(_ spec: ScaleSpec) -> [String] {
    zip(CoverageReader.values, Wording.coverage).map { value, usual in
      spec.labels.first { DecimalText($0.value)?.description == value }.map { sanitizedLine($0.label) } ?? usual
    }
  }

  /// How a value of this kind is put into words.
  func rendering(_ kind: AnswerKind) -> Rendering {
    if let source = kind.refSource { return .rows(source) }
    if let set = kind.choices { return .choice(set) }
    return .plain
  }
}

extension TypedAnswer {
  /// What the session keeps of it.
  var answer: Answer {
    Answer(state, isApproximate: isApproximate, note: note)
  }

  private var state: AnswerState {
    switch content {
    case .text(let text): .value(.text(text))
    case .code(let code): .value(.code(code))
    case .codes(let codes): .value(.list(codes))
    case .number(let number): .value(number.int.map(AnswerValue.int) ?? .dec(number.description))
    case .scale(let rating): .value(.int(Int64(rating)))
    case .votes(let votes): .value(.list(votes.each.compactMap(\.self).map(String.init)))
    case .yesno(let yes): .value(.bool(yes))
    case .date(let day): .value(.date(day.iso))
    case .tally: .value(.rows)
    case .declined: .declined
    case .notApplicable: .notApplicable
    }
  }

}
