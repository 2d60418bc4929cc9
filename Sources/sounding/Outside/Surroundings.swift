import Glibc

/// The environment variables of this process.
enum Surroundings {
  static func value(_ name: String) -> String? {
    guard let pointer = getenv(name) else { return nil }
    let text = String(cString: pointer)
    return text.isEmpty ? nil : text
  }

  static var all: [String: String] {
    var found: [String: String] = [:]
    for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] { found[name] = value(name) }
    return found
  }

  /// So many random bytes as hex digits.
  static func randomHex(bytes count: Int) -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = Array("0123456789abcdef")
    return String((0..<count * 2).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
  }
}

/// Writes a message to standard error.
func complain(_ text: String) {
  fputs(text + "\n", stderr)
}

/// Writes a result to standard output.
func say(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  var sent = 0
  while sent < bytes.count {
    let count = bytes[sent...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      exit(74)
    }
    sent += count
  }
}
