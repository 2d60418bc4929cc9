import CEL
import Diagnostics

extension Compiler {
  /// Compiles what an expression stands on before it is compiled itself.
  ///
  /// Found by the names in its text: a superset, so that nothing here may report that something *is* read.
  mutating func prepare(_ text: String, _ scope: Scope) {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.nestingMax else {
      isTooDeep = true
      return
    }
    let found = scanNames(text)
    let looksBack = found.contains { $0.isCalled && !$0.isMember && $0.text == "inARow" }
    var called = ""
    for scanned in found {
      let name = scanned.text
      if scanned.isMember {
        prepareMember(name)
        continue
      }
      if scanned.isCalled {
        called = name
        continue
      }
      let read = scope.renamed.map { replaced(name, $0.from, $0.to) } ?? name
      if scope.type(of: read) == nil { prepareName(read, called) }
      if looksBack { ensureEarlierField(read) }
      called = ""
    }
  }

  /// How far things may stand on each other that aren't put in order beforehand: rows from rows from rows.
  private static let nestingMax = 24

  /// Calculations in an order in which each stands behind those its text names (circles are found later).
  func calculationOrder() -> [Int] {
    var done = [Bool](repeating: false, count: calculations.count)
    var order: [Int] = []
    for start in calculations.indices where !done[start] {
      done[start] = true
      var path: [(index: Int, sources: [Int], next: Int)] = [(start, mentioned(by: start), 0)]
      while let top = path.last {
        guard top.next < top.sources.count else {
          order.append(top.index)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let source = top.sources[top.next]
        guard !done[source] else { continue }
        done[source] = true
        path.append((source, mentioned(by: source), 0))
      }
    }
    return order
  }

  /// Calculations whose names stand in a calculation's text.
  private func mentioned(by index: Int) -> [Int] {
    var found: [Int] = []
    var nodes = [calculations[index].fields.node] + (calculations[index].fields.base.map { [$0] } ?? [])
    while let node = nodes.popLast() {
      nodes += node.children
      guard node.isScalar else { continue }
      for scanned in scanNames(node.text) {
        let name = scanned.text
        if scanned.isMember {
          found += rowCalculations[name] ?? []
        } else if case .calculation(let other)? = names[name] {
          found.append(other)
        }
      }
    }
    return found.filter { $0 != index }
  }

  private mutating func prepareMember(_ name: String) {
    for index in rowCalculations[name] ?? [] { ensureCalculation(index) }
    for index in rowReplies[name] ?? [] { ensureReply(index) }
    ensureEarlierField(name)
  }

  private mutating func prepareName(_ name: String, _ called: String) {
    switch names[name] {
    case .calculation(let index):
      ensureCalculation(index)
      if called == "strict" { ensureStrict(name) }
    case .because(let index): ensureBecause(index)
    case .question(let index):
      ensureRows(index)
      if called == "strict" { ensureStrict(name) }
      if called == "rows" { ensureRowList(index) }
      if called == "votes" { ensureVotes(index) }
    case .use(let index): ensureUse(index)
    case .table, .data, .register: break
    case nil: ensureRegister(name)
    }
  }

  /// The variable behind `rows(q)`: the rows of a table with fixed rows as a list.
  private mutating func ensureRowList(_ index: Int) {
    let name = "@rows \(questions[index].name)"
    guard questions[index].byCode != nil, environment.slot(of: name) == nil, let record = questions[index].record else {
      return
    }
    declare(name, .list(.record(record)), .rowsOf(index))
  }

  private mutating func ensureVotes(_ index: Int) {
    let name = "@votes \(questions[index].name)"
    guard questions[index].kind == "scale", environment.slot(of: name) == nil else { return }
    declare(name, .list(.int), .votes(index))
  }

  /// The row source of a table: gives its rows the field `of`.
  mutating func ensureRows(_ index: Int) {
    guard questions[index].rowSource == .pending, let node = questions[index].fields["rows"]?["from"] else { return }
    questions[index].rowSource = .running
    if questions[index].kind == "run" { addCarried(index) }
    let program = compile(node)
    questions[index].rowProgram = program
    questions[index].rowSource = .done
    guard let program, let record = questions[index].record else { return }
    switch elementType(program.type) {
    case .record(let source)?: addField(record, "of", .record(source))
    case .string?, .dyn?: break
    default:
      report("rows come from a table or a list of ids, this is \(program.type.inWords)", node)
    }
  }

  /// Rows of `type: run` hold what the inner session carries.
  private mutating func addCarried(_ index: Int) {
    guard let name = questions[index].fields["playbook"]?.text, let record = questions[index].record else { return }
    for carried in shelf.carries(name) ?? [] where record.index(of: carried) == nil {
      guard let member = shelf.member(name, carried) else {
        addField(record, carried, .dyn)
        continue
      }
      for (id, info) in member.renderings where records[id] == nil { records[id] = info }
      let field = addField(record, carried, detached(member.type))
      records[ObjectIdentifier(record)]?.renderings[field] = member.rendering
    }
  }

  /// A reply to a rule that has rows: a field of those rows.
  mutating func ensureReply(_ index: Int) {
    guard questions[index].replyProgress == .pending, case .reply(let rule) = questions[index].origin else { return }
    questions[index].replyProgress = .running
    let scope = Scope(renamed: rules[rule].renamed)
    let iteration = iteration(rules[rule].fields["for"], scope)
    questions[index].perRow = iteration
    questions[index].replyProgress = .done
    guard let iteration else { return }
    guard case .record(let record) = iteration.element else {
      if let node = rules[rule].fields["reply"] {
        report("a reply for each row needs rows, not \(iteration.element.inWords)", node)
      }
      return
    }
    let field = addField(record, questions[index].name, questions[index].type, codes: questions[index].codes)
    questions[index].replyField = RowField(record: record, field: field)
  }

  /// What a name of `carries` reads as in an earlier session.
  mutating func ensureEarlierField(_ name: String) {
    guard let earlier = earlierRecord, earlier.index(of: name) == nil, macros.carried.contains(name) else {
      return
    }
    guard let type = carriedType(name) else { return }
    let field = earlier.add(name, detached(type), codes: carriedCodes(name))
    let rendering = carriedRendering(name)
    records[ObjectIdentifier(earlier)]?.renderings[field] = rendering
  }

  /// The type of something carried; compiled now if it has to be.
  mutating func carriedType(_ name: String) -> Type? {
    switch names[name] {
    case .question(let index):
      ensureRows(index)
      return questions[index].type
    case .calculation(let index):
      if calculations[index].progress == .running { return staticType(index) ?? .dyn }
      ensureCalculation(index)
      return calculations[index].type
    case .because: return .string
    case .table(let index): return .list(.record(tables[index].record))
    case .use(let index):
      ensureUse(index)
      return uses[index].type
    case .data, .register, nil: return environmentType(name)
    }
  }

  private func carriedCodes(_ name: String) -> [String]? {
    switch names[name] {
    case .question(let index): questions[index].codes
    case .calculation(let index): calculations[index].codes.map(\.codes)
    default: nil
    }
  }

  func carriedRendering(_ name: String) -> Rendering {
    switch names[name] {
    case .question(let index): questions[index].rendering
    case .calculation(let index): calculations[index].rendering
    default: .plain
    }
  }

  // MARK: Record types

  /// Adds a field to rows, and to the copies other sessions' rows have of them.
  @discardableResult
  mutating func addField(_ record: RecordType, _ name: String, _ type: Type, codes: [String]? = nil) -> Int {
    let field = record.add(name, type, codes: codes)
    if let copy = copies[ObjectIdentifier(record)] { copy.add(name, detached(type), codes: codes) }
    return field
  }

  /// The same type with record types of its own: rows of other sessions are not the rows of this one.
  mutating func detached(_ type: Type) -> Type {
    switch type {
    case .list(let inner): return .list(detached(inner))
    case .map(let key, let value): return .map(key, detached(value))
    case .optional(let inner): return .optional(detached(inner))
    case .record(let record):
      if let copy = copies[ObjectIdentifier(record)] { return .record(copy) }
      let copy = RecordType(record.name)
      copies[ObjectIdentifier(record)] = copy
      records[ObjectIdentifier(copy)] = RecordInfo(
        owner: .earlier, renderings: records[ObjectIdentifier(record)]?.renderings ?? [:])
      for field in record.fields { copy.add(field.name, detached(field.type), codes: field.codes) }
      return .record(copy)
    default: return type
    }
  }
}
