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
  func facts(_ program: Program, _ locals: [Value]) -> [String] { Facts.of(program, locals, self) }

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
      case .yes: explanation.add(.holds, Words.holds(phrase.words(holding: program, locals)))
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

  func whyNot(_ program: Program) -> String { Phrase(self).negated(program.expr) }
}
