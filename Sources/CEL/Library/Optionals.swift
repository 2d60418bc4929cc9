extension StandardLibrary {
  static func addOptionals(_ table: inout Table) {
    table.add("optional.of", global: [[a] --> .optional(a)], .one { .optional(OptionalBox($0)) })
    table.add("optional.none", global: [[] --> .optional(a)], .many { _ in .optional(.none) })
    table.add(
      "optional.ofNonZeroValue", global: [[a] --> .optional(a)],
      .one { .optional(Optionals.isZero($0) ? .none : OptionalBox($0)) })
    table.add(
      "hasValue", member: [[.optional(a)] --> .bool], .one { Optionals.open("hasValue", $0) { .bool($0 != nil) } })
    table.add(
      "value", member: [[.optional(a)] --> a],
      .one { Optionals.open("value", $0) { $0 ?? .invalid("optional.none() dereference") } })
    table.add(
      "orValue", member: [[.optional(a), a] --> a],
      .two { box, other in Optionals.orElse("orValue", box) { other } })
    table.add(
      "or", member: [[.optional(a), .optional(a)] --> .optional(a)],
      .two { box, other in Optionals.orElse("or", box) { other } })
    table.add("optional.unwrap", global: [[.list(.optional(a))] --> .list(a)], cost: .linear, .one(Optionals.unwrap))
    table.add("unwrapOpt", member: [[.list(.optional(a))] --> .list(a)], cost: .linear, .one(Optionals.unwrap))
  }
}

enum Optionals {
  /// Whether a function looks at its second argument only where the first one, an optional, is empty.
  static func isLazy(_ name: String, _ count: Int) -> Bool { count == 2 && (name == "orValue" || name == "or") }

  /// `or` and `orValue`: an error in what isn't needed doesn't matter, as after `||`.
  static func orElse(_ name: String, _ first: Value, _ other: () -> Value) -> Value {
    guard first.isKnown else { return first }
    guard case .optional(let box) = first else { return .noOverload(name, first) }
    guard let inside = box.value else { return other() }
    return name == "or" ? first : inside
  }

  static func open(_ name: String, _ value: Value, _ use: (Value?) -> Value) -> Value {
    guard case .optional(let box) = value else { return .noOverload(name, value) }
    return use(box.value)
  }

  static func unwrap(_ value: Value) -> Value {
    guard case .list(let list) = value else { return .noOverload("unwrap", value) }
    return Sequences.list(list.elements.lazy.map { ($0, true) })
  }

  /// The zero of a type: 0, '', [], {}, false, null, the epoch.
  static func isZero(_ value: Value) -> Bool {
    switch value {
    case .bool(let flag): !flag
    case .int(let number): number == 0
    case .uint(let number): number == 0
    case .double(let number): number == 0
    case .string(let text): text.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .null: true
    case .list(let list): list.count == 0
    case .map(let map): map.count == 0
    case .timestamp(let time): time.seconds == 0 && time.nanos == 0
    case .duration(let span): span.seconds == 0 && span.nanos == 0
    case .optional(let box): box.value == nil
    case .record, .type, .opaque, .error, .unknown: false
    }
  }
}
