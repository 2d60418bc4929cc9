import Playbooks

/// Who may read a report, from the people who answered to anybody.
public enum Audience: String, CaseIterable, Sendable {
  case full, team, shared
  case everyone = "public"
}

/// What becomes of something sensitive for an audience.
public enum Treatment: Int, Comparable, Sendable {
  case show
  /// Numbers as a range.
  case range
  case hide

  public static func < (left: Treatment, right: Treatment) -> Bool { left.rawValue < right.rawValue }
}

/// Which audience sees what: one row for each code, the only place where this is decided.
public enum Policy {
  static let table: [(code: Sensitivity, full: Treatment, team: Treatment, shared: Treatment, everyone: Treatment)] = [
    (.names, .show, .show, .hide, .hide),
    (.people, .show, .hide, .hide, .hide),
    (.money, .show, .range, .hide, .hide),
    (.candid, .show, .show, .hide, .hide),
    (.security, .show, .show, .hide, .hide),
    (.stance, .show, .hide, .hide, .hide),
    (.inHouse, .show, .show, .show, .hide),
  ]

  /// The strictest treatment of all the codes.
  public static func treatment(of codes: Sensitivity, for audience: Audience) -> Treatment {
    table.reduce(.show) { strictest, row in
      guard codes.contains(row.code) else { return strictest }
      let here =
        switch audience {
        case .full: row.full
        case .team: row.team
        case .shared: row.shared
        case .everyone: row.everyone
        }
      return max(strictest, here)
    }
  }
}
