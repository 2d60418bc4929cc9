/// At most this many messages are shown; a file with more mistakes is read again anyway.
public let diagnosticsShownMax = 100

/// Longest source line that is shown whole; of a longer one the part around the place is shown.
private let lineWidthMax = 160

/// Writes messages as `file:line:column: error: message`, the line, a caret line and `= hint:`.
public struct DiagnosticRenderer: Sendable {
  private let sources: [String: SourceText]

  /// - Parameter sources: the files whose lines can be quoted, found by name.
  public init(_ sources: [SourceText]) {
    self.sources = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func source(named name: String) -> SourceText? { sources[name] }

  /// All messages in reading order, at most `limit` of them, then how many more there are.
  public func text(_ diagnostics: [Diagnostic], limit: Int = diagnosticsShownMax) -> String {
    let sorted = diagnostics.inReadingOrder()
    var lines = sorted.prefix(max(0, limit)).map(text)
    if sorted.count > limit { lines.append("and \(sorted.count - limit) more") }
    return lines.joined(separator: "\n")
  }

  public func text(_ diagnostic: Diagnostic) -> String {
    var lines = [head(diagnostic.file, diagnostic.range, "\(diagnostic.severity.rawValue): \(diagnostic.message)")]
    lines += quote(diagnostic.file, diagnostic.range)
    let margin = margin(diagnostic.range)
    if let hint = diagnostic.hint { lines.append("\(margin) = hint: \(visible(hint))") }
    for note in diagnostic.notes {
      guard let range = note.range else {
        lines.append("\(margin) = note: \(visible(note.message))")
        continue
      }
      let file = note.file ?? diagnostic.file
      lines.append(head(file, range, "note: \(note.message)"))
      lines += quote(file, range)
    }
    return lines.joined(separator: "\n")
  }

  private func head(_ file: String, _ range: SourceRange?, _ rest: String) -> String {
    guard let start = range?.start else { return visible("\(file): \(rest)") }
    return visible("\(file):\(start.line):\(start.column): \(rest)")
  }

  private func margin(_ range: SourceRange?) -> String {
    String(repeating: " ", count: range.map { String($0.start.line).count } ?? 0)
  }

  /// The line and the carets below it; nothing when the file isn't at hand.
  private func quote(_ file: String, _ range: SourceRange?) -> [String] {
    guard let range, let source = sources[file], range.start.line <= source.lineCount else { return [] }
    let scalars = Array(source.line(range.start.line).unicodeScalars)
    let from = min(range.start.column - 1, scalars.count)
    let to = range.end.line == range.start.line ? min(max(range.end.column - 1, from), scalars.count) : scalars.count
    let window = window(scalars.count, around: from)
    let shown = scalars[window]
    let before = window.lowerBound > 0 ? "..." : ""
    let text =
      before + visible(String(String.UnicodeScalarView(shown))) + (window.upperBound < scalars.count ? "..." : "")
    let indent = before.count + shown[window.lowerBound..<from].reduce(0) { $0 + width(of: $1) }
    let carets = shown[from..<min(to, window.upperBound)].reduce(0) { $0 + width(of: $1) }
    let number = String(range.start.line)
    return [
      "\(number) | \(text)",
      margin(range) + " | " + String(repeating: " ", count: indent) + String(repeating: "^", count: max(1, carets)),
    ]
  }

  private func window(_ count: Int, around place: Int) -> Range<Int> {
    guard count > lineWidthMax else { return 0..<count }
    let start = max(0, min(place - lineWidthMax / 2, count - lineWidthMax))
    return start..<min(count, start + lineWidthMax)
  }
}
