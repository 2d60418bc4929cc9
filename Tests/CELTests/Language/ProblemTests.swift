import CEL
import Testing

/// What an author is told. A row is a source, and each problem as `from-to message (hint)`, offsets counted from 0.
@Suite("Problems")
struct ProblemTests {
  static let rows: [(String, [String])] = [
    ("sector = 'health'", ["7-8 '=' is not an operator (write '==')"]),
    (
      "b and people > 3 or not b",
      [
        "2-5 'and' is not an operator (write '&&')", "17-19 'or' is not an operator (write '||')",
        "20-23 'not' is not an operator (write '!')",
      ]
    ),
    ("b & b", ["2-3 '&' is not an operator (write '&&')"]),
    ("people => 3", ["7-9 '=>' is not an operator (write '>=')"]),
    ("people ≥ 3", ["7-8 '≥' is not an operator (write '>=')"]),
    ("people <> 3", ["7-9 '<>' is not an operator (write '!=')"]),
    ("people is 3", ["7-9 'is' is not an operator (write '==')"]),
    ("people not in xs", ["7-10 'not in' is not an operator (write '!(… in …)')"]),
    ("budget > 10,000", ["9-15 a number has no commas (write '10000')"]),
    ("budget > 1,000,000", ["9-18 a number has no commas (write '1000000')"]),
    ("budget > 10k", ["9-12 '10k' is not a number (write '10')"]),
    ("sector == “health”", ["10-18 a text stands between plain quotes (write 'health' with straight quotes)"]),
    ("sector == 'helth'", ["10-17 'helth' is not one of the choices (did you mean 'health'?)"]),
    ("'bank' != sector", ["0-6 'bank' is not one of the choices (the choices are 'health', 'care', 'school')"]),
    ("sector in ['care', 'scool']", ["19-26 'scool' is not one of the choices (did you mean 'school'?)"]),
    ("'fastr' in goals", ["0-7 'fastr' is not one of the choices (did you mean 'faster'?)"]),
    ("goals.exists(g, g == 'chaper')", ["21-29 'chaper' is not one of the choices (did you mean 'cheaper'?)"]),
    ("rows.exists(r, r.sector == 'heath')", ["27-34 'heath' is not one of the choices (did you mean 'health'?)"]),
    ("given(sector, 'none') == 'nonne'", ["25-32 'nonne' is not one of the choices (did you mean 'none'?)"]),
    ("peopel > 3", ["0-6 unknown name 'peopel' (did you mean 'people'?)"]),
    ("zzz > 3", ["0-3 unknown name 'zzz'"]),
    ("b == True", ["5-9 unknown name 'True' (write 'true')"]),
    ("b == yes", ["5-8 unknown name 'yes' (write 'true')"]),
    ("rows.all(r, r.wekes > 1)", ["12-19 'candidate' has no 'wekes' (did you mean 'weeks'?)"]),
    (
      "rows.weeks > 1",
      ["0-10 a table has no 'weeks'; one of its rows has (write for example 'table.exists(r, r.weeks …)')"]
    ),
    ("sizee(xs) > 1", ["0-9 unknown function 'sizee' (did you mean 'size'?)"]),
    ("xs.length() > 1", ["0-11 unknown function 'length' (did you mean 'size'?)"]),
    ("people > 'a'", ["0-12 '>' can't stand between a whole number and a text (a number stands without quotes)"]),
    ("'a' + people", ["0-12 '+' can't stand between a text and a whole number (write string(…) around the number)"]),
    (
      "people == null",
      ["0-14 '==' can't stand between a whole number and null (an answer is never null; write !known(…))"]
    ),
    ("xs > 1", ["0-6 '>' can't stand between a list and a whole number (write size(list))"]),
    ("budget % 2", ["0-10 '%' can't stand between a number and a whole number ('%' needs whole numbers)"]),
    (
      "start > '2026-01-01'",
      ["0-20 '>' can't stand between a date and a text (write timestamp('2026-01-31T00:00:00Z'))"]
    ),
    ("'a' in sector", ["0-13 'in' can't stand between a text and a text (write text.contains(…))"]),
    ("people && b", ["0-6 '&&' joins conditions, but this is a whole number"]),
    ("!people", ["0-7 '!' turns a condition round, but this is a whole number"]),
    ("people ? 1 : 2", ["0-6 a condition is wanted before '?', but this is a whole number"]),
    ("b ? 1 : 'a'", ["0-11 the two outcomes of '?' differ: a whole number and a text"]),
    ("people.all(x, x > 1)", ["0-6 'all' runs over a list or a map, but this is a whole number"]),
    ("xs.filter(x, x + 1)", ["13-18 'filter' needs a condition here, but this is a whole number"]),
    ("xs.map(1, 2)", ["7-8 a simple name is wanted here (for example 'x')"]),
    ("has(people)", ["4-10 'has' takes a field, as in has(a.b)"]),
    ("known(people + 1)", ["6-16 'known' takes the name of an answer, as in known(row.cell)"]),
    ("given(people, 'a')", ["14-17 the answer is a whole number, but its replacement a text"]),
    ("sum(xs)", ["0-7 'sum' is written x.sum(…)"]),
    ("xs.int()", ["0-8 'int' is written int(x)"]),
    ("sector.contains(3)", ["0-18 'contains' can't be used with a text, a whole number"]),
    ("sector contains 'a'", ["7-15 'contains' is not an operator (write 'a.contains(b)')"]),
    ("sector.matches('h(')", ["15-19 the pattern can't be read: missing ')' for this group"]),
    ("people > ", ["9-9 expected a value, but the expression ends here"]),
    ("(people > 1", ["11-11 expected ')' to close '(', but the expression ends here"]),
    ("people > 1)", ["10-11 expected the end of the expression, not ')'"]),
    ("size(xs > 1", ["11-11 expected ')' after the arguments, but the expression ends here"]),
    ("people people", ["7-13 an operator is missing before 'people'"]),
    ("xs[0 > 1", ["8-8 expected ']' after the position, but the expression ends here"]),
    ("{'a' 1}", ["5-6 an operator is missing here"]),
    ("sector == 'health", ["10-17 a text has no end (close it with ')"]),
    ("'a\\qb' == sector", ["2-3 '\\q' is not an escape (write '\\\\' for a backslash)"]),
    (
      "b ? b ? 1 : 2 : 3",
      ["6-7 expected ':' between the two outcomes of '?', not '?' (put a choice inside a choice in parentheses)"]
    ),
    ("return > 1", ["0-6 'return' is a reserved word"]),
    ("candidate{id: 'a'}", ["9-10 values of a named type can't be built here"]),
    ("99999999999999999999 > 1", ["0-20 the number is too large"]),
    ("b;", ["1-2 ';' has no meaning here (an expression ends without ';')"]),
    (
      "peopel > 1 && budgte > 2",
      ["0-6 unknown name 'peopel' (did you mean 'people'?)", "14-20 unknown name 'budgte' (did you mean 'budget'?)"]
    ),
    ("'é' == 'é' && peopel", ["14-20 unknown name 'peopel' (did you mean 'people'?)"]),
  ]

  @Test("say what is wrong, where, and what to write", arguments: rows)
  func say(_ source: String, _ wanted: [String]) {
    let compilation = Playground.environment.compile(source)
    let got = compilation.problems.map { problem in
      "\(problem.range.lowerBound)-\(problem.range.upperBound) \(problem.message)"
        + (problem.hint.map { " (\($0))" } ?? "")
    }
    #expect(got == wanted)
    #expect((compilation.program == nil) == !wanted.isEmpty)
  }

  @Test("The type wanted is asked for, and whole numbers widen to it")
  func expecting() {
    let condition = Playground.environment.compile("people + 1", expecting: .bool)
    #expect(condition.problems == [Problem(0..<10, "a yes or no is wanted here, but this is a whole number")])
    let number = Playground.environment.compile("people + 1", expecting: .double)
    #expect(number.program?.evaluate(Playground.values) == .double(8))
    #expect(number.type == .double)
    #expect(Playground.environment.compile("[1, people]", expecting: .list(.double)).problems.isEmpty)
    let loose = Playground.environment.compile("math.greatest(people, 2.5)", expecting: .double)
    #expect(loose.program?.evaluate(Playground.values).typeName == "double")
    let list = Playground.environment.compile("[1, 2.5]", expecting: .list(.double))
    #expect(list.program?.evaluate(Playground.values) == .list([.double(1), .double(2.5)]))
    #expect(Playground.environment.compile("xs", expecting: .list(.double)).problems.count == 1)
  }
}
