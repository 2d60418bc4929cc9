import CEL

/// The record types into whose records something is written while a session goes on: rows, and what calculations and
/// replies fill in. All other records stay as they came, and are shared.
struct WrittenTypes: Sendable {
  /// The cells that fill fields, by type and field.
  private let fields: [ObjectIdentifier: [Int: Int32]]

  init(_ fields: [ObjectIdentifier: [Int: Int32]]) { self.fields = fields }

  /// Whether something is written into records of a type, or into any that they may hold.
  func contains(_ type: RecordType) -> Bool {
    fields[ObjectIdentifier(type)] != nil || type.fields.contains { mayBeRecord($0.type) }
  }

  /// Whether a value of the type may be such a record or hold one.
  func mayBeIn(_ type: Type) -> Bool {
    switch type {
    case .record(let record): contains(record)
    case .list(let inner), .optional(let inner), .map(_, let inner): mayBeIn(inner)
    default: mayBeRecord(type)
    }
  }

  private func mayBeRecord(_ type: Type) -> Bool {
    switch type {
    case .bool, .int, .uint, .double, .string, .bytes, .null, .timestamp, .duration, .type: false
    case .list(let inner), .optional(let inner), .map(_, let inner): mayBeRecord(inner)
    case .record, .dyn, .opaque, .typeParam, .variable, .error: true
    }
  }
}
