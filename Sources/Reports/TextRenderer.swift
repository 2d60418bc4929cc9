import Text

extension Report {
  /// Plain text for mail and the terminal, at most `width` columns wide.
  public func text(width: Int = 72) -> String {
    let page = TextPage(width: width)
    var lines = page.wrapped(heading) + [String(repeating: "=", count: min(width, max(1, displayWidth(heading))))]
    if let subtitle { lines += page.wrapped(subtitle) }
    lines += [""] + page.wrapped(verdict) + [""]
    lines += facts.flatMap { page.wrapped("\($0.label): \($0.value)", indent: 2) }
    for section in sections {
      lines.append("")
      if !section.heading.isEmpty {
        lines +=
          page.wrapped(section.heading) + [String(repeating: "-", count: min(width, displayWidth(section.heading)))]
      }
      for block in section.blocks { lines += page.lines(block) }
    }
    if !footer.isEmpty { lines += [""] + footer.flatMap { page.wrapped($0) } }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Blocks as lines of a page.
struct TextPage {
  let width: Int

  func wrapped(_ text: String, indent: Int = 0) -> [String] {
    Text.wrapped(sanitized(text), width: width, firstIndent: indent, indent: indent)
  }

  private func item(_ text: String) -> [String] {
    let lines = wrapped(text, indent: 4)
    guard let first = lines.first else { return [] }
    return ["  - " + first.dropFirst(4)] + lines.dropFirst()
  }

  func lines(_ block: ReportSection.Block) -> [String] {
    switch block {
    case .paragraph(let text): wrapped(text)
    case .list(let items): items.flatMap(item)
    case .table(let grid): grid.rows.flatMap { row in record(grid.columns, row) }
    case .bars(let bars): bars.map(bar)
    case .findings(let lines): lines.flatMap(finding)
    case .actions(let lines): lines.flatMap(action)
    case .answers(let lines):
      lines.flatMap { item("\($0.title): \($0.answer)") + ($0.note.map { wrapped($0, indent: 6) } ?? []) }
    }
  }

  /// A row as "name: value" lines: it fits any width and reads well aloud.
  private func record(_ columns: [String], _ row: [String]) -> [String] {
    var lines: [String] = []
    for (index, cell) in row.enumerated() where !cell.isEmpty {
      let label = index < columns.count ? columns[index] : ""
      let text = label.isEmpty || label == ReportWords.row ? cell : "\(label): \(cell)"
      lines += lines.isEmpty ? item(text) : wrapped(text, indent: 4)
    }
    return lines
  }

  private func bar(_ bar: Bar) -> String {
    let name = sanitizedLine(bar.label)
    let label = name + String(repeating: " ", count: max(1, 24 - displayWidth(name)))
    let words = sanitizedLine(bar.text)
    guard let value = bar.value else { return "  " + label + "- " + words }
    let filled = bar.of > 0 ? max(0, min(10, Int((value / bar.of * 10).rounded()))) : 0
    let picture = String(repeating: "#", count: filled) + String(repeating: ".", count: 10 - filled)
    return "  " + label + picture + " " + words
  }

  private func finding(_ finding: FindingLine) -> [String] {
    let place = finding.row.map { " \($0)" } ?? ""
    var lines = item("\(finding.severity): \(finding.text) (\(finding.rule)\(place))")
    if !finding.evidence.isEmpty {
      lines += wrapped("\(ReportWords.because): \(finding.evidence.joined(separator: "; "))", indent: 6)
    }
    return lines
  }

  private func action(_ action: ActionLine) -> [String] {
    var text = action.text
    if let owner = action.owner, !owner.isEmpty { text += ", \(owner)" }
    if let due = action.due { text += ", \(ReportWords.due.lowercased()) \(due)" }
    return item("[ ] " + text)
  }
}
