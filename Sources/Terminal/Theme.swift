import Text

/// Which of the terminal's own 16 colours stands for which role. People tune those 16; other colours are never sent.
public struct Theme: Equatable, Sendable {
  private let error: String
  private let ok: String

  /// The SGR sequence that switches the look of a role on.
  func look(of role: Role) -> String { "\u{1B}[\(parameters(of: role))m" }

  private func parameters(of role: Role) -> String {
    switch role {
    case .title, .value: "1"
    case .prompt: "1;36"
    case .ok: ok
    case .warn: "33"
    case .error: error
    case .hint: "2"
    }
  }

  static let reset = "\u{1B}[0m"

  /// Green and yellow, no blue and no bright black: those are hard to read on a dark ground.
  public static let standard = Theme(error: "31", ok: "32")
  /// Without the pair of red and green.
  public static let safe = Theme(error: "1;33", ok: "36")

  /// The theme of that name in the settings: `standard` or `safe`.
  public static func named(_ name: String) -> Theme? {
    switch name {
    case "standard": .standard
    case "safe": .safe
    default: nil
    }
  }
}
