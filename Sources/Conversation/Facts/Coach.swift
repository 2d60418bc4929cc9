import CEL
import Playbooks
import Sessions

/// The lines that the coach says in any playbook, and the words it can explain.
///
/// The lines are rules of their own file: they read only what is known about the session and the answer at hand, given
/// here as facts, never the answers themselves.
struct Coach {
  private let lines: UniversalLines

  init(_ lines: UniversalLines) { self.lines = lines }

  /// The words that can be explained.
  var glossary: [GlossaryTerm] { lines.all?.glossary ?? [] }

  /// A line with what it offers.
  struct Remark: Equatable {
    var rule: String
    var text: String
    /// `next-section`, `finish` or `keep-as-note`.
    var offer: String?
  }

  /// What lines may read of the session.
  struct SessionFacts {
    var minutes = ""
    var section = ""
    var lastDate = ""
    var title = ""
    var questionsLeft = 0
    var declinedInARow = 0
    var overdueActions = 0
    var weeksSince = 0
    var reviewWeeks = 0
    var top: [String] = []
    var missing: [String] = []
    var people: [String] = []
  }

  /// What lines may read of the answer that was just given.
  struct AnswerFacts {
    var question = ""
    var text = ""
    var words = 0
    var limit = 0
    /// Letters of the sensitivity codes.
    var sensitive: [String] = []
  }

  /// The lines whose condition holds at a moment. `shown` puts values into words.
  func remarks(
    on moment: Moment, _ session: SessionFacts, _ answer: AnswerFacts = AnswerFacts(),
    shown: (Value, Rendering) -> String
  ) -> [Remark] {
    let universal = lines.for(moment)
    let values = (universal?.playbook.variables ?? []).map { value(of: $0, session, answer) }
    return (universal?.playbook.rules ?? []).filter { $0.on == moment && holds($0.when, values) }.compactMap { rule in
      remark(rule, values, shown)
    }
  }

  private func holds(_ condition: Condition?, _ values: [Value]) -> Bool {
    (condition?.conjuncts ?? []).allSatisfy { $0.test(values) == .yes }
  }

  private func remark(_ rule: Rule, _ values: [Value], _ shown: (Value, Rendering) -> String) -> Remark? {
    var text: String?
    var offer: String?
    for effect in rule.effects {
      switch effect {
      case .say(let template): text = rendered(template, values, shown)
      case .ask(let followUp): text = rendered(followUp.wording, values, shown)
      case .offer(let name): offer = name
      default: continue
      }
    }
    return text.map { Remark(rule: rule.id, text: $0, offer: offer) }
  }

  private func rendered(_ template: Template, _ values: [Value], _ shown: (Value, Rendering) -> String) -> String {
    template.parts.map { part in
      switch part {
      case .text(let text): text
      case .value(let program, let rendering): shown(program.evaluate(values), rendering)
      }
    }.joined()
  }

  // MARK: Facts as values

  private func value(of variable: Variable, _ session: SessionFacts, _ answer: AnswerFacts) -> Value {
    switch (variable.kind, variable.type) {
    case (.input(.session), .record(let type)): record(type, values(session))
    case (.input(.answer), .record(let type)): record(type, values(answer))
    case (.register, _), (.use, _): .list(List([]))
    case (_, .list): .list(List([]))
    default: .absent
    }
  }

  private func record(_ type: RecordType, _ values: [String: Value]) -> Value {
    .record(Record(type, type.fields.map { values[$0.name] ?? .absent }))
  }

  private func values(_ facts: SessionFacts) -> [String: Value] {
    [
      "minutes": .string(facts.minutes), "section": .string(facts.section), "last_date": .string(facts.lastDate),
      "title": .string(facts.title), "reason": .string(""), "questions_left": .int(Int64(facts.questionsLeft)),
      "declined_in_a_row": .int(Int64(facts.declinedInARow)), "overdue_actions": .int(Int64(facts.overdueActions)),
      "weeks_since": .int(Int64(facts.weeksSince)), "review_weeks": .int(Int64(facts.reviewWeeks)),
      "top": texts(facts.top), "missing": texts(facts.missing), "people": texts(facts.people),
    ]
  }

  private func values(_ facts: AnswerFacts) -> [String: Value] {
    [
      "question": .string(facts.question), "text": .string(facts.text), "contradicts": .string(""),
      "words": .int(Int64(facts.words)), "limit": .int(Int64(facts.limit)), "sensitive": texts(facts.sensitive),
    ]
  }

  private func texts(_ texts: [String]) -> Value { .list(List(texts.map(Value.string))) }
}
