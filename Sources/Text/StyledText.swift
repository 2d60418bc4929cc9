/// What a piece of text is to the reader. A theme gives each role its look; meaning never hangs on the look alone.
public enum Role: String, CaseIterable, Sendable {
  case title, prompt, ok, warn, error, hint, value
}

/// Text with roles. Contains no escape sequences: whoever writes it to a screen adds them, or doesn't.
public struct StyledText: Equatable, Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  public struct Span: Equatable, Sendable {
    public var text: String
    /// nil: ordinary text.
    public var role: Role?

    public init(_ text: String, _ role: Role? = nil) {
      self.text = text
      self.role = role
    }
  }

  public var spans: [Span]

  public init(_ spans: [Span]) { self.spans = spans }
  public init(_ text: String, _ role: Role? = nil) { spans = [Span(text, role)] }
  public init(stringLiteral value: String) { self.init(value) }

  /// The words alone.
  public var plain: String { spans.map(\.text).joined() }
  public var isEmpty: Bool { spans.allSatisfy(\.text.isEmpty) }
  public var width: Int { displayWidth(plain) }

  public static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(left.spans + right.spans)
  }

  public static func += (left: inout StyledText, right: StyledText) { left.spans += right.spans }
}
