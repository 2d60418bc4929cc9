import Testing

@testable import CEL

/// What expressions come to in `Playground`. A row is a source and its outcome as text.
@Suite("Expressions")
struct LanguageTests {
  static let rows: [(String, String)] = [
    // Numbers: whole ones stand where decimals are needed.
    ("budget > 10000", "true"),
    ("budget / people", "1714.2857142857142"),
    ("people + 0.5", "7.5"),
    ("budget in [8000, 12000]", "true"),
    ("[1, 2.5].sum()", "3.5"),
    ("b ? 1 : 2.5", "1.0"),
    ("b ? people : budget", "7.0"),
    ("budget * -2", "-24000.0"),
    ("weights.low + 0.5", "1.5"),
    ("xs.map(x, x * 1.5).sum()", "9.0"),
    ("people / 2", "3"),
    ("7 % 3 == 1", "true"),
    ("9223372036854775807 + 1", "error overflow"),
    ("people / 0", "error divisionByZero"),
    ("budget / 0.0 > 1e308", "true"),
    ("0.0 / 0.0 == 0.0 / 0.0", "false"),
    // Lists.
    ("xs.sum()", "6"),
    ("xs.min() + xs.max()", "4"),
    ("xs.avg()", "2.0"),
    ("[].sum()", "0"),
    ("xs.filter(x, x > 5).sum()", "0"),
    ("rows.filter(r, r.weeks > 99).map(r, r.cost).sum()", "0.0"),
    ("rows.filter(r, r.weeks > 99).map(r, r.cost).sum() + 1", "1.0"),
    ("[duration('1s'), duration('2s')].sum()", "3s"),
    ("xs.filter(x, x > 5).avg()", "error invalidArgument"),
    ("xs.filter(x, x > 5).max()", "error invalidArgument"),
    ("rows.map(r, r.cost).sum()", "10500.5"),
    ("rows.map(r, r.cost).avg()", "5250.25"),
    ("xs.first(2)", "[3, 1]"),
    ("xs.last(9)", "[3, 1, 2]"),
    ("xs.first(0)", "[]"),
    ("xs.first(-1)", "error outOfRange"),
    ("[2, 1, 2, 1].distinct()", "[2, 1]"),
    ("[1, 1.0, 1u].distinct()", "[1]"),
    ("xs.sortedBy(x, x)", "[1, 2, 3]"),
    ("rows.sortedBy(r, -r.weeks).first(1)", "[row 'C2']"),
    ("rows.sortedBy(r, r.ready).map(r, r.id)", "['C2', 'C1']"),
    ("[3, 1, 2].sortedBy(x, 0)", "[3, 1, 2]"),
    ("[0.0/0.0, 1.0].sortedBy(x, x)[0]", "1.0"),
    ("['a', 'b', 'a'].counts().map(c, c.id + string(c.count))", "['a2', 'b1']"),
    ("['a', 'b', 'a'].counts().sortedBy(c, -c.count)[0].id", "'a'"),
    ("xs.indexOf(2)", "2"),
    ("xs.indexOf(9)", "-1"),
    ("[1, 2, 1].lastIndexOf(1)", "2"),
    ("xs.isSorted()", "false"),
    ("rows.at('C2').name", "'Intake'"),
    ("rows.at('C9').name", "error absent"),
    ("known(rows.at('C9').name)", "false"),
    ("rows.at(['C2', 'C9', 'C1'])", "[row 'C2', row 'C1']"),
    ("rows.at('C1') == rows[0]", "true"),
    ("rows[1] in rows", "true"),
    ("rows[2]", "error outOfRange"),
    ("size(rows) == 2 && rows.size() == 2", "true"),
    // Answers not given, declined, irrelevant.
    ("known(people) && applies(people) && !declined(people)", "true"),
    ("known(open)", "unknown [11]"),
    ("declined(open)", "unknown [11]"),
    ("applies(open)", "true"),
    ("given(open, 3)", "unknown [11]"),
    ("known(refused)", "false"),
    ("declined(refused)", "true"),
    ("applies(refused)", "true"),
    ("given(refused, 3)", "3"),
    ("known(moot)", "false"),
    ("declined(moot)", "false"),
    ("applies(moot)", "false"),
    ("given(moot, 3)", "3"),
    ("given(people, 3)", "7"),
    ("given(budget, 3)", "12000.0"),
    ("refused > 3", "error declined"),
    ("refused > 3 || b", "true"),
    ("moot > 3 && !b", "false"),
    ("open > 3 && moot > 3", "unknown [11]"),
    ("open + refused", "error declined"),
    ("moot + refused", "error absent"),
    ("open > 3 || open <= 3", "unknown [11]"),
    ("open > 3 ? 1 : 1", "unknown [11]"),
    ("[1, open].exists(x, x == 1)", "unknown [11]"),
    ("xs.all(x, x > 1 || open > 2)", "unknown [11]"),
    ("xs.all(x, x > 2 && open > 2)", "false"),
    ("[1, refused]", "error declined"),
    // Text: code points, not what looks alike.
    ("sector.startsWith('he') && sector.endsWith('th') && sector.contains('alt')", "true"),
    ("sector.matches('^h[a-z]+$')", "true"),
    ("'é' == 'e\\u0301'", "false"),
    ("size('e\\u0301')", "2"),
    ("'b' < 'é' && 'Z' < 'a'", "true"),
    ("'%s of %d, %.1f'.format([sector, people, budget])", "'health of 7, 12000.0'"),
    ("'a-b-c'.split('-')", "['a', 'b', 'c']"),
    ("['a', 'b'].join(', ')", "'a, b'"),
    ("'Ünter'.lowerAscii()", "'Ünter'"),
    ("'abcd'.substring(1, 3) + 'abcd'.charAt(0)", "'bca'"),
    ("'banana'.replace('an', 'x', 1)", "'bxana'"),
    // Times.
    ("start + duration('24h')", "2026-01-02T00:00:00Z"),
    ("start.getFullYear() == 2026 && start.getMonth() == 0 && start.getDate() == 1", "true"),
    ("timestamp('2026-03-01T00:00:00Z') - start", "5097600s"),
    ("start < timestamp('2026-01-02T00:00:00Z')", "true"),
    // Maps, optionals, names for parts.
    ("weights['high']", "3"),
    ("weights.middle", "error noSuchKey"),
    ("weights[?'middle'].orValue(2)", "2"),
    ("weights.?high.hasValue()", "true"),
    ("has(weights.low) && !has(weights.middle)", "true"),
    ("{'a': 1, ?'b': weights.?middle}.size()", "1"),
    ("cel.bind(total, xs.sum(), total * total)", "36"),
    ("weights.transformList(k, v, k + string(v))", "['low1', 'high3']"),
    ("xs.transformMap(i, x, i * x).map(k, k)", "[0, 1, 2]"),
    ("weights.transformMap(k, v, v * 2)['high']", "6"),
    ("weights.transformMapEntry(k, v, {v: k})[3]", "'high'"),
    ("weights.transformMapEntry(k, v, {'same': v})", "error repeatedKey"),
    ("weights.transformMapEntry(k, v, v > 1, {k: v}).size()", "1"),
    ("weights.exists(k, v, v == 3 && k == 'high')", "true"),
    ("xs.existsOne(i, x, i == 0 && x == 3)", "true"),
    ("optional.of(people).optMap(x, x + 1).value()", "8"),
    ("weights.?middle.optMap(x, x + 1).orValue(0)", "0"),
    ("optional.of(people).orValue(1 / 0)", "7"),
    ("optional.none().orValue(1 / 0)", "error divisionByZero"),
    ("optional.of(people).orValue(open)", "7"),
    ("weights.?high.or(optional.of(xs[9])).value()", "3"),
    ("weights.?middle.or(optional.of(xs[9])).value()", "error outOfRange"),
    ("{'a': 1, string(xs[9]): 2}.?a.orValue(3)", "error outOfRange"),
    ("weights.?high.optFlatMap(x, optional.of(x)).hasValue()", "true"),
    ("--(-9223372036854775807 - 1) < 0 && -(-people) == 7 && ---people == -7 && --5 == 5 && - -5 == 5", "true"),
    ("-(-9223372036854775807 - 1)", "error overflow"),
    ("-(-(-9223372036854775807 - 1))", "error overflow"),
    ("'%.0f'.format([math.sign(-0.0)])", "'0'"),
    ("math.greatest(people, 9) + math.least(1, 2)", "10"),
    ("goals.exists(g, g == 'faster') && 'better' in goals", "true"),
    // Corners of the grammar and the library.
    ("[,] == [] && {,} == {}", "true"),
    ("math.least(3, optional.none().value())", "error invalidArgument"),
    ("[1,,2]", "problem: expected a value, not ','"),
    ("1in xs ? 1 : 2", "1"),
    ("'''a\r\nb\rc''' == 'a\\nb\\nc' && b'''\r''' == b'\\n'", "true"),
    ("has({1: 2}.a)", "false"),
    ("{1: 2}.?a.hasValue()", "false"),
    ("{1: 2}.a", "problem: the keys of this map are not texts"),
    ("'%d %d %d'.format([1.5, 2u, -0.0])", "'1.5 2 -0'"),
    ("'%s'.format([optional.of(1)])", "error invalidArgument"),
    ("'%.100f'.format([0.5]).size()", "102"),
    ("'%.101f'.format([0.5])", "error invalidArgument"),
  ]

  @Test("come to what the table says", arguments: rows)
  func comeTo(_ source: String, _ wanted: String) {
    #expect(Playground.outcome(source) == wanted)
    guard let program = Playground.environment.compile(source).program else { return }
    #expect(Playground.text(program.explain(Playground.values).value) == wanted, "explained")
    let again = Playground.environment.compile(program.unparsed).program
    #expect(again.map { Playground.text($0.evaluate(Playground.values)) } == wanted, "as \(program.unparsed)")
    #expect(program.metered(Playground.values).steps <= program.costMax())
  }

  @Test("A scope's names hide those of the environment")
  func scope() {
    let row = Playground.candidate("C7", "Letters", 3, 10, true, "school")
    #expect(Playground.outcome("this.weeks + people", scope: [("this", .record(Playground.row))], [row]) == "10")
    #expect(
      Playground.outcome("people + b", scope: [("people", .string), ("b", .string)], [.string("x"), .string("y")])
        == "'xy'")
    #expect(Playground.outcome("xs.exists(people, people == 3)") == "true")
    #expect(Playground.outcome("this.weeks", scope: [("this", .record(Playground.row))]) == "error undeclared")
  }

  @Test("Rows without an id are equal field by field, those with one by their id")
  func rowEquality() {
    let point = RecordType("point", [("x", .int), ("y", .int)])
    let (a, b) = (Record(point, [.int(1), .int(2)]), Record(point, [.int(1), .int(2)]))
    #expect(Value.record(a) == .record(b))
    b.fields[1] = .int(3)
    #expect(Value.record(a) != .record(b))
    let (c, d) = (
      Playground.candidate("C1", "x", 1, 1, true, "care"), Playground.candidate("C1", "y", 2, 2, false, "health")
    )
    #expect(c == d)
  }
}
