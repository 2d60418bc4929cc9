import Text

/// How text is made into bytes for one screen.
public struct Appearance: Equatable, Sendable {
  /// nil: no colour and no bold.
  public var theme: Theme?
  /// Signs such as `✓` are written in ASCII.
  public var isASCII = false
  /// Words for a screen reader: no escape sequences but the switch of bracketed paste.
  public var isAccessible = false
  /// The terminal understands no escape sequences at all.
  public var isDumb = false

  public init(theme: Theme? = nil, isASCII: Bool = false, isAccessible: Bool = false, isDumb: Bool = false) {
    self.theme = theme
    self.isASCII = isASCII
    self.isAccessible = isAccessible
    self.isDumb = isDumb
  }

  /// Whether cursor movements, titles and marks may be sent.
  public var sendsEscapes: Bool { !isAccessible && !isDumb }

  /// Whether titles, marks and notifications may be sent: the Linux console would show them as text.
  public var sendsSignals: Bool { sendsEscapes && TerminalFacts.environment("TERM") != "linux" }

  /// The text as bytes for the screen: signs of others made visible, roles as SGR sequences (ECMA-48 8.3.117).
  public func rendered(_ text: StyledText) -> String {
    var rendered = ""
    for piece in pieces(text) {
      rendered += piece.look
      rendered += piece.text
      if !piece.look.isEmpty { rendered += Theme.reset }
    }
    return rendered
  }

  /// Harmless text with the escape sequence that goes before it, if any.
  func pieces(_ text: StyledText) -> [(look: String, text: String)] {
    text.spans.filter { !$0.text.isEmpty }.map { span in
      let harmless = sanitized(isASCII ? asciiGlyphs(span.text) : span.text)
      guard let theme, sendsEscapes, let role = span.role else { return ("", harmless) }
      return (theme.look(of: role), harmless)
    }
  }
}
