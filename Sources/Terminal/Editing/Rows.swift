/// Where a line lies on the screen: libedit paints it from the prompt on in rows of so many columns.
struct PaintedLine {
  /// Columns of the prompt.
  var promptWidth: Int
  /// Columns of the screen when it was painted.
  var columns: Int
  /// Scalars from the start that were painted by a refresh. There libedit leaves out a blank at the end of a row and
  /// starts the next with a line feed; where people type, the terminal itself goes to the next row.
  var refreshed = 0
  /// Columns of one scalar.
  var width: (Unicode.Scalar) -> Int

  /// Rows above the end of this text.
  func rowsAbove(endOf text: some Collection<Unicode.Scalar>) -> Int { rowsAbove(endOf: text, columnsNow: columns) }

  /// Rows above the end of this text on a screen that has another width now.
  ///
  /// Terminals join rows they broke themselves and break them anew; rows that ended with a line feed stay apart.
  func rowsAbove(endOf text: some Collection<Unicode.Scalar>, columnsNow: Int) -> Int {
    var layout = Layout(columns: max(1, columns), columnsNow: max(1, columnsNow))
    layout.add(cells: promptWidth, isBlank: false, isRefreshed: false)
    for (index, scalar) in text.enumerated() {
      switch scalar {
      case "\n": layout.lineFeed()
      case "\t": layout.add(cells: 8 - layout.column % 8, isBlank: true, isRefreshed: index < refreshed)
      default: layout.add(cells: width(scalar), isBlank: scalar == " ", isRefreshed: index < refreshed)
      }
    }
    return layout.rowsAbove
  }
}

private struct Layout {
  let columns: Int
  let columnsNow: Int
  /// Where the cursor is in its row.
  var column = 0
  /// Cells of the earlier rows that the terminal takes for one line with this one.
  private var joined = 0
  /// Cells of this row up to the last one that isn't blank.
  private var ink = 0
  private var rows = 0

  init(columns: Int, columnsNow: Int) {
    self.columns = columns
    self.columnsNow = columnsNow
  }

  var rowsAbove: Int { rows + (joined + column) / columnsNow }

  mutating func add(cells: Int, isBlank: Bool, isRefreshed: Bool) {
    if cells <= columns, column + cells > columns { wrap(isApart: isRefreshed) }
    for _ in 0..<max(0, cells) {
      column += 1
      if !isBlank { ink = column }
      if column == columns { wrap(isApart: isRefreshed && isBlank) }
    }
  }

  mutating func lineFeed() {
    rows += max(1, (joined + ink + columnsNow - 1) / columnsNow)
    joined = 0
    column = 0
    ink = 0
  }

  private mutating func wrap(isApart: Bool) {
    if isApart { return lineFeed() }
    joined += columns
    column = 0
    ink = 0
  }
}
