import Diagnostics

/// Title and minutes of a playbook, read from its first lines: lists don't need more, and must be quick.
struct PlaybookHead {
  let name: String
  let title: String
  let minutes: ClosedRange<Int>
  let about: String

  /// Looks at lines before the first indented one that stand at the margin; a playbook with mistakes still has a title.
  init(name: String, _ source: SourceText) {
    var found: [String: String] = [:]
    for line in 1...min(40, max(1, source.lineCount)) {
      let text = source.line(line)
      guard let colon = text.firstIndex(of: ":"), text.first?.isLetter == true else { continue }
      var value = text[text.index(after: colon)...].drop { $0 == " " }
      if value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote {
        value = value.dropFirst().dropLast()
      }
      found[String(text[..<colon])] = found[String(text[..<colon])] ?? String(value)
    }
    self.name = name
    title = found["title"] ?? name
    about = found["about"] ?? ""
    let numbers = (found["minutes"] ?? "").split(separator: ".").compactMap { Int($0) }
    minutes = (numbers.first ?? 0)...max(numbers.first ?? 0, numbers.last ?? 0)
  }
}
