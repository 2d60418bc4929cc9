import Playbooks
import Sessions

/// Rows that got one id although they are two: sessions that are open at the same time don't see each other's numbers.
extension Engagement {
  /// A row somebody added, and when.
  private struct Claim {
    let id: String
    /// The session's name; nil for what was noted beside sessions.
    let session: String?
    /// Since when whoever added it knew nothing new of other sessions; UTC.
    let knows: String
    /// UTC.
    let made: String
  }

  /// By session: what its rows are called in the register, where an earlier row that it couldn't know of has the same id.
  ///
  /// The row that was added first keeps the id. A later one is called `X1/` and its session's name, which stays so whatever
  /// comes later: numbers would move. A session that was begun after the other row was there means that row.
  func strangers(in register: String) -> [String: [String: String]] {
    guard sessions.count + log.rows.count > 1 else { return [:] }
    var first: [String: Claim] = [:]
    var names: [String: [String: String]] = [:]
    for claim in claims(in: register).sorted(by: { ($0.made, $0.knows) < ($1.made, $1.knows) }) {
      guard let other = first[claim.id] else {
        first[claim.id] = claim
        continue
      }
      guard let session = claim.session, session != other.session, claim.knows < other.made else { continue }
      names[session, default: [:]][claim.id] = claim.id + "/" + session
    }
    return names
  }

  private func claims(in register: String) -> [Claim] {
    var claims: [Claim] = []
    for record in sessions {
      for question in record.session.playbook.questions where question.register == register {
        for row in record.session.rowsAdded(toQuestion: question.index) {
          claims.append(Claim(id: row.id, session: record.name, knows: record.openedAt, made: row.time))
        }
      }
    }
    var noted: Set<String> = []
    for row in log.rows where row.register == register && noted.insert(row.id).inserted {
      guard row.cells.contains(where: { $0.name == "created" }) else { continue }
      claims.append(Claim(id: row.id, session: nil, knows: row.time, made: row.time))
    }
    return claims
  }
}
