import Glibc
import Testing

/// The echo loop that the terminal tests drive, built beside the tests.
enum Echo {
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/EchoLine"
  }()

  /// What the program sees, with nothing of the machine's own but `PATH`.
  static func environment(_ variables: [String: String] = [:]) -> [String: String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return [
      "PATH": path, "HOME": "/nonexistent", "LANG": "C.UTF-8", "TERM": "xterm-256color", "TMPDIR": "/tmp",
    ].merging(variables) { $1 }
  }

  /// The loop in a terminal, its first prompt shown.
  static func start(_ options: [String] = [], _ variables: [String: String] = [:], columns: UInt16 = 80) throws -> Pty {
    let pty = try Pty([path] + options, environment: environment(variables), columns: columns)
    try #require(pty.wait(for: columns > 2 ? "Q3" : "Q"))
    return pty
  }

  /// How the loop begins what it says before the next prompt.
  static let replies = ["got ", "interrupted ", "back", "editor ", "refused"]

  /// Calls `body` with the path of a file that has this content.
  static func withFile(_ content: String, _ body: (String) throws -> Void) throws {
    var template = Array("/tmp/sounding-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    try #require(descriptor >= 0)
    let bytes = Array(content.utf8)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    try body(path)
  }
}

extension Pty {
  /// Types, and checks that these words come.
  func type(_ keys: String, expecting words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    send(keys)
    let came = wait(for: words)
    #expect(came, "expected \(words.debugDescription), got \(unseen.debugDescription)", sourceLocation: sourceLocation)
    guard came, Echo.replies.contains(where: words.hasPrefix) else { return }
    #expect(wait(for: "Q3"), "the next prompt", sourceLocation: sourceLocation)
  }

  /// Types `quit` and checks that the program ends well, with the terminal as it was found.
  func quit(sourceLocation: SourceLocation = #_sourceLocation) {
    type("quit\r", expecting: "bye", sourceLocation: sourceLocation)
    #expect(exitCode() == 0, sourceLocation: sourceLocation)
  }
}

/// Names of keys, as a terminal sends them.
enum Press {
  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let left = "\u{1B}[D"
  static let altEnter = "\u{1B}\r"
  static let enter = "\r"
  static func control(_ letter: Character) -> String {
    String(Unicode.Scalar((letter.asciiValue ?? 0x40) & 0x1F))
  }
  static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
