import Playbooks

/// What becomes of one answer when its session goes on with another version of the playbook.
public struct UpgradeFate: Hashable, Sendable {
  public enum Fate: String, CaseIterable, Sendable {
    case unaffected
    /// Kept and shown, but it counts only when somebody says it again.
    case toConfirm = "to_confirm"
    /// The new version has no place for it. It stays in the journal, and comes back if the upgrade is undone.
    case lost
  }

  /// Why it isn't unaffected.
  public enum Reason: String, Sendable {
    case questionIsGone = "question_gone"
    case columnIsGone = "column_gone"
    case rowIsGone = "row_gone"
    /// The playbook says that it means something else now.
    case meaningChanged = "meaning_changed"
    /// Another kind of answer, scale or unit.
    case kindChanged = "kind_changed"
    case columnsAdded = "columns_added"
    /// The question doesn't take this answer any more.
    case notTaken = "not_taken"
  }

  /// The place under the old version, and under the new one if there is one.
  public let place: CellRef
  public internal(set) var newPlace: CellRef?
  public internal(set) var fate: Fate
  public internal(set) var reason: Reason?
}

/// What an upgrade would do, worked out without doing it.
public struct UpgradeRehearsal {
  /// Every answer there is, in the order of the old playbook.
  public let fates: [UpgradeFate]
  /// Verdicts that would change.
  public let difference: Difference
  /// The session as it would be.
  public let outcome: Session
  let map: UpgradeMap
  /// Required questions that were open under the old version.
  let requiredBefore: Set<Int>

  /// Required questions that are open now and weren't, besides those whose answer is lost or has to be confirmed.
  public var newlyRequired: [Question] {
    let named = Set(fates.filter { $0.fate != .unaffected }.map(\.place.question))
    let known = Dictionary(
      map.old.questions.compactMap { old in map.question(old).map { ($0.index, old) } },
      uniquingKeysWith: { first, _ in first })
    return outcome.requiredOpenQuestions.filter { index in
      guard let old = known[index] else { return true }
      return !requiredBefore.contains(old.index) && !named.contains(old.name)
    }.map { map.new.questions[$0] }
  }

  /// Codes of choices that an answer's place had and has no more.
  public func codesGone(at place: CellRef) -> [String] {
    guard let old = map.old.question(named: place.question), let new = map.question(old) else { return [] }
    guard let name = place.column else { return AnswerKind.codesGone(old.kind, new.kind) }
    guard let column = old.table?.column(named: name), let spec = new.table, let to = map.column(column, in: spec)
    else {
      return []
    }
    return AnswerKind.codesGone(column.kind, to.kind)
  }

  public func count(_ fate: UpgradeFate.Fate) -> Int { fates.filter { $0.fate == fate }.count }
}
