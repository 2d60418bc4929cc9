import Diagnostics
import Sessions

/// What is said where somebody named a playbook, and goes on with a session of it that was begun before.
struct GoingOn {
  /// Which session it is, and since when.
  let session: String
  /// What to know where the text given now isn't the one the session was begun with; empty where it is. Commands stand in
  /// lines of their own, two blanks in: those are shown whole, to be copied.
  let changed: [String]

  var lines: [String] { [session] + changed }

  /// - Parameters:
  ///   - text: the playbook's text as it is now; nil where it can't be read.
  ///   - playbook: how it was named: by a name, or as a file.
  init(_ open: OpenSession, _ shelf: SessionShelf, text: SourceText?, named playbook: String) {
    session = GoingOnWords.session(open.name, since: open.begun.flatMap(Clock().spoken))
    guard let text, text.bytes != open.session.playbook.source.bytes else {
      changed = []
      return
    }
    let name = CommandText.word(playbook)
    let to = playbook == open.session.playbook.name ? "" : " --to \(name)"
    changed = GoingOnWords.changed(
      upgrade: "sounding upgrade \(open.name)\(to)\(shelf.option)",
      anew: "sounding run \(name) --session NAME\(shelf.option)")
  }
}

enum GoingOnWords {
  static func session(_ name: String, since day: String?) -> String {
    "Going on with the session \(name)" + (day.map { ", begun \($0)." } ?? ".")
  }

  static func changed(upgrade: String, anew: String) -> [String] {
    [
      "The playbook has changed since: what is asked here is its earlier text.", "To go on with the new text:",
      "  " + upgrade, "To begin anew:", "  " + anew,
    ]
  }

  static func hasTitle(_ session: String, _ title: String?, goOn: String, anew: String) -> Failure {
    Failure(
      "the session \(session) is there already, "
        + (title.map { "with the title \"\($0)\"" } ?? "without a title")
        + "; a title is given when a session is begun",
      hint: "Go on with it: \(goOn)\nBegin another one: \(anew)", code: Code.usage)
  }
}

/// Words of a command line, as a shell takes them.
enum CommandText {
  static func word(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "./-_+,:@%".contains($0) }
    if isPlain { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
