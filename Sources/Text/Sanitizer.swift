/// Makes every character visible that could steer a terminal or hide in a line: `<U+202E>` stands in its place.
///
/// For every text that isn't the program's own: playbooks, answers, names, paths, messages of libraries. Each scalar is
/// judged by itself (a zero width joiner with its two neighbours), so no unfinished sequence can put the filter out of step.
/// Control characters (C0 but line feed, DEL, C1), bidirectional controls, invisible characters, line and paragraph
/// separators, interlinear annotation and tag characters are shown; all other text is left as it is.
public func sanitized(_ text: String) -> String {
  sanitized(text, keepsLineFeeds: true)
}

/// As `sanitized(_:)`, for texts that must stay on one line: a line feed becomes `<U+000A>`.
public func sanitizedLine(_ text: String) -> String {
  sanitized(text, keepsLineFeeds: false)
}

private func sanitized(_ text: String, keepsLineFeeds: Bool) -> String {
  if isPlain(text, keepsLineFeeds: keepsLineFeeds) { return text }
  let scalars = text.unicodeScalars
  var result = String.UnicodeScalarView()
  var index = scalars.startIndex
  while index < scalars.endIndex {
    let scalar = scalars[index]
    let isHarmless =
      switch scalar {
      case "\n": keepsLineFeeds
      case "\u{200D}": joinsEmoji(index, scalars)
      default: !scalar.isDeceptive
      }
    if isHarmless { result.append(scalar) } else { result.append(contentsOf: visible(scalar).unicodeScalars) }
    index = scalars.index(after: index)
  }
  return String(result)
}

/// Whether nothing in a text has to be shown in another way: true of nearly all, so it is found out before anything is built.
private func isPlain(_ text: String, keepsLineFeeds: Bool) -> Bool {
  var isASCII = true
  for byte in text.utf8 where !(0x20...0x7E).contains(byte) {
    if byte >= 0x80 { isASCII = false } else if byte != 0x0A || !keepsLineFeeds { return false }
  }
  return isASCII || !text.unicodeScalars.contains { $0.isDeceptive && $0 != "\n" }
}

extension Unicode.Scalar {
  /// Whether this scalar steers a terminal, turns the direction of writing, or can't be seen.
  public var isDeceptive: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // direction
    case 0x200B, 0x200D, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF: true  // zero width
    case 0x180E, 0x3164, 0xFFA0: true  // blanks that look like nothing
    case 0x2028...0x2029, 0xFFF0...0xFFFB, 0xE0000...0xE007F: true  // separators, annotation, tags
    default: false
    }
  }
}

/// `<U+202E>`, with at least four hexadecimal digits.
private func visible(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
}

/// A zero width joiner is harmless between two emoji (UTS 51 "emoji zwj sequence"), and only there.
private func joinsEmoji(_ index: String.UnicodeScalarView.Index, _ scalars: String.UnicodeScalarView) -> Bool {
  let after = scalars.index(after: index)
  guard index > scalars.startIndex, after < scalars.endIndex, scalars[after].isPictogram else { return false }
  let before = scalars[scalars.index(before: index)]
  return before.isPictogram || before == "\u{FE0F}"
}

extension Unicode.Scalar {
  /// An emoji beyond ASCII (digits and signs are emoji to Unicode, too).
  fileprivate var isPictogram: Bool { value > 0xFF && properties.isEmoji }
}
