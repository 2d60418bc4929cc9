import CEL
import Playbooks

/// One answer worth trying, and how it is shown.
struct Trying {
  enum Content: Hashable {
    case answer(Answer)
    case rows(Int)
    case tries(Int64)
  }
  let content: Content
  let text: String
}

/// Answers worth trying for each place: representatives of all answers that the playbook's conditions can tell apart.
struct Domains {
  struct Options {
    let values: [Trying]
    /// Whether these are all that can make a difference.
    let isComplete: Bool
  }

  /// The day a search takes place on.
  static let today = "2026-01-15"
  private static let days = [
    "2025-01-15", "2026-01-14", "2026-01-15", "2026-01-16", "2026-02-01", "2026-06-30", "2027-01-15",
  ]

  let playbook: Playbook
  private let numbers: [Double]
  private let texts: [String]
  /// Which numbers are computed with rather than only compared.
  private let kinship: Kinship
  /// Whether any expression computes with numbers.
  private let computes: Bool
  /// Whether any expression names a day or a moment of its own.
  let namesDays: Bool

  init(_ playbook: Playbook) {
    self.playbook = playbook
    var found = Literals()
    for program in playbook.programs { found.collect(program.expr) }
    for entry in playbook.data { found.collect(entry.value) }
    numbers = found.numbers.sorted()
    texts = found.texts.sorted()
    computes = found.computes
    kinship = Kinship(playbook)
    namesDays = found.namesDays
  }

  func options(_ place: OpenPlace, _ core: Core) -> Options? {
    switch place {
    case .tries:
      let counts = Set([0, 1, 2, 3] + numbers.filter { $0 >= 0 && $0 <= 20 }.map(Int64.init)).sorted()
      return Options(values: counts.map { Trying(content: .tries($0), text: "\($0)") }, isComplete: !computes)
    case .question(let index):
      let question = playbook.questions[index]
      if question.kind.table != nil { return rowOptions(question) }
      return withStates(answers(question.kind, question, nil, core, .absent), question.mayDecline)
    case .cell(let cell, let index):
      let question = playbook.questions[index]
      guard let column = cell.column.flatMap({ question.table?.column(named: $0) }) else {
        return withStates(answers(question.kind, question, nil, core, .absent), question.mayDecline)
      }
      let row = core.tables[index]?.row(cell.row ?? "").map { Value.record($0.record) }
      return withStates(answers(column.kind, question, column, core, row ?? .absent), !column.isRequired)
    }
  }

  private func withStates(_ options: Options?, _ mayDecline: Bool) -> Options? {
    guard let options, mayDecline else { return options }
    let declined = Trying(content: .answer(Answer(.declined)), text: "don't know")
    return Options(values: options.values + [declined], isComplete: options.isComplete)
  }

  private func option(_ value: AnswerValue, _ text: String) -> Trying {
    Trying(content: .answer(Answer(.value(value))), text: text)
  }

  /// What may be said, in a row where it is a cell's (`this`).
  private func answers(
    _ kind: AnswerKind, _ question: Question, _ column: Column?, _ core: Core, _ row: Value
  ) -> Options? {
    switch kind {
    case .yesno: return Options(values: [option(.bool(true), "yes"), option(.bool(false), "no")], isComplete: true)
    case .choice(let set):
      guard set.from == nil, !set.choices.isEmpty else { return fromRows(set.from, core, row, single: true) }
      return Options(
        values: set.choices.map { option(.code($0.code), $0.code) }
          + (set.allowsText ? [option(.text("other"), "other")] : []),
        isComplete: true)
    case .multi(let set):
      guard set.from == nil else { return fromRows(set.from, core, row, single: false) }
      return subsets(set.codes, alone: set.alone)
    case .scale(let spec):
      return Options(
        values: (spec.low...max(spec.low, spec.high)).map { option(.int(Int64($0)), "\($0)") }, isComplete: true)
    case .scale4:
      let steps: [(AnswerValue, String)] = [
        (.int(0), "0"), (.dec("0.25"), "0.25"), (.dec("0.5"), "0.5"), (.int(1), "1"),
      ]
      return Options(values: steps.map { option($0.0, $0.1) }, isComplete: true)
    case .number(let spec): return numberOptions(spec, question, column)
    case .date: return Options(values: Self.days.map { option(.date($0), $0) }, isComplete: false)
    case .text(let spec), .long(let spec):
      let known = texts.filter { !$0.isEmpty }.prefix(8)
      let values = ["some words here"] + known + (column?.isRequired == true ? [] : [""])
      let extra = spec.extra.map { option(.code($0.code), $0.code) }
      return Options(
        values: extra + values.map { option(.text($0), $0.isEmpty ? "nothing" : "'\($0)'") }, isComplete: false)
    case .ref(let source): return refOptions(source, core, row, single: true)
    case .refs(let source), .ranking(let source): return refOptions(source, core, row, single: false)
    case .table, .list, .tally, .form, .run: return nil
    }
  }

  /// Codes that stand alone go with no others.
  private func subsets(_ codes: [String], alone: [String] = []) -> Options {
    guard codes.count <= 4 else {
      let values = [[]] + codes.map { [$0] } + [codes.filter { !alone.contains($0) }]
      return Options(values: values.map { option(.list($0), "[\($0.joined(separator: ", "))]") }, isComplete: false)
    }
    let values = (0..<(1 << codes.count)).map { mask in codes.indices.filter { mask >> $0 & 1 == 1 }.map { codes[$0] } }
      .filter { $0.count < 2 || !$0.contains(where: alone.contains) }
    return Options(values: values.map { option(.list($0), "[\($0.joined(separator: ", "))]") }, isComplete: true)
  }

  private func numberOptions(_ spec: NumberSpec, _ question: Question, _ column: Column?) -> Options {
    var values: Set<Double> = [0, 1]
    let step = spec.isWhole ? 1.0 : 0.5
    for number in kinship.constants(question, column).union(numbers.prefix(40)) {
      values.formUnion([number - step, number, number + step])
    }
    if let low = spec.min { values.insert(low) }
    if let high = spec.max { values.insert(high) }
    let taken = values.filter { number in
      (spec.min.map { number >= $0 } ?? true) && (spec.max.map { number <= $0 } ?? true)
        && (!spec.isWhole || number == number.rounded())
    }.sorted()
    return Options(
      values: taken.map { number in
        Int64(exactly: number).map { option(.int($0), "\($0)") } ?? option(.dec(Core.plain(number)), Core.plain(number))
      }, isComplete: !kinship.isComputedWith(question, column))
  }

  private func refOptions(_ source: RefSource, _ core: Core, _ row: Value, single: Bool) -> Options? {
    var ids: [String] = []
    for program in source.rows {
      guard case .list(let list) = core.evaluate(program, [row]) else { return nil }
      ids += list.elements.compactMap(identity(of:))
    }
    let extra = source.extra.map(\.code)
    if single {
      return Options(
        values: (ids + extra).map { option(.code($0), $0) }
          + (source.allowsText ? [option(.text("other"), "other")] : []),
        isComplete: true)
    }
    let all = subsets(ids)
    return Options(values: all.values + extra.map { option(.list([$0]), "[\($0)]") }, isComplete: all.isComplete)
  }

  private func fromRows(_ program: Program?, _ core: Core, _ row: Value, single: Bool) -> Options? {
    guard let program, case .list(let list) = core.evaluate(program, [row]) else { return nil }
    let ids = list.elements.compactMap(identity(of:))
    return single ? Options(values: ids.map { option(.code($0), $0) }, isComplete: true) : subsets(ids)
  }

  /// How many rows: none, one, two, and numbers beside those the playbook compares with.
  private func rowOptions(_ question: Question) -> Options? {
    guard let spec = question.table else { return nil }
    if case .run = question.kind { return nil }
    guard case .free(let range) = spec.rows else {
      return Options(values: [Trying(content: .rows(0), text: "its rows")], isComplete: true)
    }
    if case .form = question.kind {
      return Options(values: [Trying(content: .rows(0), text: "filled in")], isComplete: true)
    }
    var counts: Set<Int> = [0, 1, 2, range.lowerBound]
    for number in numbers where number >= 0 && number <= 8 {
      counts.formUnion([Int(number), Int(number) + 1])
    }
    let taken = counts.filter { $0 >= 0 && $0 <= min(spec.limit, 9) }.sorted()
    return Options(
      values: taken.map { Trying(content: .rows($0), text: $0 == 1 ? "1 row" : "\($0) rows") },
      isComplete: !kinship.isComputedWith(question) && (kinship.constants(question).max() ?? 0) <= 8)
  }
}

/// Constants an expression compares with.
struct Literals {
  var numbers: Set<Double> = []
  var texts: Set<String> = []
  var computes = false
  var namesDays = false
  private static let arithmetic: Set<String> = ["_+_", "_-_", "_*_", "_/_", "_%_", "-_"]

  mutating func collect(_ expr: Expr) {
    switch expr.kind {
    case .literal(let value): collect(value)
    case .call(let name, _, _):
      if Self.arithmetic.contains(name) || name.hasPrefix("math.") || ["sum", "avg", "round", "share"].contains(name) {
        computes = true
      }
      if name == "timestamp" { namesDays = true }
    default: break
    }
    for child in expr.kind.children { collect(child) }
  }

  mutating func collect(_ value: Value) {
    switch value {
    case .int(let number): numbers.insert(Double(number))
    case .double(let number): numbers.insert(number)
    case .string(let text): texts.insert(text)
    default: break
    }
  }
}
