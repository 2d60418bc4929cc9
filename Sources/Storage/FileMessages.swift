/// Everything this room says to people, to be read in one go.
extension FileProblem: CustomStringConvertible {
  /// One sentence without a full stop (it may end with a path): `cannot write PATH: the disk is full`.
  public var description: String {
    let why = attempt == .create && reason == .missing ? "its folder isn't there" : reason.words
    return "cannot \(attempt.words) \(path.isEmpty ? "a file without a name" : path): \(why)"
  }

  /// What the person can do about it, where there is something.
  public var hint: String? {
    switch reason {
    case .locked: "close the other one first; to look only: sounding show"
    case .noLocks: "keep sessions on a local disk"
    case .openToOthers, .otherOwner, .severalNames: "make it yours alone: chmod 0600 for files, 0700 for folders"
    case .exists: "choose another name, or add --force"
    case .noHome: "set HOME or XDG_DATA_HOME to a folder of yours"
    case .badName: FolderName.rule
    case .noFileName: "name a file, such as report.md"
    case .changedByAnother: "the answers saved so far are safe; /rescue PATH writes them all to a new file"
    case .system(.diskFull), .system(.overQuota), .system(.tooBig):
      "make room, then try again; in the conversation: /retry, or /rescue PATH"
    case .system(.inputOutput), .incompleteWrite: "the disk can't be trusted any more: /rescue PATH on another one"
    default: nil
    }
  }
}

extension FileProblem.Attempt {
  fileprivate var words: String {
    switch self {
    case .read: "read"
    case .list: "list"
    case .create: "create"
    case .write: "write"
    case .sync: "save"
    case .lock: "lock"
    case .replace: "replace"
    case .remove: "remove"
    case .use: "use"
    }
  }
}

extension FileProblem.Reason {
  fileprivate var words: String {
    switch self {
    case .system(let error): error.words
    case .missing: "it isn't there"
    case .exists: "it is there already"
    case .notRegular: "it is not a plain file"
    case .notFolder: "it is not a folder"
    case .symbolicLink: "it is a symbolic link"
    case .otherOwner: "it belongs to another user"
    case .openToOthers(let mode): "others may read or change it (mode 0\(String(mode, radix: 8)))"
    case .severalNames: "the file has a second name (hard link)"
    case .tooLong(let limit): "it is longer than \(limit) bytes"
    case .locked(let holder): holder.isEmpty ? "it is in use" : "it is in use by \(holder)"
    case .noLocks: "this file system knows no locks"
    case .changedByAnother: "another program changed it while it was open"
    case .incompleteWrite: "the disk stored less than it said"
    case .unsuitableLine: "the line is not fit for a journal"
    case .readOnly: "it is open for reading only"
    case .notASession: "there is no session in it"
    case .badName: "the name is not allowed"
    case .noFileName: "that names no file"
    case .noHome: "no home folder is known"
    case .wrongContent: "its content does not fit its name"
    }
  }
}

extension SystemError: CustomStringConvertible {
  public var description: String { words }

  fileprivate var words: String { Self.known[code] ?? "system error \(code)" }

  private static let known: [Int32: String] = [
    1: "the system does not permit it",
    4: "interrupted",
    5: "input/output error",
    9: "the file is not open",
    11: "it is busy",
    12: "out of memory",
    13: "permission denied",
    16: "it is busy",
    18: "it lies on another disk",
    20: "a part of the path is not a folder",
    21: "it is a folder",
    22: "the system refuses the request",
    23: "too many open files in the system",
    24: "too many open files",
    26: "the file is being run",
    27: "the file would be larger than allowed",
    28: "the disk is full",
    30: "the file system is read-only",
    31: "the file has too many names",
    32: "nobody reads the other end",
    36: "the name is too long",
    37: "no locks available",
    38: "the system does not know this call",
    40: "too many symbolic links",
    75: "the file is too large for this system",
    95: "the file system can't do that",
    116: "the file on the server is gone",
    122: "the disk quota is used up",
  ]
}

extension Finding {
  /// What was found in one writer's file, in one sentence without a full stop.
  public var message: String {
    switch self {
    case .clean: "all lines verify"
    case .noFile: "there is no line yet"
    case .lineEndMissing: "the last line lacks its line end"
    case .tornTail(_, let bytes): "1 unfinished write (\(bytes) bytes) at the end"
    case .rottenTail(let line, _):
      "line \(line) at the end is complete but does not verify: it may be an answer that was saved and went bad"
    case .damaged(let damage):
      "line \(damage.line) is damaged; \(damage.goodBefore) lines before it verify, "
        + "\(damage.completeAfter) complete lines come after it"
    case .forked(let n): "two lines claim to be number \(n): two copies of this journal went on separately"
    case .future(let format): "written by a newer version (format \(format))"
    case .foreign: "the file belongs to another session or another writer"
    }
  }
}

extension Warning {
  public var message: String {
    switch self {
    case .networkDisk(let name): "this is a network file system (\(name)): its locks and flushes may not hold"
    case .strayFile(let name): "\(name) is not a journal's name and is not read; is it a copy made by a sync program?"
    case .sameSession(let other): "the session \(other) has the same identity: one is a copy of the other"
    case .unseenLoss(let writer, let n): "line \(n) of writer \(writer) was seen once and is gone"
    }
  }
}
