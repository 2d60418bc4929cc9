import CEL
import Diagnostics

/// One entry of the report; its parts are shown in the order of the cases, however they are written.
public struct ReportBlock: Sendable {
  public let heading: Template?
  public let when: Condition?
  /// The entry is repeated for each of these.
  public let each: Iteration?
  public let text: Template?
  public let list: TableRef?
  public let table: ReportTable?
  /// Questions whose title and value are shown.
  public let answers: [Int]
  public let bars: ReportBars?
  public let gate: Int?
  public let showsOpenPoints: Bool
  public let calculations: [Int]
  public let fields: ReportFields?
  /// Goes to the end, and may be left out.
  public let isAppendix: Bool
  public let sensitivity: Sensitivity
  public let covers: [String]
  public let range: SourceRange
}

/// Something that has rows.
public struct TableRef: Sendable {
  public enum Source: Hashable, Sendable {
    case question(Int)
    case table(Int)
    /// A calculation, use, register or data entry that gives rows; by slot.
    case slot(Int)
  }
  public let name: String
  public let source: Source
  public let record: RecordType?
}

public struct ReportTable: Sendable {
  public let ref: TableRef
  /// Columns and per-row calculations, in this order.
  public let columns: [ReportColumn]
  public let sort: SortKey?
  /// Which rows; `this` is the row.
  public let rowFilter: Condition?
}

public struct ReportColumn: Sendable {
  public let name: String
  public let title: String
  public let rendering: Rendering
}

public struct SortKey: Sendable {
  public let column: String
  public let isDescending: Bool
}

/// Title and value of each column of one row or form.
public struct ReportFields: Sendable {
  public let value: Program
  public let record: RecordType
}

/// A bar for each element of a list.
public struct ReportBars: Sendable {
  public let each: Iteration?
  public let label: Template
  public let value: Program
  public let of: Program?
  public let text: Template?
}
