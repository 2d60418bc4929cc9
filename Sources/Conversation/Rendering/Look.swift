import Text

/// How lines are laid out: width, words or signs.
struct Look: Equatable {
  var columns: Int
  var isAccessible: Bool
  var isASCII: Bool

  init(_ settings: Settings) {
    columns = settings.columns
    isAccessible = settings.isAccessible
    isASCII = settings.isASCII
  }

  init(columns: Int = Settings.columnsMax, isAccessible: Bool = false, isASCII: Bool = false) {
    self.columns = columns
    self.isAccessible = isAccessible
    self.isASCII = isASCII
  }

  /// A text in lines of at most the screen's width.
  func wrap(_ text: String, role: Role? = nil, indent: Int = 0, hanging: Int = 0) -> [StyledText] {
    let margin = isAccessible ? 0 : indent
    return wrapped(
      text, width: columns, firstIndent: margin, indent: margin + (isAccessible ? 0 : hanging)
    ).map { StyledText($0, role) }
  }

  /// A line that begins with a word of its own, such as what to type for it: the word stands out.
  func headed(_ word: String, _ text: String, role: Role = .value, hanging: Int) -> [StyledText] {
    if isAccessible { return wrap("\(word): \(text)") }
    return wrap("\(word)  \(text)", indent: 2, hanging: hanging).enumerated().map { index, line in
      guard index == 0 else { return line }
      let rest = line.plain.drop { $0 == " " }.dropFirst(word.count)
      return StyledText([.init("  "), .init(word, role), .init(String(rest))])
    }
  }

  /// A confirmation or warning: a sign and words; in accessible mode the words alone.
  func marked(_ sign: Sign, _ text: String) -> [StyledText] {
    if isAccessible { return wrap(text, role: sign.role) }
    let mark = sign.mark
    return wrapped(text, width: columns, firstIndent: 2 + displayWidth(mark) + 1, indent: 4).enumerated().map {
      index, line in
      guard index == 0 else { return StyledText(line) }
      let body = line.drop { $0 == " " }
      return StyledText([.init("  "), .init(mark, sign.role), .init(" " + body)])
    }
  }

  enum Sign {
    case ok, warn, error, coach

    var role: Role {
      switch self {
      case .ok: .ok
      case .warn: .warn
      case .error: .error
      case .coach: .value
      }
    }

    var mark: String {
      switch self {
      case .ok: "✓"
      case .warn: "!"
      case .error: "✗"
      case .coach: "·"
      }
    }
  }

  /// The line as the screen can show it: nothing in it steers a terminal, whoever wrote it.
  func fit(_ line: StyledText) -> StyledText {
    let safe = StyledText(line.spans.map { .init(sanitizedLine($0.text), $0.role) })
    return isASCII ? safe.asciiGlyphs : safe
  }
}
