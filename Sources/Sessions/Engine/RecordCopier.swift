import CEL

/// Copies values so that the copy's records are its own: records are changed in place, and nothing else is. What was one
/// record stays one; records that nothing is ever written into are shared.
///
/// The values that are copied must outlive the copier.
struct RecordCopier {
  private let written: WrittenTypes
  private var copies: [ObjectIdentifier: Record] = [:]
  /// The type that was looked at last: rows come many at a time.
  private var last: (type: RecordType, isWritten: Bool)?

  init(_ written: WrittenTypes) { self.written = written }

  mutating func copy(_ record: Record) -> Record {
    guard isWritten(record.type) else { return record }
    if let known = copies[ObjectIdentifier(record)] { return known }
    let new = Record(copying: record)
    copies[ObjectIdentifier(record)] = new
    for index in new.fields.indices where holdsWritten(new.fields[index]) {
      new.fields[index] = copy(new.fields[index])
    }
    return new
  }

  private mutating func isWritten(_ type: RecordType) -> Bool {
    if let last, last.type === type { return last.isWritten }
    let isWritten = written.contains(type)
    last = (type, isWritten)
    return isWritten
  }

  private mutating func holdsWritten(_ value: Value) -> Bool {
    switch value {
    case .record(let record): return isWritten(record.type)
    case .list(let list): return list.elements.contains { holdsWritten($0) }
    case .map(let map): return map.values.contains { holdsWritten($0) }
    case .optional(let box): return box.value.map { holdsWritten($0) } ?? false
    default: return false
    }
  }

  mutating func copy(_ value: Value) -> Value {
    guard holdsWritten(value) else { return value }
    switch value {
    case .record(let record): return .record(copy(record))
    case .list(let list): return .list(List(list.elements.map { copy($0) }))
    case .map(let map):
      guard case .success(let new) = Map.make(zip(map.keys, map.values.map { copy($0) })) else { return value }
      return .map(new)
    case .optional(let box): return .optional(OptionalBox(box.value.map { copy($0) }))
    default: return value
    }
  }

  mutating func copy(_ locals: [Value]) -> [Value] { locals.isEmpty ? locals : locals.map { copy($0) } }

  mutating func copy(_ table: LiveTable) -> LiveTable {
    var new = table
    new.rows = table.rows.map { row in
      LiveRow(
        id: row.id, record: copy(row.record), source: row.source.map { copy($0) },
        draft: row.draft.map { DraftSource(maker: $0.maker, key: $0.key, locals: copy($0.locals)) },
        isEdited: row.isEdited, isOrphan: row.isOrphan)
    }
    return new
  }

  mutating func copy(_ activations: [Activation]) -> [Activation] {
    guard activations.contains(where: { !$0.locals.isEmpty }) else { return activations }
    return activations.map { Activation(row: $0.row, severity: $0.severity, locals: copy($0.locals)) }
  }

  mutating func copy(_ gate: GateState) -> GateState {
    guard gate.failing.contains(where: { !$0.locals.isEmpty }) else { return gate }
    return GateState(
      failing: gate.failing.map {
        FailingNeed(
          need: $0.need, row: $0.row, locals: copy($0.locals), isOpen: $0.isOpen, unknowns: $0.unknowns)
      })
  }
}
