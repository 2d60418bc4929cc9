import Text

extension Report {
  /// GitHub-flavoured Markdown. Everything people wrote is escaped: it stays text.
  public var markdown: String {
    var lines = ["# \(Markdown.escaped(heading))", ""]
    if let subtitle { lines += ["*\(Markdown.escaped(subtitle))*", ""] }
    lines += ["> \(Markdown.escaped(verdict))", ""]
    lines += facts.map { "- \(Markdown.escaped($0.label)): \(Markdown.escaped($0.value))" } + [""]
    for section in sections {
      if !section.heading.isEmpty { lines += ["## \(Markdown.escaped(section.heading))", ""] }
      for block in section.blocks { lines += Markdown.lines(block) + [""] }
    }
    lines += footer.map { "*\(Markdown.escaped($0))*  " }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What stands below every report.
  var footer: [String] {
    var lines: [String] = []
    if leftOut > 0 { lines.append(ReportWords.leftOut(leftOut)) }
    if freeTexts > 0 { lines.append(ReportWords.freeTexts(freeTexts)) }
    return lines
  }
}

enum Markdown {
  /// Text as Markdown that reads as that text: characters that mean something are escaped, scalar by scalar (a pipe with
  /// a combining mark is still a pipe), lines are kept by `<br>`, and what can't be seen is shown.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var start = LineStart.blank
    for scalar in sanitized(unified(text)).unicodeScalars {
      if scalar == "\n" {
        result.append(contentsOf: "<br>".unicodeScalars)
        start = .blank
        continue
      }
      if start == .blank, scalar == " " { continue }
      let isMark =
        special.contains(scalar) || start == .blank && startOfLine.contains(scalar)
        || start == .number && (scalar == "." || scalar == ")")
      if isMark { result.append("\\") }
      result.append(scalar)
      start = start.after(scalar)
    }
    return String(result)
  }

  /// What a line has had so far: nothing but blanks, nothing but digits (with a dot they would make a list), or more.
  private enum LineStart {
    case blank, number, more

    func after(_ scalar: Unicode.Scalar) -> LineStart {
      self != .more && ("0"..."9").contains(scalar) ? .number : .more
    }
  }

  /// All line ends as line feeds, tabs as spaces.
  private static func unified(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": result.append("\n")
      case "\n" where last == "\r": break
      case "\t": result.append(" ")
      default: result.append(scalar)
      }
      last = scalar
    }
    return String(result)
  }

  private static let special: Set<Unicode.Scalar> = [
    "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "!", "@", "&", "$",
  ]
  private static let startOfLine: Set<Unicode.Scalar> = ["#", "-", "+", "=", ":"]

  static func lines(_ block: ReportSection.Block) -> [String] {
    switch block {
    case .paragraph(let text): [escaped(text)]
    case .list(let items): items.map { "- \(escaped($0))" }
    case .table(let grid): table(grid.columns, grid.rows)
    case .bars(let bars):
      table(
        [ReportWords.row, ReportWords.bar, ReportWords.barValue], bars.map { [$0.label, bar($0), $0.text] },
        escapesCells: [true, false, true])
    case .findings(let lines): lines.flatMap(finding)
    case .actions(let lines): lines.map(action)
    case .answers(let lines): lines.flatMap(answer)
    }
  }

  private static func table(_ columns: [String], _ rows: [[String]], escapesCells: [Bool]? = nil) -> [String] {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let body = rows.map { row in
      line(row.enumerated().map { escapesCells?[$0.offset] ?? true ? escaped($0.element) : $0.element })
    }
    return [line(columns.map(escaped)), line(columns.map { _ in "---" })] + body
  }

  private static func bar(_ bar: Bar) -> String {
    guard let value = bar.value else { return "-" }
    let filled = bar.of > 0 ? max(0, min(10, Int((value / bar.of * 10).rounded()))) : 0
    return "`" + String(repeating: "█", count: filled) + String(repeating: "░", count: 10 - filled) + "`"
  }

  private static func finding(_ finding: FindingLine) -> [String] {
    let place = finding.row.map { " \($0)" } ?? ""
    var lines = ["- **\(escaped(finding.severity))** \(escaped(finding.text)) (\(escaped(finding.rule + place)))"]
    if !finding.evidence.isEmpty {
      lines.append("  - \(ReportWords.because): \(escaped(finding.evidence.joined(separator: "; ")))")
    }
    return lines
  }

  private static func action(_ action: ActionLine) -> String {
    var text = "- [ ] \(escaped(action.text))"
    if let owner = action.owner, !owner.isEmpty { text += ", \(ReportWords.owner.lowercased()): \(escaped(owner))" }
    if let due = action.due { text += ", \(ReportWords.due.lowercased()) \(escaped(due))" }
    return text
  }

  private static func answer(_ line: AnswerLine) -> [String] {
    var lines = ["- \(escaped(line.title)): \(escaped(line.answer))"]
    if let note = line.note { lines.append("  - \(escaped(note))") }
    return lines
  }
}
