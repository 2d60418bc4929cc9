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
    ("zzz > 3", ["0-3 unknown name 'zzz' (a text or a choice stands in quotes: 'zzz')"]),
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
    ("'a' in sector", ["0-13 'in' can't stand between a text and a text (write x in ['…', '…'], or text.contains(…))"]),
    ("people && b", ["0-6 '&&' joins conditions, but this is a whole number (compare it, as in x > 0)"]),
    ("!people", ["0-7 '!' turns a condition round, but this is a whole number (compare it, as in x > 0)"]),
    ("people ? 1 : 2", ["0-6 a condition is wanted before '?', but this is a whole number (compare it, as in x > 0)"]),
    (
      "b ? 1 : 'a'",
      ["0-11 the two outcomes of '?' differ: a whole number and a text (write two of the same kind, such as two texts)"]
    ),
    ("people.all(x, x > 1)", ["0-6 'all' runs over a list or a map, but this is a whole number"]),
    (
      "xs.filter(x, x + 1)",
      ["13-18 'filter' needs a condition here, but this is a whole number (compare it, as in x > 0)"]
    ),
    ("xs.map(1, 2)", ["7-8 a simple name is wanted here (for example 'x')"]),
    ("has(people)", ["4-10 'has' takes a field, as in has(a.b) (write 'known(x)' for an answer)"]),
    ("known(people + 1)", ["6-16 'known' takes the name of an answer, as in known(row.cell)"]),
    ("given(people, 'a')", ["14-17 the answer is a whole number, but its replacement a text"]),
    ("sum(xs)", ["0-7 'sum' is written x.sum(…)"]),
    ("xs.int()", ["0-8 'int' is written int(x)"]),
    ("sector.contains(3)", ["0-18 'contains' can't be used with a text, a whole number (it takes a text with a text)"]),
    ("sector contains 'a'", ["7-15 'contains' is not an operator (write 'a.contains(b)')"]),
    ("sector.matches('h(')", ["15-19 the pattern can't be read: missing ')' for this group"]),
    ("people > ", ["9-9 expected a value, but the expression ends here (write a value behind '>')"]),
    ("(people > 1", ["11-11 expected ')' to close '(', but the expression ends here"]),
    (
      "people > 1)",
      ["10-11 expected the end of the expression, not ')' (leave out ')', or write what it closes before it)"]
    ),
    ("size(xs > 1", ["11-11 expected ')' after the arguments, but the expression ends here"]),
    (
      "people people",
      ["7-13 an operator is missing before 'people' (write an operator such as '==', '+' or '&&' between the two)"]
    ),
    ("xs[0 > 1", ["8-8 expected ']' after the position, but the expression ends here"]),
    ("{'a' 1}", ["5-6 an operator is missing here (write an operator such as '==', '+' or '&&' between the two)"]),
    ("sector == 'health", ["10-17 a text has no end (close it with '; write \\' for one inside the text)"]),
    ("'a\\qb' == sector", ["2-3 '\\q' is not an escape (write '\\\\' for a backslash)"]),
    (
      "b ? b ? 1 : 2 : 3",
      ["6-7 expected ':' between the two outcomes of '?', not '?' (put a choice inside a choice in parentheses)"]
    ),
    ("return > 1", ["0-6 'return' is a reserved word (choose another name)"]),
    ("candidate{id: 'a'}", ["9-10 values of a named type can't be built here (write a map: {'name': value})"]),
    ("99999999999999999999 > 1", ["0-20 the number is too large (write it with a decimal point)"]),
    ("b;", ["1-2 ';' has no meaning here (an expression ends without ';')"]),
    (
      "peopel > 1 && budgte > 2",
      ["0-6 unknown name 'peopel' (did you mean 'people'?)", "14-20 unknown name 'budgte' (did you mean 'budget'?)"]
    ),
    // What people write who know spreadsheets, other notations, or plain English.
    ("people === 3", ["7-10 '===' is not an operator (write '==')"]),
    ("people !== 3", ["7-10 '!==' is not an operator (write '!=')"]),
    ("budget > £10000", ["9-10 '£' has no meaning here (write the number alone)"]),
    ("budget > 10 000", ["9-15 a number has no blanks (write '10000')"]),
    ("budget > 1,5", ["10-11 expected the end of the expression, not ',' (write a decimal point instead of a comma)"]),
    ("budget > 10%", ["12-12 expected a value, but the expression ends here (write the number without '%')"]),
    ("budget >> 1", ["8-9 expected a value, not '>' (write '>' once)"]),
    ("people ** 2 > 1", ["8-9 expected a value, not '*' (write 'x * x' for a square)"]),
    ("b and", ["2-5 an operator is missing before 'and' (write '&&' with a condition on both sides)"]),
    ("budget between 5 and 10", ["7-14 an operator is missing before 'between' (write 'x >= 1 && x <= 5')"]),
    (
      "5 < budget < 10",
      [
        "0-15 '<' can't stand between a yes or no and a whole number "
          + "(write '&&' between two comparisons, or put one in parentheses)"
      ]
    ),
    ("if b then 1 else 2", ["0-2 'if' is a reserved word (write 'condition ? this : that')"]),
    (
      "b == 'yes'",
      ["0-10 '==' can't stand between a yes or no and a text (a yes or no is a condition already: write x, or !x)"]
    ),
    ("sector == zebra", ["10-15 unknown name 'zebra' (a text or a choice stands in quotes: 'zebra')"]),
    (
      "sector == 'health' || 'care'",
      ["22-28 '||' joins conditions, but this is a text (compare it, as in x == 'a' || x == 'b', or x in ['a', 'b'])"]
    ),
    (
      "sector in ('health', 'care')",
      ["19-20 expected ')' to close '(', not ',' (write a list in square brackets: ['…', '…'])"]
    ),
    ("goals.contains('faster')", ["0-24 'contains' can't be used with a list, a text (write 'a' in list)"]),
    ("'faster' is in goals", ["9-11 an operator is missing before 'is' (write 'x in list', without 'is')"]),
    ("xs.max > 3", ["0-6 a list has no 'max' (write '.max()' with parentheses)"]),
    ("xs.count > 3", ["0-8 a list has no 'count' (did you mean 'size'?)"]),
    ("max(1, 2) > 1", ["0-9 'max' is written x.max(…) (write 'math.greatest(…)' for several numbers)"]),
    ("average(xs) > 1", ["0-11 unknown function 'average' (write 'list.avg()')"]),
    ("round(budget) > 1", ["0-13 unknown function 'round' (write 'math.round(x)')"]),
    ("xs.any(x, x > 1)", ["0-16 unknown function 'any' (write 'list.exists(x, condition)')"]),
    (
      "xs.exists(x > 1)",
      ["0-16 'exists' is not written like this (write 'list.exists(x, condition)', where x is a name for each element)"]
    ),
    ("given(budget) > 1", ["0-13 'given' is not written like this (write 'given(x, other)')"]),
    ("size xs > 1", ["5-7 an operator is missing before 'xs' (write 'size(xs)')"]),
    ("known budget", ["6-12 an operator is missing before 'budget' (write 'known(budget)')"]),
    ("budget == declined", ["10-18 unknown name 'declined' (write 'declined(x)' with the name of an answer)"]),
    ("people in 1..5", ["12-14 expected a name after '.' (write 'x >= 1 && x <= 5' for a range)"]),
    (
      "start > 2026-01-01",
      ["0-18 '>' can't stand between a date and a whole number (write timestamp('2026-01-31T00:00:00Z'))"]
    ),
    (
      "size(people) > 1",
      ["0-12 'size' can't be used with a whole number (it takes a text, or bytes, or a list, or a map)"]
    ),
    ("goals.sum() > 1", ["0-11 'sum' can't be used with a list (it takes a list of numbers, or a list)"]),
    ("", ["0-0 expected a value, but the expression ends here (write a condition, such as 'budget > 10000')"]),
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
    #expect(
      condition.problems == [
        Problem(0..<10, "a yes or no is wanted here, but this is a whole number", hint: "compare it, as in x > 0")
      ])
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
