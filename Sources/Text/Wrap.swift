/// Breaks a text into lines of at most `width` columns, at spaces; Chinese, Japanese and Korean between glyphs.
///
/// A word wider than a line is broken between graphemes, never inside one. Line feeds stay line breaks, spaces at the
/// start of a line are kept, spaces at a break are dropped. `indent` columns are put before every line but the first,
/// `firstIndent` before the first; both count towards the width. An empty text gives one empty line.
public func wrapped(_ text: String, width: Int, firstIndent: Int = 0, indent: Int = 0) -> [String] {
  if let line = wholeLine(text, width: width, margin: firstIndent) { return [line] }
  var lines: [String] = []
  for paragraph in paragraphs(of: text) {
    let margin = lines.isEmpty ? firstIndent : indent
    var filling = LineFilling(width: width, margin: margin, nextMargin: indent)
    for piece in pieces(of: paragraph) { filling.add(piece) }
    lines += filling.finished()
  }
  return lines
}

/// A plain text that fits into one line as it is: most of them do.
private func wholeLine(_ text: String, width: Int, margin: Int) -> String? {
  guard text.utf8.count <= 3 * max(1, width), let columns = plainWidth(text[...]), !text.utf8.contains(0x0A),
    text.utf8.last != UInt8(ascii: " ")
  else { return nil }
  let margin = min(max(0, margin), max(0, width - 1))
  guard columns > 0, margin + columns <= width else { return nil }
  return margin == 0 ? text : String(repeating: " ", count: margin) + text
}

/// What stands between line feeds. A carriage return before one makes them a single character, which is no line feed.
private func paragraphs(of text: String) -> [Substring] {
  if text.utf8.contains(0x0D) { return text.split(separator: "\n", omittingEmptySubsequences: false) }
  return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
}

/// What a line may be broken around: a run of spaces, or letters that stay together.
private struct Piece {
  var text: Substring
  var columns: Int
  var isSpace: Bool
}

/// Lines being filled with pieces, first come first served.
private struct LineFilling {
  let width: Int
  let nextMargin: Int
  var lines: [String] = []
  var line: String
  var columns: Int
  var isFresh = true
  var space = ""

  init(width: Int, margin: Int, nextMargin: Int) {
    self.width = max(1, width)
    self.nextMargin = min(max(0, nextMargin), max(0, width - 1))
    let first = min(max(0, margin), max(0, width - 1))
    line = String(repeating: " ", count: first)
    columns = first
  }

  mutating func add(_ piece: Piece) {
    if piece.isSpace {
      space.append(contentsOf: piece.text)
      return
    }
    let wanted = columns + space.utf8.count + piece.columns
    if wanted > width, !isFresh { breakLine() }
    if isFresh, !lines.isEmpty { space = "" }
    if columns + space.utf8.count + piece.columns > width { return addByGrapheme(piece) }
    line += space
    line.append(contentsOf: piece.text)
    columns += space.utf8.count + piece.columns
    isFresh = false
    space = ""
  }

  private mutating func addByGrapheme(_ piece: Piece) {
    for grapheme in piece.text {
      if columns + grapheme.displayWidth > width, !isFresh { breakLine() }
      append(String(grapheme), columns: grapheme.displayWidth)
    }
  }

  private mutating func append(_ text: String, columns added: Int) {
    line += text
    columns += added
    isFresh = false
  }

  private mutating func breakLine() {
    lines.append(line)
    line = String(repeating: " ", count: nextMargin)
    columns = nextMargin
    isFresh = true
    space = ""
  }

  func finished() -> [String] { lines + [isFresh ? "" : line] }
}

private func pieces(of paragraph: Substring) -> [Piece] {
  plainPieces(of: paragraph) ?? graphemePieces(of: paragraph)
}

/// A paragraph of plain letters, a column each, is broken around runs of spaces alone; nil for any other.
private func plainPieces(of paragraph: Substring) -> [Piece]? {
  guard plainWidth(paragraph) != nil else { return nil }
  let bytes = paragraph.utf8
  var pieces: [Piece] = []
  var start = bytes.startIndex
  while start < bytes.endIndex {
    let isSpace = bytes[start] == UInt8(ascii: " ")
    var end = start
    var columns = 0
    while end < bytes.endIndex, (bytes[end] == UInt8(ascii: " ")) == isSpace {
      if bytes[end] & 0xC0 != 0x80 { columns += 1 }
      bytes.formIndex(after: &end)
    }
    pieces.append(Piece(text: paragraph[start..<end], columns: columns, isSpace: isSpace))
    start = end
  }
  return pieces
}

private func graphemePieces(of paragraph: Substring) -> [Piece] {
  var pieces: [Piece] = []
  var start = paragraph.startIndex
  var previous: Character?
  for index in paragraph.indices {
    let grapheme = paragraph[index]
    if let previous, mayBreak(between: previous, and: grapheme) {
      pieces.append(piece(paragraph[start..<index]))
      start = index
    }
    previous = grapheme
  }
  if start < paragraph.endIndex { pieces.append(piece(paragraph[start...])) }
  return pieces
}

private func piece(_ text: Substring) -> Piece {
  Piece(text: text, columns: displayWidth(text), isSpace: text.first == " ")
}

private func mayBreak(between left: Character, and right: Character) -> Bool {
  if left == " " || right == " " { return left != right }
  guard left.isIdeograph || right.isIdeograph else { return false }
  return !clingsToLeft(right) && !clingsToRight(left)
}

extension Character {
  /// A wide letter that needs no space to its neighbour.
  fileprivate var isIdeograph: Bool {
    guard let first = unicodeScalars.first, first.isWide else { return false }
    return !first.properties.isEmoji
  }
}

/// Not at the start of a line (JIS X 4051, the common part).
private func clingsToLeft(_ grapheme: Character) -> Bool {
  switch grapheme {
  case "、", "。", "，", "．", "：", "；", "！", "？", "）", "」", "』", "】", "〕", "〉", "》", "］", "｝", "・", "ー", "々",
    ",", ".", ":", ";", "!", "?", ")", "]", "}":
    true
  default: false
  }
}

/// Not at the end of a line.
private func clingsToRight(_ grapheme: Character) -> Bool {
  switch grapheme {
  case "（", "「", "『", "【", "〔", "〈", "《", "［", "｛", "(", "[", "{": true
  default: false
  }
}
