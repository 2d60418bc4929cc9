import CEL
import Playbooks

/// All values that a question takes, where they can be listed.
struct Domain {
  let core: Core
  /// A question with more values than this isn't listed.
  static let sizeMax = 66

  init(_ core: Core) { self.core = core }

  func values(of question: Question) -> [AnswerValue]? {
    guard let spec = question.table else { return values(of: question.kind) }
    if question.isSummary { return nil }
    if case .tally = question.kind { return nil }
    if case .form = question.kind { return [.rows] }
    if case .fixed(_, nil) = spec.rows { return [.rows] }
    return nil
  }

  func values(of kind: AnswerKind) -> [AnswerValue]? {
    switch kind {
    case .yesno: [.bool(true), .bool(false)]
    case .scale4: [.int(0), .dec("0.25"), .dec("0.5"), .int(1)]
    case .scale(let spec):
      spec.high - spec.low < Domain.sizeMax ? (spec.low...max(spec.low, spec.high)).map { .int(Int64($0)) } : nil
    case .choice(let set): set.allowsText ? nil : codes(of: set)?.map(AnswerValue.code)
    case .multi(let set): set.allowsText ? nil : codes(of: set).flatMap { lists($0, alone: set.alone) }
    case .number(let spec): numbers(spec)
    case .ref(let source): source.allowsText ? nil : rows(of: source)?.map(AnswerValue.code)
    case .refs(let source), .ranking(let source):
      source.allowsText ? nil : rows(of: source).flatMap { lists($0, alone: []) }
    case .text, .long, .date, .table, .list, .tally, .form, .run: nil
    }
  }

  private func numbers(_ spec: NumberSpec) -> [AnswerValue]? {
    guard spec.isWhole, let low = spec.min, let high = spec.max, low <= high, high - low < Double(Domain.sizeMax) else {
      return nil
    }
    return (Int64(low.rounded(.up))...Int64(high.rounded(.down))).map(AnswerValue.int)
  }

  private func codes(of set: ChoiceSet) -> [String]? {
    guard let program = set.from else { return set.codes }
    guard case .list(let list) = core.evaluate(program, [.absent]) else { return nil }
    return set.codes + list.elements.compactMap(identity(of:))
  }

  private func rows(of source: RefSource) -> [String]? {
    var ids: [String] = []
    for program in source.rows {
      guard case .list(let list) = core.evaluate(program, [.absent]) else { return nil }
      ids += list.elements.compactMap(identity(of:))
    }
    return ids + source.extra.map(\.code)
  }

  /// All lists of different codes, in every order: a list keeps the order in which it was typed.
  private func lists(_ codes: [String], alone: [String]) -> [AnswerValue]? {
    guard codes.count <= 4 else { return nil }
    var lists: [[String]] = [[]]
    var last: [[String]] = [[]]
    for _ in codes {
      last = last.flatMap { list in codes.filter { !list.contains($0) }.map { list + [$0] } }
      lists += last
    }
    return lists.filter { list in list.count < 2 || !list.contains(where: alone.contains) }.map(AnswerValue.list)
  }
}
