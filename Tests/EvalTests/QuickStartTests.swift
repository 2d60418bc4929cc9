import Testing

@testable import sounding

/// What is read without the argument parser, and what is left to it.
@Suite struct QuickStartTests {
  @Test(arguments: [
    (["run", "quick-assessment"], "quick-assessment - - -"),
    (["run", "a.yaml", "--session", "s", "--title", "The team", "--engagement", "e"], "a.yaml s The team e"),
    (["run", "--session", "s", "a.yaml"], "a.yaml s - -"),
  ])
  func runs(_ arguments: [String], _ read: String) throws {
    let errand = try #require(QuickStart.errand(arguments) as? Running)
    let words = [errand.playbook, errand.session ?? "-", errand.title ?? "-", errand.engagement ?? "-"]
    #expect(words.joined(separator: " ") == read)
    #expect(errand.answers == nil && !errand.asksNothing)
  }

  @Test(arguments: [
    (["resume"], "- -"), (["resume", "s"], "s -"), (["resume", "s", "--engagement", "e"], "s e"),
  ])
  func resumes(_ arguments: [String], _ read: String) throws {
    let errand = try #require(QuickStart.errand(arguments) as? Resuming)
    #expect([errand.session ?? "-", errand.engagement ?? "-"].joined(separator: " ") == read)
  }

  @Test(arguments: [
    [], ["run"], ["run", "a", "b"], ["run", "a", "--session"], ["run", "a", "--session", "--title"],
    ["run", "a", "--session", "s", "--session", "t"], ["run", "a", "--no-input"], ["run", "a", "--answers", "f"],
    ["run", "a", "--script", "-"], ["run", "a", "-h"], ["run", "--help"], ["run", "a", "--session=s"],
    ["run", "a", "--"],
    ["resume", "s", "t"], ["resume", "--session", "s"], ["resume", "--title", "t"], ["list"], ["--version"],
  ])
  func leavesTheRest(_ arguments: [String]) { #expect(QuickStart.errand(arguments) == nil) }
}
