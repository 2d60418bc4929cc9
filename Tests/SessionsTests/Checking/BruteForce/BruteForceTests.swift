import CEL
import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// What the check says of random small playbooks, held against trying every answer. `make soak` tries 2,000 of them.
/// A failure shows the seed and the playbook; put it into `PlantedDefectTests` once it is understood.
@Suite("The check agrees with trying everything")
struct BruteForceTests {
  static let seeds = 0..<(Soak.isOn ? 2_000 : 120)
  /// Checks of which every verdict is compared, the found ones and the others.
  static let compared: Set<String> = [
    "never-asked", "always-asked", "rejects-all", "never-true", "always-true", "idle-condition", "contradiction",
    "never-open", "never-met", "never-fails", "may-not-apply", "defect", "same-choices", "out-of-reach", "gets-worse",
    "dead-end",
  ]

  @Test("Every verdict on a random playbook is right, both ways", arguments: seeds)
  func verdicts(_ seed: Int) throws {
    let text = SmallPlaybook(seed).text
    let (loaded, diagnostics) = PlaybookLoader.load(SourceText(name: "random.yaml", text: text))
    let playbook = try #require(loaded, "\(diagnostics.map(\.message)) \(text)")
    let check = PlaybookCheck.run(playbook, limits: .deep)
    #expect(check.undecided == 0, "seed \(seed)\n\(text)")
    let verdicts = Verdicts(Exhaustion(playbook))
    let said = Set(check.diagnostics.compactMap { Self.key($0, playbook) })
    #expect(said.subtracting(verdicts.findings).sorted() == [], "seed \(seed): said without reason\n\(text)")
    #expect(verdicts.findings.subtracting(said).sorted() == [], "seed \(seed): not said\n\(text)")
    for calculation in playbook.calculations where !calculation.isBecause {
      let score = check.scores.first { $0.name == calculation.name }
      let wanted = verdicts.range(calculation)
      #expect(score?.low == wanted?.low && score?.high == wanted?.high, "seed \(seed): \(calculation.name)\n\(text)")
      #expect(score?.isProved != false, "seed \(seed): \(calculation.name)\n\(text)")
    }
    for witness in check.witnesses { try replay(witness, Exhaustion(playbook), "seed \(seed)\n\(text)") }
  }

  /// `check name detail`, as `Verdicts` writes them.
  static func key(_ diagnostic: Diagnostic, _ playbook: Playbook) -> String? {
    guard let check = diagnostic.check, compared.contains(check) else { return nil }
    let message = diagnostic.message
    let quoted = message.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    let line = diagnostic.range?.start.line ?? 0
    switch check {
    case "never-true", "always-true", "contradiction":
      return "\(check) \(message.split(separator: " ").first { $0.hasPrefix("R-") } ?? "") "
    case "idle-condition", "out-of-reach":
      let owner = playbook.rules.last { $0.range.start.line <= line }?.id
      let question = playbook.questions.last { $0.range.start.line <= line }?.name
      let source =
        message.hasPrefix("this part")
        ? message.split(separator: ": ", maxSplits: 1)[1] : diagnostic.hint?.dropFirst(4) ?? ""
      return "\(check) \(owner ?? question ?? "") \(source)"
    case "never-met", "never-fails", "may-not-apply", "dead-end": return "\(check) go \(line)"
    case "same-choices":
      let codes = quoted.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
      return "\(check) \(codes.last ?? "") \(codes.dropLast().joined(separator: ","))"
    case "defect":
      return "\(check) \(playbook.calculations.last { $0.range.start.line <= line }?.name ?? "") "
    default: return "\(check) \(quoted.count > 1 ? quoted[1] : "") "
    }
  }

  /// The engine itself, given the answers of a witness, stands where the finding says.
  private func replay(_ witness: Witness, _ engine: Exhaustion, _ comment: String) throws {
    for choice in witness.answers {
      guard case .question(let index) = choice.at, case .answer(let answer) = choice.content else { continue }
      engine.set(index, answer.state)
    }
    let gate = engine.core.gates.first
    switch witness.check {
    case "dead-end": #expect(gate?.failing.contains(where: { !$0.isOpen }) == true, "\(witness) \(comment)")
    case "opens-early": #expect(gate?.failing.isEmpty == true, "\(witness) \(comment)")
    case "contradiction":
      let first = try #require(engine.playbook.rules(withID: witness.name).first)
      #expect(!engine.core.activations[first.index].isEmpty, "\(comment)")
    default: break
    }
  }
}
