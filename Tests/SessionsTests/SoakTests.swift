import Diagnostics
import JSON
import Playbooks
import Testing

@testable import Sessions

/// Whole lives of sessions by chance: answers, changes, declines, undo and redo, upgrades there and back, kills and resumes.
///
/// `make soak` plays 2,000 people on every shipped playbook and prints what they did, a line each; `scripts/test` a few.
/// A failure names playbook and seed; the same seed is the same person.
@Suite("A session's whole life")
struct SoakTests {
  static let people = Soak.isOn ? 2_000 : 4
  static let steps = 40

  @Test("The session stays true, whatever happens to it", arguments: Shipped.names)
  func lives(_ name: String) throws {
    let playbook = try SimulationTests.playbook(name)
    let other = Version.after(playbook)
    var deeds = Deeds()
    for seed in 0..<UInt64(Self.people) {
      var life = Life(playbook, other, seed: seed &* 31 &+ 5)
      for _ in 0..<Self.steps { life.live() }
      life.end()
      for fault in life.faults { Issue.record("\(name), seed \(seed): \(fault)") }
      deeds.add(life)
    }
    if Soak.isOn { print(deeds.line(name, people: Self.people)) }
    #expect(deeds.upgrades > 0 && deeds.resumes > 0)
  }

  /// People who once found something wrong: a form with a column called `from`, a row whose draft went away, and counts that
  /// were taken for the old ones because the same things were counted.
  @Test(
    "Who found a fault finds it mended",
    arguments: [
      ("retrospective", 31), ("retrospective", 62), ("retrospective", 106), ("hr-implications", 48),
      ("hr-implications", 1496), ("way-of-working", 123), ("way-of-working", 284),
      ("way-of-working", 443), ("way-of-working", 1837), ("roadmap", 532),
    ])
  func livesAgain(_ name: String, _ seed: UInt64) throws {
    let playbook = try SimulationTests.playbook(name)
    var life = Life(playbook, Version.after(playbook), seed: seed &* 31 &+ 5)
    for _ in 0..<Self.steps { life.live() }
    life.end()
    #expect(life.faults == [])
  }
}

/// What people did, added up.
private struct Deeds {
  private(set) var events = 0
  private(set) var upgrades = 0
  private(set) var resumes = 0
  private(set) var undone = 0
  private var faults = 0

  mutating func add(_ life: Life) {
    events += life.person.events.count
    upgrades += life.upgrades
    resumes += life.resumes
    undone += life.person.events.count { $0.event == .undone }
    faults += life.faults.count
  }

  func line(_ name: String, people: Int) -> String {
    func column(_ number: Int, _ what: String) -> String {
      String(repeating: " ", count: max(0, 8 - "\(number)".count)) + "\(number) \(what)"
    }
    return name + String(repeating: " ", count: max(1, 18 - name.count)) + column(people, "people")
      + column(events, "events") + column(undone, "undone") + column(upgrades, "upgrades")
      + column(resumes, "resumes") + column(faults, "faults")
  }
}

/// One person with one session, and what is found wrong on the way.
private struct Life {
  private(set) var person: RandomPerson
  private(set) var faults: [String] = []
  private(set) var upgrades = 0
  private(set) var resumes = 0
  private let versions: [(playbook: Playbook, sha256: String)]
  private var dice: Dice

  init(_ playbook: Playbook, _ other: Playbook, seed: UInt64) {
    person = RandomPerson(playbook, seed: seed)
    dice = Dice(seed ^ 0xA5A5)
    versions = [(playbook, "old"), (other, "new")]
    for version in versions { person.session.learn(version.playbook, sha256: version.sha256) }
  }

  mutating func live() {
    switch dice.below(20) {
    case 0: upgrade()
    case 1: resume()
    case 2: person.happen(.sat(day: dice.pick(["2026-11-21", "2027-01-15", "2027-06-01"]) ?? "", version: "1"))
    default: person.act()
    }
  }

  /// Changes to the other version; what the rehearsal foretold is what comes.
  private mutating func upgrade() {
    let index = person.session.playbook.version == versions[0].playbook.version ? 1 : 0
    let (playbook, sha256) = versions[index]
    let before = person.session.conclusions
    let rehearsal = person.session.rehearse(playbook, sha256: sha256)
    if person.session.conclusions != before { faults.append("a rehearsal changed something") }
    let lost = rehearsal.fates.filter { $0.fate == .lost }.map(\.place)
    person.happen(
      .upgraded(PlaybookRef(name: playbook.name, version: playbook.version, sha256: sha256)))
    upgrades += 1
    if person.session.conclusions != rehearsal.outcome.conclusions { faults.append("the rehearsal foretold otherwise") }
    if index == 1, dice.below(2) == 0 {
      person.happen(.undone)
      if person.session.conclusions != before { faults.append("undoing an upgrade isn't what was before") }
      for place in lost where person.session.answer(place) == nil { faults.append("\(place) didn't come back") }
    }
  }

  /// The program is killed and the journal replayed: the same session.
  private mutating func resume() {
    resumes += 1
    var replayed = Session(versions[0].playbook)
    for version in versions { replayed.learn(version.playbook, sha256: version.sha256) }
    for (event, time) in person.events {
      let body = Array(event.body.utf8)[...]
      guard let read = try? Event.read(body: body), read == event else {
        faults.append("an event doesn't come back from its line")
        return
      }
      if !replayed.replay(body: body.span, time: Array(time.utf8).span) { replayed.apply(read, time: time) }
    }
    if replayed.book != person.session.book { faults.append("replay gives another book") }
    if replayed.conclusions != person.session.conclusions { faults.append("replay gives other conclusions") }
    if replayed.transitions != person.session.transitions { faults.append("replay gives other transitions") }
    person.session = replayed
  }

  /// In the end: kept up to date equals worked out afresh, and everything can be undone and done again.
  mutating func end() {
    let core = person.session.core
    let fresh = core.afresh()
    fresh.setElapsed(person.session.elapsedSeconds)
    fresh.update()
    for slot in core.slots.indices where core.spelled(slot) != fresh.spelled(slot) {
      let name = person.session.playbook.variables[slot].name
      faults.append("\(name) isn't up to date: \(core.spelled(slot)), afresh \(fresh.spelled(slot))")
    }
    if core.relevance != fresh.relevance { faults.append("relevance isn't up to date") }
    let end = person.session.book
    var undone = 0
    while person.session.canUndo {
      person.happen(.undone)
      undone += 1
    }
    if person.session.book.answers.contains(where: { $0 != nil }) { faults.append("undo doesn't lead to the start") }
    if person.session.playbook.version != versions[0].playbook.version { faults.append("the first version isn't back") }
    for _ in 0..<undone { person.happen(.redone) }
    let book = person.session.book
    if book.answers != end.answers || book.tables != end.tables || book.overrides != end.overrides {
      faults.append("redo doesn't lead to the end")
    }
  }
}

/// Another version of a playbook: some questions mean something else, one has another name.
private enum Version {
  static func after(_ playbook: Playbook) -> Playbook {
    var lines = playbook.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (place, line) in lines.enumerated() where line.hasPrefix("version:") { lines[place] = "version: 99.0.0" }
    var text = lines.joined(separator: "\n")
    if !text.contains("version: 99.0.0") { text = "version: 99.0.0\n" + text }
    for question in playbook.questions where question.index % 5 == 1 {
      text = adding("meaning: another", to: question, in: text)
    }
    let base = loaded(text, playbook) ?? playbook
    for question in playbook.questions where question.index % 3 == 0 {
      let renamed = adding("was: \(question.name)", to: question, in: text)
      if let found = loaded(replacing(question.name, with: question.name + "_now", in: renamed), playbook) {
        return found
      }
    }
    return base
  }

  private static func loaded(_ text: String, _ playbook: Playbook) -> Playbook? {
    PlaybookLoader.load(
      SourceText(name: playbook.source.name, text: text), library: Shipped.library, includesTests: false
    ).playbook
  }

  /// One more key for a question that is written over several lines.
  private static func adding(_ key: String, to question: Question, in text: String) -> String {
    let head = "- question: \(question.name)\n"
    guard let found = text.firstRange(of: head) else { return text }
    let start = text[..<found.lowerBound].lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
    let indent = String(repeating: " ", count: text.distance(from: start, to: found.lowerBound) + 2)
    return text.replacingCharacters(in: found, with: head + indent + key + "\n")
  }

  /// The name as a whole word, but not behind `was:`.
  private static func replacing(_ name: String, with new: String, in text: String) -> String {
    var result = ""
    var word = ""
    func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
    func finish(_ word: String) { result += word == name && !result.hasSuffix("was: ") ? new : word }
    for character in text {
      if isPart(character) {
        word.append(character)
        continue
      }
      finish(word)
      word = ""
      result.append(character)
    }
    finish(word)
    return result
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
