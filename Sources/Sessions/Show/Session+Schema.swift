import CEL
import JSON
import Playbooks

extension Session {
  /// `sounding show --schema`: names and JSON types of questions, columns, calculations and gates.
  public func schemaJSON() -> JSON {
    var questions = JSONObject()
    for question in playbook.questions { questions[question.name] = schema(of: question) }
    var calculations = JSONObject()
    for calculation in playbook.calculations {
      var entry: JSONObject = ["type": .string(Session.jsonType(calculation.type))]
      if calculation.owner != nil { entry["perRow"] = true }
      if let codes = calculation.codes { entry["codes"] = .array(codes.codes.map(JSON.string)) }
      calculations[calculation.name] = .object(entry)
    }
    return [
      "schemaVersion": 1, "playbook": .string(playbook.name), "version": .string(playbook.version),
      "questions": .object(questions), "calculations": .object(calculations),
      "gates": .array(playbook.gates.map { .string($0.name) }),
      "rules": .array(playbook.rules.map { .string($0.id) }),
      "carries": .array(playbook.carries.map { .string($0.name) }),
    ]
  }

  private func schema(of question: Question) -> JSON {
    var entry: JSONObject = ["type": .string(question.kind.name), "required": .bool(question.isRequired)]
    if let codes = question.kind.choices?.codes, !codes.isEmpty { entry["codes"] = .array(codes.map(JSON.string)) }
    guard let spec = question.table else { return .object(entry) }
    if let prefix = spec.prefix { entry["row"] = .string(prefix) }
    if case .fixed(let choices, _) = spec.rows { entry["rows"] = .array(choices.map { .string($0.code) }) }
    var columns = JSONObject()
    for column in spec.columns {
      var cell: JSONObject = ["type": .string(column.kind.name), "required": .bool(column.isRequired)]
      if let codes = column.kind.choices?.codes, !codes.isEmpty { cell["codes"] = .array(codes.map(JSON.string)) }
      columns[column.name] = .object(cell)
    }
    entry["columns"] = .object(columns)
    return .object(entry)
  }

  static func jsonType(_ type: Type) -> String {
    switch type {
    case .bool: "boolean"
    case .int: "integer"
    case .double: "number"
    case .string, .timestamp: "string"
    case .list: "array"
    case .map, .record: "object"
    default: "any"
    }
  }
}

extension AnswerKind {
  /// The kind's name in the format.
  public var name: String {
    switch self {
    case .text: "text"
    case .long: "long"
    case .choice: "choice"
    case .multi: "multi"
    case .number: "number"
    case .scale: "scale"
    case .scale4: "scale4"
    case .yesno: "yesno"
    case .date: "date"
    case .ref: "ref"
    case .refs: "refs"
    case .ranking: "ranking"
    case .table: "table"
    case .list: "list"
    case .tally: "tally"
    case .form: "form"
    case .run: "run"
    }
  }
}
