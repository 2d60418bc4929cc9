import Glibc

@testable import Engagements
@testable import Sessions

/// The example engagement that lies in `Examples/riverside`: a list of steps, and an answers file for each session.
enum Riverside {
  struct Step: Sendable {
    let day: String
    let what: String
    let name: String
    let file: String?
  }

  static let folder: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/") + "/Examples/riverside"
  }()

  static func text(_ path: String) -> String? {
    guard let file = fopen(folder + "/" + path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  static let steps: [Step] = (text("steps") ?? "").split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ").map(String.init)
    guard words.count >= 3, !line.hasPrefix("#") else { return nil }
    return Step(day: words[0], what: words[1], name: words[2], file: words.count > 3 ? words[3] : nil)
  }

  /// All steps, or those before the first for which `until` says so; `visit` sees where the engagement stands after each.
  static func replay(_ visit: (Step, Replay, String?) -> Void = { _, _, _ in }) throws -> Replay {
    var replay = Replay()
    for step in steps {
      var transition: String?
      if step.what == "journey" {
        transition = try replay.enter(step.name, on: step.day)
      } else if let file = step.file, let playbook = Shipped.playbooks[step.name] {
        replay.run(playbook, named: file, answers: text("answers/\(file).yaml") ?? "", on: step.day)
      }
      visit(step, replay, transition)
    }
    return replay
  }
}
