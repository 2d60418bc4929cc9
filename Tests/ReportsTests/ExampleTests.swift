import BuiltinPlaybooks
import Diagnostics
import Glibc
import Playbooks
import Sessions
import Testing

@testable import Reports

/// Reports of the example engagement's first session, compared with the one that lies in `docs/`.
@Suite("The example report")
struct ExampleTests {
  static let answers = """
    org: Riverside Hospital, the planning office
    goals: [Halve the time from a ward's request to a bed plan]
    scope_note: Let the people who know the work answer their own data questions.
    past: yes
    sponsor: maybe
    enough: yes
    """

  private func session(_ answers: String, isFinished: Bool) throws -> Session {
    var session = Session.opened(try Shipped.playbook("quick-assessment"))
    var sheet = AnswerSheet(try #require(PlainData.read(SourceText(name: "answers", text: answers)).data))
    _ = sheet.apply(to: &session)
    #expect(sheet.problems.map { "\($0.refusal)" } == [])
    if isFinished { session.apply(.closed) }
    return session
  }

  @Test("lies inside the program as it lies in docs")
  func embedded() {
    let file = sounding_example_report
    let text = String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.length), as: UTF8.self)
    #expect(text.hasPrefix("# Quick and rough look\n"))
    #expect(text.contains("- For: other departments and the sponsor\n"))
    for hidden in ["Riverside", "chief operating officer", "Spreadsheet club", "grade", "Patient records"] {
      #expect(!text.contains(hidden), "\(hidden)")
    }
  }

  /// `make example` writes it anew after a change that was meant.
  @Test("is what the answers file of the example gives today, byte for byte")
  func golden() throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    let answers = try #require(Self.text(root + "/Examples/riverside/answers/01-quick-assessment.yaml"))
    let playbook = try Shipped.playbook("quick-assessment")
    var session = Session(playbook)
    let reference = PlaybookRef(name: playbook.name, version: playbook.version, sha256: "")
    session.apply(.opened(Opening(playbook: reference, session: "01-quick-assessment", engagement: "riverside")))
    session.apply(.sat(day: "2026-01-12", version: "1"))
    var sheet = AnswerSheet(try #require(PlainData.read(SourceText(name: "answers", text: answers)).data))
    _ = sheet.apply(to: &session)
    session.apply(.closed)
    let look = JourneyMark(
      day: "2026-01-12", title: "A first look", round: nil, leftOut: [], reason: nil, sessions: [])
    let report = Report.of(session, audience: .shared, journey: [look])
    #expect(report.markdown == Self.text(root + "/docs/example-report.md"))
  }

  private static func text(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  @Test("the same session gives the same bytes, in every format and for every audience")
  func sameBytes() throws {
    let one = try session(Self.answers, isFinished: true)
    let two = try session(Self.answers, isFinished: true)
    for audience in Audience.allCases {
      #expect(InterferenceTests.rendered(one, audience) == InterferenceTests.rendered(two, audience))
    }
  }

  @Test("an unfinished session is called a draft, a finished one isn't")
  func draft() throws {
    let draft = Report.of(try session(Self.answers, isFinished: false), audience: .full)
    #expect(draft.isDraft)
    #expect(draft.markdown.contains("\n> A draft: "))
    #expect(draft.text().contains("\nA draft: "))
    let finished = Report.of(try session(Self.answers, isFinished: true), audience: .full)
    #expect(!finished.isDraft)
    #expect(finished.markdown.contains("\n> Finished.\n"))
    #expect(finished.markdown.contains("- Organisation: Riverside Hospital, the planning office\n"))
  }
}
