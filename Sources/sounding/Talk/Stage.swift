import Conversation
import Glibc
import Storage
import Terminal
import Text

/// Where a conversation takes place: the screen, the reader, and what is known about both.
struct Stage {
  var screen: TerminalScreen
  var reader: any LineReader
  var settings: Settings
  /// The reader draws the prompt itself, with whatever was held back before it.
  private let hasEditor: Bool
  /// Lines come from a script or a pipe: they are shown as part of the screen, and refused ones don't stop it.
  let isScript: Bool
  var history = LineHistory()
  /// A timer of the conversation runs.
  var timer: RunningTimer?
  /// Used where colour is on.
  var theme = Theme.standard
  var ringsBell = true
  var notifies = false
  /// Columns that the person chose; nil: those of the terminal.
  var widthChosen: Int?
  /// Whether the window had another title before.
  var hasTitle = false
  /// What can wait until the next prompt is shown.
  var whenShown: (() -> Void)?

  /// What the person asked for on the command line.
  struct Wishes {
    var script: String?
    var isAccessible = false
    var isASCII = false
    var color: ColourWish?
    var width: Int?
    var takesAnyLocale = false

    /// Whether somebody sits at a terminal and types.
    var isTyped: Bool { script == nil && TerminalFacts.isTerminal(0) && TerminalFacts.isTerminal(1) }
  }

  init(_ wishes: Wishes, _ preferences: Preferences, today: String) throws {
    let isUTF8 = TerminalFacts.setLocale()
    Terminal.Signals.install()
    TerminalFacts.forbidCoreFiles()
    let environment = { (name: String) in Surroundings.value(name) }
    let atTerminal = wishes.isTyped
    isScript = !atTerminal
    let accessibleFrom = Stage.accessibleFrom(wishes, preferences)
    let isAccessible = accessibleFrom != nil
    let isASCII =
      wishes.isASCII || usesASCII(isUTF8: isUTF8 || isScript, environment: environment)
      || preferences.isOn(.ascii) == true
    let colour = usesColour(
      ColourGrounds(
        flag: wishes.color, setting: preferences.values[.color].flatMap(ColourWish.init),
        isTerminal: TerminalFacts.isTerminal(1), isAccessible: isAccessible, environment: environment))
    if preferences.values[.theme] == "safe" { theme = .safe }
    let appearance = Appearance(
      theme: colour && !isScript ? theme : nil, isASCII: isASCII, isAccessible: isAccessible,
      isDumb: isScript || TerminalFacts.isDumb)
    screen = TerminalScreen(appearance: appearance)
    reader = try Stage.reader(wishes, appearance: appearance, atTerminal: atTerminal)
    hasEditor = reader is LibeditReader
    guard let day = CalendarDay(iso: today) else { throw Failure("the day \(today) is none", code: Code.usage) }
    widthChosen = wishes.width ?? preferences.values[.width].flatMap { Int($0) }
    settings = Settings(
      today: day, width: widthChosen ?? (atTerminal ? TerminalFacts.columns() : 80), isAccessible: isAccessible,
      accessibleFrom: accessibleFrom, isASCII: isASCII, isScript: isScript)
    prefer(preferences)
  }

  /// Who asked for accessible mode: the flag, the variable, the configuration; nil: nobody.
  private static func accessibleFrom(_ wishes: Wishes, _ preferences: Preferences) -> String? {
    if wishes.isAccessible { return "--accessible" }
    if wantsAccessible(environment: { Surroundings.value($0) }) { return "ACCESSIBLE" }
    // ACCESSIBLE=0 goes before the configuration.
    guard Surroundings.value("ACCESSIBLE") == nil else { return nil }
    return preferences.isOn(.accessible) == true ? "the configuration" : nil
  }

  private static func reader(_ wishes: Wishes, appearance: Appearance, atTerminal: Bool) throws -> any LineReader {
    if let script = wishes.script, script != "-" {
      return PlainReader(descriptor: try Stage.opened(script))
    }
    if atTerminal, let editor = LibeditReader(name: "sounding", appearance: appearance) { return editor }
    return PlainReader(descriptor: 0)
  }

  private static func opened(_ path: String) throws -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure("cannot read \(path): \(String(cString: strerror(errno)))", code: Code.noInput)
    }
    return descriptor
  }

  /// What is shown from now on comes with the next prompt, where somebody types: one write instead of five.
  mutating func holdBack() { screen.holdsBack = hasEditor }

  /// Asks for a line; in a script the line is shown behind its prompt, as it would stand on a terminal.
  mutating func ask(
    _ ask: Ask, header: [StyledText], idle: (() -> [StyledText])?,
    completions: @escaping (String) -> [Offered]
  ) -> LineResult {
    var request = LineRequest(prompt: ask.prompt)
    request.header = header
    request.prefill = ask.prefill
    request.history = history.lines
    request.isSecret = ask.isHidden
    request.allowsNewlines = ask.isMultiline
    request.idle = idle
    request.complete = { before in
      let words = before.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      let word = words.last ?? ""
      let isArgument = words.count > 1 && before.hasPrefix("/") && !before.hasPrefix("//")
      let offers = isArgument ? completions(String(words[0].dropFirst())) : ask.completions
      return offers.filter { $0.text.hasPrefix(word) }.map { Terminal.Completion($0.text, note: $0.description) }
    }
    show(title: ask.title)
    signal(.questionStarts)
    request.whenShown = whenShown
    whenShown = nil
    let result = reader.read(request)
    signal(.outputStarts)  // comes with what is shown next
    screen.holdsBack = false
    if !isScript { settings.width = widthChosen ?? TerminalFacts.columns() }
    if case .text(let text) = result {
      if isScript { try? screen.write(ask.prompt + StyledText(ask.isHidden ? "" : text)) }
      if !ask.isHidden { remember(text, isAnswer: ask.isAnswer) }
    } else if isScript {
      try? screen.write(ask.prompt)
    }
    return result
  }

  private mutating func remember(_ text: String, isAnswer: Bool) {
    if text.hasPrefix("/"), !text.hasPrefix("//") {
      history.remember(command: text, isHarmless: TypedLine(text).isHarmless)
    } else if isAnswer {
      history.remember(answer: text)
    }
  }
}
