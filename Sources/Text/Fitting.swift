/// Where a text stands in a column that is wider.
public enum Alignment: Sendable { case leading, trailing }

/// A text with spaces added up to `width` columns; a wider text is left as it is.
public func padded(_ text: String, to width: Int, _ alignment: Alignment = .leading) -> String {
  let spaces = String(repeating: " ", count: max(0, width - displayWidth(text)))
  switch alignment {
  case .leading: return text + spaces
  case .trailing: return spaces + text
  }
}

/// A text cut between graphemes to at most `width` columns, with `ellipsis` at its end where something was cut.
public func shortened(_ text: String, to width: Int, ellipsis: String = "…") -> String {
  if displayWidth(text) <= width { return text }
  let room = width - displayWidth(ellipsis)
  guard room >= 0 else { return "" }
  var columns = 0
  let kept = text.prefix { grapheme in
    columns += grapheme.displayWidth
    return columns <= room
  }
  return kept + ellipsis
}

extension [String] {
  /// As the standard library's, which looks through all conformances of the program the first time it is called: a tenth of
  /// a millisecond before the first question.
  public func joined(separator: String = "") -> String {
    guard var text = first else { return "" }
    for part in dropFirst() {
      text += separator
      text += part
    }
    return text
  }
}
