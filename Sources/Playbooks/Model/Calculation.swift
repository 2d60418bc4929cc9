import CEL
import Diagnostics

/// A named computed value.
public struct Calculation: Sendable {
  public internal(set) var index: Int
  public let name: String
  public let title: String
  /// Runs once for each of these; the result is a field of the row (`owner`).
  public let forEach: Iteration?
  public let owner: RowField?
  /// For calculations without rows.
  public let slot: Int?
  /// The slot that reads declined answers as 0, when something asks for `strict(name)`.
  public internal(set) var strictSlot: Int?
  public let when: Condition?
  /// Of a checklist: its failing lines are findings where this holds, or isn't known. Its value doesn't depend on it.
  public let speaks: Condition?
  /// Rounded half up to so many decimals; 0 makes a whole number.
  public let places: Int?
  /// The result is one of these codes.
  public let codes: ChoiceSet?
  /// Which way the author calls better: a better answer must not make it worse.
  public let better: Better?
  public let type: Type
  public let body: Body
  public let covers: [String]
  /// For each row of this register, which is known wherever the register is read.
  public let register: String?
  public let range: SourceRange

  public enum Body: Sendable {
    case value(Program)
    case pick([PickRow])
    case add(columns: [String], rows: [AddRow])
    case weigh([WeighLine])
    case mean([MeanItem])
    case all([Need])
    /// The wording beside the row that another calculation's `pick` took.
    case because(of: Int)
  }
}

/// A field of rows that a per-row calculation fills.
public struct RowField: Sendable {
  public let record: RecordType
  public let field: Int
}

/// One line of `pick`: the first that matches gives the result.
public struct PickRow: Sendable {
  /// None: it always matches.
  public let when: Condition?
  public let value: Program
  public let because: Template?
  public let range: SourceRange
}

/// One line of `add`: points for each column while the condition holds.
public struct AddRow: Sendable {
  public let when: Program
  public let points: [Double]
  public let range: SourceRange
}

/// One line of `weigh`: `value` in 0..1 counts with `weight`.
public struct WeighLine: Sendable {
  /// What it is called in explanations and reports.
  public let title: String?
  public let weight: Program
  public let value: Program
  public let range: SourceRange
}

/// One item of `mean`; `strict` reads declined answers as 0.
public struct MeanItem: Sendable {
  public let value: Program
  /// The same item as `strict(...)` wants it.
  public internal(set) var strict: Program
}

/// Rows made from other rows; never edited.
public struct ComputedTable: Sendable {
  public let index: Int
  public let name: String
  public let title: String
  public let slot: Int
  public let spec: TableSpec
  public let blocks: [RowBlock]
  public let covers: [String]
  public let sensitivity: Sensitivity
  public let range: SourceRange
}
