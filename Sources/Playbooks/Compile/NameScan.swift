/// A name found in an expression's text, and whether it stands behind a dot.
struct ScannedName {
  let text: String
  let isMember: Bool
  let isCalled: Bool
  /// Unicode scalar offset of its first scalar.
  let offset: Int
}

/// The names of an expression without parsing it: a superset of what it reads, texts and comments left out.
///
/// Used to compile what an expression stands on before it is compiled itself.
func scanNames(_ source: String) -> [ScannedName] {
  var source = source
  return source.withUTF8 { bytes in
    var scan = NameScan(bytes: bytes)
    scan.run()
    return scan.found
  }
}

/// Goes through the bytes: names are ASCII, and all else matters only for where scalars begin.
private struct NameScan {
  let bytes: UnsafeBufferPointer<UInt8>
  var found: [ScannedName] = []
  private var at = 0
  private var offset = 0
  private var isMember = false

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func run() {
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        skipText(byte)
      } else if beginsName(byte) {
        name()
      } else if isDigit(byte) {
        while at < bytes.count, isDigit(bytes[at]) || bytes[at] == UInt8(ascii: ".") || beginsName(bytes[at]) {
          advance()
        }
        isMember = false
      } else {
        if byte == UInt8(ascii: ".") {
          isMember = true
        } else if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\n") {
          isMember = false
        }
        advance()
      }
    }
  }

  private mutating func name() {
    let (start, from) = (at, offset)
    while at < bytes.count, beginsName(bytes[at]) || isDigit(bytes[at]) { advance() }
    let isCalled = at < bytes.count && bytes[at] == UInt8(ascii: "(")
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    found.append(ScannedName(text: text, isMember: isMember, isCalled: isCalled, offset: from))
    isMember = false
  }

  private mutating func skipText(_ quote: UInt8) {
    advance()
    while at < bytes.count, bytes[at] != quote {
      if bytes[at] == UInt8(ascii: "\\") { advance() }
      if at < bytes.count { advance() }
    }
    if at < bytes.count { advance() }
    isMember = false
  }

  /// One byte; bytes that continue a scalar don't count.
  private mutating func advance() {
    at += 1
    if at >= bytes.count || bytes[at] & 0xC0 != 0x80 { offset += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private func beginsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }
}
