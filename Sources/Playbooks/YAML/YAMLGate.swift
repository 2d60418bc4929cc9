import Diagnostics

/// What stands at the door of every file: size, UTF-8, and no characters that eyes or terminals could misread.
///
/// Rules of YAML 1.2 section 5.1, narrowed: no byte order mark, no tab-like controls, no NEL or Unicode line breaks
/// (so that every tool counts the same lines), no bidirectional marks.
func gate(_ source: SourceText, _ limits: YAMLLimits) -> Diagnostic? {
  let bytes = source.bytes
  guard bytes.count <= limits.bytesMax else {
    return Diagnostic(.error, "the file is larger than \(limits.bytesMax / 1024) KiB", file: source.name)
  }
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
    return Diagnostic(
      .error, "the file begins with a byte order mark", file: source.name, at: .start, hint: "save it as plain UTF-8")
  }
  func refusal(_ message: String, _ offset: Int, hint: String? = nil) -> Diagnostic {
    let place = source.position(ofByte: offset)
    return Diagnostic(
      .error, message, file: source.name, at: SourceRange(line: place.line, column: place.column), hint: hint)
  }
  var at = bytes.withUnsafeBufferPointer { $0.plainPrefix }  // a key path is made by the runtime
  while at < bytes.count {
    let byte = bytes[at]
    if byte >= 0x20, byte < 0x7F {
      at += 1
      continue
    }
    if byte < 0x80 {
      let isBreak = byte == 0x0A || (byte == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A)
      guard isBreak || byte == 0x09 else {
        return refusal("a control character <\(codePoint(UInt32(byte)))>", at, hint: "take it out")
      }
      at += 1
      continue
    }
    guard let scalar = decodeScalar(bytes, at) else { return refusal("not UTF-8", at, hint: "save the file as UTF-8") }
    if isRefused(scalar.value) {
      return refusal("a hidden character <\(codePoint(scalar.value))>", at, hint: "take it out")
    }
    at += scalar.length
  }
  return nil
}

private func codePoint(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

/// Hidden characters that no wording needs; joiners and directional marks (200C to 200F) are words' own.
private func isRefused(_ value: UInt32) -> Bool {
  switch value {
  case 0x200C...0x200F: false
  case 0x7F...0x9F, 0x200B, 0x2028, 0x2029, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF,
    0xE0000...0xE007F:
    true
  case 0x061C: true
  default: false
  }
}

/// One scalar of well-formed UTF-8 (RFC 3629), or nil.
private func decodeScalar(_ bytes: [UInt8], _ at: Int) -> (value: UInt32, length: Int)? {
  let first = bytes[at]
  let length = SourceText.scalarLength(first)
  guard first >= 0xC2, first <= 0xF4, at + length <= bytes.count, length > 1 else { return nil }
  var value = UInt32(first) & (0x7F >> UInt32(length))
  for offset in 1..<length {
    guard bytes[at + offset] & 0xC0 == 0x80 else { return nil }
    value = value << 6 | UInt32(bytes[at + offset] & 0x3F)
  }
  let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
  guard value >= least, Unicode.Scalar(value) != nil else { return nil }
  return (value, length)
}
