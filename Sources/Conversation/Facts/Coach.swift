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
    guard let universal = lines.for(moment) else { return [] }
    let rules = universal.playbook.rules.filter { $0.on == moment }
    if rules.isEmpty { return [] }
    let reads = rules.flatMap(\.programs).map(\.reads)
    let values = universal.playbook.variables.map { value(of: $0, reads, session, answer) }
    return rules.filter { holds($0.when, values) }.compactMap { remark($0, values, shown) }
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

  private func value(
    of variable: Variable, _ reads: [Reads], _ session: SessionFacts, _ answer: AnswerFacts
  ) -> Value {
    switch (variable.kind, variable.type) {
    case (.input(.session), .record(let type)):
      return .record(
        Record(
          type,
          type.fields.enumerated().map { index, field in
            reads.contains { $0.mayRead(index, of: type, in: variable.slot) } ? session(field.name) : .absent
          }))
    case (.input(.answer), .record(let type)):
      let values = values(answer)
      return .record(Record(type, type.fields.map { values[$0.name] ?? .absent }))
    case (.register, _), (.use, _), (_, .list): return .list(List([]))
    default: return .absent
    }
  }

  private func values(_ facts: AnswerFacts) -> [String: Value] {
    [
      "question": .string(facts.question), "text": .string(facts.text), "contradicts": .string(""),
      "words": .int(Int64(facts.words)), "limit": .int(Int64(facts.limit)), "sensitive": Coach.texts(facts.sensitive),
    ]
  }

  static func texts(_ texts: [String]) -> Value { .list(List(texts.map(Value.string))) }
}

extension Reads {
  /// Whether a field of the record in a slot may be read, alone or with the whole record.
  fileprivate func mayRead(_ field: Int, of type: RecordType, in slot: Int) -> Bool {
    guard variables.contains(slot) else { return false }
    if fields.contains(where: { $0.type === type && $0.index == field }) { return true }
    return wholeRecords.contains(ObjectIdentifier(type)) || !fields.contains { $0.type === type }
  }
}

extension Rule {
  /// Everything that is evaluated to know whether the rule holds and what it says.
  fileprivate var programs: [Program] {
    let texts = effects.compactMap { effect -> Template? in
      switch effect {
      case .say(let template): template
      case .ask(let followUp): followUp.wording
      default: nil
      }
    }
    return (when?.conjuncts ?? [])
      + texts.flatMap(\.parts).compactMap { part in
        if case .value(let program, _) = part { program } else { nil }
      }
  }
}
