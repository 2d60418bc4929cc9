import CEL
import JSON
import Playbooks

extension Session {
  /// `sounding show --json`, version 1 (docs/commands.md): answers, states, calculations, findings and gates.
  public func showJSON() -> JSON {
    [
      "schemaVersion": 1,
      "session": .string(opening?.session ?? ""),
      "title": (opening?.title).map(JSON.string) ?? .null,
      "playbook": .string(playbook.name),
      "version": .string(playbook.version),
      "state": isFinished ? "finished" : "unfinished",
      "round": .int(Int64(opening?.round ?? 1)),
      "answers": .object(answersJSON),
      "notes": .object(notesJSON),
      "states": .object(statesJSON),
      "calculations": .object(calculationsJSON),
      "tables": .object(tablesJSON),
      "scores": .object(scoresJSON),
      "findings": .array(findings.map(json)),
      "rules": .array(activeRules.map { rule, row, text in ruleJSON(rule, row, text) }),
      "recommendations": .array(recommendations.map(json)),
      "actions": .array(actionsJSON),
      "gates": .object(gatesJSON),
      "carries": .object(members(carries)),
      "openPoints": .array(openPoints.map { ["id": .string("\($0.cell)"), "text": .string($0.text)] }),
      "progress": [
        "answered": .int(Int64(progress.answered)), "atLeast": .int(Int64(progress.atLeast)),
        "atMost": .int(Int64(progress.atMost)),
      ],
    ]
  }

  // MARK: Answers

  /// Answers that count: inactive ones are left out.
  private var answersJSON: JSONObject {
    var object = JSONObject()
    for question in playbook.questions where core.relevance[question.index] == .yes {
      if question.isSummary {
        if case .value = core.counted(question.index)?.state {
          object[question.name] = Session.json(core.slots[question.slot])
        }
      } else if let spec = question.kind.table {
        let rows = core.tables[question.index]?.rows ?? []
        guard !rows.isEmpty || isDone(table: question.index) else { continue }
        if case .form = question.kind {
          object[question.name] = rows.first.map { rowJSON(question, spec, $0) } ?? .null
        } else {
          object[question.name] = .array(rows.map { rowJSON(question, spec, $0) })
        }
      } else if let answer = core.counted(question.index), case .value(let value) = answer.state {
        object[question.name] = Session.json(core.value(of: answer, kind: question.kind), orText: value)
      } else if core.counted(question.index)?.state == .declined {
        object[question.name] = .null
      }
      for (key, answer) in replies(of: question) { object[key] = answer }
    }
    return object
  }

  /// Replies that are given per row: `hurts[B1]`.
  private func replies(of question: Question) -> [(String, JSON)] {
    guard question.replyPerRow != nil, let rule = question.replyOf else { return [] }
    return core.activations[rule].compactMap { activation in
      let key = "\(CellRef(question.name, row: activation.row))"
      guard let answer = book.marks[key], case .value(let value) = answer.state else { return nil }
      return (key, Session.json(core.value(of: answer, kind: question.kind), orText: value))
    }
  }

  private func rowJSON(_ question: Question, _ spec: TableSpec, _ row: LiveRow) -> JSON {
    var object = JSONObject()
    if !row.id.isEmpty { object["id"] = .string(row.id) }
    for column in spec.columns {
      let value = row.record.value(at: column.field)
      switch value {
      case .unknown: continue
      case .error(let error) where error.kind != .declined: continue
      default: object[column.name] = Session.json(value)
      }
    }
    return .object(object)
  }

  private var notesJSON: JSONObject {
    var object = JSONObject()
    for question in playbook.questions {
      if let note = book.answers[question.index]?.note { object[question.name] = .string(note) }
    }
    return object
  }

  private var statesJSON: JSONObject {
    var object = JSONObject()
    for question in playbook.questions { object[question.name] = .string(state(ofQuestion: question.index).rawValue) }
    return object
  }

  // MARK: Conclusions

  private var calculationsJSON: JSONObject {
    var object = JSONObject()
    for calculation in playbook.calculations {
      if let slot = calculation.slot {
        object[calculation.name] = Session.json(core.slots[slot])
      } else if let owner = calculation.owner, let iteration = calculation.forEach {
        var rows = object[calculation.name]?.object ?? JSONObject()
        for element in core.elements(iteration) ?? [] {
          guard case .record(let record) = element, let id = identity(of: element) else { continue }
          rows[id] = Session.json(record.value(at: owner.field))
        }
        object[calculation.name] = .object(rows)
      }
    }
    return object
  }

  private var tablesJSON: JSONObject {
    var object = JSONObject()
    for table in playbook.tables {
      object[table.name] = .array((core.computed[table.index] ?? []).map { Session.json(.record($0)) })
    }
    return object
  }

  /// Sums of points as what they can still become.
  private var scoresJSON: JSONObject {
    var object = JSONObject()
    for calculation in playbook.calculations {
      guard let slot = calculation.slot, let range = outlook(of: calculation, budget: Session.listedMax)?.range else {
        continue
      }
      _ = slot
      object[calculation.name] = ["low": .double(range.lowerBound), "high": .double(range.upperBound)]
    }
    return object
  }

  private func json(_ finding: Finding) -> JSON {
    var object: JSONObject = [
      "rule": .string(finding.id), "severity": .string(finding.severity.rawValue), "text": .string(finding.text),
      "evidence": .array(finding.evidence.map { .string("\($0)") }),
    ]
    if let row = finding.row { object["row"] = .string(row) }
    return .object(object)
  }

  private func ruleJSON(_ rule: Rule, _ row: String?, _ text: String) -> JSON {
    var object: JSONObject = [
      "rule": .string(rule.id), "kinds": .array(rule.kinds.map(JSON.string)), "text": .string(text),
    ]
    if let row { object["row"] = .string(row) }
    return .object(object)
  }

  private func json(_ recommendation: Recommendation) -> JSON {
    var object: JSONObject = ["rule": .string(recommendation.id), "text": .string(recommendation.text)]
    if let row = recommendation.row { object["row"] = .string(row) }
    return .object(object)
  }

  /// Actions that rules propose: what, who, due.
  private var actionsJSON: [JSON] {
    recommendations.compactMap { recommendation in
      guard let what = recommendation.what else { return nil }
      return [
        "rule": .string(recommendation.id), "action": .string(what),
        "owner": recommendation.who.map(JSON.string) ?? .null, "due": recommendation.due.map(JSON.string) ?? .null,
      ]
    }
  }

  private var gatesJSON: JSONObject {
    var object = JSONObject()
    for gate in gates where gate.name != "finish" || !gate.missing.isEmpty {
      var entry: JSONObject = [
        "state": .string(gate.verdict.rawValue), "missing": .array(gate.missing.map { .string($0.text) }),
        "rules": .array(gate.missing.compactMap { $0.rule.map(JSON.string) }),
      ]
      if let reason = gate.reason { entry["reason"] = .string(reason) }
      object[gate.name] = .object(entry)
    }
    return object
  }

  private func members(_ carries: [Datum.Member]) -> JSONObject {
    var object = JSONObject()
    for member in carries { object[member.name] = Session.plain(member.value) }
    return object
  }

  // MARK: Values

  /// Plain data without tags, for readers of `--json`.
  public static func plain(_ datum: Datum) -> JSON {
    switch datum {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .double(let number):
      number == number.rounded() ? Int64(exactly: number).map(JSON.int) ?? .double(number) : .double(number)
    case .string(let text), .date(let text): .string(text)
    case .list(let items): .array(items.map(plain))
    case .record(let members):
      .object(members.reduce(into: JSONObject()) { $0[$1.name] = plain($1.value) })
    }
  }

  /// A value as plain JSON; unknown and absent are null.
  public static func json(_ value: Value) -> JSON { plain(Datum(value)) }

  private static func json(_ value: Value, orText answer: AnswerValue) -> JSON {
    if case .error = value, case .text(let text) = answer { return .string(text) }
    return json(value)
  }
}

extension Rule {
  /// What kinds of effect the rule has, as the format names them.
  var kinds: [String] {
    effects.map { effect in
      switch effect {
      case .say: "say"
      case .ask: "ask"
      case .flag: "flag"
      case .recommend: "recommend"
      case .risk: "risk"
      case .draft, .draftRegister: "draft"
      case .block: "block"
      case .carry: "carry"
      case .goto: "goto"
      case .offer: "offer"
      }
    }
  }
}
