import Playbooks

/// What a session finds when it begins: what other sessions carry, registers, runs inside it, the round, the day, and whether
/// people will take their time.
public struct Background: Hashable, Sendable {
  /// The test of the playbook that gives it; nil: a first session, which finds nothing.
  public let test: String?
  public var round = 1
  /// The local day on which it takes place.
  public var day = CheckLimits.day
  /// How many minutes pass; 0: nobody looks at the clock.
  public var minutes = 0
  /// What is carried in, as the lines of a journal have it.
  public var events: [Event] = []

  public static let nothing = Background(test: nil)

  init(test: String?) { self.test = test }

  /// A session of the playbook that begins with it, at a time in UTC.
  public func session(_ playbook: Playbook, time: String = "") -> Session {
    var session = Session(playbook)
    let reference = PlaybookRef(name: playbook.name, version: playbook.version, sha256: "")
    session.apply(.opened(Opening(playbook: reference, session: "s1", engagement: "default", round: round)), time: time)
    for event in events { session.apply(event, time: time) }
    session.apply(.sat(day: day, version: ""), time: time)
    return session
  }

  /// The same is given, whichever test gives it.
  func isLike(_ other: Background) -> Bool {
    (round, day, minutes) == (other.round, other.day, other.minutes) && events == other.events
  }
}

extension PlaybookTest {
  /// What the test gives from outside; nil where that is nothing, or doesn't fit.
  public func background(of playbook: Playbook) -> Background? {
    var mistakes: [TestMistake] = []
    var background = Background(test: name)
    background.events = carried(playbook, &mistakes) + runs(playbook, &mistakes)
    background.round = inputs["round_number"]?.text.flatMap { Int($0) } ?? 1
    background.day = inputs["today"]?.text.flatMap { Day($0) == nil ? nil : $0 } ?? CheckLimits.day
    background.minutes = inputs["minutes"]?.text.flatMap { Int($0) } ?? 0
    return mistakes.isEmpty && !background.isLike(.nothing) ? background : nil
  }
}

extension Playbook {
  /// What the playbook's tests give from outside, each once, in the order of the tests; first of all, nothing.
  public var backgrounds: [Background] {
    var found = [Background.nothing]
    for given in tests.compactMap({ $0.background(of: self) }) where !found.contains(where: given.isLike) {
      found.append(given)
    }
    return found
  }
}

extension Variable {
  /// What comes from outside a session by this name, in words for authors.
  func outside(of playbook: Playbook) -> String? {
    switch kind {
    case .use(let index):
      let use = playbook.uses[index]
      return "'\(use.name)' of \(use.from.map(\.playbook).joined(separator: " or "))"
    case .register(let name): return "the register '\(name)'"
    case .input(.earlier): return "earlier sessions"
    case .input(.roundNumber): return "the round"
    case .input(.elapsedMinutes): return "the minutes that passed"
    case .input: return "the moment ('\(name)')"
    default: return nil
    }
  }
}
