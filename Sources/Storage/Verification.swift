/// What verifying a session's journals showed.
public struct Verification: Equatable, Sendable {
  public struct Journal: Equatable, Sendable {
    public let writer: WriterID
    /// Lines that verify.
    public let lineCount: Int
    /// The last verified line's link, 32 hex digits; zeroes when there is none.
    public let hash: String
    public let finding: Finding

    /// `writer n h` of the last verified line: quoted elsewhere, it pins down all lines up to it.
    public var head: String { "\(writer) \(lineCount - 1) \(hash)" }
  }

  /// In the writers' order.
  public var journals: [Journal]
  public var warnings: [Warning]

  init(_ contents: FolderScan) {
    journals = contents.files.map { file in
      Journal(
        writer: file.writer, lineCount: file.scan.lines.count, hash: "\(file.scan.head)", finding: file.scan.finding)
    }
    warnings = contents.warnings
  }

  /// 0 clean, 1 an unfinished write at the end, 65 damaged.
  public var exitCode: Int32 {
    max(journals.map(\.finding.exitCode).max() ?? 0, warnings.map(\.exitCode).max() ?? 0)
  }
}
