import Glibc
import Terminal
import Text

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

  /// Shows what is there, and then what is added, until Ctrl-C: whole lines, broken between words at a terminal.
  func follow(_ session: String) -> Int32 {
    let isTerminal = TerminalFacts.isTerminal(1)
    if isTerminal { complain(NotesWords.follows(session)) }
    var offset: off_t = 0
    var rest: [UInt8] = []
    while true {
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      if descriptor >= 0 {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
          let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
          guard count > 0 else { break }
          rest += buffer[..<count]
          offset += off_t(count)
        }
        close(descriptor)
      }
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        show(String(decoding: rest[..<end], as: UTF8.self), isTerminal: isTerminal)
        rest.removeSubrange(...end)
      }
      usleep(300_000)
    }
  }

  private func show(_ line: String, isTerminal: Bool) {
    guard isTerminal else { return say(line) }
    for row in wrapped(sanitizedLine(line), width: max(NotesFile.columnsMin, TerminalFacts.columns()), indent: 2) {
      say(row)
    }
  }

  private static let columnsMin = 20
}

enum NotesWords {
  static func follows(_ session: String) -> String {
    "Notes of \(session) for the facilitator's eyes: what to ask further, spreads, rules. Ctrl-C ends them."
  }
}
