import CEL
import Playbooks

/// The answers that an outcome rests on, from what its evaluation really read: of a false "and" only the false parts, of
/// rows only those that made the difference.
struct Facts {
  private let session: Session
  private let program: Program
  private var lines: [String] = []
  private var places: [Range<Int>: [Expr]] = [:]
  /// Variables of loops.
  private var turning: Set<String> = []

  /// More rows than this are counted, not listed.
  static let rowsMax = 5

  static func of(_ program: Program, _ locals: [Value], _ session: Session) -> [String] {
    var facts = Facts(session, program)
    facts.walk(session.core.explain(program, locals), row: nil)
    return facts.lines
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

  private mutating func walk(_ trace: Trace, row: String?) {
    switch trace.kind {
    case .read(let text): read(trace, text, row)
    case .comprehension:
      var rows = 0
      for child in trace.children {
        guard case .element = child.kind else {
          walk(child, row: row)
          continue
        }
        rows += 1
        if rows <= Facts.rowsMax { walk(child, row: name(of: child.value)) }
      }
      if rows > Facts.rowsMax { add(Words.moreRows(rows - Facts.rowsMax)) }
    default: for child in trace.children { walk(child, row: row) }
    }
  }

  private func name(of value: Value) -> String? {
    guard case .record(let record) = value else { return nil }
    let short = session.shortText(of: record)
    guard let id = identity(of: value), id != short else { return short }
    return short.isEmpty ? id : "\(id) \(short)"
  }

  private mutating func read(_ trace: Trace, _ text: String, _ row: String?) {
    guard let expr = expr(at: trace.range, text) else { return }
    if isPlumbing(expr) { return }
    let title = Phrase(session).words(expr)
    guard title != Words.it else { return }
    let line = Words.now(title, shown(trace.value, expr))
    add(row.map { "\($0): \(line)" } ?? line)
  }

  /// The name that was read; macros put several parts at one place.
  private func expr(at range: Range<Int>, _ text: String) -> Expr? {
    let found = places[range] ?? []
    return found.first { if case .ident(text) = $0.kind { true } else { false } }
      ?? found.first { if case .select = $0.kind { true } else { false } } ?? found.first
  }

  private mutating func add(_ line: String) { if !lines.contains(line) { lines.append(line) } }

  /// A row's id, or what a loop runs over, says nothing to a person.
  private func isPlumbing(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .select(_, let field, _): return ["id", "from", "of"].contains(field)
    case .ident(let name):
      if turning.contains(name) || session.playbook.data.contains(where: { $0.name == name }) { return true }
      if case .map = expr.type { return true }
      if case .record = expr.type { return true }
      return name.hasPrefix("@") && !name.contains(" ")
    default: return false
    }
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

extension Core {
  /// Evaluates, and tells what mattered.
  func explain(_ program: Program, _ locals: [Value]) -> Trace {
    let globals = UnsafePointer(slots.baseAddress.unsafelyUnwrapped)
    guard !locals.isEmpty else { return program.explain(globals) }
    return locals.withUnsafeBufferPointer { program.explain(globals, $0.baseAddress) }
  }
}
