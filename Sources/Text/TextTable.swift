/// Rows and columns of text for a fixed-width screen, or as `name: value` lines for reading aloud.
///
/// Rows shorter than the header are filled with empty cells; cells beyond it are left out.
public struct TextTable: Sendable {
  public var header: [String]
  public var rows: [[String]]
  /// One per column; columns without one lead.
  public var alignments: [Alignment]

  /// Columns between two columns.
  static let gap = 2
  /// No column gets narrower than this, even where the table then is too wide.
  static let columnWidthMin = 4

  public init(header: [String], rows: [[String]], alignments: [Alignment] = []) {
    self.header = header
    self.rows = rows
    self.alignments = alignments
  }

  /// The table in lines of at most `width` columns: long cells wrap, the widest columns give way first.
  /// A header without any words is left out.
  public func lines(width: Int) -> [String] {
    let widths = columnWidths(within: width)
    let isHeaded = header.contains { !$0.isEmpty }
    return ((isHeaded ? [header] : []) + rows).flatMap { rowLines($0, widths) }
  }

  /// One `name: value` line per cell, rows set apart by an empty line; empty cells are left out.
  public func spokenLines() -> [String] {
    let blocks = rows.map { row in
      zip(header, row).filter { !$1.isEmpty }.map { $0.isEmpty ? $1 : "\($0): \($1)" }
    }
    return Array(blocks.joined(separator: [""]))
  }

  private func cell(_ row: [String], _ column: Int) -> String { column < row.count ? row[column] : "" }

  private func columnWidths(within width: Int) -> [Int] {
    var widths = header.indices.map { column in
      ([header] + rows).map { row in
        cell(row, column).split(separator: "\n").map { displayWidth($0) }.max() ?? 0
      }.max() ?? 0
    }
    var excess = widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) - width
    while excess > 0, let widest = widths.max(), widest > Self.columnWidthMin,
      let column = widths.firstIndex(of: widest)
    {
      let next = widths.filter { $0 < widest }.max() ?? Self.columnWidthMin
      let cut = min(excess, max(1, min(widest - next, widest - Self.columnWidthMin)))
      widths[column] -= cut
      excess -= cut
    }
    return widths
  }

  private func rowLines(_ row: [String], _ widths: [Int]) -> [String] {
    let cells = widths.indices.map { wrapped(cell(row, $0), width: max(1, widths[$0])) }
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let parts = widths.indices.map { column in
        let text = line < cells[column].count ? cells[column][line] : ""
        return padded(text, to: widths[column], column < alignments.count ? alignments[column] : .leading)
      }
      let joined = parts.joined(separator: String(repeating: " ", count: Self.gap))
      return withoutTrailingSpaces(joined)
    }
  }
}

private func withoutTrailingSpaces(_ line: String) -> String {
  guard let last = line.lastIndex(where: { $0 != " " }) else { return "" }
  return String(line[...last])
}
