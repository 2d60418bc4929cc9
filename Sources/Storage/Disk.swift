/// The operating system said no.
public struct SystemError: Error, Equatable, Sendable {
  /// An `errno` value of Linux, such as 28 for a full disk.
  public let code: Int32

  public init(code: Int32) { self.code = code }
}

/// What `fstat` tells about a file, as far as the journal needs it.
public struct FileStatus: Equatable, Sendable {
  public enum Kind: Equatable, Sendable { case regular, folder, symbolicLink, other }

  public var kind: Kind
  public var device: UInt64
  public var inode: UInt64
  /// User id of the owner.
  public var owner: UInt32
  /// Permission bits, such as 0o600.
  public var mode: UInt32
  /// Number of names the file has.
  public var links: UInt64
  /// Bytes.
  public var size: Int
  /// Last change, in whole seconds since 1970.
  public var changedSeconds: Int

  public init(
    kind: Kind, device: UInt64, inode: UInt64, owner: UInt32, mode: UInt32, links: UInt64, size: Int,
    changedSeconds: Int
  ) {
    self.kind = kind
    self.device = device
    self.inode = inode
    self.owner = owner
    self.mode = mode
    self.links = links
    self.size = size
    self.changedSeconds = changedSeconds
  }

  /// Is it the very same file, whatever its name?
  func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}

/// The calls of POSIX that this room makes, one to one.
///
/// `LiveDisk` passes them on; tests put a disk of their own in its place, which loses power or runs full at any call.
/// A folder is a file descriptor, or `Disk.currentFolder` for plain paths. A call that a signal interrupts is repeated by
/// the disk (`EINTR` is never reported), except `close`.
public protocol Disk {
  /// `openat(2)`; `O_CLOEXEC` is always added.
  func open(_ name: String, in folder: Int32, _ flags: OpenFlags, mode: UInt32) throws(SystemError) -> Int32
  func close(_ file: Int32) throws(SystemError)
  /// `read(2)`; 0 at the end.
  func read(_ file: Int32, into bytes: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
  /// `write(2)`; may write less than asked.
  func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int
  /// `fdatasync(2)`
  func syncData(_ file: Int32) throws(SystemError)
  /// `fsync(2)`, of files and folders
  func sync(_ file: Int32) throws(SystemError)
  func truncate(_ file: Int32, to size: Int) throws(SystemError)
  func status(of file: Int32) throws(SystemError) -> FileStatus
  /// `fstatat(2)` with `AT_SYMLINK_NOFOLLOW`.
  func status(of name: String, in folder: Int32) throws(SystemError) -> FileStatus
  func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemError)
  func setMode(_ file: Int32, _ mode: UInt32) throws(SystemError)
  /// `renameat2(2)` within one folder; fails with `EEXIST` unless `replacing`.
  func rename(_ name: String, to newName: String, in folder: Int32, replacing: Bool) throws(SystemError)
  func remove(_ name: String, in folder: Int32) throws(SystemError)
  /// `unlinkat(2)` with `AT_REMOVEDIR`: the folder must be empty.
  func removeFolder(_ name: String, in folder: Int32) throws(SystemError)
  /// `flock(2)`: exclusive, never waits; `EWOULDBLOCK` when somebody else has it.
  func lock(_ file: Int32) throws(SystemError)
  /// The names in a folder, without `.` and `..`, in no order.
  func names(in folder: Int32) throws(SystemError) -> [String]
  /// The magic number of the file system (`fstatfs(2)`).
  func fileSystem(of file: Int32) throws(SystemError) -> UInt32
  /// `access(2)` for making names in a folder.
  func checkWritable(_ folder: String) throws(SystemError)
  /// The effective user id.
  var user: UInt32 { get }
  /// Who asks, for the text in the lock: process number and host.
  var holder: String { get }
}

extension Disk {
  /// Stands for the current folder where a call wants a folder (`AT_FDCWD`).
  public static var currentFolder: Int32 { -100 }
}

/// How to open a file.
public struct OpenFlags: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  public static let write = OpenFlags(rawValue: 1)
  public static let append = OpenFlags(rawValue: 2)
  public static let create = OpenFlags(rawValue: 4)
  /// Only if it isn't there yet (`O_EXCL`).
  public static let new = OpenFlags(rawValue: 8)
  public static let folder = OpenFlags(rawValue: 16)
  /// Refuses a symbolic link as the last part of the name.
  public static let noFollow = OpenFlags(rawValue: 32)
}
