import CEL
import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// Answers that the check writes, given to a session as `run --answers` does: all are taken, and what was found shows.
@Suite("Answers that show what a check found")
struct WitnessTests {
  static let planted = Planting.all.flatMap { $0 } + Planting.nearby + Planting.others

  @Test("are taken by a session, in which it shows", arguments: planted)
  func replayed(_ text: String) throws {
    let playbook = try PlantedDefectTests.playbook(text)
    for witness in PlaybookCheck.run(playbook).witnesses {
      let session = try session(playbook, witness.text(playbook, called: "planted.yaml"))
      #expect(isShown(witness, session), "\(witness)")
    }
  }

  @Test("show each kind of finding that has some")
  func kinds() throws {
    var kinds: Set<String> = []
    for text in Self.planted {
      kinds.formUnion(PlaybookCheck.run(try PlantedDefectTests.playbook(text)).witnesses.map(\.check))
    }
    #expect(kinds.sorted() == ["contradiction", "dead-end", "defect", "gets-worse", "may-not-apply", "opens-early"])
  }

  private func session(_ playbook: Playbook, _ answers: String) throws -> Session {
    let (data, diagnostics) = PlainData.read(SourceText(name: "answers", text: answers))
    var session = Background.nothing.session(playbook)
    var sheet = AnswerSheet(try #require(data, "\(diagnostics.map(\.message)) \(answers)"))
    _ = sheet.apply(to: &session)
    #expect(sheet.problems.map { "\($0.refusal)" } == [], "\(answers)")
    return session
  }

  private func isShown(_ witness: Witness, _ session: Session) -> Bool {
    let (playbook, core) = (session.playbook, session.core)
    switch witness.check {
    case "dead-end": return gate(witness, session).contains { !$0.isOpen }
    case "opens-early":
      return gate(witness, session).isEmpty
        && playbook.questions.contains { question in
          question.isRequired && core.relevance[question.index] == .yes && core.book.answers[question.index] == nil
        }
    case "contradiction":
      let rules = playbook.rules(withID: witness.name)
      let others = rules.flatMap(\.excludes).flatMap { playbook.rules(withID: $0) }
      func isActive(_ rule: Rule) -> Bool { !core.activations[rule.index].isEmpty }
      return rules.contains(where: isActive) && others.contains(where: isActive)
    case "may-not-apply", "defect": return fails(witness, session)
    case "gets-worse": return getsWorse(witness, session)
    default: return false
    }
  }

  private func gate(_ witness: Witness, _ session: Session) -> [FailingNeed] {
    session.playbook.gate(named: witness.name).map { session.core.gates[$0.index].failing } ?? []
  }

  /// Some expression of the gate, rule, question or calculation has no result.
  private func fails(_ witness: Witness, _ session: Session) -> Bool {
    let (playbook, core) = (session.playbook, session.core)
    var places: [(Iteration?, [Program])] = []
    for need in playbook.gate(named: witness.name)?.needs ?? [] {
      places.append((need.forEach, need.that?.conjuncts ?? []))
    }
    for rule in playbook.rules(withID: witness.name) { places.append((rule.forEach, rule.when?.conjuncts ?? [])) }
    if let calculation = playbook.calculation(named: witness.name) {
      places.append((calculation.forEach, calculation.programs))
    }
    return places.contains { iteration, programs in
      var hasFailed = false
      core.each(iteration) { locals in
        for program in programs { if case .error = core.evaluate(program, locals) { hasFailed = true } }
      }
      return hasFailed
    }
  }

  /// The answer the message comes from gives a better number.
  private func getsWorse(_ witness: Witness, _ session: Session) -> Bool {
    let words = witness.message.split(separator: " ").map(String.init)
    guard let calculation = session.playbook.calculation(named: witness.name), let slot = calculation.slot,
      let place = words.firstIndex(of: "from"), words.count > place + 1
    else { return false }
    let name = words[place - 2].filter { $0 != "'" }
    guard let question = session.playbook.question(named: name) else { return false }
    var before = session
    let answer: AnswerValue =
      switch words[place + 1] {
      case "yes", "no": .bool(words[place + 1] == "yes")
      case let text: Int64(text).map { .int($0) } ?? .dec(text)
      }
    before.apply(.changed([.set(CellRef(question.name), Answer(.value(answer)))], reason: nil))
    guard let worse = session.core.number(session.core.slots[slot]),
      let better = before.core.number(before.core.slots[slot])
    else { return false }
    return calculation.better == .up ? worse < better : worse > better
  }
}
