/// The program's own signs in ASCII, for terminals that have no others. Letters and all other text stay as they are.
///
/// For lines of the program; what people typed is not to be changed.
public func asciiGlyphs(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
  return text.reduce(into: "") { $0 += asciiForms[$1] ?? String($1) }
}

extension StyledText {
  /// The same with ASCII signs.
  public var asciiGlyphs: StyledText { StyledText(spans.map { Span(Text.asciiGlyphs($0.text), $0.role) }) }
}

private let asciiForms: [Character: String] = [
  "✓": "ok", "✗": "error", "›": ">", "·": "-", "–": "-", "—": "-", "…": "...", "█": "#", "░": ".", "▓": "#", "■": "#",
  "□": ".", "●": "*", "○": "o", "•": "*", "→": "->", "←": "<-", "×": "x", "≥": ">=", "≤": "<=", "│": "|", "─": "-",
  "“": "\"", "”": "\"", "‘": "'", "’": "'",
]
