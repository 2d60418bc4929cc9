import ArgumentParser
import JSON

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at terminal, locale, folders, journals and tools: 0 all well, 1 something to mend.")

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    try reporting {
      let doctor = Doctor()
      if json {
        say(doctor.json.text(JSONStyle(isPretty: true)))
      } else {
        for check in doctor.checks {
          say(DoctorCommand.line(check))
          if let remedy = check.remedy { say("            " + remedy) }
        }
      }
      if doctor.hasProblems { throw ExitCode(Code.checkFailed) }
    }
  }

  /// `problem  folders   others may look into ...`: the state in words, so that it can be read and searched.
  private static func line(_ check: Doctor.Check) -> String {
    let state = check.state.rawValue
    let padding = { (text: String, width: Int) in text + String(repeating: " ", count: max(1, width - text.count)) }
    return padding(state, 9) + padding(check.area, 10) + check.text
  }
}
