/// A report as data: what an audience may see, in order, before it has any form. Renderers never get anything else.
public struct Report: Equatable, Sendable {
  public var title: String
  public var subtitle: String?
  public var audience: Audience
  /// Nobody closed the session: the report is a draft.
  public var isDraft: Bool
  /// Organisation, date, playbook and the like.
  public var facts: [Fact]
  /// One sentence that says how far this is and what it says.
  public var verdict: String
  public var sections: [ReportSection]
  /// How many of the playbook's questions this audience doesn't see, answered or not.
  public var leftOut: Int
  /// Free-text answers in it, in which names are not removed.
  public var freeTexts: Int

  /// The first line: a full report says at once that it is one.
  var heading: String { audience == .full ? ReportWords.full(title) : title }

  public struct Fact: Equatable, Sendable {
    public var label: String
    public var value: String
  }
}

public struct ReportSection: Equatable, Sendable {
  public var heading: String
  public var blocks: [Block]
  /// May be left out in a short version.
  public var isAppendix = false

  public enum Block: Equatable, Sendable {
    case paragraph(String)
    case list([String])
    case table(ReportGrid)
    case bars([Bar])
    case findings([FindingLine])
    case actions([ActionLine])
    case answers([AnswerLine])
  }
}

/// A table with a heading for each column.
public struct ReportGrid: Equatable, Sendable {
  public var columns: [String]
  public var rows: [[String]]

  /// Without columns in which no row holds anything; nil where nothing would be left to see.
  func withoutBlanks(from first: Int) -> ReportGrid? {
    let kept = columns.indices.filter { place in
      place < first || rows.contains { row in row.indices.contains(place) && !["", "-"].contains(row[place]) }
    }
    guard kept.contains(where: { $0 >= first }) else { return nil }
    return ReportGrid(
      columns: kept.map { columns[$0] },
      rows: rows.map { row in kept.compactMap { row.indices.contains($0) ? row[$0] : nil } })
  }
}

/// A bar from 0 to `of`, with the words beside it; nil where there is no number.
public struct Bar: Equatable, Sendable {
  public var label: String
  public var value: Double?
  public var of: Double
  public var text: String
}

public struct FindingLine: Equatable, Sendable {
  public var rule: String
  public var severity: String
  public var text: String
  public var row: String?
  /// Titles of what it rests on, with what was said, as far as the audience may see it.
  public var evidence: [String]
}

public struct ActionLine: Equatable, Sendable {
  public var rule: String
  public var text: String
  public var owner: String?
  public var due: String?
}

public struct AnswerLine: Equatable, Sendable {
  public var question: String
  public var title: String
  public var answer: String
  public var note: String?
}
