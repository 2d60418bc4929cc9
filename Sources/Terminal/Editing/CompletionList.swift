import Text

extension LineEditor {
  /// Candidates with what they mean; in accessible mode with their number before them.
  func completionLines(_ candidates: [Completion]) -> [String] {
    let shown = candidates.prefix(Self.candidatesMax)
    let names = shown.map { sanitizedLine($0.text) }
    let column = min(names.map { displayWidth($0) }.max() ?? 0, Self.nameWidthMax)
    let width = TerminalFacts.columns() - 1
    var lines = zip(names, shown).map { name, candidate in
      let note = sanitizedLine(candidate.note)
      if note.isEmpty { return shortened("  " + name, to: width) }
      let line = appearance.isAccessible ? "\(name): \(note)" : "  \(padded(name, to: column))  \(note)"
      return shortened(line, to: width)
    }
    if shown.count < candidates.count { lines.append(TerminalMessages.more(candidates.count - shown.count)) }
    if appearance.isAccessible { lines.insert(TerminalMessages.candidates(candidates.count), at: 0) }
    return appearance.isASCII ? lines.map { asciiGlyphs($0) } : lines
  }

  private static let candidatesMax = 40
  private static let nameWidthMax = 30
}
