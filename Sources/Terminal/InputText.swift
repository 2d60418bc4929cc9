/// The text in these bytes, or why there is none. Nothing is replaced or left out.
///
/// Strict UTF-8 (RFC 3629: no surrogates, no overlong forms). Tabs and line feeds are text, other C0 and C1 controls
/// are not.
func inputText(_ bytes: some Collection<UInt8>) -> Result<String, InputProblem> {
  guard bytes.count <= lineBytesMax else { return .failure(.tooLong(bytesMax: lineBytesMax)) }
  guard let text = String(validating: bytes, as: UTF8.self) else { return .failure(.notUTF8) }
  return containsControls(text) ? .failure(.controlCharacter) : .success(text)
}

/// Whether there are control characters other than tab and line feed.
func containsControls(_ text: String) -> Bool {
  var previous: UInt8 = 0
  for byte in text.utf8 {
    if byte < 0x20 ? byte != 0x09 && byte != 0x0A : byte == 0x7F { return true }
    if previous == 0xC2, byte < 0xA0 { return true }  // U+0080 to U+009F
    previous = byte
  }
  return false
}

/// Pasted bytes as text: line ends become line feeds, tabs four spaces, line feeds at the end are dropped.
func pastedText(_ bytes: some Collection<UInt8>) -> Result<String, InputProblem> {
  var lines: [UInt8] = []
  var previous: UInt8 = 0
  for byte in bytes {
    switch byte {
    case 0x0D: lines.append(0x0A)
    case 0x0A where previous == 0x0D: break
    case 0x09: lines += [0x20, 0x20, 0x20, 0x20]
    default: lines.append(byte)
    }
    previous = byte
  }
  while lines.last == 0x0A { lines.removeLast() }
  return inputText(lines)
}
