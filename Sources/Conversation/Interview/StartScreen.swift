import Text

/// What there is to go on with when the program starts without saying what to do.
public struct StartFacts: Equatable, Sendable {
  public struct Unfinished: Equatable, Sendable {
    public var name: String
    public var title: String
    public var answered: Int
    public var total: Int
    /// `yesterday 16:40`; nil where it isn't known.
    public var stopped: String?

    public init(name: String, title: String, answered: Int, total: Int, stopped: String? = nil) {
      (self.name, self.title, self.answered, self.total, self.stopped) = (name, title, answered, total, stopped)
    }
  }

  public struct Listed: Equatable, Sendable {
    public var name: String
    public var title: String
    public var minutes: ClosedRange<Int>

    public init(name: String, title: String, minutes: ClosedRange<Int>) {
      (self.name, self.title, self.minutes) = (name, title, minutes)
    }
  }

  public var version: String
  /// Nothing was ever answered here.
  public var isFirstRun: Bool
  /// The latest first.
  public var unfinished: [Unfinished]
  public var overdueActions: Int
  /// The playbook the journey suggests, and why.
  public var nextStep: (playbook: String, reason: String)? {
    get { nextPlaybook.map { ($0, nextReason) } }
    set { (nextPlaybook, nextReason) = (newValue?.playbook, newValue?.reason ?? "") }
  }
  private var nextPlaybook: String?
  private var nextReason = ""
  public var playbooks: [Listed]

  public init(
    version: String, isFirstRun: Bool, unfinished: [Unfinished] = [], overdueActions: Int = 0,
    nextStep: (playbook: String, reason: String)? = nil, playbooks: [Listed] = []
  ) {
    self.version = version
    self.isFirstRun = isFirstRun
    self.unfinished = unfinished
    self.overdueActions = overdueActions
    self.playbooks = playbooks
    self.nextStep = nextStep
  }
}

/// The first screen: go on with what is unfinished, take the next step, start a playbook, or try it.
public struct StartScreen {
  public private(set) var settings: Settings
  public let facts: StartFacts
  private var isChoosingPlaybook = false
  private var interruptions = 0

  public init(facts: StartFacts, settings: Settings) {
    self.facts = facts
    self.settings = settings
  }

  private var look: Look { Look(settings) }

  struct Entry: Equatable {
    var text: String
    var goes: Destination?
  }

  /// At most this many unfinished sessions are offered; `/list` of the program has all.
  static let unfinishedMax = 3

  var entries: [Entry] {
    if isChoosingPlaybook {
      return facts.playbooks.map { Entry(text: Wording.listed($0), goes: .playbook($0.name)) }
    }
    var entries = facts.unfinished.prefix(StartScreen.unfinishedMax).map {
      Entry(text: Wording.unfinished($0), goes: .session($0.name))
    }
    if facts.isFirstRun { entries.append(Entry(text: Wording.tryIt, goes: .demo)) }
    if let next = facts.nextStep, let playbook = facts.playbooks.first(where: { $0.name == next.playbook }) {
      entries.append(
        Entry(
          text: Wording.nextStep(sanitizedLine(playbook.title), sanitizedLine(next.reason)),
          goes: .playbook(next.playbook)))
    }
    if !facts.playbooks.isEmpty { entries.append(Entry(text: Wording.startPlaybook(facts.playbooks.count), goes: nil)) }
    if facts.isFirstRun { entries.append(Entry(text: Wording.lookAtExample, goes: .exampleReport)) }
    return entries
  }

  public mutating func receive(_ input: Input) -> [Output] {
    switch input {
    case .begin: return banner + menu
    case .line(let text): return line(text)
    case .interrupted(let hadText):
      interruptions = hadText ? 0 : interruptions + 1
      if interruptions >= 2 { return [.leave(Conversation.interruptedCode)] }
      return hadText ? [ask] : [.line(look.fit(StyledText(Wording.pressAgainToLeave))), ask]
    case .endOfInput: return [.leave(0)]
    case .back:
      isChoosingPlaybook = false
      return menu
    case .waited: return []
    case .resized(let columns):
      settings.width = columns
      return []
    case .stored, .actionKept, .storeFailed, .edited, .reportWritten, .reportFailed, .rescued, .rescueFailed, .tick:
      return [ask]
    }
  }

  private var banner: [Output] {
    var lines: [StyledText] = []
    if settings.isAccessible { lines += look.wrap(Wording.accessibleOn(from: settings.accessibleFrom)) }
    lines += look.wrap(Wording.banner(facts.version), role: .title)
    if facts.isFirstRun { lines += look.wrap(Wording.promise) }
    if facts.overdueActions > 0 { lines += look.marked(.warn, Wording.overdue(facts.overdueActions)) }
    return lines.map { .line(look.fit($0)) }
  }

  private var menu: [Output] {
    var lines = look.wrap(Wording.chooseStart(entries.count, isAccessible: settings.isAccessible))
    if !look.isAccessible { lines.append("") }
    for (place, entry) in entries.enumerated() {
      lines += look.headed("\(place + 1)", entry.text, hanging: 3)
    }
    return lines.map { .line(look.fit($0)) } + [ask]
  }

  private var ask: Output {
    let prompt = look.isAccessible ? "Number: " : "› "
    let completions = entries.enumerated().map { Completion(String($0.offset + 1), $0.element.text) }
    return .ask(
      Ask(
        prompt: look.fit(StyledText([.init(prompt, .prompt)])), choices: completions, offersCommands: false,
        isAnswer: false))
  }

  private mutating func line(_ text: String) -> [Output] {
    interruptions = 0
    switch TypedLine(text) {
    case .command(.quit, _), .command(.pause, _): return [.leave(0)]
    case .command(.back, _):
      isChoosingPlaybook = false
      return menu
    case .command(.set, let argument): return set(argument)
    case .command(.help, let argument): return help(argument)
    case .command(let name, _): return say(Wording.onlyInSession(name))
    case .unknown(let word, let near): return say(Wording.unknownCommand(sanitizedLine(word), nearest: near))
    case .ambiguous(let word, let names): return say(Wording.ambiguousCommand(word, names))
    case .answer(let body): return choose(body.trimmed)
    }
  }

  private mutating func choose(_ text: String) -> [Output] {
    let entries = entries
    if text.isEmpty || text == "?" { return menu }
    if let number = Int(text), entries.indices.contains(number - 1) { return take(entries[number - 1]) }
    switch TypedLine.bareWord(text) {
    case .quit: return [.leave(0)]
    case .help: return help("")
    default: break
    }
    // Nothing here is called by a letter, so that it can only mean this.
    if ["q", "exit"].contains(text.lowercased()) { return [.leave(0)] }
    if let playbook = facts.playbooks.first(where: { $0.name == text.lowercased() }) {
      return [.open(.playbook(playbook.name))]
    }
    let begun = facts.playbooks.filter { $0.name.hasPrefix(text.lowercased()) }
    if text.count > 2, begun.count == 1 { return [.open(.playbook(begun[0].name))] }
    let meant = entries.filter { begins($0.text, text) }
    if meant.count == 1 { return take(meant[0]) }
    return say(Wording.noStart(entries.count))
  }

  /// A wording is meant by the beginning of its words: `resume`, `look back`. Two letters begin too much.
  private func begins(_ wording: String, _ text: String) -> Bool {
    let wanted = ChoiceReader.folded(text)
    return wanted.count > 2 && " \(ChoiceReader.folded(wording))".contains(" \(wanted)")
  }

  private mutating func take(_ entry: Entry) -> [Output] {
    if let destination = entry.goes { return [.open(destination)] }
    isChoosingPlaybook = true
    return menu
  }

  private func say(_ text: String) -> [Output] {
    look.wrap(text).map { .line(look.fit($0)) } + [ask]
  }

  private func help(_ argument: String) -> [Output] {
    let word = argument.lowercased().trimmingPrefix { $0 == "/" }
    var lines = Wording.startHelp(columns: look.columns)
    if let topic = HelpTopic(rawValue: word) {
      lines = topic.lines
    } else if !word.isEmpty, case .command(let name, _) = TypedLine("/" + word) {
      lines = Wording.help(CommandTable.entry(name), columns: look.columns)
    }
    return lines.map { .line(look.fit(StyledText($0))) } + [ask]
  }

  private mutating func set(_ argument: String) -> [Output] {
    let words = argument.split(whereSeparator: { $0.isWhitespace || $0 == "=" }).map { $0.lowercased() }
    guard words.count == 2, let setting = Setting(rawValue: words[0]), ["on", "off"].contains(words[1]) else {
      return say(Wording.settingHint)
    }
    if setting == .accessible { settings.isAccessible = words[1] == "on" }
    if setting == .ascii { settings.isASCII = words[1] == "on" }
    return [.setting(setting, value: words[1])] + say(Wording.settingNow(setting, words[1]))
  }
}
