import CEL
import Playbooks

extension Checker {
  /// Calculations the author calls better or worse: a better answer must never make one worse.
  mutating func checkBetter() {
    let questions = playbook.questions.filter { $0.better != nil }
    for calculation in playbook.calculations {
      guard let way = calculation.better, let slot = calculation.slot else { continue }
      let behind = Set(search.questionsBehind(slot))
      for question in questions where behind.contains(question.index) { check(question, calculation, way, slot) }
    }
  }

  private mutating func check(_ question: Question, _ calculation: Calculation, _ way: Better, _ slot: Int) {
    let search = search
    guard let options = search.options(.question(question.index)) else { return }
    let steps = options.values.filter { $0.number != nil }.sorted { ($0.number ?? 0) < ($1.number ?? 0) }
    let rising = question.better == .down ? Array(steps.reversed()) : steps
    let hanging = search.questionsHanging(on: question.index)
    defer { search.pair = nil }
    for (worse, better) in zip(rising, rising.dropFirst()) {
      search.pair = AnswerPair(
        question: question.index, options: [worse, better], hanging: hanging, isSharingAnswers: true)
      let aim = Aim(
        name: calculation.name, range: calculation.range,
        whether: "'\(calculation.name)' gets worse when '\(question.name)' gets better")
      let found = settle(.yes, aim) { search.worsens(question.index, slot, way) }
      guard case .witness(let answers) = found else { continue }
      report(
        "gets-worse", calculation.name,
        "'\(calculation.name)' gets worse when '\(question.name)' goes from \(worse.text) to \(better.text)",
        calculation.range, hint: Found.hint(answers) ?? "whatever else is answered",
        witness: answers + [search.choice(.question(question.index), better)])
      return
    }
  }
}

extension Trying {
  /// Its place among answers that go from less to more.
  fileprivate var number: Double? {
    guard case .answer(let answer) = content, case .value(let value) = answer.state else { return nil }
    switch value {
    case .int(let number): return Double(number)
    case .dec(let text): return Double(text)
    case .bool(let flag): return flag ? 1 : 0
    default: return nil
    }
  }
}

extension WitnessSearch {
  /// Whether the first answer of the pair gives a better number than the second.
  fileprivate func worsens(_ question: Int, _ slot: Int, _ way: Better) -> Outcome {
    let relevance = relevance(question)
    guard relevance.truth == .yes else { return relevance.truth == .unknown ? relevance : .no }
    if isRefused(.question(question)) { return .no }
    var open = pendingValidations([OpenPlace.question(question)])
    let values = underEach { core.slots[slot] }
    for case .unknown(let missing) in values { open = open?.union(missing) ?? missing }
    if let open { return Outcome(truth: .unknown, unknowns: open) }
    guard let before = core.number(values[0]), let after = core.number(values[1]) else { return .no }
    return (way == .up ? after < before : after > before) ? .yes : .no
  }

  func choice(_ place: OpenPlace, _ option: Trying) -> Found.Choice {
    Found.Choice(place: name(of: place), value: option.text, at: place, content: option.content)
  }

  /// The questions a slot's value depends on, those that decide what is asked included.
  func questionsBehind(_ slot: Int) -> [Int] {
    let start = core.graph.nodeOfSlot[slot]
    guard start >= 0 else { return [] }
    var seen: Set<Int32> = [start]
    var next = [start]
    var found: [Int] = []
    while let node = next.popLast() {
      if case .value(let question) = core.graph.cell(node) { found.append(question) }
      for source in core.graph.sources(of: Int(node)) where seen.insert(source).inserted { next.append(source) }
    }
    return found
  }
}
