import CEL

/// Numbers for the answers that may be missing, as unknowns carry them, and the way back.
///
/// A question has its place in the playbook; cells of tables get the numbers after that, in the order in which they are
/// first met.
struct MissingIDs {
  private var numbers: [CellRef: Int32] = [:]
  private var cells: [CellRef] = []
  private var questions = 0

  mutating func reserve(_ count: Int) { questions = count }

  func number(ofQuestion question: Int) -> Unknowns { Unknowns(Int32(question)) }

  mutating func number(of cell: CellRef) -> Unknowns {
    if let number = numbers[cell] { return Unknowns(number) }
    let number = Int32(questions + cells.count)
    numbers[cell] = number
    cells.append(cell)
    return Unknowns(number)
  }

  /// The question's index, or the cell.
  enum Place: Hashable {
    case question(Int)
    case cell(CellRef)
  }

  func place(of number: Int32) -> Place {
    let number = Int(number)
    if number < questions { return .question(number) }
    return .cell(cells[number - questions])
  }
}
