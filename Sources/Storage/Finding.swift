/// What the lines of one writer's file say about the file (docs/journal-format.md, "Opening").
public enum Finding: Equatable, Sendable {
  /// All lines verify and the last one ends in LF.
  case clean
  /// Nothing was ever written: no file, or an empty one.
  case noFile
  /// The last line verifies and lacks only its LF. It is kept.
  case lineEndMissing
  /// The end holds a write that never finished. Nothing in it was ever reported as saved.
  case tornTail(n: Int, bytes: Int)
  /// The last line is complete and doesn't verify: it may have been saved and gone bad. People decide.
  case rottenTail(line: Int, bytes: Int)
  /// A line that doesn't verify has others after it. Never repaired by itself.
  case damaged(Damage)
  /// Two lines claim the number and both follow from the line before: two copies were written to.
  case forked(n: Int)
  /// The first line asks for a newer format.
  case future(format: Int)
  /// The first line names another writer or another session.
  case foreign

  /// Where a journal is damaged.
  public struct Damage: Equatable, Sendable {
    /// The first line that doesn't verify, counted from 1.
    public var line: Int
    /// Lines before it; all of them verify.
    public var goodBefore: Int
    /// Lines after it that end in LF.
    public var completeAfter: Int
    /// Lines after it that verify against the line in front of them.
    public var intactAfter: Int
  }

  /// 0 clean, 1 an unfinished write at the end, 65 damaged.
  public var exitCode: Int32 {
    switch self {
    case .clean, .noFile: 0
    case .lineEndMissing, .tornTail, .rottenTail: 1
    case .damaged, .forked, .future, .foreign: 65
    }
  }

  /// May the writer go on once the end is put in order?
  var isRecoverable: Bool {
    switch self {
    case .clean, .noFile, .lineEndMissing, .tornTail: true
    case .rottenTail, .damaged, .forked, .future, .foreign: false
    }
  }
}

/// What is worth saying about a session's folder besides its journals.
public enum Warning: Equatable, Sendable {
  /// Locks and flushes of network file systems may lie.
  case networkDisk(String)
  /// A file that ends in `.jsonl` and isn't named like a writer.
  case strayFile(String)
  /// Another folder holds a session with the same identity.
  case sameSession(as: String)
  /// One writer noted that it had seen a line of another, which is not there any more.
  case unseenLoss(writer: WriterID, n: Int)

  var exitCode: Int32 {
    switch self {
    case .networkDisk: 0
    case .strayFile, .sameSession, .unseenLoss: 65
    }
  }
}
