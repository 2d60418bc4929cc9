import CEL
import Playbooks

/// Something the coach says at a moment.
public struct CoachLine: Hashable, Sendable {
  public let rule: String
  public let text: String
  public let isQuestion: Bool
  /// `next-section`, `finish` or `keep-as-note`.
  public let offer: String?
  /// A playbook or section it suggests to go to.
  public let goto: String?
}

/// What rules with `on: answer` may read of the answer that was just given.
public struct AnswerFacts: Hashable, Sendable {
  public var question: String
  public var text: String
  public var words: Int
  public var limit: Int
  public var isSensitive: Bool

  public init(question: String, text: String, words: Int, limit: Int, isSensitive: Bool) {
    (self.question, self.text, self.words, self.limit) = (question, text, words, limit)
    self.isSensitive = isSensitive
  }
}

extension Session {
  /// What the playbook's own `say` rules say when they begin to hold, with the rows of those that do.
  public func lines(of transitions: some Sequence<Transition>) -> [CoachLine] {
    transitions.filter(\.isActive).flatMap { transition -> [CoachLine] in
      let rule = playbook.rules[transition.rule]
      guard let activation = core.activations[transition.rule].first(where: { $0.row == transition.row }) else {
        return []
      }
      return coachLines(rule, activation)
    }
  }

  /// What rules say at a moment (`on: finish`); they are looked at now and leave no trace.
  public func lines(on moment: Moment, answer: AnswerFacts? = nil) -> [CoachLine] {
    guard playbook.rules.contains(where: { $0.on == moment }) else { return [] }
    return rules(holdingOn: moment, answer: answerFacts(answer)).flatMap { coachLines($0.rule, $0.activation) }
  }

  /// The rules that hold at a moment. `answer` and `session` are what those inputs read; nil: the session as it is.
  func rules(
    holdingOn moment: Moment, answer: [String: Value], session: [String: Value]? = nil
  ) -> [(rule: Rule, activation: Activation)] {
    during(answer: answer, session: session ?? sessionFacts) { core in
      var found: [(rule: Rule, activation: Activation)] = []
      for rule in playbook.rules where rule.on == moment {
        core.each(rule.forEach) { locals in
          guard core.test(rule.when, locals) == .yes else { return }
          found.append((rule, Activation(row: locals.first.flatMap(identity(of:)), severity: nil, locals: locals)))
        }
      }
      return found
    }
  }

  /// What a rule with `on: finish` carries into slot `slot`; nil if none does.
  func carriedAtTheEnd(_ slot: Int) -> Value? {
    for rule in playbook.rules where rule.on == .finish {
      for effect in rule.effects {
        guard case .carry(let index) = effect, playbook.calculations[index].slot == slot,
          case .value(let program) = playbook.calculations[index].body
        else { continue }
        return during(answer: answerFacts(nil), session: sessionFacts) { core in
          core.test(rule.when, []) == .yes ? core.evaluate(program, []) : .absent
        }
      }
    }
    return nil
  }

  /// Looks at something while `answer`, `session` and `open_points` can be read; afterwards nothing is left of it.
  private func during<Result>(
    answer: [String: Value], session: [String: Value], _ look: (Core) -> Result
  ) -> Result {
    let core = core
    core.moment = momentValues(answer, session)
    for slot in core.moment.keys { _ = core.set(slot, core.input(slot)) }
    defer {
      let slots = core.moment.keys
      core.moment = [:]
      for slot in slots { _ = core.set(slot, .absent) }
    }
    return look(core)
  }

  func coachLines(_ rule: Rule, _ activation: Activation) -> [CoachLine] {
    var (offer, goto): (String?, String?)
    for effect in rule.effects {
      if case .offer(let text) = effect { offer = text }
      if case .goto(let text) = effect { goto = text }
    }
    var found: [CoachLine] = []
    func add(_ text: String, isQuestion: Bool) {
      found.append(CoachLine(rule: rule.id, text: text, isQuestion: isQuestion, offer: offer, goto: goto))
    }
    for effect in rule.effects {
      switch effect {
      case .say(let template): add(core.spoken(template, activation.locals), isQuestion: false)
      case .ask(let followUp) where rule.on != nil:
        add(core.render(followUp.wording, activation.locals), isQuestion: true)
      case .goto where rule.text != nil:
        add(rule.text.map { core.render($0, activation.locals) } ?? "", isQuestion: false)
      default: break
      }
    }
    return found
  }

  // MARK: What moments can read

  private func momentValues(_ answer: [String: Value], _ session: [String: Value]) -> [Int: Value] {
    var values: [Int: Value] = [:]
    for variable in playbook.variables {
      switch variable.kind {
      case .input(.session): values[variable.slot] = record(variable.type, session)
      case .input(.answer): values[variable.slot] = record(variable.type, answer)
      case .input(.openPoints): values[variable.slot] = openPoints(variable.type)
      default: break
      }
    }
    return values
  }

  private func record(_ type: Type, _ facts: [String: Value]) -> Value {
    guard case .record(let type) = type else { return .absent }
    return .record(Record(type, type.fields.map { facts[$0.name] ?? .absent }))
  }

  private var sessionFacts: [String: Value] {
    let top = findings.prefix(2).map { Value.string($0.text) }
    return [
      "minutes": .int(Int64(log.elapsedSeconds / 60)),
      "section": .string(nextQuestion.map { playbook.sections[playbook.questions[$0].section].title } ?? ""),
      "questions_left": .int(Int64(progress.likely)),
      "declined_in_a_row": .int(Int64(declinedInARow)),
      "last_date": .string(book.today ?? ""),
      "overdue_actions": .int(0),
      "top": .list(Array(top)),
    ]
  }

  private func answerFacts(_ facts: AnswerFacts?) -> [String: Value] {
    [
      "question": .string(facts?.question ?? ""), "text": .string(facts?.text ?? ""),
      "words": .int(Int64(facts?.words ?? 0)), "limit": .int(Int64(facts?.limit ?? 0)),
      "sensitive": .bool(facts?.isSensitive ?? false),
    ]
  }

  /// How many of the latest answers were "don't know".
  public var declinedInARow: Int {
    log.history.reversed().prefix { $0.new?.state == .declined }.count
  }

  private func openPoints(_ type: Type) -> Value {
    guard case .list(.record(let row)) = type else { return .absent }
    return .list(
      openPoints.map { point in
        record(
          .record(row),
          ["id": .string("\(point.cell)"), "question": .string(point.cell.question), "text": .string(point.text)])
      })
  }
}
