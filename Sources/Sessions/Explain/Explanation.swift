import CEL
import Playbooks

/// Why something is as it is: sentences and the facts below them, in the playbook's words and with the person's answers.
public struct Explanation: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public enum Kind: Sendable {
      /// What is concluded.
      case conclusion
      /// A condition that holds, that doesn't, or that isn't known yet.
      case holds, fails, open
      /// A person's answer.
      case fact
      /// What would change it.
      case hint
    }

    public let kind: Kind
    public let depth: Int
    public let text: String
  }

  public internal(set) var lines: [Line] = []

  mutating func add(_ kind: Line.Kind, _ text: String, depth: Int = 0) {
    lines.append(Line(kind: kind, depth: depth, text: text))
  }

  mutating func add(_ other: Explanation, depth: Int) {
    lines += other.lines.map { Line(kind: $0.kind, depth: $0.depth + depth, text: $0.text) }
  }
}

extension Session {
  /// The answers a condition rests on, each as "title: what was said".
  func facts(_ program: Program, _ locals: [Value]) -> [String] {
    var found: [String] = []
    func add(_ name: String, _ value: Value, _ rendering: Rendering) {
      let line = Words.now(name, core.text(of: value, rendering))
      if !found.contains(line) { found.append(line) }
    }
    for slot in program.reads.variables.sorted() {
      switch playbook.variables[slot].kind {
      case .question(let index), .rowsOf(let index):
        let question = playbook.questions[index]
        if question.kind.table != nil {
          if program.reads.fields.isEmpty {
            add(question.title, .int(Int64(core.tables[index]?.rows.count ?? 0)), .plain)
          }
        } else {
          add(question.title, core.slots[slot], rendering(of: question.kind))
        }
      case .calculation(let index):
        let calculation = playbook.calculations[index]
        add(calculation.title, core.slots[slot], calculation.codes.map(Rendering.choice) ?? .plain)
      case .input(.elapsedMinutes): add("minutes so far", core.slots[slot], .plain)
      case .input(.roundNumber): add("round", core.slots[slot], .plain)
      case .tries: add(Words.tries, core.slots[slot], .plain)
      default: continue
      }
    }
    for local in locals {
      guard case .record(let record) = local else { continue }
      for read in program.reads.fields.filter({ $0.type === record.type }).sorted(by: { $0.index < $1.index }) {
        let field = record.type.fields[read.index]
        guard !["id", "number", "from", "of"].contains(field.name) else { continue }
        let column = column(ofField: read)
        add(
          column?.title ?? Words.spaced(field.name), record.value(at: read.index),
          column.map { rendering(of: $0.kind) } ?? .plain)
      }
    }
    return found
  }

  private func column(ofField read: Reads.FieldRead) -> Column? {
    guard case .question(let index)? = core.graph.home(of: read.type) else { return nil }
    return playbook.questions[index].table?.columns.first { $0.field == read.index }
  }

  /// How answers of a kind are shown.
  public func rendering(of kind: AnswerKind) -> Rendering {
    if let source = kind.refSource { return .rows(source) }
    if let choices = kind.choices { return .choice(choices) }
    return .plain
  }

  /// A condition's lines: each part with whether it holds and the answers it rests on.
  func explain(_ condition: Condition?, _ locals: [Value], only wanted: Set<Truth>? = nil) -> Explanation {
    var explanation = Explanation()
    let phrase = Phrase(self)
    for program in condition?.conjuncts ?? [] {
      let truth = truth(of: program, locals)
      if let wanted, !wanted.contains(truth) { continue }
      switch truth {
      case .yes: explanation.add(.holds, Words.holds(phrase.words(program)))
      case .no, .error: explanation.add(.fails, Words.fails(phrase.words(program)))
      case .unknown: explanation.add(.open, Words.open(phrase.words(program)))
      }
      for fact in facts(program, locals) { explanation.add(.fact, fact, depth: 1) }
    }
    return explanation
  }

  func truth(of program: Program, _ locals: [Value]) -> Truth {
    switch core.evaluate(program, locals) {
    case .bool(true): .yes
    case .bool(false): .no
    case .unknown: .unknown
    default: .error
    }
  }

  func whyNot(_ program: Program) -> String { Words.not(Phrase(self).words(program)) }
}
