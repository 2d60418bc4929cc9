import CEL

extension Core {
  /// Whether nothing that reads one value could tell it from the other, so that what reads it need not be looked at again.
  ///
  /// This is narrower than the language's equality, for which rows are equal where their ids are (cel-spec langdef knows no
  /// rows): two records are the same here only if they are one object, or if nobody changes them in place and all their
  /// fields are the same.
  @inline(__always)
  func isSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.bool(let x), .bool(let y)): x == y
    case (.int(let x), .int(let y)): x == y
    case (.double(let x), .double(let y)): x.bitPattern == y.bitPattern
    case (.string(let x), .string(let y)): x == y && x.utf8.elementsEqual(y.utf8)
    case (.unknown(let x), .unknown(let y)): x == y
    default: isSameThing(a, b)
    }
  }

  private func isSameThing(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.error(let x), .error(let y)): x.kind == y.kind
    case (.list(let x), .list(let y)): x.count == y.count && x.elements.elementsEqual(y.elements, by: isSame)
    case (.record(let x), .record(let y)): x === y || isSameCopy(x, y)
    case (.map(let x), .map(let y)):
      x === y
        || x.count == y.count && x.keys.elementsEqual(y.keys, by: isSame)
          && x.values.elementsEqual(y.values, by: isSame)
    case (.optional(let x), .optional(let y)):
      switch (x.value, y.value) {
      case (let x?, let y?): isSame(x, y)
      case (nil, nil): true
      default: false
      }
    case (.error, _), (_, .error), (.unknown, _), (_, .unknown), (.list, _), (.record, _), (.map, _), (.optional, _):
      false
    default: a.typeName == b.typeName && a == b
    }
  }

  /// Two records that nobody changes in place.
  private func isSameCopy(_ a: Record, _ b: Record) -> Bool {
    a.type === b.type && graph.home(of: a.type) == nil && a.fields.elementsEqual(b.fields, by: isSame)
  }
}
