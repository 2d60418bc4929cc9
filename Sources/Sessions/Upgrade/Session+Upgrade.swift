import Playbooks

extension Session {
  /// Makes another version of the playbook known, so that `upgraded` can name it.
  public mutating func learn(_ playbook: Playbook, sha256: String) { versions[sha256] = playbook }

  /// What would become of the answers and verdicts under another version of the playbook.
  public func rehearse(_ playbook: Playbook, sha256: String) -> UpgradeRehearsal {
    var outcome = self
    outcome.learn(playbook, sha256: sha256)
    let fates = outcome.upgrade(
      to: PlaybookRef(name: playbook.name, version: playbook.version, sha256: sha256))
    return UpgradeRehearsal(
      fates: fates, difference: difference(to: outcome), outcome: outcome,
      map: UpgradeMap(old: self.playbook, new: playbook),
      requiredBefore: Set(requiredOpenQuestions))
  }

  /// Goes on with another version of the playbook. What was there before is one step of undo away.
  @discardableResult
  mutating func upgrade(to version: PlaybookRef) -> [UpgradeFate] {
    guard let new = versions[version.sha256] else {
      preconditionFailure("the playbook of an upgrade is made known before")
    }
    let earlier = self
    let upgrade = Upgrade(self, to: new)
    var book = upgrade.book
    book.opening?.playbook = version
    let graph = Graph(new)
    log = log.renumbered(from: playbook, to: new, places: graph.places)
    log.undo = []
    log.remember([.version(earlier)])
    playbook = new
    shared = Core(playbook: new, graph: graph, book: book)
    shared.changedRules += log.activeRules
    return upgrade.fates
  }

  /// Takes the state of another version of the playbook, and keeps what no undo takes back: the day, the room, tries of
  /// gates, what was carried in, and the course of the session.
  mutating func become(_ other: Session) {
    let here = self
    playbook = other.playbook
    var book = other.book
    (book.today, book.isClosed) = (here.book.today, here.book.isClosed)
    (book.people, book.peopleNames) = (here.book.people, here.book.peopleNames)
    (book.carried, book.carriedFrom) = (here.book.carried, here.book.carriedFrom)
    for gate in playbook.gates {
      if let counterpart = here.playbook.gate(named: gate.name) {
        book.tries[gate.index] = here.book.tries[counterpart.index]
      }
    }
    log = here.log.renumbered(from: here.playbook, to: playbook, places: other.core.graph.places)
    (log.undo, log.redo) = (other.log.undo, other.log.redo)
    shared = Core(playbook: playbook, graph: other.core.graph, book: book)
    shared.changedRules += log.activeRules
  }
}
