import CEL
import Diagnostics
import Playbooks
import Sessions

extension Engagement {
  /// What a register's calculations come to on a day, by row and name: the rating of a risk, whether an action is overdue.
  public func worked(_ definition: RegisterDefinition, library: any Library, today: String) -> [String: [Datum.Member]]
  {
    let text = """
      playbook: register
      title: Register
      calculations: [ { calculation: all, is: \(definition.name) } ]
      """
    guard !definition.worked.isEmpty,
      let playbook = PlaybookLoader.load(SourceText(name: "register.yaml", text: text), library: library).0,
      let slot = playbook.calculation(named: "all")?.slot
    else { return [:] }
    var session = Session(playbook)
    let reference = PlaybookRef(name: playbook.name, version: "", sha256: "")
    session.apply(.opened(Opening(playbook: reference, session: playbook.name, engagement: name, round: round)))
    session.apply(.sat(day: today, version: ""))
    let rows = Datum.list(register(definition.name).map(\.datum))
    session.apply(.carried(name: "register:" + definition.name, value: rows, from: nil))
    guard case .list(let found) = Datum(session.value(ofSlot: slot)) else { return [:] }
    var members: [String: [Datum.Member]] = [:]
    for row in found {
      guard case .string(let id)? = row["id"] else { continue }
      members[id] = definition.worked.compactMap { column in
        row[column.name].flatMap { $0 == .null ? nil : Datum.Member(column.name, $0) }
      }
    }
    return members
  }
}
