/// The outside world said no: which path, what was tried, and why. Holds nothing that anybody answered.
public struct FileProblem: Error, Equatable, Sendable {
  /// What was being done.
  public enum Attempt: Equatable, Sendable {
    case read, list, create, write, sync, lock, replace, remove, use
  }

  public enum Reason: Equatable, Sendable {
    case system(SystemError)
    case missing
    case exists
    case notRegular
    case notFolder
    case symbolicLink
    /// Owned by another user.
    case otherOwner
    /// Permission bits that let others in, such as 0o644.
    case openToOthers(UInt32)
    /// The file has more than one name.
    case severalNames
    /// Longer than a limit, in bytes.
    case tooLong(limit: Int)
    /// Another process has it; the text names process and host as far as known.
    case locked(holder: String)
    /// The file system knows no locks.
    case noLocks
    /// The file was replaced, moved, cut or added to by another program while it was open.
    case changedByAnother
    /// The disk took fewer bytes than it said.
    case incompleteWrite
    /// An event's text isn't what the journal's lines may hold: a mistake of the program, nothing was written.
    case unsuitableLine
    /// The journal was opened to be read, or became read-only; the finding says why.
    case readOnly
    case notASession
    case badName
    /// A path that ends in no file's name, such as `.` or nothing.
    case noFileName
    /// Neither the XDG variable nor HOME names a folder.
    case noHome
    /// The content isn't what the name promises, such as a playbook stored under another checksum.
    case wrongContent
  }

  public let path: String
  public let attempt: Attempt
  public let reason: Reason

  public init(_ attempt: Attempt, _ path: String, _ reason: Reason) {
    self.path = path
    self.attempt = attempt
    self.reason = reason
  }

  /// Turns an error of the system into one with a path; "not there" and "is there" get reasons of their own.
  init(_ attempt: Attempt, _ path: String, failed error: SystemError) {
    let reason: Reason =
      switch error.code {
      case SystemError.noEntry.code: .missing
      case SystemError.exists.code: .exists
      case SystemError.loop.code: .symbolicLink
      case SystemError.notFolder.code: .notFolder
      default: .system(error)
      }
    self.init(attempt, path, reason)
  }

  /// The exit code that fits, as in sysexits.h.
  public var exitCode: Int32 {
    switch reason {
    case .missing, .notASession: attempt == .create ? 73 : 66
    case .exists: 73
    case .notFolder where attempt == .create: 73
    case .notRegular, .notFolder, .symbolicLink, .tooLong, .wrongContent, .readOnly: 65
    case .otherOwner, .openToOthers, .severalNames: 77
    case .locked, .noLocks: 75
    case .changedByAnother, .incompleteWrite: 74
    case .unsuitableLine: 70
    case .badName, .noFileName: 64
    case .noHome: 78
    case .system(let error): error.exitCode(creating: attempt == .create)
    }
  }
}

/// Makes calls of the system and, if one fails, says with which path.
func naming<Value>(
  _ attempt: FileProblem.Attempt, _ path: String, _ calls: () throws(SystemError) -> Value
) throws(FileProblem) -> Value {
  do throws(SystemError) {
    return try calls()
  } catch {
    throw FileProblem(attempt, path, failed: error)
  }
}

extension SystemError {
  static let noEntry = SystemError(code: 2)
  static let interrupted = SystemError(code: 4)
  static let inputOutput = SystemError(code: 5)
  static let again = SystemError(code: 11)
  static let outOfMemory = SystemError(code: 12)
  static let noAccess = SystemError(code: 13)
  static let exists = SystemError(code: 17)
  static let notFolder = SystemError(code: 20)
  static let invalid = SystemError(code: 22)
  static let tooBig = SystemError(code: 27)
  static let diskFull = SystemError(code: 28)
  static let readOnlyDisk = SystemError(code: 30)
  static let noLocks = SystemError(code: 37)
  static let noSystemCall = SystemError(code: 38)
  static let loop = SystemError(code: 40)
  static let notSupported = SystemError(code: 95)
  static let overQuota = SystemError(code: 122)
  private static let notPermitted = SystemError(code: 1)

  fileprivate func exitCode(creating: Bool) -> Int32 {
    switch self {
    case .noAccess, .notPermitted: 77
    case .readOnlyDisk, .diskFull, .overQuota, .tooBig: creating ? 73 : 74
    default: creating ? 73 : 74
    }
  }
}

extension FileProblem {
  /// Whether the system forbids writing here, while reading may still work.
  public var forbidsWriting: Bool {
    switch reason {
    case .system(.readOnlyDisk), .system(.noAccess): true
    default: false
    }
  }
}
