import Diagnostics
import Glibc
import Playbooks
import Testing

@testable import Sessions

/// What `sounding show` prints: in `Shown`, a playbook, the answers given to it, and the text that comes out.
///
/// `UPDATE_TRANSCRIPTS=1 swift test` writes the texts anew: read the difference as a person who wants to see what was said.
@Suite("A session as plain text")
struct ShowTests {
  static let folder = String(#filePath.dropLast("ShowTests.swift".count)) + "Shown/"

  @Test("says what people know: labels instead of codes, titles, votes as they were cast", arguments: ["everything"])
  func shown(_ name: String) throws {
    let (playbook, messages) = PlaybookLoader.load(try Self.source("\(name).yaml"))
    var session = Session(try #require(playbook, "\(messages.map(\.message))"))
    session.apply(.sat(day: "2026-05-04", version: ""))
    let answers = try #require(PlainData.read(try Self.source("\(name).answers.yaml")).data)
    var sheet = AnswerSheet(answers)
    _ = sheet.apply(to: &session)
    #expect(sheet.problems.map { "\($0.range): \($0.refusal.reason)" } == [])
    let text = session.showText() + "\n"
    let path = Self.folder + name + ".txt"
    if getenv("UPDATE_TRANSCRIPTS") != nil {
      let file = try #require(fopen(path, "w"))
      fputs(text, file)
      fclose(file)
    }
    #expect(text == (try Self.source(name + ".txt")).text, "read the difference, then UPDATE_TRANSCRIPTS=1")
  }

  static func source(_ name: String) throws -> SourceText {
    SourceText(name: name, text: try ExplanationTests.read(folder + name))
  }
}
