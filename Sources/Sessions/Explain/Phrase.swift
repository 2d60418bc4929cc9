import CEL
import Playbooks

/// Conditions in words: `past == 'yes'` is "Tried before is Yes".
///
/// Names become the titles of what they name, codes their wordings. What has no wording here is shown as it is written.
struct Phrase {
  let session: Session
  /// The columns that variables of rows reach, by the variable's record type.
  private var playbook: Playbook { session.playbook }

  init(_ session: Session) { self.session = session }

  func words(_ program: Program) -> String { words(program.expr, in: program) }

  func words(_ expr: Expr, in program: Program) -> String {
    switch expr.kind {
    case .literal(let value): return session.text(of: value)
    case .ident(let name): return title(of: name)
    case .widened(let inner): return words(inner, in: program)
    case .select(let base, let field, _): return selected(base, field, in: program)
    case .call(let name, let target, let arguments):
      return called(name, target, arguments, in: program) ?? source(expr, in: program)
    case .asks(let test, let path, let other): return asked(test, path, other, in: program)
    case .comprehension(let loop): return looped(loop, in: program) ?? source(expr, in: program)
    case .list(let elements): return elements.map { words($0.expr, in: program) }.joined(separator: Words.or)
    case .map, .invalid: return source(expr, in: program)
    }
  }

  private func source(_ expr: Expr, in program: Program) -> String {
    let scalars = Array(program.source.unicodeScalars)
    guard expr.range.lowerBound >= 0, expr.range.upperBound <= scalars.count else { return program.source }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[expr.range])
    return "`\(String(text))`"
  }

  // MARK: Names

  /// The title of a question, calculation or table; else the name as words.
  func title(of name: String) -> String {
    if let question = playbook.question(named: name) { return question.title }
    if let calculation = playbook.calculation(named: name) { return calculation.title }
    if let table = playbook.table(named: name) { return table.title }
    if let entry = playbook.data.first(where: { $0.name == name }) { return session.text(of: entry.value) }
    return Words.spaced(name)
  }

  private func selected(_ base: Expr, _ field: String, in program: Program) -> String {
    guard let column = columnTitle(field) else { return Words.spaced(field) }
    // A fixed row by its code: `capacities.tools.rating`.
    if case .select(let table, let row, _) = base.kind, case .ident(let name) = table.kind,
      let spec = playbook.question(named: name)?.table, case .fixed(let choices, _) = spec.rows,
      let choice = choices.first(where: { $0.code == row })
    {
      return "\(choice.label): \(column)"
    }
    return column
  }

  private func columnTitle(_ field: String) -> String? {
    for question in playbook.questions { if let column = question.table?.column(named: field) { return column.title } }
    return playbook.calculation(named: field)?.title
  }

  // MARK: Operators

  private func called(_ name: String, _ target: Expr?, _ arguments: [Expr], in program: Program) -> String? {
    switch (name, arguments.count) {
    case ("_&&_", _): return arguments.map { words($0, in: program) }.joined(separator: Words.and)
    case ("_||_", _): return arguments.map { words($0, in: program) }.joined(separator: Words.or)
    case ("!_", 1): return negated(arguments[0], in: program)
    case ("@in", 2):
      return Words.isOneOf(words(arguments[0], in: program), labels(arguments[1], beside: arguments[0], in: program))
    case ("size", 1): return Words.number(of: words(arguments[0], in: program))
    case ("words", 1): return words(arguments[0], in: program)
    case ("tries", 1): return Words.tries
    default: break
    }
    if name == "size", let target { return Words.number(of: words(target, in: program)) }
    guard arguments.count == 2, let operation = Words.comparisons[name] else { return nil }
    if let emptiness = emptiness(name, arguments, in: program) { return emptiness }
    let right = labels(arguments[1], beside: arguments[0], in: program)
    return "\(words(arguments[0], in: program)) \(operation) \(right)"
  }

  /// `words(x) == 0` is "x is empty".
  private func emptiness(_ name: String, _ arguments: [Expr], in program: Program) -> String? {
    guard case .call("words", _, let inner) = arguments[0].kind, case .literal(.int(0)) = arguments[1].kind,
      let text = inner.first
    else { return nil }
    switch name {
    case "_==_": return Words.empty(words(text, in: program))
    case "_>_", "_!=_": return Words.filled(words(text, in: program))
    default: return nil
    }
  }

  private func negated(_ expr: Expr, in program: Program) -> String {
    if case .comprehension(let loop) = expr.kind, loop.macro == .exists {
      return Words.noRow(words(loop.target, in: program), words(loop.body, in: program))
    }
    return Words.not(words(expr, in: program))
  }

  private func asked(_ test: Expr.AnswerTest, _ path: Expr, _ other: Expr?, in program: Program) -> String {
    let name = words(path, in: program)
    switch test {
    case .known: return Words.answered(name)
    case .declined: return Words.declined(name)
    case .applies: return Words.applies(name)
    case .given: return name
    }
  }

  private func looped(_ loop: Comprehension, in program: Program) -> String? {
    let rows = words(loop.target, in: program)
    switch loop.macro {
    case .exists: return Words.someRow(rows, words(loop.body, in: program))
    case .all: return Words.allRows(rows, words(loop.body, in: program))
    case .existsOne: return Words.oneRow(rows, words(loop.body, in: program))
    case .filter: return Words.rowsWhere(rows, words(loop.body, in: program))
    case .map: return "\(words(loop.body, in: program)) (\(rows))"
    case .sortedBy: return rows
    default: return nil
    }
  }

  // MARK: Codes

  /// A literal shown with the wording of the choice it stands for on the other side.
  private func labels(_ expr: Expr, beside other: Expr, in program: Program) -> String {
    switch expr.kind {
    case .literal(.string(let code)): return label(code, of: other) ?? "\"\(code)\""
    case .list(let elements):
      return elements.map { labels($0.expr, beside: other, in: program) }.joined(separator: Words.or)
    default: return words(expr, in: program)
    }
  }

  private func label(_ code: String, of expr: Expr) -> String? {
    switch expr.kind {
    case .ident(let name):
      return playbook.question(named: name)?.kind.choices?.label(of: code)
        ?? playbook.calculation(named: name)?.codes?.label(of: code)
    case .select(_, let field, _):
      for question in playbook.questions {
        if let label = question.table?.column(named: field)?.kind.choices?.label(of: code) { return label }
      }
      return playbook.calculation(named: field)?.codes?.label(of: code)
    case .asks(_, let path, _): return label(code, of: path)
    default: return nil
    }
  }
}
