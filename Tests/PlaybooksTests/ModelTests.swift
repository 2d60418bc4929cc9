import CEL
import Diagnostics
import Playbooks
import Testing

private func load(_ text: String) throws -> Playbook {
  let (playbook, diagnostics) = PlaybookLoader.load(
    SourceText(name: "model.yaml", text: "playbook: model\n" + text), library: FixtureTests.library)
  return try #require(playbook, "\(diagnostics.map(\.message))")
}

private func type(_ playbook: Playbook, _ name: String) -> String {
  playbook.slot(named: name).map { playbook.variables[$0].type.description } ?? "none"
}

/// A kind of answer and the type of its value.
@Test(
  "Answers have the types of the format",
  arguments: [
    ("type: text", "string"), ("type: long", "string"), ("type: choice, choices: { a: A }", "string"),
    ("type: multi, choices: { a: A }", "list(string)"), ("type: number", "double"),
    ("type: number, whole: true", "int"),
    ("type: scale", "int"), ("type: scale4", "double"), ("type: yesno", "bool"),
    ("type: date", "google.protobuf.Timestamp"),
    ("type: ref, of: risks", "string"), ("type: refs, of: risks", "list(string)"),
    ("type: ranking, of: risks", "list(string)"),
    ("type: list", "list(a)"), ("type: table, columns: [{ column: b, type: text }]", "list(a)"),
    ("type: form, columns: [{ column: b, type: text }]", "a"), ("type: tally, choices: { 1: Low, 2: High }", "a"),
    ("type: tally, choices: { 1: Low, 2: High }, keep: summary", "summary of a"),
  ])
func types(_ kind: String, _ expected: String) throws {
  let playbook = try load("questions: [{ question: a, ask: What?, \(kind) }]")
  #expect(type(playbook, "a") == expected)
}

@Test("Companions and replies stand behind what they belong to, in the same section")
func order() throws {
  let playbook = try load(
    """
    sections:
      - section: one
        questions:
          - { question: a, ask: What?, type: yesno, with: { why: { ask: Why?, type: text, when: a } } }
          - { question: b, ask: What?, type: text }
      - section: two
        questions:
          - { question: c, ask: What?, type: yesno }
    calculations: [{ calculation: both, is: a && c }]
    rules:
      - { rule: R-1, when: a, ask: How so?, reply: how }
      - { rule: R-2, when: both, ask: And now?, reply: then }
      - { rule: R-3, when: c, ask: Note it. }
    """)
  #expect(playbook.questions.map(\.name) == ["a", "how", "a_why", "b", "c", "then"])
  #expect(playbook.questions.map(\.section) == [0, 0, 0, 0, 1, 1])
  #expect(playbook.sections.map(\.questions) == [0..<4, 4..<6])
  #expect(playbook.question(named: "a_why")?.companionOf == 0)
  #expect(playbook.question(named: "how")?.replyOf == 0)
  for (index, question) in playbook.questions.enumerated() {
    #expect(question.index == index)
    #expect(playbook.variables[question.slot].kind == .question(index))
  }
  guard case .ask(let ask)? = playbook.rules[2].effects.first, case .note(let question) = ask.into else {
    Issue.record("R-3 asks")
    return
  }
  #expect(question == 4)
}

@Test("Required: as written, else while a condition applies; the gate finish wants them all")
func required() throws {
  let playbook = try load(
    """
    questions:
      - { question: a, ask: What?, type: yesno }
      - { question: b, ask: What?, type: yesno, required: true }
      - { question: c, ask: What?, type: yesno, when: a }
      - { question: d, ask: What?, type: yesno, when: a, required: false }
      - { question: e, ask: What?, type: yesno, when: a, optional: true }
    rules: [{ rule: R-1, when: a, block: finish, text: Not yet. }]
    """)
  #expect(playbook.questions.filter(\.isRequired).map(\.name) == ["b", "c"])
  let finish = try #require(playbook.gates.last)
  #expect(finish.name == "finish")
  #expect(finish.needs.compactMap(\.requiredQuestion) == [1, 2])
  #expect(finish.needs.compactMap(\.blockedByRule) == [0])
}

@Test("Rows have fields of their own, columns of the same name win, calculations and replies add fields")
func rows() throws {
  let playbook = try load(
    """
    questions:
      - question: t
        ask: Which?
        type: table
        row: A
        columns: [{ column: number, type: number }, { column: what, type: text }]
      - { question: u, ask: How?, type: table, rows: { from: t }, columns: [{ column: x, type: yesno }] }
      - { question: f, ask: Which?, type: table, rows: { fixed: { k: One, l: Two } }, columns: [{ column: x, type: scale }] }
    calculations:
      - { calculation: double_it, for: t as r, is: r.number * 2.0 }
      - { calculation: first, is: "f.k.x + rows(f)[0].x" }
    rules:
      - { rule: R-1, for: t as r, when: r.double_it > 4, ask: Park it?, reply: park, type: yesno }
      - { rule: R-2, when: "t.exists(r, r.park) && u.exists(r, r.of.number > 1)", say: So. }
    """)
  let t = try #require(playbook.question(named: "t")?.table)
  #expect(t.record.fields.map(\.name) == ["id", "from", "number", "what", "double_it", "park"])
  #expect(t.numberField == nil && t.idField == 0 && t.fromField == 1)
  #expect(playbook.question(named: "u")?.table?.ofField != nil)
  #expect(playbook.question(named: "f")?.table?.byCode?.fields.map(\.name) == ["k", "l"])
  #expect(playbook.variables.contains { $0.kind == .rowsOf(3) })
  #expect(playbook.calculation(named: "first")?.type == .int)
  let park = try #require(playbook.questions.first { $0.name == "park" })
  #expect(park.replyField?.record === t.record && park.replyPerRow?.table == 0)
}

@Test("Calculations: codes, places, because, strict, and the order they can be computed in")
func calculations() throws {
  let playbook = try load(
    """
    questions:
      - { question: x, ask: What?, type: scale4 }
      - { question: y, ask: What?, type: scale4 }
    calculations:
      - { calculation: last, is: area + 1.0 }
      - { calculation: area, mean: [x, y, inner], places: 3 }
      - { calculation: inner, mean: [x, y] }
      - { calculation: low, places: 0, is: x * 10 }
      - calculation: word
        codes: { a: First, b: Second }
        pick: [{ when: x > 0.5, is: a, because: "It is {x}." }, { is: b }]
      - { calculation: sum, is: "strict(area) + 0.0" }
    rules: [{ rule: R-1, say: "{word}: {word_because}" }]
    """)
  #expect(playbook.calculation(named: "low")?.type == .int)
  #expect(playbook.calculation(named: "area")?.strictSlot != nil)
  #expect(playbook.calculation(named: "inner")?.strictSlot != nil)
  guard case .because(let owner)? = playbook.calculation(named: "word_because")?.body else {
    Issue.record("no because")
    return
  }
  #expect(playbook.calculations[owner].name == "word")
  let order = playbook.order.compactMap { computed -> String? in
    if case .calculation(let index) = computed { playbook.calculations[index].name } else { nil }
  }
  for (before, after) in [("inner", "area"), ("area", "last"), ("area", "sum"), ("word", "word_because")] {
    #expect(try #require(order.firstIndex(of: before)) < (try #require(order.firstIndex(of: after))))
  }
  guard case .say(let line)? = playbook.rules[0].effects.first, case .value(_, .choice(let set)) = line.parts[0] else {
    Issue.record("codes show their wording")
    return
  }
  #expect(set.label(of: "a") == "First")
}

@Test("Used values have the types of where they come from, rows of their own")
func uses() throws {
  let playbook = try load(
    """
    subject: topic
    uses:
      org: first-look.org
      problems: first-look.problems
      looks: { all: first-look }
      dangers: registers.risks
    questions: [{ question: topic, ask: What?, type: text }]
    calculations:
      - { calculation: weights, is: "problems.map(p, p.weight + p.twice)" }
      - { calculation: bad, is: "risks.filter(r, r.rating == 'high' && r.points > 3).map(r, r.text)" }
      - { calculation: total, is: "looks.map(l, l.total).sum() + size(dangers)" }
      - { calculation: again, is: "earlier.exists(e, e.topic == topic)" }
      - { calculation: twice, is: "inARow(2, topic == 'x')" }
    carries: [topic]
    """)
  #expect(playbook.calculation(named: "weights")?.type == .list(.int))
  #expect(playbook.calculation(named: "bad")?.type == .list(.string))
  #expect(playbook.calculation(named: "total")?.type == .int)
  #expect(playbook.uses.map(\.name) == ["org", "problems", "looks", "dangers"])
  #expect(playbook.calculations.filter { $0.register == "risks" }.map(\.name).sorted() == ["points", "rating"])
  #expect(playbook.subject == 0)
}

@Test("Choices from data know their codes beforehand")
func codesFromData() throws {
  let playbook = try load(
    """
    data:
      - data: formats
        rows:
          - { id: a, columns: [{ id: x, tone: good }, { id: y, tone: bad }] }
          - { id: b, columns: [{ id: y, tone: bad }, { id: z, tone: open }] }
    questions:
      - { question: format, ask: Which?, type: choice, choices: { from: formats } }
      - question: cards
        ask: What?
        type: table
        columns: [{ column: place, type: choice, choices: { from: formats.at(format).columns } }]
    """)
  let cards = try #require(playbook.question(named: "cards")?.table)
  #expect(cards.record.fields.first { $0.name == "place" }?.codes == ["x", "y", "z"])
  let wrong = PlaybookLoader.load(
    SourceText(
      name: "w",
      text: """
        playbook: w
        data: [{ data: formats, rows: [{ id: a }, { id: b }] }]
        questions: [{ question: format, ask: Which?, type: choice, choices: { from: formats } }]
        rules: [{ rule: R, when: format == 'c', say: So. }]
        """))
  #expect(wrong.diagnostics.map(\.message) == ["'c' is not one of the choices"])
}
