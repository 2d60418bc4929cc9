import CEL
import Playbooks

/// Conditions in words: `past == 'yes'` is "Tried before is Yes".
///
/// Names become the titles of what they name, codes their wordings, functions words of their own.
struct Phrase {
  let session: Session
  /// What comprehensions around run over, by the variable's name.
  private var turning: [String: Turn] = [:]

  private struct Turn {
    /// "it", or "the one" and "the other" where there are two.
    var word: String
    let over: Expr
  }

  var playbook: Playbook { session.playbook }

  init(_ session: Session) { self.session = session }

  func words(_ program: Program) -> String { condition(program.expr) }

  func words(_ condition: Condition?) -> String {
    (condition?.conjuncts ?? []).map { words($0) }.joined(separator: Words.and)
  }

  /// A condition that holds; of an "or" only what makes it so.
  func words(holding program: Program, _ locals: [Value]) -> String {
    guard case .call("_||_", _, let parts) = program.expr.kind else { return words(program) }
    let ranges = session.core.explain(program, locals).children.map(\.range)
    let holding = parts.filter { ranges.contains($0.range) }.map { condition($0) }
    return holding.isEmpty ? words(program) : holding.joined(separator: Words.and)
  }

  /// A part that is true or false; a bare name is said to be so.
  func condition(_ expr: Expr) -> String {
    switch expr.kind {
    case .ident, .select: expr.type == .bool ? Words.isYes(words(expr)) : words(expr)
    default: words(expr)
    }
  }

  func words(_ expr: Expr) -> String {
    switch expr.kind {
    case .literal(.string(let text)): return "\"\(text)\""
    case .literal(let value): return session.text(of: value)
    case .ident(let name): return title(of: name)
    case .widened(let inner): return words(inner)
    case .select(let base, let field, _): return selected(base, field)
    case .call(let name, let target, let arguments): return called(name, (target.map { [$0] } ?? []) + arguments)
    case .asks(let test, let path, _): return asked(test, path)
    case .comprehension(let loop): return looped(loop)
    case .list(let elements): return elements.map { words($0.expr) }.joined(separator: Words.or)
    case .map, .invalid: return Words.something
    }
  }

  // MARK: Names

  /// The title of a question, calculation or table; else the name as words.
  func title(of name: String) -> String {
    if let turn = turning[name] { return turn.word }
    if name.hasPrefix("@") { return hidden(name.dropFirst()) }
    if let question = playbook.question(named: name) { return named(question.title) }
    if let calculation = playbook.calculation(named: name) { return calculation.title }
    if let table = playbook.table(named: name) { return table.title }
    if let input = Words.inputs[name] { return input }
    if let entry = playbook.data.first(where: { $0.name == name }) {
      switch entry.value {
      case .int, .double, .string, .bool: return session.text(of: entry.value)
      case .list: return Words.quoted(Words.spaced(name))
      default: break
      }
    }
    if let use = playbook.uses.first(where: { $0.name == name }) {
      return use.sourceTitles.isEmpty
        ? Words.register(use.title) : Words.carried(named(use.title), from: use.sourceTitles)
    }
    return Words.spaced(name)
  }

  /// Names that functions such as `strict(x)` and `tries('gate')` stand for.
  private func hidden(_ name: Substring) -> String {
    let parts = name.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return Words.it }
    if parts[0] == "tries" {
      return Words.tries(playbook.gate(named: String(parts[1]))?.title ?? Words.spaced(String(parts[1])))
    }
    return title(of: String(parts[1]))
  }

  private func selected(_ base: Expr, _ field: String) -> String {
    // The id of a row stands for the row.
    if field == "id", !isName(base) { return words(base) }
    let column = fieldTitle(field, of: base) ?? Words.spaced(field)
    switch base.kind {
    case .ident(let name):
      // A form's field, or a value of a session that came before: say whose it is.
      if turning[name] == nil, let question = playbook.question(named: name) { return "\(question.title): \(column)" }
      return Words.ofRow(owner(name), column)
    case .select(_, "of", _): return column.prefix(1).uppercased() + column.dropFirst()
    case .select(let table, let row, _):
      // A fixed row by its code: `capacities.tools.rating`.
      if case .ident(let name) = table.kind, let spec = playbook.question(named: name)?.table,
        case .fixed(let choices, _) = spec.rows, let choice = choices.first(where: { $0.code == row })
      {
        return spec.columns.count == 1 ? named(choice.label) : "\(choice.label): \(column)"
      }
      return "\(words(base)): \(column)"
    case .call(let name, let target, let rest)
    where ["_[_]", "at"].contains(name) && (target == nil ? 0 : 1) + rest.count == 2:
      // `methods[primary].home`: the home of what was suggested.
      let key = rest[rest.count - 1]
      if case .literal(.int) = key.kind { return Words.of(column, words(base)) }
      return Words.lookedUp(column.prefix(1).lowercased() + column.dropFirst(), words(key))
    default: return Words.of(column, words(base))
    }
  }

  private func isName(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .ident: true
    case .widened(let inner): isName(inner)
    default: false
    }
  }

  /// A long label stands in quotes, so that a sentence around it can be read.
  private func named(_ label: String) -> String {
    label.split(separator: " ").count > 5 || label.contains { ",;".contains($0) } || label.contains(" - ")
      ? Words.quoted(label) : label
  }

  /// Whose field it is, where that isn't plain: inside a loop the row at hand, and of two loops the one or the other.
  private func owner(_ name: String) -> String? {
    guard let turn = turning[name] else { return turning.isEmpty ? nil : Words.thisRow }
    return turn.word == Words.it ? nil : turn.word
  }

  /// What a loop's variable runs over.
  func target(of name: String) -> Expr? { turning[name]?.over }

  /// The title of a field by the kind of row that it belongs to.
  func fieldTitle(_ field: String, of base: Expr) -> String? {
    switch field {
    case "id": return Words.it
    case "number": return Words.place
    case "from": return Words.source
    default: break
    }
    if let column = session.column(field, of: base.type) { return column.title }
    if let calculation = session.calculation(field, of: base.type) { return calculation.title }
    for question in playbook.questions { if let column = question.table?.column(named: field) { return column.title } }
    return playbook.calculation(named: field)?.title ?? playbook.question(named: field)?.title
  }

  /// What a number in a weighed sum is about: a value looked up in the playbook's own figures is that of its key.
  func subject(_ program: Program) -> String {
    figureKey(program.expr).map { words($0) } ?? words(program)
  }

  /// The key by which one of the playbook's own figures is looked up.
  func figureKey(_ expr: Expr) -> Expr? {
    switch expr.kind {
    case .widened(let inner): return figureKey(inner)
    case .call("_[_]", _, let arguments):
      guard arguments.count == 2, case .ident(let name) = arguments[0].kind,
        playbook.data.contains(where: { $0.name == name })
      else { return nil }
      if case .literal = arguments[1].kind { return nil }
      return expr.type == .int || expr.type == .double ? arguments[1] : nil
    default: return nil
    }
  }

  // MARK: Answers and rows

  private func asked(_ test: Expr.AnswerTest, _ path: Expr) -> String {
    let name = words(path)
    switch test {
    case .known: return isWorkedOut(path) ? Words.known(name) : Words.answered(name)
    case .declined: return Words.declined(name)
    case .applies: return Words.applies(name)
    case .given: return name
    }
  }

  /// A result, which nobody answers.
  func isWorkedOut(_ path: Expr) -> Bool {
    switch path.kind {
    case .ident(let name): playbook.calculation(named: name) != nil
    case .select(let base, let field, _): session.calculation(field, of: base.type) != nil
    default: false
    }
  }

  func turningOver(_ loop: Comprehension) -> Phrase {
    var phrase = self
    for name in turning.keys { phrase.turning[name]?.word = Words.theOne }
    let word = turning.isEmpty ? Words.it : Words.theOther
    for name in loop.variables { phrase.turning[name] = Turn(word: word, over: loop.target) }
    return phrase
  }

  func looped(_ loop: Comprehension, isSo: Bool = true) -> String {
    var rows = words(loop.target)
    if case .list(let elements) = loop.target.kind { rows = Words.listed(elements.map { words($0.expr) }) }
    let inner = turningOver(loop)
    if let pair = paired(loop, inner, isSo: isSo) { return pair }
    let hasRows = if case .list(.record) = loop.target.type { true } else { false }
    var body: String { inner.condition(loop.body) }
    if isOneRow(loop.target), loop.macro == .all || loop.macro == .exists {
      return Words.inRow(rows, isSo ? body : inner.negated(loop.body))
    }
    switch loop.macro {
    case .exists where isSo: return hasRows ? Words.someRow(rows, body) : Words.some(rows, body)
    case .exists: return hasRows ? Words.noRow(rows, body) : Words.none(rows, body)
    case .all where isSo: return hasRows ? Words.allRows(rows, body) : Words.all(rows, body)
    case .all: return hasRows ? Words.notAllRows(rows, body) : Words.notAll(rows, body)
    case .existsOne: return hasRows ? Words.oneRow(rows, body) : Words.one(rows, body)
    case .filter: return Words.rowsWhere(rows, body)
    case .sortedBy: return rows
    case .bind: return inner.words(loop.body)
    case .map, .transformList, .transformMap, .transformMapEntry, .optMap, .optFlatMap:
      let value = inner.words(loop.body)
      return value == Words.it ? rows : Words.of(value, rows)
    }
  }

  /// `earlier.last(1)`: a list, but of one row.
  private func isOneRow(_ expr: Expr) -> Bool {
    guard case .call(let name, let target, let rest) = expr.kind, ["first", "last"].contains(name),
      let count = rest.last, target != nil || rest.count == 2
    else { return false }
    if case .literal(.int(1)) = count.kind { return true }
    return false
  }

  /// A loop right within a loop of its kind is about pairs of rows.
  private func paired(_ loop: Comprehension, _ inner: Phrase, isSo: Bool) -> String? {
    guard isSo, turning.isEmpty, case .comprehension(let second) = loop.body.kind, second.macro == loop.macro,
      second.filter == nil, loop.filter == nil, loop.macro == .all || loop.macro == .exists
    else { return nil }
    let (first, other) = (words(loop.target), inner.words(second.target))
    let body = inner.turningOver(second).condition(second.body)
    return loop.macro == .all ? Words.allPairs(first, other, body) : Words.somePair(first, other, body)
  }
}
