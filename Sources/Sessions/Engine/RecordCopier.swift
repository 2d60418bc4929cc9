import CEL

/// Copies values so that the copy's records are its own: records are changed in place, and nothing else is. What was one
/// record stays one.
///
/// The values that are copied must outlive the copier.
struct RecordCopier {
  private var copies: [ObjectIdentifier: Record] = [:]

  mutating func copy(_ record: Record) -> Record {
    if let known = copies[ObjectIdentifier(record)] { return known }
    let new = Record(copying: record)
    copies[ObjectIdentifier(record)] = new
    for index in new.fields.indices where new.fields[index].mayHoldRecords {
      new.fields[index] = copy(new.fields[index])
    }
    return new
  }

  mutating func copy(_ value: Value) -> Value {
    switch value {
    case .record(let record): return .record(copy(record))
    case .list(let list):
      guard list.elements.contains(where: \.mayHoldRecords) else { return value }
      return .list(List(list.elements.map { copy($0) }))
    case .map(let map):
      guard map.values.contains(where: \.mayHoldRecords) else { return value }
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

extension Value {
  fileprivate var mayHoldRecords: Bool {
    switch self {
    case .record, .list, .map, .optional: true
    default: false
    }
  }
}
