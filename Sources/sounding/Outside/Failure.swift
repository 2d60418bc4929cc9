import ArgumentParser
import Storage

/// A command that can't go on: what to say, and with which code the program ends (docs/commands.md, "Exit codes").
struct Failure: Error {
  let message: String
  let hint: String?
  let code: Int32

  init(_ message: String, hint: String? = nil, code: Int32) {
    self.message = message
    self.hint = hint
    self.code = code
  }

  init(_ problem: FileProblem) {
    self.init("\(problem)", hint: problem.hint, code: problem.exitCode)
  }

  /// Says it on standard error; gives the exit that ArgumentParser understands.
  func exit() -> ExitCode {
    complain("sounding: " + message + (hint.map { "\n" + $0 } ?? ""))
    return ExitCode(code)
  }
}

enum Code {
  static let checkFailed: Int32 = 1
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let noInput: Int32 = 66
  static let unavailable: Int32 = 69
  static let software: Int32 = 70
  static let cannotCreate: Int32 = 73
  static let io: Int32 = 74
  static let unfinished: Int32 = 75
  static let noPermission: Int32 = 77
  static let config: Int32 = 78
}

/// Runs a command's work, and turns what stops it into a message and an exit code.
func reporting(_ work: () throws -> Void) throws {
  do {
    try work()
  } catch let failure as Failure {
    throw failure.exit()
  } catch let problem as FileProblem {
    throw Failure(problem).exit()
  }
}
