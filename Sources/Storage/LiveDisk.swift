import CLibmd
import Glibc

/// The machine's own disk.
public struct LiveDisk: Disk {
  public init() {}

  public func open(_ name: String, in folder: Int32, _ flags: OpenFlags, mode: UInt32) throws(SystemError) -> Int32 {
    // Without O_NONBLOCK a named pipe put in a file's place would make the call wait for ever.
    var bits = O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    bits |= flags.contains(.write) ? O_RDWR : O_RDONLY
    if flags.contains(.append) { bits |= O_APPEND }
    if flags.contains(.create) { bits |= O_CREAT }
    if flags.contains(.new) { bits |= O_EXCL }
    if flags.contains(.folder) { bits |= O_DIRECTORY }
    if flags.contains(.noFollow) { bits |= O_NOFOLLOW }
    return try Self.aboveStandardStreams(checked(openat(folder, name, bits, mode_t(mode))))
  }

  /// Where standard output was closed, the next file opened takes its number, and what is printed would go into it.
  private static func aboveStandardStreams(_ file: Int32) throws(SystemError) -> Int32 {
    guard file <= STDERR_FILENO else { return file }
    defer { _ = Glibc.close(file) }
    return try checked(fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1))
  }

  public func close(_ file: Int32) throws(SystemError) {
    // Linux has closed the file even when it says EINTR; a second close might hit somebody else's.
    guard Glibc.close(file) < 0, errno != EINTR else { return }
    throw SystemError(code: errno)
  }

  public func read(_ file: Int32, into bytes: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try checked(Glibc.read(file, bytes.baseAddress, bytes.count))
  }

  public func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
    try checked(Glibc.write(file, bytes.baseAddress, bytes.count))
  }

  public func syncData(_ file: Int32) throws(SystemError) { try checked(fdatasync(file)) }

  public func sync(_ file: Int32) throws(SystemError) { try checked(fsync(file)) }

  public func truncate(_ file: Int32, to size: Int) throws(SystemError) { try checked(ftruncate(file, size)) }

  public func setMode(_ file: Int32, _ mode: UInt32) throws(SystemError) { try checked(fchmod(file, mode_t(mode))) }

  public func checkWritable(_ folder: String) throws(SystemError) { try checked(access(folder, W_OK | X_OK)) }

  public func lock(_ file: Int32) throws(SystemError) { try checked(flock(file, LOCK_EX | LOCK_NB)) }
}

/// Takes the usual "-1 and errno" apart, and repeats a call that a signal interrupted.
@discardableResult
func checked<Number: SignedInteger>(_ call: @autoclosure () -> Number) throws(SystemError) -> Number {
  while true {
    let result = call()
    if result >= 0 { return result }
    let problem = SystemError(code: errno)
    guard problem == .interrupted else { throw problem }
  }
}
