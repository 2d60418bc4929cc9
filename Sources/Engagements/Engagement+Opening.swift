import CEL
import Playbooks
import Sessions

extension Engagement {
  /// What a new session is given when it is opened: values of earlier sessions, registers, earlier sessions of its own
  /// kind, and how far row numbers have got. Copied, so that nothing moves under it later.
  ///
  /// Nothing for a playbook that doesn't read the engagement (`Playbook.readsEngagement`).
  /// `day` is today: what doesn't hold any more is left out.
  public func carried(into playbook: Playbook, on day: String? = nil) -> [Event] {
    var events: [Event] = []
    for use in playbook.uses {
      if let (value, from) = value(of: use, on: day) {
        events.append(.carried(name: use.name, value: value, from: from))
      }
    }
    for variable in playbook.variables {
      switch variable.kind {
      case .register(let name):
        events.append(.carried(name: "register:" + name, value: .list(register(name).map(\.datum)), from: nil))
      case .input(.earlier):
        let records = finished(playbook.name).map(\.record)
        if !records.isEmpty { events.append(.carried(name: "earlier", value: .list(records), from: nil)) }
      default: break
      }
    }
    for (prefix, number) in lastRowNumbers(playbook) {
      events.append(.carried(name: Datum.lastRowMember + prefix, value: .int(Int64(number)), from: nil))
    }
    return events
  }

  /// The value a playbook uses, and the session it comes from; nil where there is none yet.
  ///
  /// Of several sources the latest counts; sessions of this round go before those of earlier ones.
  func value(of use: Use, on day: String? = nil) -> (Datum, String?)? {
    if use.from.contains(where: { $0.playbook == "registers" }) {
      return use.from.first?.member.map { (.list(register($0).map(\.datum)), nil) }
    }
    if case .all = use.pick {
      let records = use.from.flatMap { finished($0.playbook) }
      return records.isEmpty ? nil : (.list(records.map { $0.record(on: day) }), nil)
    }
    var found: [(record: SessionRecord, value: Datum)] = []
    for source in use.from {
      for record in finished(source.playbook) {
        guard let member = source.member else {
          found.append((record, record.record(on: day)))
          continue
        }
        if let value = record.session.carries(on: day ?? record.session.today).first(where: { $0.name == member }) {
          found.append((record, value.value))
        }
      }
    }
    let thisRound = found.filter { $0.record.round == round }
    let latest = (thisRound.isEmpty ? found : thisRound).max {
      ($0.record.finishedAt ?? "", $0.record.name) < ($1.record.finishedAt ?? "", $1.record.name)
    }
    return latest.map { ($0.value, $0.record.name) }
  }

  /// The highest number given for each row prefix of the playbook, where any was.
  private func lastRowNumbers(_ playbook: Playbook) -> [(String, Int)] {
    let prefixes = Set(playbook.questions.compactMap { $0.table?.prefix }).sorted()
    return prefixes.compactMap { prefix in
      let highest = lastRowNumber(prefix)
      return highest > 0 ? (prefix, highest) : nil
    }
  }

  /// The highest number that sessions ever gave to rows with a prefix, or that was noted beside them.
  func lastRowNumber(_ prefix: String) -> Int {
    let ids = sessions.flatMap { record in
      record.session.playbook.questions.filter { $0.table?.prefix == prefix }.flatMap {
        record.session.rowIDsEverGiven(ofQuestion: $0.index)
      }
    }
    return (ids + log.rows.map(\.id)).compactMap { $0.rowNumber(prefix) }.max() ?? 0
  }
}

extension Playbook {
  /// Whether a session of this playbook begins with something of the engagement: used values, registers, its own earlier
  /// sessions, or numbers of rows that go on.
  public var readsEngagement: Bool {
    readsOthers || variables.contains { if case .input(.earlier) = $0.kind { true } else { false } }
  }

  /// Whether that can be anything but earlier sessions of the playbook itself.
  public var readsOthers: Bool {
    !uses.isEmpty || questions.contains { $0.table?.prefix != nil }
      || variables.contains { if case .register = $0.kind { true } else { false } }
  }
}
