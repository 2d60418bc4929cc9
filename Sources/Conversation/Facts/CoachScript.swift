import CEL
import Playbooks

/// The universal lines for one moment, with what they read: the same after each answer, so worked out once.
struct CoachScript {
  let rules: [Rule]
  let slots: [Slot]

  /// What a slot of their programs holds, and which fields of it anything reads.
  enum Slot {
    case session(RecordType, isRead: [Bool])
    case answer(RecordType, isRead: [Bool])
    /// The same whatever was answered.
    case none(Value)
  }

  init(_ universal: Universal, on moment: Moment) {
    rules = universal.playbook.rules.filter { $0.on == moment }
    let reads = rules.flatMap(\.programs).map(\.reads)
    slots = rules.isEmpty ? [] : universal.playbook.variables.map { Slot($0, reads) }
  }
}

extension CoachScript.Slot {
  fileprivate init(_ variable: Variable, _ reads: [Reads]) {
    func isRead(_ type: RecordType) -> [Bool] {
      type.fields.indices.map { field in reads.contains { $0.mayRead(field, of: type, in: variable.slot) } }
    }
    switch (variable.kind, variable.type) {
    case (.input(.session), .record(let type)): self = .session(type, isRead: isRead(type))
    case (.input(.answer), .record(let type)): self = .answer(type, isRead: isRead(type))
    case (.register, _), (.use, _), (_, .list): self = .none(.list(List([])))
    default: self = .none(.absent)
    }
  }
}

extension Reads {
  /// Whether a field of the record in a slot may be read, alone or with the whole record.
  fileprivate func mayRead(_ field: Int, of type: RecordType, in slot: Int) -> Bool {
    guard variables.contains(slot) else { return false }
    if fields.contains(where: { $0.type === type && $0.index == field }) { return true }
    return wholeRecords.contains(ObjectIdentifier(type)) || !fields.contains { $0.type === type }
  }
}

extension Rule {
  /// Everything that is evaluated to know whether the rule holds and what it says.
  fileprivate var programs: [Program] {
    let texts = effects.compactMap { effect -> Template? in
      switch effect {
      case .say(let template): template
      case .ask(let followUp): followUp.wording
      default: nil
      }
    }
    return (when?.conjuncts ?? [])
      + texts.flatMap(\.parts).compactMap { part in
        if case .value(let program, _) = part { program } else { nil }
      }
  }
}
