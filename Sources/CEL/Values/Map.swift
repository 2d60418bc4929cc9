/// A map in order of insertion; keys are bool, int, uint and string, and numbers are equal across their types
/// (cel-spec langdef, "Equality": `{1: 'a'}[1u]`).
public final class Map: Sendable {
  public let keys: ContiguousArray<Value>
  public let values: ContiguousArray<Value>
  private let index: [MapKey: Int]?
  private static let searchedLinearlyMax = 8

  /// Fails on a repeated or unsupported key.
  public static func make(_ entries: some Sequence<(Value, Value)>) -> Result<Map, EvalError> {
    var (keys, values) = (ContiguousArray<Value>(), ContiguousArray<Value>())
    var index: [MapKey: Int] = [:]
    for (key, value) in entries {
      guard let mapKey = MapKey(declared: key) else {
        return .failure(EvalError(.unsupportedKey, "unsupported key type: \(key.typeName)"))
      }
      guard index.updateValue(keys.count, forKey: mapKey) == nil else {
        return .failure(EvalError(.repeatedKey, "Failed with repeated key"))
      }
      keys.append(key)
      values.append(value)
    }
    return .success(Map(keys, values, keys.count > searchedLinearlyMax ? index : nil))
  }

  /// A map with string keys; of equal keys the last one counts.
  public convenience init(_ entries: some Sequence<(String, Value)>) {
    var (keys, values) = (ContiguousArray<Value>(), ContiguousArray<Value>())
    var index: [MapKey: Int] = [:]
    for (key, value) in entries {
      if let place = index[.string(key)] {
        values[place] = value
      } else {
        index[.string(key)] = keys.count
        keys.append(.string(key))
        values.append(value)
      }
    }
    self.init(keys, values, keys.count > Map.searchedLinearlyMax ? index : nil)
  }

  private init(_ keys: ContiguousArray<Value>, _ values: ContiguousArray<Value>, _ index: [MapKey: Int]?) {
    (self.keys, self.values, self.index) = (keys, values, index)
  }

  public var count: Int { keys.count }

  public func value(for key: Value) -> Value? { place(of: key).map { values[$0] } }

  public func value(for key: String) -> Value? { place(of: .string(key)).map { values[$0] } }

  func place(of key: Value) -> Int? {
    if let index { return MapKey(key).flatMap { index[$0] } }
    return keys.firstIndex { sameKey($0, key) }
  }

  private func sameKey(_ a: Value, _ b: Value) -> Bool {
    if case .string(let x) = a, case .string(let y) = b { return sameText(x, y) }
    guard let a = MapKey(a), let b = MapKey(b) else { return false }
    return a == b
  }
}

extension EvalError: Error {}

/// A key in its canonical form: whole numbers of all types fall together.
enum MapKey: Hashable {
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case string(String)

  init?(_ value: Value) {
    switch value {
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(number)
    case .uint(let number): self = Int64(exactly: number).map { .int($0) } ?? .uint(number)
    case .double(let number):
      if let whole = Int64(exactly: number) {
        self = .int(whole)
      } else if let whole = UInt64(exactly: number) {
        self = .uint(whole)
      } else {
        return nil
      }
    case .string(let text): self = .string(text)
    default: return nil
    }
  }

  /// A key a map may be made with: doubles may look up, but not be keys.
  init?(declared value: Value) {
    if case .double = value { return nil }
    self.init(value)
  }

  static func == (a: MapKey, b: MapKey) -> Bool {
    switch (a, b) {
    case (.bool(let x), .bool(let y)): x == y
    case (.int(let x), .int(let y)): x == y
    case (.uint(let x), .uint(let y)): x == y
    case (.string(let x), .string(let y)): sameText(x, y)
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let flag): hasher.combine(flag)
    case .int(let number): hasher.combine(number)
    case .uint(let number): hasher.combine(number)
    case .string(let text): hasher.combine(text)
    }
  }
}
