/// A field of a record whose place is known.
final class FieldNode: Node {
  let base: Node
  let type: RecordType
  let index: Int
  init(_ base: Node, _ type: RecordType, _ index: Int) { (self.base, self.type, self.index) = (base, type, index) }

  override func eval(_ frame: FramePointer) -> Value {
    guard frame.charge() else { return .error(.costLimit) }
    return value(in: base.eval(frame))
  }

  @inline(__always)
  func value(in base: Value) -> Value {
    if case .record(let record) = base, record.type === type { return record.value(at: index) }
    return Access.field(type.fields[index].name, of: base)
  }
}

/// A field of a record kept in a comprehension variable: the shortest way to a cell.
final class LocalFieldNode: Node {
  let slot: Int
  let type: RecordType
  let index: Int
  init(_ slot: Int, _ type: RecordType, _ index: Int) { (self.slot, self.type, self.index) = (slot, type, index) }

  override func eval(_ frame: FramePointer) -> Value {
    guard frame.charge() else { return .error(.costLimit) }
    guard case .record(let record) = frame.pointee.locals[slot], record.type === type else {
      return Access.field(type.fields[index].name, of: frame.pointee.locals[slot])
    }
    return record.value(at: index)
  }

  override func integer(_ frame: FramePointer) -> Int64? {
    if case .record(let record) = frame.pointee.locals[slot], record.type === type, index < record.fields.count,
      case .int(let number) = record.fields[index]
    {
      if frame.charge() { return number }
    }
    frame.pointee.pending = eval(frame)
    return nil
  }

  override func double(_ frame: FramePointer) -> Double? {
    if case .record(let record) = frame.pointee.locals[slot], record.type === type, index < record.fields.count,
      case .double(let number) = record.fields[index]
    {
      if frame.charge() { return number }
    }
    frame.pointee.pending = eval(frame)
    return nil
  }
}

/// A field or key by name, and `has` and `.?` of it.
final class SelectNode: Node {
  let base: Node
  let field: String
  let style: Expr.SelectStyle
  init(_ base: Node, _ field: String, _ style: Expr.SelectStyle) {
    (self.base, self.field, self.style) = (base, field, style)
  }

  override func eval(_ frame: FramePointer) -> Value {
    guard frame.charge() else { return .error(.costLimit) }
    return Access.select(field, of: base.eval(frame), style)
  }
}

/// Reading parts of values (cel-spec langdef, "Field Selection"; optionals as in cel-go's extension).
enum Access {
  static func select(_ field: String, of base: Value, _ style: Expr.SelectStyle) -> Value {
    switch style {
    case .plain: self.field(field, of: base)
    case .test: has(field, of: base)
    case .optional: base.isKnown ? optional(self.field(field, of: base)) : base
    }
  }

  static func field(_ name: String, of base: Value) -> Value {
    switch base {
    case .record(let record):
      return record.value(of: name) ?? .fail(.noSuchField, "no_such_field: '\(name)'")
    case .map(let map):
      return map.value(for: name) ?? .fail(.noSuchKey, "no such key: '\(name)'")
    case .optional(let box):
      guard let inside = box.value else { return base }
      return optional(field(name, of: inside))
    case .error, .unknown: return base
    default: return .fail(.noSuchOverload, "no such overload: type '\(base.typeName)' does not support field selection")
    }
  }

  /// `has(base.name)`: false for a key or field that isn't there, or holds no answer.
  static func has(_ name: String, of base: Value) -> Value {
    switch base {
    case .record(let record):
      guard let value = record.value(of: name) else { return .bool(false) }
      switch value {
      case .error(let error) where [.absent, .declined, .noSuchField].contains(error.kind): return .bool(false)
      case .error, .unknown: return value
      default: return .bool(true)
      }
    case .map(let map):
      if case .unknown? = map.value(for: name) { return map.value(for: name) ?? .null }
      return .bool(map.value(for: name) != nil)
    case .optional(let box): return box.value.map { has(name, of: $0) } ?? .bool(false)
    case .error, .unknown: return base
    default: return .fail(.noSuchOverload, "no such overload: type '\(base.typeName)' does not support field selection")
    }
  }

  /// What is not there becomes `optional.none()`.
  static func optional(_ value: Value) -> Value {
    switch value {
    case .error(let error):
      switch error.kind {
      case .noSuchKey, .noSuchField, .absent, .outOfRange: .optional(.none)
      default: value
      }
    case .unknown, .optional: value
    default: .optional(OptionalBox(value))
    }
  }

  static func index(_ base: Value, _ position: Value) -> Value {
    switch base {
    case .list(let list):
      guard let index = whole(position) else { return .noOverload("_[_]", base, position) }
      guard list.elements.indices.contains(index) else { return .range("index out of bounds: \(index); no such key") }
      return list[index]
    case .map(let map):
      return map.value(for: position) ?? .fail(.noSuchKey, "no such key: \(Unparser.literal(position) ?? "…")")
    case .optional(let box):
      guard let inside = box.value else { return base }
      return optional(index(inside, position))
    case .record(let record):
      guard case .string(let name) = position else { return .noOverload("_[_]", base, position) }
      return field(name, of: .record(record))
    default: return .noOverload("_[_]", base, position)
    }
  }

  /// A whole number of any type, as a list's index may be.
  private static func whole(_ value: Value) -> Int? {
    switch value {
    case .int(let number): Int(exactly: number)
    case .uint(let number): Int(exactly: number)
    case .double(let number): Int(exactly: number)
    default: nil
    }
  }
}
