import Diagnostics

/// What a fixture says about itself, in comments above the line it speaks of:
///
///     # error: 11-16 unknown question 'sizes'
///     # hint: did you mean 'size'?
///     when: sizes > 1
///
/// Columns count from 1, the end is exclusive. `+2` before the columns: two lines below the next one. `# note: 3:5 text`
/// belongs to the message above it; without a place the note has none. `file:` before the columns: no place.
struct Annotations {
  /// The fixture without annotations, line by line.
  private(set) var plain: [String] = []
  private(set) var written: [String] = []

  static let marks = ["# error: ", "# warning: ", "# hint: ", "# note: ", "# remark: "]

  static func isMark(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    return marks.contains { text.hasPrefix($0) }
  }

  init(_ source: SourceText) {
    for number in 1...source.lineCount {
      let line = source.line(number)
      if Self.isMark(line) { written.append(String(line.drop { $0 == " " })) } else { plain.append(line) }
    }
  }

  /// The fixture with the annotations these messages ask for.
  ///
  /// - Parameter diagnostics: messages about the fixture *without* annotations.
  static func annotated(_ plain: [String], _ diagnostics: [Diagnostic]) -> String {
    var above: [Int: [String]] = [:]
    for diagnostic in diagnostics {
      let line = diagnostic.range?.start.line ?? 1
      let target = commentable(plain, line)
      let indent = String(plain[min(target, plain.count) - 1].prefix { $0 == " " })
      above[target, default: []] += marks(diagnostic, offset: line - target).map { indent + $0 }
    }
    var lines: [String] = []
    for (index, line) in plain.enumerated() {
      lines += above[index + 1] ?? []
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  /// Comments inside a `|` or `>` text would belong to it: they stand above its key instead.
  private static func commentable(_ plain: [String], _ line: Int) -> Int {
    var line = min(max(1, line), plain.count)
    let own = plain[line - 1].prefix { $0 == " " }.count
    for above in stride(from: line - 1, to: 0, by: -1) {
      let text = plain[above - 1]
      let indent = text.prefix { $0 == " " }.count
      guard !text.isEmpty, indent < own else { continue }
      if [": |", ": >", ": >-", ": |-"].contains(where: text.hasSuffix) { line = above }
      break
    }
    return line
  }

  static func marks(_ diagnostic: Diagnostic, offset: Int) -> [String] {
    var place = "file"
    if let range = diagnostic.range {
      place = "\(range.start.column)-\(range.end.line == range.start.line ? String(range.end.column) : "")"
      if offset > 0 { place = "+\(offset) " + place }
    }
    var marks = [
      "# \(diagnostic.severity == .note ? "remark" : diagnostic.severity.rawValue): \(place) \(visible(diagnostic.message))"
    ]
    if let hint = diagnostic.hint { marks.append("# hint: \(visible(hint))") }
    for note in diagnostic.notes { marks.append("# note: \(visible(note.message))") }
    return marks
  }
}
