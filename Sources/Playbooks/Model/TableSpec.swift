import CEL
import Diagnostics

/// The rows and columns of a table question.
///
/// A class, because everybody looks at it all the time, and most of what is done with it takes less than a copy would.
public final class TableSpec: Sendable {
  /// Fields that every row has (below), columns, and per-row calculations, in any order. A form has its columns only.
  public let record: RecordType
  /// For tables with fixed rows: the record that has a field for each row.
  public let byCode: RecordType?
  /// What row ids begin with.
  public let prefix: String?
  public let rows: RowSource
  /// Hard top on the number of rows.
  public let limit: Int
  public let columns: [Column]

  init(
    record: RecordType, byCode: RecordType?, prefix: String?, rows: RowSource, limit: Int, columns: [Column]
  ) {
    (self.record, self.byCode, self.prefix) = (record, byCode, prefix)
    (self.rows, self.limit, self.columns) = (rows, limit, columns)
  }

  /// Where in the record the row's own fields are; nil where a column has that name, or where there is no such thing.
  public var idField: Int? { own("id") }
  /// The place from 1.
  public var numberField: Int? { own("number") }
  /// The id of the row it was drafted from, else "".
  public var fromField: Int? { own("from") }
  /// The row it belongs to, for `rows: { from }`.
  public var ofField: Int? { own("of") }
  /// The wording of a fixed row.
  public var titleField: Int? { own("title") }
  /// A tally's count, and the number its code is.
  public var countField: Int? { own("count") }
  public var valueField: Int? { own("value") }
  /// The one column of a list.
  public var textField: Int? { own("text") }

  private func own(_ name: String) -> Int? { columns.contains { $0.name == name } ? nil : record.index(of: name) }

  public func column(named name: String) -> Column? { columns.first { $0.name == name } }

  /// Fields that say what a row is called, before any of its texts.
  public static let titleNames = ["title", "name"]

  /// The texts of a row, the first of which that says something stands for it in a sentence: none behind the first that
  /// every row has.
  public var namingColumns: some Sequence<Column> {
    let texts = columns.lazy.filter(\.kind.isText)
    let end = texts.first { $0.isRequired && $0.when == nil }?.index ?? columns.count
    return texts.filter { $0.index <= end }
  }
}

/// Which rows there are.
public enum RowSource: Sendable {
  /// As many as somebody enters; the range is what is invited.
  case free(ClosedRange<Int>)
  /// One for each code (its `hint` and sensitivity are the row's), and so many more of one's own.
  case fixed([Choice], more: ClosedRange<Int>?)
  /// One for each row of another list, with the same id; the source row is the field `of`.
  case from(Program, table: Int?)
}

/// A column: a small question.
public struct Column: Sendable {
  public let index: Int
  public let name: String
  /// Its field in the table's record.
  public let field: Int
  public let title: String
  /// The prompt of a cell.
  public let ask: Template
  public let why: Template?
  public let example: Template?
  /// Never a table.
  public let kind: AnswerKind
  public let isRequired: Bool
  /// Conditions, suggestions and validations may read the row at hand as `this`.
  public let when: Condition?
  public let suggestion: Suggestion?
  public let validations: [Validation]
  /// Joined with the question's.
  public let sensitivity: Sensitivity
  public let covers: [String]
  public let wordLimit: Int?
  /// Names it had in earlier versions of the playbook.
  public internal(set) var renamedFrom: [String] = []
  public let range: SourceRange
}

/// A run over the elements of a list, `for: candidates as c`. An unknown list has no elements yet.
public struct Iteration: Sendable {
  public let list: Program
  public let name: String
  public let element: Type
  /// The table question, if the list simply is its rows: then they are read while the table is still open.
  public let table: Int?
  public let range: SourceRange
}

/// Rows that follow from other answers: one, or one for each element of a list, while the condition holds.
public struct RowBlock: Sendable {
  public let forEach: Iteration?
  public let when: Condition?
  public let id: Program?
  public let cells: [(column: Int, value: CellSource)]
  public let range: SourceRange
}

/// Where the content of a drafted cell comes from.
public enum CellSource: Sendable {
  case wording(Template)
  case value(Program)
}
