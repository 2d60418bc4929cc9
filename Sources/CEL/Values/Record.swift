/// A named record type: ordered fields, known to the checker (cel-spec's message typing without protobuf).
///
/// Fields may be added until the type is first used in a check; a field may be of a record type, also of this one.
public final class RecordType: @unchecked Sendable {
  public struct Field: Sendable {
    public let name: String
    public let type: Type
    /// The only strings the field holds, if they are known.
    public let codes: [String]?
  }

  public let name: String
  public private(set) var fields: ContiguousArray<Field> = []
  private var indexes: [String: Int] = [:]

  public init(_ name: String, _ fields: [(String, Type)] = []) {
    self.name = name
    for (field, type) in fields { add(field, type) }
  }

  /// Adds a field and returns its index; a name that is already there keeps its place and type.
  @discardableResult
  public func add(_ name: String, _ type: Type, codes: [String]? = nil) -> Int {
    if let index = indexes[name] { return index }
    indexes[name] = fields.count
    fields.append(Field(name: name, type: type, codes: codes))
    return fields.count - 1
  }

  public func index(of field: String) -> Int? { indexes[field] }

  var idIndex: Int? { indexes["id"] }
}

/// A value of a record type; the host sets fields in place, the evaluator reads them by index.
public final class Record: @unchecked Sendable {
  public let type: RecordType
  /// One value for each field of the type, in its order; a field may hold an error or an unknown.
  @exclusivity(unchecked) public var fields: ContiguousArray<Value>

  /// Missing values are filled up with `.absent`, those beyond the type's fields are left out.
  public init(_ type: RecordType, _ fields: [Value] = []) {
    self.type = type
    self.fields = []
    let count = type.fields.count
    self.fields.reserveCapacity(count)
    for index in 0..<count { self.fields.append(index < fields.count ? fields[index] : .absent) }
  }

  /// One of its own that holds the same; their fields are shared until one of them is changed.
  public init(copying other: Record) { (type, fields) = (other.type, other.fields) }

  public func value(of field: String) -> Value? {
    guard let index = type.index(of: field) else { return nil }
    return value(at: index)
  }

  /// The field at an index of the type; `.absent` if the record is older than the field.
  @inline(__always)
  public func value(at index: Int) -> Value { index < fields.count ? fields[index] : .absent }
}
