import Glibc

/// The facilitator's notes of a session: lines that must not stand on a shared screen. Private, only ever added to.
struct NotesFile {
  let path: String

  init(folder: String) { path = folder + "/notes.txt" }

  /// Notes help; they are no answers. What can't be written is left out.
  func add(_ line: String) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Copies what is there, and then what is added, to standard output, until Ctrl-C.
  func follow() -> Int32 {
    var offset: off_t = 0
    while true {
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      if descriptor >= 0 {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
          let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
          guard count > 0 else { break }
          emit(String(decoding: buffer[..<count], as: UTF8.self))
          offset += off_t(count)
        }
        close(descriptor)
      }
      usleep(300_000)
    }
  }
}
