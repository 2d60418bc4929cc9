import ArgumentParser
import Engagements
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

  /// Says it on standard error; gives the code.
  func said() -> Int32 {
    complain("sounding: " + message + (hint.map { "\n" + $0 } ?? ""))
    return code
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

  /// For the manual page and `docs/commands.md`.
  static let meanings: [(Int32, String)] = [
    (0, "Done."), (checkFailed, "A check did not pass."), (usage, "The command line can't be understood."),
    (badData, "A playbook, session or answers file has mistakes."), (noInput, "A file or session is missing."),
    (unavailable, "A tool that is needed is missing."), (software, "A mistake of the program's own."),
    (cannotCreate, "A file can't be created."), (io, "Reading or writing failed."),
    (unfinished, "Locked, or left unfinished."), (noPermission, "Permissions forbid it."),
    (config, "The configuration has mistakes."), (128, "Plus n: ended by signal n (130 is Ctrl-C)."),
  ]
}

/// The exit code of some work: what stops it is said on standard error. Other errors are the argument parser's.
func exitCode(_ work: () throws -> Int32) throws -> Int32 {
  do {
    return try work()
  } catch let failure as Failure {
    return failure.said()
  } catch let problem as FileProblem {
    return Failure(problem).said()
  } catch let obstacle as JourneyPlace.Obstacle {
    return Failure(obstacle.message, hint: obstacle.hint, code: Code.usage).said()
  }
}

/// Runs a command's work, and turns what stops it into a message and an exit code.
func reporting(_ work: () throws -> Void) throws {
  let code = try exitCode {
    try work()
    return 0
  }
  if code != 0 { throw ExitCode(code) }
}

/// Runs an errand that a command was read as.
func carryOut(_ errand: () throws -> any Errand) throws {
  let code = try exitCode { try errand().run() }
  if code != 0 { throw ExitCode(code) }
}
