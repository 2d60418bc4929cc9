/// What the screen can do and what the person chose. Part of the conversation's state.
public struct Settings: Equatable, Sendable {
  /// Columns of the screen; lines are at most 72 of them.
  public var width: Int
  /// Words instead of signs and columns, for screen readers.
  public var isAccessible: Bool
  /// Where that was chosen, named in the first line: `--accessible`, `ACCESSIBLE`, the configuration.
  public var accessibleFrom: String?
  /// Only ASCII signs of the program's own.
  public var isASCII: Bool
  public var hints: Hints
  /// Whether lines come from a file or pipe: what is typed is shown as part of the screen by the program.
  public var isScript: Bool
  /// The local day.
  public var today: CalendarDay

  /// How often each next-step hint was shown; each is shown three times, then no more.
  public struct Hints: Equatable, Sendable {
    public enum Mode: String, Sendable { case on, off, fading }
    public var mode: Mode
    public var shown: [String: Int]

    public init(mode: Mode = .fading, shown: [String: Int] = [:]) {
      self.mode = mode
      self.shown = shown
    }
  }

  /// Lines are never longer, so that text stays readable on a shared screen with a large font.
  public static let columnsMax = 72
  static let columnsMin = 24

  public init(
    today: CalendarDay, width: Int = 80, isAccessible: Bool = false, accessibleFrom: String? = nil,
    isASCII: Bool = false, hints: Hints = Hints(), isScript: Bool = false
  ) {
    self.today = today
    self.width = width
    self.isAccessible = isAccessible
    self.accessibleFrom = accessibleFrom
    self.isASCII = isASCII
    self.hints = hints
    self.isScript = isScript
  }

  /// Columns that lines may take.
  public var columns: Int { max(Settings.columnsMin, min(Settings.columnsMax, width <= 0 ? 80 : width)) }
}
