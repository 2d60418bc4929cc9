import JSON
import Playbooks

/// Answers under which a finding shows, as an answers file that `sounding run --answers` takes.
public struct Witness: Sendable {
  public let check: String
  public let name: String
  let message: String
  let answers: [Found.Choice]

  /// `dead-end-go`: letters and digits of the check and of what it is about.
  public var fileName: String {
    let name = name.unicodeScalars.map {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) ? $0 : "-"
    }
    return "\(check)-\(String(String.UnicodeScalarView(name)).lowercased())"
  }

  /// What it shows as a comment, then one line a question.
  ///
  /// - Parameter called: how the playbook is called on the command line: a name or a path.
  public func text(_ playbook: Playbook, called: String) -> String {
    var head = [
      "\(playbook.name): \(message) (\(check))",
      "SOUNDING_TODAY=\(Domains.today) sounding run \(called) --answers FILE --no-input",
    ]
    for answer in answers {
      guard case .tries(let gate) = answer.at else { continue }
      head.append("shows when the gate '\(playbook.gates[gate].name)' was tried \(answer.value) times")
    }
    return head.map { "# \($0)\n" }.joined() + AnswersFile(answers, playbook).text
  }
}

/// Answers of a search in the form of an answers file; JSON in its values is YAML, too.
struct AnswersFile {
  let text: String

  init(_ answers: [Found.Choice], _ playbook: Playbook) {
    var lines: [String] = []
    for question in playbook.questions {
      let own = answers.filter { $0.question == question.index }
      guard !own.isEmpty else { continue }
      guard let spec = question.table else {
        if case .answer(let answer)? = own.last?.content { lines.append("\(question.name): \(Self.text(answer))") }
        continue
      }
      let cells = own.compactMap { choice -> (CellRef, Answer)? in
        if case .cell(let cell, _) = choice.at, case .answer(let answer) = choice.content { return (cell, answer) }
        return nil
      }
      lines.append("\(question.name): \(Self.table(question, spec, own, cells))")
    }
    text = lines.isEmpty ? "{}\n" : lines.map { $0 + "\n" }.joined()
  }

  private static func table(
    _ question: Question, _ spec: TableSpec, _ own: [Found.Choice], _ cells: [(cell: CellRef, answer: Answer)]
  ) -> String {
    func map(_ cells: [(cell: CellRef, answer: Answer)], _ first: [String] = []) -> String {
      "{ " + (first + cells.map { "\($0.cell.column ?? ""): \(text($0.answer))" }).joined(separator: ", ") + " }"
    }
    if case .form = question.kind { return map(cells) }
    var rows: [String] = []
    for case .rows(let count) in own.map(\.content) where count > 0 {
      rows = (1...count).map { "\(spec.prefix ?? "R")\($0)" }
    }
    for cell in cells { if let row = cell.cell.row, !rows.contains(row) { rows.append(row) } }
    if case .fixed = spec.rows {
      return "{ " + rows.map { row in "\(row): \(map(cells.filter { $0.cell.row == row }))" }.joined(separator: ", ")
        + " }"
    }
    return "[" + rows.map { row in map(cells.filter { $0.cell.row == row }, ["id: \(row)"]) }.joined(separator: ", ")
      + "]"
  }

  private static func text(_ answer: Answer) -> String {
    switch answer.state {
    case .declined: "null"
    case .notApplicable: "{ $state: not_applicable }"
    case .skipped: "{ $state: skipped }"
    case .value(let value): text(value)
    }
  }

  private static func text(_ value: AnswerValue) -> String {
    switch value {
    case .text(let text), .code(let text), .date(let text): JSON.string(text).text()
    case .int(let number): "\(number)"
    case .dec(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .list(let items): "[" + items.map { JSON.string($0).text() }.joined(separator: ", ") + "]"
    case .rows: "[]"
    }
  }
}

extension Found.Choice {
  /// The question it answers.
  var question: Int? {
    switch at {
    case .question(let index), .cell(_, let index): index
    case .tries: nil
    }
  }
}
