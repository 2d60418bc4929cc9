extension StandardLibrary {
  /// The list functions, with Kubernetes' names where it has them.
  static func addLists(_ table: inout Table) {
    let numbers: [Type] = [.int, .uint, .double]
    table.add("sum", member: (numbers + [.duration]).map { [.list($0)] --> $0 }, cost: .linear, .one { Lists.sum($0) })
    let ordered: [Type] = numbers + [.duration, .timestamp, .string, .bool, .bytes]
    table.add(
      "min", member: ordered.map { [.list($0)] --> $0 }, cost: .linear, .one { Lists.extreme("min", $0, .less) })
    table.add(
      "max", member: ordered.map { [.list($0)] --> $0 }, cost: .linear, .one { Lists.extreme("max", $0, .more) })
    table.add("isSorted", member: ordered.map { [.list($0)] --> .bool }, cost: .linear, .one(Lists.isSorted))
    table.add("avg", member: numbers.map { [.list($0)] --> .double }, cost: .linear, .one(Lists.average))
    table.add(
      "first", member: [[.list(a), .int] --> .list(a), [.list(a)] --> .optional(a)], cost: .outer,
      .one { Lists.end("first", $0, \.first) }, .two { Lists.part("first", $0, $1) { Array($0.prefix($1)) } })
    table.add(
      "last", member: [[.list(a), .int] --> .list(a), [.list(a)] --> .optional(a)], cost: .outer,
      .one { Lists.end("last", $0, \.last) }, .two { Lists.part("last", $0, $1) { Array($0.suffix($1)) } })
    table.add("distinct", member: [[.list(a)] --> .list(a)], cost: .pairs, .one(Lists.distinct))
    table.add(
      "counts", member: [[.list(.string)] --> .list(.record(Lists.countType))], cost: .linear, .one(Lists.counts))
    table.add(
      "at", member: [[.list(a), .string] --> a, [.list(a), .list(.string)] --> .list(a)], cost: .product, .two(Lists.at)
    )
  }
}

enum Lists {
  /// A row of `counts()`.
  static let countType = RecordType("count", [("id", .string), ("count", .int)])

  /// The elements, or what keeps one of them from being known.
  private static func elements(_ name: String, _ value: Value) -> Result<ContiguousArray<Value>, Open> {
    guard case .list(let list) = value else { return .failure(Open(.noOverload(name, value))) }
    var open: Value?
    for element in list.elements where !element.isKnown { open = Logic.strict(open, element) }
    return open.map { .failure(Open($0)) } ?? .success(list.elements)
  }

  private struct Open: Error {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private static func using(
    _ name: String, _ value: Value, _ use: (ContiguousArray<Value>) -> Value
  ) -> Value {
    switch elements(name, value) {
    case .success(let elements): use(elements)
    case .failure(let open): open.value
    }
  }

  /// The sum; of no elements the zero of the type. Whole numbers and decimals may be mixed.
  static func sum(_ value: Value, as type: Type = .int) -> Value {
    using("sum", value) { elements in
      guard var total = elements.first else { return zero(of: type) }
      let isMixed = elements.contains { if case .double = $0 { true } else { false } }
      if isMixed { total = WidenNode.widened(total) }
      if case .duration = total {} else if !total.isNumber { return .noOverload("sum", total) }
      for element in elements.dropFirst() {
        total = Arithmetic.add(total, isMixed ? WidenNode.widened(element) : element)
        guard total.isKnown else { return total }
      }
      return total
    }
  }

  private static func zero(of type: Type) -> Value {
    switch type {
    case .double: .double(0)
    case .uint: .uint(0)
    case .duration: Duration(seconds: 0).map { .duration($0) } ?? .null
    default: .int(0)
    }
  }

  static func average(_ value: Value) -> Value {
    using("avg", value) { elements in
      guard !elements.isEmpty else { return .invalid("avg() of an empty list") }
      switch sum(.list(List(elements.map(Conversions.double))), as: .double) {
      case .double(let total): return .double(total / Double(elements.count))
      case let other: return other
      }
    }
  }

  static func extreme(_ name: String, _ value: Value, _ wanted: Comparing.Order) -> Value {
    using(name, value) { elements in
      guard var best = elements.first else { return .invalid("\(name)() of an empty list") }
      for element in elements.dropFirst() {
        guard Comparing.areOrdered(best, element) else { return .noOverload(name, best, element) }
        if Comparing.order(element, best) == wanted { best = element }
      }
      return best
    }
  }

  static func isSorted(_ value: Value) -> Value {
    using("isSorted", value) { elements in
      for (a, b) in zip(elements, elements.dropFirst()) {
        guard Comparing.areOrdered(a, b) else { return .noOverload("isSorted", a, b) }
        let order = Comparing.order(a, b)
        if order == .more || order == .none { return .bool(false) }
      }
      return .bool(true)
    }
  }

  static func end(_ name: String, _ value: Value, _ pick: (ContiguousArray<Value>) -> Value?) -> Value {
    guard case .list(let list) = value else { return .noOverload(name, value) }
    guard let element = pick(list.elements) else { return .optional(.none) }
    return element.isKnown ? .optional(OptionalBox(element)) : element
  }

  /// `first(n)` and `last(n)`: fewer elements if there are fewer.
  static func part(_ name: String, _ value: Value, _ count: Value, _ pick: (ContiguousArray<Value>, Int) -> [Value])
    -> Value
  {
    guard case .list(let list) = value, case .int(let number) = count else { return .noOverload(name, value, count) }
    guard number >= 0 else { return .range("\(name)(\(number)) of a list") }
    return .list(pick(list.elements, Int(min(number, Int64(list.count)))))
  }

  /// The place of an element in a list, -1 if it isn't there; nil if this isn't a list.
  static func index(of element: Value, in value: Value, _ isLast: Bool) -> Value? {
    guard case .list(let list) = value else { return nil }
    var open: Value?
    for index in isLast ? Array(list.elements.indices.reversed()) : Array(list.elements.indices) {
      var blame = Value.null
      switch Comparing.equal(list[index], element, blame: &blame) {
      case .yes: return open ?? .int(Int64(index))
      case .no: break
      case .unknown, .error: open = Logic.strict(open, blame)
      }
    }
    return open ?? .int(-1)
  }

  /// Each element once, where it stands first.
  static func distinct(_ value: Value) -> Value {
    using("distinct", value) { elements in
      var (result, seen) = (ContiguousArray<Value>(), Set<MapKey>())
      var others = ContiguousArray<Value>()
      for element in elements {
        if let key = MapKey(element) {
          if seen.insert(key).inserted { result.append(element) }
          continue
        }
        var blame = Value.null
        let isKnown = others.contains { Comparing.equal($0, element, blame: &blame) == .yes }
        if !blame.isKnown { return blame }
        if !isKnown {
          others.append(element)
          result.append(element)
        }
      }
      return .list(List(result))
    }
  }

  /// How often each string occurs, in order of first appearance.
  static func counts(_ value: Value) -> Value {
    using("counts", value) { elements in
      var (places, ids, numbers) = ([MapKey: Int](), [Value](), [Int64]())
      for element in elements {
        guard case .string(let text) = element else { return .noOverload("counts", element) }
        if let place = places[.string(text)] {
          numbers[place] += 1
        } else {
          places[.string(text)] = ids.count
          ids.append(element)
          numbers.append(1)
        }
      }
      return .list(List(zip(ids, numbers).map { .record(Record(countType, [$0, .int($1)])) }))
    }
  }

  /// The row with an id, or the rows with ids in the order of the ids; ids that are gone are skipped, a single one is absent.
  static func at(_ value: Value, _ wanted: Value) -> Value {
    guard case .list(let list) = value else { return .noOverload("at", value, wanted) }
    switch wanted {
    case .string(let id): return row(id, list)
    case .list(let ids):
      var rows: [Value] = []
      var open: Value?
      for id in ids.elements {
        guard case .string(let id) = id else {
          if id.isKnown { return .noOverload("at", value, id) }
          open = Logic.strict(open, id)
          continue
        }
        let row = row(id, list)
        if case .error(let error) = row, error.kind == .absent { continue }
        if row.isKnown { rows.append(row) } else { open = Logic.strict(open, row) }
      }
      return open ?? .list(rows)
    default: return .noOverload("at", value, wanted)
    }
  }

  private static func row(_ id: String, _ list: List) -> Value {
    var open: Value?
    for element in list.elements {
      guard element.isKnown else {
        open = Logic.merge(open, element)
        continue
      }
      switch Access.field("id", of: element) {
      case .string(let other): if sameText(other, id) { return element }
      case let other: open = Logic.merge(open, other)
      }
    }
    return open ?? .absent
  }
}
