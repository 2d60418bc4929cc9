/// One writer's journal, open to be added to: the file of a session to which events are only ever appended.
///
/// `append` returns only when the line is on the disk and the file is still the one with that name. The value is the one
/// handle of the file; a copy that is written to notices that the file has changed and stops.
public struct Journal {
  /// Can events be added?
  public enum Condition: Equatable, Sendable {
    case ready
    /// Opened to be read, or not fit to be written to.
    case readOnly(Obstacle)
    /// A write failed in a way that leaves no trust in the handle. Only `rescue` is left.
    case poisoned(FileProblem)
    case closed
  }

  /// Why a journal can only be read.
  public enum Obstacle: Equatable, Sendable {
    /// The caller wanted no more.
    case asked
    /// A writer's file doesn't allow it.
    case finding(WriterID, Finding)
    /// The system doesn't allow it: read-only disk, no permission.
    case problem(FileProblem)
    /// The caller found events that a newer version wrote.
    case newerEvents
  }

  public internal(set) var condition: Condition
  public let writer: WriterID
  /// The session's identity, 32 hex digits; "" while there is none.
  public internal(set) var session: String
  let folder: SessionFolder
  let handles: Handles?
  /// The file as it was when opened, up to the last verified line.
  let opened: ArraySlice<UInt8>
  /// The lines added since.
  var added: [UInt8] = []
  var chain: Chain
  /// What to note before the first event of this run: the other writers' lines.
  var unseen: Seen?

  /// Where the next line goes on.
  struct Chain: Equatable {
    var nextNumber: Int
    /// The highest Lamport counter known of any writer.
    var lamport: Int
    var head: ChainHash
    /// Bytes in the file.
    var size: Int
  }

  /// The open files of a journal that is written to.
  struct Handles {
    var folder: Int32
    var lock: Int32?
    var file: Int32
    var name: String
    var identity: FileStatus
  }

  /// The file's path.
  public var path: String { Path.join(folder.path, "\(writer)" + SessionFolder.journalEnding) }

  /// The number of the last saved line; -1 before the first.
  public var lastNumber: Int { chain.nextNumber - 1 }

  /// `writer n h` of the last saved line.
  public var head: String { "\(writer) \(lastNumber) \(chain.head)" }

  /// What the person can still do after `append` failed.
  public enum Remedy: Equatable, Sendable {
    /// Nothing was written; the same event may be appended again.
    case retry
    /// Only `rescue` helps.
    case rescue
  }

  public var remedy: Remedy { condition == .ready ? .retry : .rescue }

  /// Makes the journal refuse to write: it holds events that this program doesn't know.
  public mutating func becomeReadOnly() { if condition == .ready { condition = .readOnly(.newerEvents) } }

  /// Gives up the lock and closes the file. An error here says that what was saved may not be (`EIO` on a network disk).
  public mutating func close() throws(FileProblem) {
    let wasReady = condition == .ready
    guard condition != .closed else { return }
    condition = .closed
    guard let handles else { return }
    var problem: SystemError?
    do { try folder.disk.close(handles.file) } catch { problem = error }
    if let lock = handles.lock { folder.disk.dismiss(lock) }
    folder.disk.dismiss(handles.folder)
    if wasReady, let problem { throw FileProblem(.sync, path, failed: problem) }
  }
}
