import Glibc
import Storage

/// The environment variables of this process.
enum Surroundings {
  static func value(_ name: String) -> String? {
    guard let pointer = getenv(name) else { return nil }
    let text = String(cString: pointer)
    return text.isEmpty ? nil : text
  }

  static var all: [String: String] {
    var found: [String: String] = [:]
    for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "SOUNDING_DATA"] {
      found[name] = value(name)
    }
    return found
  }

  /// So many random bytes as hex digits.
  static func randomHex(bytes count: Int) -> String {
    var bytes: [UInt8] = []
    while bytes.count < count {
      withUnsafeBytes(of: UInt64.random(in: .min ... .max)) { bytes += $0 }
    }
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.prefix(count).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Writes a message to standard error, with a line end.
func complain(_ text: String) { send(text + "\n", to: 2) }

/// Writes a result to standard output, with a line end.
func say(_ text: String) { emit(text + "\n") }

/// Writes a result to standard output as it is.
func emit(_ text: String) {
  guard !send(text, to: 1) else { return }
  // Somebody who stopped reading, such as `head`, needs no message.
  if errno != EPIPE { complain("sounding: cannot write the output: \(SystemError(code: errno))") }
  exit(Code.io)
}

/// False where nothing can be written any more.
@discardableResult
private func send(_ text: String, to descriptor: Int32) -> Bool {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno != EINTR {
      return false
    }
  }
  return true
}
