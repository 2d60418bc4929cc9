import Diagnostics

/// Plain data of a test: scalars as their text, typed by whoever reads them.
public indirect enum PlainData: Hashable, Sendable {
  /// `isQuoted`: written in quotes, so never null, a number or a truth value.
  case scalar(String, isQuoted: Bool, at: SourceRange)
  case list([PlainData], at: SourceRange)
  case map([Entry], at: SourceRange)

  public struct Entry: Hashable, Sendable {
    public let key: String
    public let value: PlainData
    public let range: SourceRange

    public init(key: String, value: PlainData, range: SourceRange) {
      (self.key, self.value, self.range) = (key, value, range)
    }
  }

  public subscript(key: String) -> PlainData? {
    guard case .map(let entries, _) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  public var text: String? {
    guard case .scalar(let text, _, _) = self else { return nil }
    return text
  }

  public var range: SourceRange {
    switch self {
    case .scalar(_, _, let range), .list(_, let range), .map(_, let range): range
    }
  }
}

/// A test written in the playbook, run by `sounding test`.
public struct PlaybookTest: Sendable {
  public let name: String
  /// Names as in an answers file.
  public let answers: PlainData?
  /// `today round_number minutes tries uses earlier registers on answer session topic follow_ups`, as written.
  public let inputs: PlainData
  /// `findings rules silent severity calculations gates carries drafts`, as written.
  public let expect: PlainData
  public let range: SourceRange
}
