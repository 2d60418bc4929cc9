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

  /// What lines may read of the session: the value of a field of `session`, worked out only where a line reads it.
  typealias SessionFacts = (_ field: String) -> Value

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
    guard let script = lines.script(for: moment), !script.rules.isEmpty else { return [] }
    let values = script.slots.map { value(of: $0, session, answer) }
    return script.rules.filter { holds($0.when, values) }.compactMap { remark($0, values, shown) }
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
    var text = ""
    for part in template.parts {
      switch part {
      case .text(let words): text += words
      case .value(let program, let rendering): text += shown(program.evaluate(values), rendering)
      }
    }
    return text
  }

  // MARK: Facts as values

  private func value(of slot: CoachScript.Slot, _ session: SessionFacts, _ answer: AnswerFacts) -> Value {
    switch slot {
    case .session(let type, let isRead):
      .record(Record(type, type.fields.indices.map { isRead[$0] ? session(type.fields[$0].name) : .absent }))
    case .answer(let type, let isRead):
      .record(Record(type, type.fields.indices.map { isRead[$0] ? fact(type.fields[$0].name, answer) : .absent }))
    case .none(let value): value
    }
  }

  private func fact(_ field: String, _ facts: AnswerFacts) -> Value {
    switch field {
    case "question": .string(facts.question)
    case "text": .string(facts.text)
    case "contradicts": .string("")
    case "words": .int(Int64(facts.words))
    case "limit": .int(Int64(facts.limit))
    case "sensitive": Coach.texts(facts.sensitive)
    default: .absent
    }
  }

  static func texts(_ texts: [String]) -> Value { .list(List(texts.map(Value.string))) }
}
