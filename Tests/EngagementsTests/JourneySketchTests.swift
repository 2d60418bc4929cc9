import Diagnostics
import Playbooks
import Testing

@testable import Engagements

/// What a journey's text alone says, beside what its compiled stages and transitions say.
@Suite("A journey at a glance")
struct JourneySketchTests {
  @Test("It tells where transitions lead, were all of them offered")
  func ways() throws {
    let journey = try #require(Shipped.journey)
    let source = try #require(Shipped.library.playbookText(named: "journey"))
    let sketch = try #require(JourneySketch(source))
    for stage in journey.stages {
      for playbook in Shipped.playbooks.keys.sorted() {
        let expected = !stage.playbooks.contains(playbook) && Self.leads(from: stage, to: playbook, journey)
        #expect(sketch.mayLead(from: stage.name, to: playbook) == expected, "\(stage.name) to \(playbook)")
      }
    }
    #expect(sketch.mayLead(from: nil, to: "quick-assessment"))
    #expect(!sketch.mayLead(from: nil, to: "roadmap"))
    #expect(sketch.mayLead(from: "nowhere", to: "roadmap"), "what it doesn't know is left to the journey")
  }

  private static func leads(from stage: JourneyStage, to playbook: String, _ journey: Journey) -> Bool {
    var reached: Set<Int> = [stage.index]
    for _ in 0..<Engagement.stepsMax {
      let next = journey.transitions.filter { $0.from.isEmpty || !reached.isDisjoint(with: $0.from) }.map(\.to)
      if next.contains(where: { journey.stages[$0].playbooks.contains(playbook) }) { return true }
      reached.formUnion(next)
    }
    return false
  }

  @Test(
    "A text that is no journey gives nothing",
    arguments: [
      "", "journey: x", "stages: []", "stages: [{ stage: [a] }]\ntransitions: []", "stages: [a]\ntransitions: 1",
    ])
  func nothing(_ text: String) { #expect(JourneySketch(SourceText(name: "journey.yaml", text: text)) == nil) }
}
