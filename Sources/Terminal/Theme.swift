import Text

/// Which of the terminal's own 16 colours stands for which role. People tune those 16; other colours are never sent.
public struct Theme: Equatable, Sendable {
  private var looks: [Role: String]

  /// The SGR sequence that switches the look of a role on.
  func look(of role: Role) -> String { looks[role].map { "\u{1B}[\($0)m" } ?? "" }

  static let reset = "\u{1B}[0m"

  /// Green and yellow, no blue and no bright black: those are hard to read on a dark ground.
  public static let standard = Theme(looks: [
    .title: "1", .prompt: "1;36", .ok: "32", .warn: "33", .error: "31", .hint: "2", .value: "1",
  ])
  /// Without the pair of red and green.
  public static let safe = Theme(looks: [
    .title: "1", .prompt: "1;36", .ok: "36", .warn: "33", .error: "1;33", .hint: "2", .value: "1",
  ])

  /// The theme of that name in the settings: `standard` or `safe`.
  public static func named(_ name: String) -> Theme? {
    switch name {
    case "standard": .standard
    case "safe": .safe
    default: nil
    }
  }
}
