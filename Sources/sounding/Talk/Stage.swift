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
  /// Lines come from a script or a pipe: they are shown as part of the screen, and refused ones don't stop it.
  let isScript: Bool
  private(set) var history = LineHistory()
  /// A timer of the conversation runs; nil: none.
  var timerSeconds: Int?

  /// What the person asked for on the command line.
  struct Wishes {
    var script: String?
    var isAccessible = false
    var isASCII = false
    var color: ColourWish?
    var width: Int?
    var takesAnyLocale = false
  }

  init(_ wishes: Wishes, today: String) throws {
    let isUTF8 = TerminalFacts.setLocale()
    Terminal.Signals.install()
    TerminalFacts.forbidCoreFiles()
    let environment = { (name: String) in Surroundings.value(name) }
    let fromEnvironment = wantsAccessible(environment: environment)
    let isAccessible = wishes.isAccessible || fromEnvironment
    let atTerminal = TerminalFacts.isTerminal(0) && TerminalFacts.isTerminal(1) && wishes.script == nil
    isScript = !atTerminal
    let isASCII = wishes.isASCII || usesASCII(isUTF8: isUTF8 || isScript, environment: environment)
    let colour = usesColour(
      ColourGrounds(
        flag: wishes.color, setting: nil, isTerminal: TerminalFacts.isTerminal(1), isAccessible: isAccessible,
        environment: environment))
    let appearance = Appearance(
      theme: colour && !isScript ? .standard : nil, isASCII: isASCII, isAccessible: isAccessible,
      isDumb: isScript || TerminalFacts.isDumb)
    screen = TerminalScreen(appearance: appearance)
    reader = try Stage.reader(wishes, appearance: appearance, atTerminal: atTerminal)
    guard let day = CalendarDay(iso: today) else { throw Failure("the day \(today) is none", code: Code.usage) }
    settings = Settings(
      today: day, width: wishes.width ?? (atTerminal ? TerminalFacts.columns() : 80), isAccessible: isAccessible,
      accessibleFrom: isAccessible ? (wishes.isAccessible ? "--accessible" : "ACCESSIBLE") : nil, isASCII: isASCII,
      isScript: isScript)
  }

  private static func reader(_ wishes: Wishes, appearance: Appearance, atTerminal: Bool) throws -> any LineReader {
    if let script = wishes.script, script != "-" {
      return PlainReader(descriptor: try Stage.opened(script))
    }
    if atTerminal, let editor = LibeditReader(name: "sounding", appearance: appearance) { return editor }
    return PlainReader(descriptor: 0)
  }

  /// The bell, where the screen is a terminal and the person hears no screen reader.
  mutating func ring() {
    if !isScript, !settings.isAccessible { try? screen.writeUnfiltered("\u{7}") }
  }

  /// A setting that changes how the screen looks.
  mutating func set(_ setting: Setting, _ value: String) {
    let isOn = value == "on" || value == "true"
    switch setting {
    case .accessible:
      settings.isAccessible = isOn
      screen.appearance.isAccessible = isOn
      if isOn { screen.appearance.theme = nil }
    case .ascii:
      settings.isASCII = isOn
      screen.appearance.isASCII = isOn
    case .color: screen.appearance.theme = isOn && !isScript ? .standard : nil
    case .theme: screen.appearance.theme = value == "safe" ? .safe : .standard
    case .width: if let columns = Int(value) { settings.width = columns }
    case .bell, .blind, .editor, .hints, .notify: break
    }
    if let editor = reader as? LibeditReader {
      editor.appearance = screen.appearance
    }
  }

  private static func opened(_ path: String) throws -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure("cannot read \(path): \(String(cString: strerror(errno)))", code: Code.noInput)
    }
    return descriptor
  }

  /// Asks for a line; in a script the line is shown behind its prompt, as it would stand on a terminal.
  mutating func ask(_ ask: Ask, header: [StyledText]) -> LineResult {
    var request = LineRequest(prompt: ask.prompt)
    request.header = header
    request.prefill = ask.prefill
    request.history = history.lines
    request.isSecret = ask.isHidden
    request.allowsNewlines = ask.isMultiline
    let offers = ask.completions
    request.complete = { before in
      let word = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
      return offers.filter { $0.text.hasPrefix(word) }.map { Terminal.Completion($0.text, note: $0.description) }
    }
    settings.width = isScript ? settings.width : TerminalFacts.columns()
    let result = reader.read(request)
    if case .text(let text) = result {
      if isScript { try? screen.write(ask.prompt + StyledText(ask.isHidden ? "" : text)) }
      if ask.isAnswer && !ask.isHidden { history.remember(answer: text) }
    } else if isScript {
      try? screen.write(ask.prompt)
    }
    return result
  }
}
