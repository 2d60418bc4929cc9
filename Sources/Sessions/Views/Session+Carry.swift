import CEL
import Playbooks

extension Datum {
  /// A value of the rule language as plain data. What is unknown is left out of records; declined and absent are null.
  public init(_ value: Value) {
    switch value {
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(number)
    case .uint(let number): self = .int(Int64(clamping: number))
    case .double(let number): self = .double(number)
    case .string(let text): self = .string(text)
    case .timestamp(let time): self = .date(Day(time).description)
    case .list(let list): self = .list(list.elements.map { Datum($0) })
    case .record(let record):
      self = .record(
        zip(record.type.fields, record.fields).compactMap { field, value in
          switch value {
          case .unknown: nil
          // The source row is reached by its id in `from`.
          case .record: nil
          default: Member(field.name, Datum(value))
          }
        })
    case .map(let map):
      self = .record(
        zip(map.keys, map.values).compactMap { key, value in
          if case .string(let name) = key { return Member(name, Datum(value)) }
          return nil
        })
    default: self = .null
    }
  }
}

extension Session {
  /// What later sessions may read of this one: what the playbook carries, where it has a value.
  public var carries: [Datum.Member] { carries(on: today) }

  /// What may be read on a later day: answers whose time is over by then are left out, so that they are asked again.
  public func carries(on day: String?) -> [Datum.Member] {
    playbook.carries.compactMap { carry in
      if let day, hasEnded(carry, by: day) { return nil }
      let value = carried(carry)
      switch value {
      case .unknown: return nil
      case .error(let error) where error.kind != .declined: return nil
      default: return Datum.Member(carry.name, Datum(value))
      }
    }
  }

  private func hasEnded(_ carry: Carry, by day: String) -> Bool {
    guard case .question(let index) = playbook.variables[carry.slot].kind, let day = Day(day),
      let weeks = playbook.questions[index].holdsWeeks
    else { return false }
    return book.standings[index]?.hasEnded(by: day, weeks: weeks) ?? false
  }

  /// A table with fixed rows travels as its rows.
  private func carried(_ carry: Carry) -> Value {
    if case .question(let index) = playbook.variables[carry.slot].kind, let slot = core.graph.rowsSlot[index] {
      return core.slots[slot]
    }
    return carriedAtTheEnd(carry.slot) ?? core.slots[carry.slot]
  }
}
