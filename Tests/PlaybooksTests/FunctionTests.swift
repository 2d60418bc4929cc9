import CEL
import Testing

@testable import Playbooks

/// An expression of the playbook language without a playbook, and what it gives.
struct Row: Sendable, CustomTestStringConvertible {
  let source: String
  let result: String
  init(_ source: String, _ result: String) { (self.source, self.result) = (source, result) }
  var testDescription: String { source }
}

private func shown(_ value: Value) -> String {
  switch value {
  case .bool(let flag): "\(flag)"
  case .int(let whole): "\(whole)"
  case .double(let number): "\(number)"
  case .string(let text): "'\(text)'"
  case .list(let list): "[" + list.elements.map(shown).joined(separator: ", ") + "]"
  case .timestamp(let time): "day \(time.seconds / 86400)"
  case .error(let error): error.kind.rawValue
  case .unknown: "unknown"
  default: "\(value.typeName)"
  }
}

/// A playbook with data to compute with: steps of plans, votes, bands.
private let yard = """
  playbook: yard
  data:
    - { data: weeks_fit, bands: { "< 2": 0.3, "< 4": 0.7, "<= 12": 1.0, "<= 16": 0.6, "<= 26": 0.2, else: 0.0 } }
    - { data: marks, bands: { "<= 3": 0, "<= 10": 1, else: 2 } }
    - { data: votes, rows: [{ id: 1, value: 1, count: 1 }, { id: 3, value: 3, count: 2 }, { id: 4, value: 4, count: 1 }] }
    - { data: nobody, rows: [{ id: 1, value: 1, count: 0 }] }
    - data: plan
      rows:
        - { id: R1, needs: [HW1, R1a], start: 5, end: 7, was_end: 3 }
        - { id: R1a, needs: [], start: 0, end: 1, was_end: 1 }
        - { id: R2, needs: [], start: 0, end: 2, was_end: 2 }
        - { id: R3, needs: [R1], start: 3, end: 6, was_end: 6 }
        - { id: R4, needs: [R3], start: 6, end: 9, was_end: 9 }
        - { id: HW1, needs: [], start: 0, end: 5, was_end: 5 }
        - { id: HW2, needs: [gone], start: 0, end: 3, was_end: 3 }
    - { data: ring, rows: [{ id: a, needs: [b], start: 0, end: 1 }, { id: b, needs: [c], start: 0, end: 1 }, { id: c, needs: [a, x], start: 0, end: 1 }] }
    - { data: cards, rows: [{ id: C1, text: Slow data access }, { id: C2, text: No time }, { id: C3, text: data access is slow }] }
    - { data: vague, words: { has: [improve, be, roll out], unless: [every, each], unless_any: [digit, date, weekday] } }
    - { data: fix, words: { starts: [buy, roll out] } }
  """

@Test(
  "Functions give what the content's examples say",
  arguments: [
    Row("words('')", "0"), Row("words('  - ')", "0"),
    Row("words('Ana shows the file on Friday')", "6"), Row("words(\"it's a well-known fact\")", "4"),
    Row("same(' The COO ', 'the  coo')", "true"), Row("same('a', 'b')", "false"),
    Row("alike('Slow data access', 'slow data access')", "true"),
    Row("alike('Slow data access', 'Data access is slow')", "true"),
    Row("alike('Slow data access', 'Meetings')", "false"), Row("alike('the of', 'a the')", "false"),
    Row("mentions('AK copies figures', ['BO', 'ak'])", "true"), Row("mentions('baker', ['ak'])", "false"),
    Row("mentions('Roll out the tool', ['roll out'])", "true"), Row("mentions('x', [''])", "false"),
    Row("vague('Improve communication')", "true"), Row("vague('Improve it by 12 May')", "false"),
    Row("vague('Ana shows the file on Friday')", "false"), Row("vague('Improve it every day')", "false"),
    Row("vague('Be done in March')", "false"), Row("vague('Becalmed')", "false"),
    Row("vague('to roll out things')", "true"),
    Row("fix('Roll out the tool')", "true"), Row("fix('We buy it')", "false"),
    Row("rating(1)", "0.0"), Row("rating(4)", "0.75"), Row("rating(5)", "1.0"),
    Row("share(260, 400)", "0.65"), Row("share(90, 400.0)", "0.225"), Row("share(1, 0)", "divisionByZero"),
    Row("round(15.0 * (0.6 + 0.3), 0)", "14.0"), Row("round(0.6666666, 3)", "0.667"), Row("round(2.5, 0)", "3.0"),
    Row("round(-2.5, 0)", "-2.0"), Row("round(1.0, 99)", "invalidArgument"), Row("round(1e300, 2)", "1e+300"),
    Row("weeks_fit.of(1)", "0.3"), Row("weeks_fit.of(8)", "1.0"), Row("weeks_fit.of(20)", "0.2"),
    Row("weeks_fit.of(27)", "0.0"),
    Row("weeks_fit.of(12)", "1.0"), Row("weeks_fit.of(16)", "0.6"), Row("marks.of(6) + 1", "2"),
    Row("votes.mean()", "2.75"), Row("nobody.mean()", "absent"),
    Row("days(timestamp('2026-05-04T00:00:00Z'), timestamp('2026-05-12T00:00:00Z'))", "8"),
    Row("weeks(timestamp('2026-01-05T00:00:00Z'), timestamp('2026-03-09T00:00:00Z'))", "9.0"),
    Row("plusDays(timestamp('2026-02-27T00:00:00Z'), 2) == timestamp('2026-03-01T00:00:00Z')", "true"),
    Row("plusWeeks(timestamp('2026-05-04T00:00:00Z'), 2) == timestamp('2026-05-18T00:00:00Z')", "true"),
    Row("plusMonths(timestamp('2026-01-31T00:00:00Z'), 1) == timestamp('2026-02-28T00:00:00Z')", "true"),
    Row("plusMonths(timestamp('2028-01-31T00:00:00Z'), 1) == timestamp('2028-02-29T00:00:00Z')", "true"),
    Row("plusMonths(timestamp('2026-03-15T00:00:00Z'), -4) == timestamp('2025-11-15T00:00:00Z')", "true"),
    Row("plusMonths(timestamp('2026-03-15T00:00:00Z'), 999999)", "overflow"),
    Row("plusDays(timestamp('2026-03-15T00:00:00Z'), 9223372036854775807)", "overflow"),
    Row("plusDays(timestamp('9999-12-31T00:00:00Z'), 1)", "outOfRange"),
    Row("plan.cycle()", "[]"), Row("ring.cycle()", "['a', 'b', 'c']"),
    Row("plan.ordered().map(r, r.id)", "['R1a', 'R2', 'HW1', 'HW2', 'R1', 'R3', 'R4']"),
    Row("plan.longest()", "['HW1', 'R1', 'R3', 'R4']"), Row("ring.longest()", "[]"),
    Row("ring.ordered().map(r, r.id)", "['a', 'b', 'c']"),
    Row("plan.cascaded().filter(r, r.id in ['R3', 'R4']).map(r, [r.start, r.end])", "[[7, 10], [10, 13]]"),
    Row("plan.cascaded().filter(r, r.id in ['R1', 'R2', 'HW1']).map(r, [r.start, r.end])", "[[5, 7], [0, 2], [0, 5]]"),
    Row("cards.alikeGroups(c, c.text)", "[['C1', 'C3'], ['C2']]"),
  ])
func functions(_ row: Row) throws {
  let text = yard + "\ncalculations:\n  - calculation: result\n    is: |\n      \(row.source)\n"
  let library = TextLibrary(["words": .init(name: "words", text: "data: [{ data: little, is: [the, a, of, is] }]")])
  let (playbook, diagnostics) = PlaybookLoader.load(.init(name: "yard.yaml", text: text), library: library)
  let checked = try #require(playbook, "\(diagnostics.map(\.message))")
  guard case .value(let program)? = checked.calculation(named: "result")?.body else { return }
  var values = [Value](repeating: .absent, count: checked.variables.count)
  for entry in checked.data { values[entry.slot] = entry.value }
  let result = shown(program.evaluate(values))
  #expect(result == row.result)
}

@Test("Declined texts have no words; unknown ones stay unknown")
func wordsOfNothing() throws {
  let text =
    "playbook: p\nquestions: [{ question: note, ask: What?, type: text }]\ncalculations: [{ calculation: n, is: words(note) }]"
  let playbook = try #require(PlaybookLoader.load(.init(name: "p", text: text)).playbook)
  guard case .value(let program)? = playbook.calculation(named: "n")?.body else { return }
  let slot = try #require(playbook.slot(named: "note"))
  for (value, result) in [
    (Value.declined, "0"), (.absent, "absent"), (.unknown(Unknowns(1)), "unknown"), (.string("a b"), "2"),
  ] {
    var values = [Value](repeating: .absent, count: playbook.variables.count)
    values[slot] = value
    #expect(shown(program.evaluate(values)) == result)
  }
}

@Test("Days and dates agree over four centuries")
func calendar() {
  var day: Int64 = -141_428
  while day < 146_097 {
    let date = Days.civil(day)
    #expect(Days.days(date.year, date.month, date.day) == day)
    day += 97
  }
  #expect(Days.civil(0) == (1970, 1, 1))
  #expect(Days.civil(20_577) == (2026, 5, 4))
}
