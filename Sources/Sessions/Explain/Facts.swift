import CEL
import Playbooks

/// The answers that an outcome rests on, from what its evaluation really read: of a false "and" only the false parts, of
/// rows only those that made the difference.
struct Facts {
  private let session: Session
  private let program: Program
  private var facts: [Fact] = []
  private var places: [Range<Int>: [Expr]] = [:]
  /// Variables of loops, and the rows they stand for while a loop is looked at.
  private var turning: Set<String> = []
  private var rows: [String: String] = [:]

  /// What was said, and in which rows: rows that say the same stand on one line.
  private struct Fact {
    let text: String
    var rows: [String]
  }

  /// More rows than this are counted, not named.
  static let rowsMax = 5
  /// More lines than this are counted.
  static let linesMax = 12

  static func of(_ program: Program, _ locals: [Value], _ session: Session) -> [String] {
    var facts = Facts(session, program)
    facts.walk(session.core.explain(program, locals))
    let lines = facts.lines
    guard lines.count > linesMax else { return lines }
    return lines.prefix(linesMax) + [Words.moreFacts(lines.count - linesMax)]
  }

  private init(_ session: Session, _ program: Program) {
    (self.session, self.program) = (session, program)
    note(program.expr)
  }

  private mutating func note(_ expr: Expr) {
    places[expr.range, default: []].append(expr)
    if case .comprehension(let loop) = expr.kind { turning.formUnion(loop.variables) }
    for child in expr.kind.children { note(child) }
  }

  private var lines: [String] {
    facts.map { fact in
      if fact.rows.isEmpty { return fact.text }
      return Words.inRows(fact.rows.count > Facts.rowsMax ? [Words.eachRow(fact.rows.count)] : fact.rows, fact.text)
    }
  }

  private mutating func walk(_ trace: Trace) {
    switch trace.kind {
    case .read(let text): read(trace, text)
    case .comprehension:
      let variable = loop(at: trace.range)?.variables.last
      let before = variable.flatMap { rows[$0] }
      for child in trace.children {
        if case .element = child.kind, let variable { rows[variable] = session.rowTitle(of: child.value) }
        walk(child)
      }
      if let variable { rows[variable] = before }
    default: for child in trace.children { walk(child) }
    }
  }

  private func loop(at range: Range<Int>) -> Comprehension? {
    for expr in places[range] ?? [] { if case .comprehension(let loop) = expr.kind { return loop } }
    return nil
  }

  private mutating func read(_ trace: Trace, _ text: String) {
    guard let expr = expr(at: trace.range, text) else { return }
    if isPlumbing(expr) { return }
    // A figure of the playbook's is no answer; what it was looked up by may be one.
    if Phrase(session).figureKey(expr) != nil {
      for child in trace.children { walk(child) }
      return
    }
    let title = Phrase(session).words(expr)
    guard title != Words.it else { return }
    add(Words.now(Words.unquoted(title), shown(trace.value, expr)), row: row(of: expr))
  }

  /// The row whose field was read, inside a loop.
  private func row(of expr: Expr) -> String? {
    switch expr.kind {
    case .ident(let name): rows[name]
    case .select(let base, _, _), .widened(let base): row(of: base)
    default: nil
    }
  }

  private mutating func add(_ text: String, row: String?) {
    guard let place = facts.firstIndex(where: { $0.text == text && $0.rows.isEmpty == (row == nil) }) else {
      return facts.append(Fact(text: text, rows: row.map { [$0] } ?? []))
    }
    if let row, !facts[place].rows.contains(row) { facts[place].rows.append(row) }
  }

  /// The name that was read; macros put several parts at one place.
  private func expr(at range: Range<Int>, _ text: String) -> Expr? {
    let found = places[range] ?? []
    return found.first { if case .ident(text) = $0.kind { true } else { false } }
      ?? found.first { if case .select = $0.kind { true } else { false } } ?? found.first
  }

  /// A row's id, or what a loop runs over, says nothing to a person.
  private func isPlumbing(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .select(let base, let field, _): return ["id", "from", "of"].contains(field) || isGiven(field, of: base)
    case .ident(let name):
      if turning.contains(name) || session.playbook.data.contains(where: { $0.name == name }) { return true }
      if case .map = expr.type { return true }
      if case .record = expr.type { return true }
      return name.hasPrefix("@") && !name.contains(" ")
    default: return false
    }
  }

  /// What the playbook says of a given row, such as the value that a step of a scale stands for.
  private func isGiven(_ field: String, of base: Expr) -> Bool {
    guard case .record(let record) = base.type, case .question? = session.core.graph.home(of: record) else {
      return false
    }
    return session.column(field, of: base.type) == nil && session.calculation(field, of: base.type) == nil
  }

  private func shown(_ value: Value, _ expr: Expr) -> String {
    if case .list(let list) = value, list.elements.contains(where: { if case .record = $0 { true } else { false } }) {
      return Words.rowCount(list.elements.count)
    }
    if case .list(let list) = value, list.elements.isEmpty { return Words.none }
    if case .string("") = value { return Words.nothing }
    return session.text(of: value, rendering(expr))
  }

  private func rendering(_ expr: Expr) -> Rendering {
    switch expr.kind {
    case .widened(let inner): return rendering(inner)
    case .ident(let name):
      let name = name.split(separator: " ").last.map(String.init) ?? name
      if let question = session.playbook.question(named: name) { return session.rendering(of: question.kind) }
      return Phrase(session).choices(of: expr).map(Rendering.choice) ?? .plain
    case .select(let base, let field, _):
      if let column = session.column(field, of: base.type) { return session.rendering(of: column.kind) }
      return session.calculation(field, of: base.type)?.codes.map(Rendering.choice) ?? .plain
    default: return .plain
    }
  }
}

extension Session {
  /// What a row is called beside its answers: `B1 Month-end report`. A code isn't shown, its wording is.
  func rowTitle(of value: Value) -> String? {
    guard case .record(let record) = value else { return nil }
    // An earlier session is called by its name.
    if case .string(let name)? = record.value(of: "session"), record.value(of: "id") == nil { return name }
    let short = shortText(of: record)
    guard let id = identity(of: value), id != short, id.last?.isNumber == true, id.first?.isUppercase == true else {
      return short
    }
    return short.isEmpty ? id : "\(id) \(short)"
  }
}

extension Core {
  /// Evaluates, and tells what mattered.
  func explain(_ program: Program, _ locals: [Value]) -> Trace {
    let globals = UnsafePointer(slots.baseAddress.unsafelyUnwrapped)
    guard !locals.isEmpty else { return program.explain(globals) }
    return locals.withUnsafeBufferPointer { program.explain(globals, $0.baseAddress) }
  }
}
