import Storage

/// A disk that doesn't flush: only to make large samples quickly.
struct UnflushedDisk: Disk {
  private let live = LiveDisk()

  func syncData(_ file: Int32) {}
  func sync(_ file: Int32) {}

  func open(_ name: String, in folder: Int32, _ flags: OpenFlags, mode: UInt32) throws(SystemError) -> Int32 {
    try live.open(name, in: folder, flags, mode: mode)
  }
  func close(_ file: Int32) throws(SystemError) { try live.close(file) }
  func read(_ file: Int32, into bytes: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try live.read(file, into: bytes)
  }
  func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
    try live.write(file, bytes)
  }
  func truncate(_ file: Int32, to size: Int) throws(SystemError) { try live.truncate(file, to: size) }
  func status(of file: Int32) throws(SystemError) -> FileStatus { try live.status(of: file) }
  func status(of name: String, in folder: Int32) throws(SystemError) -> FileStatus {
    try live.status(of: name, in: folder)
  }
  func makeFolder(_ name: String, in folder: Int32, mode: UInt32) throws(SystemError) {
    try live.makeFolder(name, in: folder, mode: mode)
  }
  func setMode(_ file: Int32, _ mode: UInt32) throws(SystemError) { try live.setMode(file, mode) }
  func rename(_ name: String, to newName: String, in folder: Int32, replacing: Bool) throws(SystemError) {
    try live.rename(name, to: newName, in: folder, replacing: replacing)
  }
  func remove(_ name: String, in folder: Int32) throws(SystemError) { try live.remove(name, in: folder) }
  func removeFolder(_ name: String, in folder: Int32) throws(SystemError) { try live.removeFolder(name, in: folder) }
  func lock(_ file: Int32) throws(SystemError) { try live.lock(file) }
  func checkWritable(_ folder: String) throws(SystemError) { try live.checkWritable(folder) }
  func names(in folder: Int32) throws(SystemError) -> [String] { try live.names(in: folder) }
  func fileSystem(of file: Int32) throws(SystemError) -> UInt32 { try live.fileSystem(of: file) }
  var user: UInt32 { live.user }
  var holder: String { live.holder }
}
