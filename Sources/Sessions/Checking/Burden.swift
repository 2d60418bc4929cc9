import Playbooks

/// How long a playbook takes, over many ways through it: 8 seconds an answer, 20 a text.
public struct Burden: Hashable, Sendable {
  /// The least, the middle and the most of something.
  public struct Spread: Hashable, Sendable {
    public let least: Int
    public let usual: Int
    public let most: Int

    init(_ values: [Int]) {
      let sorted = values.sorted()
      (least, usual, most) = (sorted.first ?? 0, sorted.isEmpty ? 0 : sorted[sorted.count / 2], sorted.last ?? 0)
    }
  }

  /// Questions asked; a table counts once.
  public let questions: Spread
  public let minutes: Spread
  /// Ways that were walked.
  public let ways: Int

  private static let secondsPerCell = 8
  private static let secondsPerText = 20
  static let waysMax = 60

  /// Walks through the playbook again and again, each time with other answers; the same ones on every machine.
  init(_ search: WitnessSearch) {
    var (asked, minutes) = ([Int](), [Int]())
    for way in 0..<Self.waysMax {
      var walk = Walk(search, seed: UInt64(way))
      walk.go()
      asked.append(walk.asked)
      minutes.append((walk.seconds + 59) / 60)
    }
    (questions, self.minutes, ways) = (Spread(asked), Spread(minutes), Self.waysMax)
  }

  static func seconds(_ kind: AnswerKind) -> Int {
    switch kind {
    case .text, .long: secondsPerText
    default: secondsPerCell
    }
  }
}

/// One way through a playbook, with answers by chance; leaves the search as it was.
struct Walk {
  private let search: WitnessSearch
  private var state: UInt64
  private(set) var asked = 0
  private(set) var seconds = 0
  private static let rowsMax = 5
  private static let stepsMax = 2_000

  init(_ search: WitnessSearch, seed: UInt64) {
    (self.search, state) = (search, seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
  }

  private mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, count)))
  }

  mutating func go() {
    var undo: [() -> Void] = []
    defer { for back in undo.reversed() { back() } }
    var steps = 0
    while let question = next, steps < Self.stepsMax {
      steps += 1
      asked += 1
      if question.table == nil {
        seconds += Burden.seconds(question.kind)
        undo.append(search.set(.question(question.index), option(.question(question.index))))
      } else {
        fill(question, &undo)
      }
    }
  }

  /// The first question that applies and has no answer.
  private var next: Question? {
    let core = search.core
    for (index, question) in search.playbook.questions.enumerated() {
      // A pattern, because a comparison would copy the answer.
      if case .none = core.book.answers[index], core.relevance[index] == .yes, question.replyOf == nil {
        return question
      }
    }
    return nil
  }

  /// Any of the answers worth trying; what can't be answered here is declined.
  private mutating func option(_ place: OpenPlace) -> Trying {
    let values = search.options(place)?.values.filter { $0.text != "don't know" } ?? []
    let declined = Trying(content: .answer(Answer(.declined)), text: "don't know")
    if values.isEmpty || below(16) == 0 { return declined }
    return values[below(values.count)]
  }

  private mutating func fill(_ question: Question, _ undo: inout [() -> Void]) {
    guard let spec = question.table else { return }
    var count = 0
    if case .free(let invited) = spec.rows, !question.isOneRow {
      count =
        invited.lowerBound + below(min(invited.upperBound, invited.lowerBound + Self.rowsMax) - invited.lowerBound + 1)
    }
    undo.append(search.set(.question(question.index), Trying(content: .rows(count), text: "")))
    for row in search.core.tables[question.index]?.rows ?? [] {
      for column in spec.columns where search.core.test(column.when, [.record(row.record)]) == .yes {
        let cell = search.core.cellRef(question, column, row)
        seconds += Burden.seconds(column.kind)
        if case .run = question.kind { continue }
        undo.append(search.set(.cell(cell, question.index), option(.cell(cell, question.index))))
      }
    }
  }
}

extension Question {
  fileprivate var isOneRow: Bool { if case .form = kind { true } else { false } }
}
