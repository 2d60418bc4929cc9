import Playbooks

/// How long a playbook takes to go through: 8 seconds a cell, 20 a text.
public struct Burden: Hashable, Sendable {
  /// Minutes of the shortest, the middle and the longest way that is invited.
  public let least: Int
  public let usual: Int
  public let most: Int

  private static let secondsPerCell = 8.0
  private static let secondsPerText = 20.0
  private static let rowsUsualMax = 5

  public init(_ playbook: Playbook) {
    var (least, usual, most) = (0.0, 0.0, 0.0)
    for question in playbook.questions where question.replyOf == nil {
      let rows = Self.rows(question)
      let perRow = Self.seconds(ofRow: question)
      let isConditional = question.when != nil
      if question.isRequired, !isConditional { least += perRow * Double(max(1, rows.least)) }
      usual += perRow * Double(rows.usual) * (isConditional ? 0.5 : 1)
      most += perRow * Double(rows.most)
    }
    (self.least, self.usual, self.most) = (Self.minutes(least), Self.minutes(usual), Self.minutes(most))
  }

  private static func minutes(_ seconds: Double) -> Int { Int((seconds / 60).rounded(.up)) }

  private static func seconds(_ kind: AnswerKind) -> Double {
    switch kind {
    case .text, .long: secondsPerText
    default: secondsPerCell
    }
  }

  private static func seconds(ofRow question: Question) -> Double {
    guard let spec = question.table else { return seconds(question.kind) }
    return spec.columns.reduce(0) { $0 + seconds($1.kind) * ($1.when == nil ? 1 : 0.5) }
  }

  private static func rows(_ question: Question) -> (least: Int, usual: Int, most: Int) {
    guard let spec = question.table else { return (1, 1, 1) }
    switch spec.rows {
    case .fixed(let codes, let more): return (codes.count, codes.count, codes.count + (more?.upperBound ?? 0))
    case .from: return (1, 2, rowsUsualMax)
    case .free(let range):
      if case .form = question.kind { return (1, 1, 1) }
      let most = min(range.upperBound, max(range.lowerBound, rowsUsualMax * 2))
      return (range.lowerBound, min(rowsUsualMax, (range.lowerBound + most + 1) / 2), most)
    }
  }
}
