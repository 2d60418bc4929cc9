import CEL
import Playbooks

@testable import Sessions

/// The findings a check of a small playbook must have, worked out from all its moments. Each is `check name detail`.
struct Verdicts {
  let all: Exhaustion
  private(set) var findings: Set<String> = []
  private var playbook: Playbook { all.playbook }

  init(_ all: Exhaustion) {
    self.all = all
    for question in playbook.questions { look(at: question) }
    for rule in playbook.rules { look(at: rule) }
    for gate in playbook.gates where gate.name != "finish" { look(at: gate) }
    for calculation in playbook.calculations { look(at: calculation) }
  }

  private func ever(_ test: (Exhaustion.Moment) -> Bool) -> Bool { all.moments.contains(where: test) }

  private mutating func add(_ check: String, _ name: String, _ detail: String = "", if isFound: Bool) {
    if isFound { findings.insert("\(check) \(name) \(detail)") }
  }

  private mutating func look(at question: Question) {
    let index = question.index
    if question.when != nil {
      let isAsked = ever { $0.relevance[index] == .yes }
      add("never-asked", question.name, if: !isAsked)
      add("always-asked", question.name, if: isAsked && !ever { $0.relevance[index].isNo })
      addIdleParts(question.when, question.name)
    }
    for validation in question.validations {
      add(
        "rejects-all", question.name, if: !ever { $0.relevance[index] == .yes && all.holds(validation.that, $0) })
    }
    if case .choice(let set) = question.kind { addSameChoices(question, set.codes) }
  }

  private mutating func look(at rule: Rule) {
    let isEver = ever { $0.holds[rule.index] == .yes }
    add("never-true", rule.id, if: !isEver)
    add("always-true", rule.id, if: isEver && !ever { $0.holds[rule.index].isNo })
    if isEver { addIdleParts(rule.when, rule.id) }
    for other in rule.excludes.flatMap({ playbook.rules(withID: $0) }) {
      add("contradiction", rule.id, if: ever { $0.holds[rule.index] == .yes && $0.holds[other.index] == .yes })
    }
    for program in rule.when?.conjuncts ?? [] { addOutOfReach(program, rule.id) }
  }

  private mutating func look(at gate: Gate) {
    add("never-open", gate.name, if: !ever { $0.needs[gate.index].allSatisfy { $0 == .yes } })
    for (place, need) in gate.needs.enumerated() {
      let line = "\(need.that?.range.start.line ?? 0)"
      add("never-met", gate.name, line, if: !ever { $0.needs[gate.index][place] == .yes })
      add("never-fails", gate.name, line, if: !ever { $0.needs[gate.index][place].isNo })
      if need.isHard { add("dead-end", gate.name, line, if: isDeadEnd(place)) }
      let conditional = playbook.questions.filter { $0.when != nil }.map(\.slot)
      for program in need.that?.conjuncts ?? []
      where (need.that?.conjuncts ?? []).contains(where: { $0.reads.variables.contains(where: conditional.contains) }) {
        let isAbsent = ever {
          if case .error(let error) = all.value(program, $0) { error.kind == .absent } else { false }
        }
        add("may-not-apply", gate.name, line, if: isAbsent)
      }
    }
  }

  /// The need fails for good at some point, and a question that comes behind it is still asked.
  private func isDeadEnd(_ need: Int) -> Bool {
    all.ways.contains { way in
      way.closed.contains(need)
        && all.moments.contains { moment in
          moment.answers.starts(with: way.answers) && moment.relevance.dropFirst(way.answers.count).contains(.yes)
        }
    }
  }

  private mutating func look(at calculation: Calculation) {
    if case .value(let program) = calculation.body {
      let kinds: Set<EvalError.Kind> = [.divisionByZero, .overflow]
      add(
        "defect", calculation.name,
        if: ever { moment in
          guard all.holds(calculation.when, moment), case .error(let error) = all.value(program, moment) else {
            return false
          }
          return kinds.contains(error.kind)
        })
    }
    if let way = calculation.better { add("gets-worse", calculation.name, if: getsWorse(calculation, way)) }
  }

  // MARK: Details

  private mutating func addIdleParts(_ condition: Condition?, _ name: String) {
    guard let parts = condition?.conjuncts, parts.count > 1 else { return }
    for (place, part) in parts.enumerated() {
      let matters = ever { moment in
        parts.enumerated().allSatisfy { $0.offset == place || $0.element.test(moment.slots) == .yes }
          && part.test(moment.slots).isNo
      }
      add("idle-condition", name, part.source, if: !matters)
    }
  }

  /// Moments with one answer, by the other answers.
  private func moments(_ index: Int, _ answer: AnswerState) -> [[AnswerState]: Exhaustion.Moment] {
    let moments = all.moments.filter { $0.answers[index] == answer }
    return Dictionary(
      moments.map { moment in
        var others = moment.answers
        others[index] = .skipped
        return (others, moment)
      }, uniquingKeysWith: { one, _ in one })
  }

  /// Pairs of moments that differ in one answer only.
  private func pairs(
    _ index: Int, _ first: AnswerState, _ second: AnswerState
  ) -> [(Exhaustion.Moment, Exhaustion.Moment)] {
    let seconds = moments(index, second)
    return moments(index, first).compactMap { others, one in seconds[others].map { (one, $0) } }
  }

  private mutating func addSameChoices(_ question: Question, _ codes: [String]) {
    let isShown = playbook.carries.contains { $0.slot == question.slot }
    var groups: [[String]] = []
    for code in codes {
      let place = groups.firstIndex { isSame(question.index, .value(.code($0[0])), .value(.code(code))) }
      if let place { groups[place].append(code) } else { groups.append([code]) }
    }
    for group in groups where group.count > 1 && !isShown {
      add("same-choices", question.name, group.joined(separator: ","), if: true)
    }
  }

  /// The same other answers are taken with both, and the same is concluded.
  private func isSame(_ index: Int, _ first: AnswerState, _ second: AnswerState) -> Bool {
    moments(index, first).mapValues(\.conclusions) == moments(index, second).mapValues(\.conclusions)
  }

  private func number(_ calculation: Calculation, _ moment: Exhaustion.Moment) -> Double? {
    calculation.slot.flatMap { all.core.number(moment.slots[$0]) }
  }

  func range(_ calculation: Calculation) -> (low: Double, high: Double)? {
    let values = all.moments.compactMap { number(calculation, $0) }
    return values.min().flatMap { low in values.max().map { (low, $0) } }
  }

  private func getsWorse(_ calculation: Calculation, _ way: Better) -> Bool {
    playbook.questions.contains { question in
      guard let rising = question.better, case .scale = question.kind else { return false }
      return (1..<4).contains { step in
        let (low, high) = (AnswerState.value(.int(Int64(step))), AnswerState.value(.int(Int64(step + 1))))
        let moments = rising == .up ? pairs(question.index, low, high) : pairs(question.index, high, low)
        return moments.contains { worse, better in
          guard worse.relevance[question.index] == .yes, let a = number(calculation, worse),
            let b = number(calculation, better)
          else { return false }
          return way == .up ? b < a : b > a
        }
      }
    }
  }

  /// `score > 3` where the score never, or always, is.
  private mutating func addOutOfReach(_ program: Program, _ name: String) {
    let words = program.source.split(separator: " ").map(String.init)
    guard words.count == 3, words[0] == "score", let limit = Double(words[2]),
      let (low, high) = playbook.calculation(named: "score").flatMap(range)
    else { return }
    let verdicts: [String: (never: Bool, always: Bool)] = [
      ">": (high <= limit, low > limit), ">=": (high < limit, low >= limit), "<": (low >= limit, high < limit),
      "<=": (low > limit, high <= limit),
    ]
    guard let verdict = verdicts[words[1]] else { return }
    add("out-of-reach", name, program.source, if: verdict.never || verdict.always)
  }
}

extension Truth {
  /// False, or resting on what isn't there; both count as "no".
  fileprivate var isNo: Bool { self == .no || self == .error }
}
