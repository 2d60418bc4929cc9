import CEL
import Diagnostics
import Playbooks

/// What one of a playbook's own tests found to be otherwise than it says.
public struct TestMistake: Hashable, Sendable {
  public let message: String
  public let range: SourceRange
}

extension PlaybookTest {
  /// Answers the questions as the test says, in a session of its own, and compares what comes out with what it expects.
  ///
  /// - Returns: nothing if all is as expected. What the test doesn't speak of isn't looked at, and where answers couldn't be
  ///   used nothing is compared: what would come out otherwise follows from that.
  public func run(on playbook: Playbook) -> [TestMistake] {
    let (session, mistakes) = played(on: playbook)
    guard mistakes.isEmpty else { return mistakes }
    let moment = inputs["on"]?.text.flatMap(Moment.init(rawValue:))
    return OwnTestCheck(session: session, active: session.active(on: moment, inputs), expect: expect).mistakes
  }

  /// The session that the test speaks of, and what of its answers couldn't be used.
  func played(on playbook: Playbook) -> (session: Session, mistakes: [TestMistake]) {
    var session = opened(playbook)
    var mistakes: [TestMistake] = []
    for event in carried(playbook, &mistakes) + runs(playbook, &mistakes) { session.apply(event) }
    pass(&session)
    if let answers {
      var sheet = AnswerSheet(withFollowUps(answers))
      _ = sheet.apply(to: &session)
      mistakes += sheet.problems.map { TestMistake(message: $0.message, range: $0.range) }
    }
    for entry in inputs["tries"]?.entries ?? [] {
      for _ in 0..<(entry.value.text.flatMap { Int($0) } ?? 0) {
        session.apply(.triedGate(entry.key, passed: false))
      }
    }
    return (session, mistakes)
  }

  /// Looks at a journey from a stage, and compares which ways are offered with what the test expects.
  public func run(on journey: Journey) -> [TestMistake] {
    var mistakes: [TestMistake] = []
    guard let stage = journey.stage(named: inputs["stage"]?.text ?? "") else {
      return [TestMistake(message: "no stage '\(inputs["stage"]?.text ?? "")'", range: range)]
    }
    var session = opened(journey.playbook)
    if let day = inputs["entered"]?.text {
      session.apply(.carried(name: "entered", value: .date(day), from: nil))
    }
    for event in carried(journey.playbook, &mistakes) { session.apply(event) }
    guard mistakes.isEmpty else { return mistakes }
    let offered = Set(
      journey.transitions.filter { transition in
        (transition.from.isEmpty || transition.from.contains(stage.index)) && session.holds(transition.when) == .yes
      }.map(\.id))
    for wanted in expect["offered"]?.items ?? [] where !offered.contains(wanted.text ?? "") {
      mistakes.append(TestMistake(message: "\(wanted.text ?? "") is not offered", range: wanted.range))
    }
    for unwanted in expect["silent"]?.items ?? [] where offered.contains(unwanted.text ?? "") {
      mistakes.append(TestMistake(message: "\(unwanted.text ?? "") is offered", range: unwanted.range))
    }
    return mistakes
  }

  private func opened(_ playbook: Playbook) -> Session {
    var session = Session(playbook)
    let round = inputs["round_number"]?.text.flatMap { Int($0) } ?? 1
    let reference = PlaybookRef(name: playbook.name, version: playbook.version, sha256: "")
    session.apply(.opened(Opening(playbook: reference, session: "test", engagement: "test", round: round)))
    session.apply(.sat(day: inputs["today"]?.text ?? PlaybookTest.someDay, version: ""))
    return session
  }

  /// The day of tests that name none.
  static let someDay = "2026-01-05"

  /// Carried values, registers and earlier sessions, as the opening of a session writes them.
  func carried(_ playbook: Playbook, _ mistakes: inout [TestMistake]) -> [Event] {
    var events: [Event] = []
    for variable in playbook.variables {
      let found: (name: String, data: PlainData)?
      switch variable.kind {
      case .use(let index): found = given(playbook.uses[index])
      case .register(let name): found = (inputs["registers"]?[name]).map { ("register:" + name, $0) }
      case .input(.earlier): found = inputs["earlier"].map { ("earlier", $0) }
      default: found = nil
      }
      guard let found else { continue }
      if let datum = datum(found.data, variable) {
        events.append(.carried(name: found.name, value: datum, from: nil))
      } else {
        mistakes.append(
          TestMistake(message: "'\(variable.name)' doesn't fit what the playbook carries", range: found.data.range))
      }
    }
    return events
  }

  /// `runs: { way: { C1: { primary: kanban } } }`: what finished sessions inside this one carry.
  func runs(_ playbook: Playbook, _ mistakes: inout [TestMistake]) -> [Event] {
    var events: [Event] = []
    for question in inputs["runs"]?.entries ?? [] {
      guard let spec = playbook.question(named: question.key)?.kind.table else { continue }
      for row in question.value.entries {
        if let carried = Datum(row.value, as: .record(spec.record)) {
          events.append(.carried(name: "\(CellRef(question.key, row: row.key))", value: carried, from: nil))
        } else {
          mistakes.append(
            TestMistake(message: "'\(question.key)' doesn't fit what the playbook inside carries", range: row.range))
        }
      }
    }
    return events
  }

  /// What the test gives under the name of the use, or for the register it reads.
  private func given(_ use: Use) -> (name: String, data: PlainData)? {
    if let data = inputs["uses"]?[use.name] { return (use.name, data) }
    for source in use.from where source.playbook == "registers" {
      if let member = source.member, let data = inputs["registers"]?[member] { return (use.name, data) }
    }
    return nil
  }

  /// Sessions are records of their own: what isn't given is absent there, but blank in rows of tables.
  private func datum(_ data: PlainData, _ variable: Variable) -> Datum? {
    if case .list(let items, _) = data, case .list(let element) = variable.type, variable.holdsSessions {
      let typed = items.enumerated().map { place, item in
        Datum(item, as: element).map { $0["id"] == nil ? $0.with("id", .string("s\(place + 1)")) : $0 }
      }
      return typed.contains { $0 == nil } ? nil : .list(typed.compactMap { $0 })
    }
    return Datum(data, as: variable.type)
  }

  /// Lets the minutes pass that the test names; longer gaps count as breaks.
  private func pass(_ session: inout Session) {
    guard let minutes = inputs["minutes"]?.text.flatMap({ Int($0) }), minutes > 0, minutes < 24 * 60 else { return }
    var passed = 0
    while true {
      let (hour, minute) = (passed / 60, passed % 60)
      let time = "2026-01-05T\(padded(String(hour), 2)):\(padded(String(minute), 2)):00Z"
      session.apply(.foreign("x-test"), time: time)
      if passed == minutes { return }
      passed = min(minutes, passed + 5)
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private func withFollowUps(_ answers: PlainData) -> PlainData {
    guard let replies = inputs["follow_ups"], case .map(let entries, let range) = answers else { return answers }
    return .map(entries + [.init(key: "$follow_ups", value: replies, range: range)], at: range)
  }
}

extension PlainData {
  var entries: [Entry] {
    if case .map(let entries, _) = self { entries } else { [] }
  }

  var items: [PlainData] {
    switch self {
    case .list(let items, _): items
    case .scalar: [self]
    case .map: []
    }
  }
}

extension Variable {
  /// A list of earlier sessions rather than of a table's rows.
  fileprivate var holdsSessions: Bool {
    guard case .list(.record(let record)) = type else { return false }
    return record.index(of: "session") != nil && record.index(of: "round_number") != nil
  }
}
