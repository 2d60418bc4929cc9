/// Rows of the screen that lie above the end of a text which starts behind a prompt.
///
/// Follows libedit's way of painting: a row is full at `columns`, and a wide character that doesn't fit starts the next.
/// `width`: columns of one scalar.
func rowsAbove(
  endOf text: some Sequence<Unicode.Scalar>, promptWidth: Int, columns: Int, width: (Unicode.Scalar) -> Int
)
  -> Int
{
  let columns = max(1, columns)
  var row = promptWidth / columns
  var column = promptWidth % columns
  for scalar in text {
    switch scalar {
    case "\n":
      row += 1
      column = 0
    case "\t": column += 8 - column % 8
    default:
      let added = width(scalar)
      if column + added > columns {
        row += 1
        column = 0
      }
      column += added
    }
    if column >= columns {
      row += 1
      column = 0
    }
  }
  return row
}
