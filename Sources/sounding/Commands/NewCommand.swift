import ArgumentParser
import Playbooks
import Storage

/// `sounding new`: a small playbook to begin with.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a small playbook to begin with.",
    discussion: "The file NAME.yaml is written into the current folder; a file that is there already is left alone.")

  @Argument(help: "The playbook's name: lower-case words with hyphens.")
  var name: String

  mutating func validate() throws {
    guard Starter.isName(name) else {
      throw ValidationError("A playbook's name has lower-case letters, digits and hyphens, such as first-look.")
    }
  }

  mutating func run() throws {
    try reporting {
      let path = name + ".yaml"
      let suffix = String(UInt64.random(in: .min ... .max), radix: 16)
      do throws(FileProblem) {
        try AtomicFile.write(Array(Starter.text(named: name).utf8), to: path, suffix: suffix)
      } catch {
        guard error.reason == .exists else { throw error }
        // Nothing here replaces what somebody may have written.
        throw Failure("\(error)", hint: "choose another name, or move that file away first", code: error.exitCode)
      }
      say("Wrote \(path). Check it: sounding check \(path)")
    }
  }
}
