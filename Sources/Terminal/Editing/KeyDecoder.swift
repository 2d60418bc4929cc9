/// Where the bytes after the first one come from.
struct KeySource {
  /// The next byte, if it comes within so many milliseconds.
  var next: (_ milliseconds: Int32) -> UInt8?
  /// Gives a byte back that belongs to the next key.
  var unread: (UInt8) -> Void
}

/// Decodes the bytes of one key press (ECMA-48, xterm's control sequences, RFC 3629).
///
/// An escape sequence that isn't known is one press of `ignored`: none ever ends up in the text.
func decodeKey(startingWith first: UInt8, from source: KeySource) -> KeyPress {
  switch first {
  case escape: return decodeEscape(source)
  case 0x00: return .invalid(.controlCharacter)
  case 0x01...0x7F: return .plain(first)
  default: return decodeUTF8(first, source)
  }
}

private let escape: UInt8 = 0x1B
/// A lone Escape is one that nothing follows for this long.
private let escapeMilliseconds: Int32 = 40
/// Within a sequence bytes come together; a slow line may tear them.
private let sequenceMilliseconds: Int32 = 200
private let sequenceBytesMax = 64
private let pasteMilliseconds: Int32 = 2000
private let replyBytesMax = 4096

private func decodeEscape(_ source: KeySource) -> KeyPress {
  guard let byte = source.next(escapeMilliseconds) else { return .key(.escape) }
  switch byte {
  case 0x0D, 0x0A: return .key(.newline)  // Alt+Enter; ICRNL makes it a line feed
  case escape: return afterTwoEscapes(source)
  case UInt8(ascii: "["), UInt8(ascii: "O"): return decodeSequence(source)
  case UInt8(ascii: "]"), UInt8(ascii: "P"): return skipReply(byte, source)
  default:
    source.unread(byte)
    return .meta
  }
}

/// Esc Esc, or Alt with a key that sends a sequence of its own.
private func afterTwoEscapes(_ source: KeySource) -> KeyPress {
  guard let byte = source.next(escapeMilliseconds) else { return .key(.doubleEscape) }
  if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O") {
    _ = decodeSequence(source)
    return .key(.ignored)
  }
  source.unread(byte)
  return .key(.doubleEscape)
}

private func decodeSequence(_ source: KeySource) -> KeyPress {
  var sequence = ""
  while sequence.utf8.count < sequenceBytesMax, let byte = source.next(sequenceMilliseconds) {
    sequence.unicodeScalars.append(Unicode.Scalar(byte))
    if sequence == "[" { continue }  // function keys of the Linux console: ESC [ [ A
    if (0x40...0x7E).contains(byte) { break }
  }
  if sequence == "200~" { return .pasted(readPaste(source)) }
  return .key(sequences[sequence] ?? .ignored)
}

private let sequences: [String: Key] = [
  "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "1~": .home, "4~": .end, "7~": .home,
  "8~": .end, "3~": .delete, "1;5C": .wordRight, "1;5D": .wordLeft, "1;3C": .wordRight, "1;3D": .wordLeft,
  "Z": .shiftTab, "13;2u": .newline, "13;3u": .newline, "27;2;13~": .newline, "27;3;13~": .newline,
]

/// What a terminal answers to a question (OSC, DCS) is not typed text. A lone Alt+] or Alt+P does nothing, too.
private func skipReply(_ introducer: UInt8, _ source: KeySource) -> KeyPress {
  var count = 0
  var previous: UInt8 = 0
  while count < replyBytesMax, let byte = source.next(escapeMilliseconds) {
    if byte == 0x07 || (previous == escape && byte == UInt8(ascii: "\\")) { break }
    previous = byte
    count += 1
  }
  return .key(.ignored)
}

/// The bytes up to `ESC [ 201 ~`. Of more than a line may have, one byte too many is kept, so that it is refused.
private func readPaste(_ source: KeySource) -> [UInt8] {
  let end = Array("\u{1B}[201~".utf8)
  var bytes: [UInt8] = []
  var tail: [UInt8] = []
  while let byte = source.next(pasteMilliseconds) {
    if tail.isEmpty, byte != escape {
      if bytes.count <= 2 * lineBytesMax { bytes.append(byte) }
      continue
    }
    tail.append(byte)
    if tail == end { return bytes }
    while !tail.isEmpty, !end.starts(with: tail) {
      let settled = tail.removeFirst()
      if bytes.count <= 2 * lineBytesMax { bytes.append(settled) }
    }
  }
  return bytes + tail
}

private func decodeUTF8(_ first: UInt8, _ source: KeySource) -> KeyPress {
  let length =
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  var bytes = [first]
  while bytes.count < length {
    guard let byte = source.next(sequenceMilliseconds) else { return .invalid(.notUTF8) }
    guard byte & 0xC0 == 0x80 else {
      source.unread(byte)
      return .invalid(.notUTF8)
    }
    bytes.append(byte)
  }
  guard length > 0, let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first else {
    return .invalid(.notUTF8)
  }
  return (0x80...0x9F).contains(scalar.value) ? .invalid(.controlCharacter) : .text(scalar)
}
