import Playbooks
import Sessions
import Text

/// A conversation about one session: takes what happened outside, gives back what to do there.
///
/// A value without clock, files or terminal. What isn't in `session` (where somebody went back to, an open dialog,
/// hints shown) may be lost without harm: a new conversation on the same session shows the same question again.
public struct Conversation {
  public internal(set) var session: Session
  public internal(set) var settings: Settings
  /// What is asked now.
  var focus: Focus = .finish
  /// The person chose the present question; without that it follows from the answers.
  var isDetour = false
  /// The table that somebody went to and adds rows to, or fills: they stay in it until they are done.
  var addsTo: Int?
  /// The table whose wording was shown last.
  var tableOnScreen: Int?
  /// The column whose choices were shown last: not repeated in every row.
  var choicesOnScreen: Choices?
  /// A small question of the program's own, on top of what is asked.
  var dialog: Dialog?
  /// What the conversation waits for from outside.
  var waiting: Waiting?
  /// What couldn't be stored, for `/retry` and `/rescue`.
  var unsaved: Waiting?
  /// Whether the demo's session stays when it is left.
  var keepsDemo = false
  /// Only what the next gate needs is asked.
  var isFast = false
  var isBlind = false
  var timer: Timer?
  /// Seconds since something was stored: what is talked about now takes time before it is answered.
  var waitedSeconds = 0.0
  /// Ctrl-C on an empty line, so many times in a row.
  var interruptions = 0
  /// The line at hand, to be given back if it isn't taken.
  var typedLine = ""
  /// The line that was given back last: sent again as it is, it isn't given back a second time.
  var refusedLine: String?
  /// Follow-ups put off in this sitting that the journal can't remember.
  var putOff: Set<CellRef> = []
  var outputs: [Output] = []

  /// Whether what is asked follows from the answers alone.
  ///
  /// True while nothing but the journal decides what is shown next: then a new conversation on it asks the same.
  public var isAtRest: Bool {
    !isDetour && dialog == nil && waiting == nil && !isFast && !isBlind && timer == nil && refusedLine == nil
      && unsaved == nil && waitedSeconds == 0
  }

  /// What the coach says in any playbook, and the words it explains.
  let voice: Coach
  /// Whether this is the session's first sitting.
  let isNew: Bool
  /// Actions of the engagement that are past their day, in words, for the opening.
  let overdue: [String]
  /// Where the session stands inside another one, or comes back from one inside it.
  let nesting: Nesting?
  /// What the command that goes on with the session needs besides its name, such as ` --engagement riverside`.
  let option: String
  /// Why nothing can be saved; nil where it can. Then the session is there to be looked at.
  let readOnly: String?

  /// - Parameters:
  ///   - universal: the lines and words of `universal.yaml`.
  ///   - overdue: the actions of the engagement that are past their day, in words.
  ///   - isNew: whether this is its first sitting; nil: if nothing is answered.
  ///   - nesting: where it stands inside another session, or comes back from one.
  ///   - readOnly: why nothing can be saved; nil where it can.
  ///   - option: what the command that goes on with it needs besides the session's name.
  public init(
    session: Session, settings: Settings, universal: UniversalLines = UniversalLines(nil), overdue: [String] = [],
    isNew: Bool? = nil, nesting: Nesting? = nil, resume option: String = "",
    readOnly: String? = nil
  ) {
    self.readOnly = readOnly
    self.nesting = nesting
    self.option = option
    self.isNew = isNew ?? session.history.isEmpty
    self.session = session
    self.settings = settings
    self.overdue = overdue
    voice = Coach(universal)
  }

  var look: Look { Look(settings) }
  var playbook: Playbook { session.playbook }

  /// Takes what happened and says what to do. An `ask` is always the last thing.
  public mutating func receive(_ input: Input) -> [Output] {
    outputs = []
    switch input {
    case .interrupted, .tick, .waited, .resized: break
    default: interruptions = 0
    }
    switch input {
    case .begin: begin()
    case .line(let text): line(text)
    case .interrupted(let hadText): interrupted(hadText: hadText)
    case .endOfInput:
      if let dialog { sayDropped(dialog) }
      leave(atEndOfInput: true)
    case .back: stepBack()
    case .stored(let time): stored(at: time)
    case .actionKept(let id, let reserved, let time): actionKept(id, reserved, at: time)
    case .storeFailed(let reason, let hint): storeFailed(reason, hint)
    case .rescued(let path, let lines): rescued(path, lines)
    case .rescueFailed(let path, let reason): rescueFailed(path, reason)
    case .edited(let text): edited(text)
    case .reportWritten(let path): reportWritten(path)
    case .reportFailed(let path, let reason): reportFailed(path, reason)
    case .tick(let seconds): tick(seconds)
    case .waited(let seconds): waitedSeconds = Session.pause(waitedSeconds + Double(seconds))
    case .resized(let columns): settings.width = columns
    }
    return outputs
  }

  // MARK: Saying things

  mutating func show(_ lines: [StyledText]) {
    outputs += lines.map { .line(look.fit($0)) }
  }

  mutating func tell(_ text: String, _ role: Role? = nil) { show(look.wrap(text, role: role)) }

  mutating func mark(_ sign: Look.Sign, _ text: String) { show(look.marked(sign, text)) }

  /// What was wrong and what to type; the text that was typed is back on the line.
  mutating func refuse(_ problem: String, _ hint: String) {
    show(look.wrap(problem, role: .error))
    if !hint.isEmpty { tell(hint) }
    giveBack()
  }

  /// What can't be done here, however it is written: nothing comes back on the line.
  mutating func cannot(_ problem: String, _ hint: String = "") {
    typedLine = ""
    refuse(problem, hint)
  }

  /// The text stands on the line again, unless it is quickly typed anew. Sent again as it was, or with more at its end
  /// that doesn't help, it makes room: nobody has to know how a line is cleared. A command that lacks a word is ready for
  /// it.
  private mutating func giveBack() {
    let text = typedLine.trimmed
    let isCommand = text.hasPrefix("/")
    guard isCommand || text.count > Conversation.shortLine else {
      refusedLine = nil
      return ask(prefill: "")
    }
    if let refusedLine, text == refusedLine || !isCommand && text.hasPrefix(refusedLine) {
      self.hint("emptied", Wording.emptiedHint)
      return ask(prefill: "")
    }
    refusedLine = text
    if !settings.isScript { self.hint("givenBack", Wording.givenBackHint) }
    if case .command(let name, "") = TypedLine(text), !CommandTable.entry(name).arguments.isEmpty {
      return ask(prefill: text + " ")
    }
    ask(prefill: typedLine)
  }

  /// Up to so many characters are typed anew faster than they are mended.
  private static let shortLine = 3

  /// A next-step hint: shown the first three times, then no more.
  mutating func hint(_ key: String, _ text: String) {
    switch settings.hints.mode {
    case .off: return
    case .on: break
    case .fading:
      let count = settings.hints.shown[key, default: 0]
      guard count < Conversation.hintTimesMax else { return }
      settings.hints.shown[key] = count + 1
    }
    show(look.wrap(text, role: .hint, indent: 2))
  }

  static let hintTimesMax = 3

  // MARK: The line

  private mutating func line(_ typed: String) {
    let text = withoutPrefill(typed)
    typedLine = text
    if let refusedLine, !text.trimmed.hasPrefix(refusedLine) { self.refusedLine = nil }
    if let dialog {
      self.dialog = nil
      return answer(dialog, text)
    }
    switch TypedLine(text) {
    case .command(let name, let argument): run(name, argument)
    case .unknown(let word, _) where TypedLine.seeksTheEnd(word): cannot(Wording.endComes, Wording.toTheEnd)
    case .unknown(let word, let nearest): refuse(Wording.unknownCommand(sanitizedLine(word), nearest: nearest), "")
    case .ambiguous(let word, let names): refuse(Wording.ambiguousCommand(word, names), "")
    case .answer(let body): answer(body)
    }
  }

  /// A command typed behind the text that stands on the line (what was refused, or the answer there is) is that command:
  /// who didn't look up meant no answer.
  private func withoutPrefill(_ typed: String) -> String {
    let line = typed.trimmed
    if asksBehindRefused(line) { return "?" }
    guard line.utf8.contains(UInt8(ascii: "/")) else { return typed }
    for prefill in [refusedLine, dialog == nil ? presentText : nil].compactMap(\.self) {
      guard !prefill.isEmpty, line.hasPrefix(prefill), !prefill.hasSuffix("/") else { continue }
      let added = line.dropFirst(prefill.count).trimmed
      guard added.hasPrefix("/"), let word = added.dropFirst().split(separator: " ").first else { continue }
      if CommandName(rawValue: word.lowercased()) != nil { return added }
    }
    return typed
  }

  /// `?` typed behind a refused line that stands at the prompt asks what may be typed, as on an empty one. Behind a text it
  /// may belong to it.
  private func asksBehindRefused(_ line: String) -> Bool {
    guard dialog == nil, let refusedLine, !refusedLine.hasPrefix("/"), isPreviewable else { return false }
    return line.hasPrefix(refusedLine) && line.dropFirst(refusedLine.count).trimmed == "?"
  }

  private mutating func interrupted(hadText: Bool) {
    if hadText {
      interruptions = 0
      return ask()
    }
    interruptions += 1
    if interruptions >= 2 { return leaveNow(code: Conversation.interruptedCode) }
    tell(votesGiven > 0 ? Wording.pressAgainInRound : Wording.pressAgain)
    ask()
  }

  static let interruptedCode: Int32 = 130
}

/// The choices of a column.
struct Choices: Equatable {
  var question: Int
  var column: Int
}

/// A running timer.
struct Timer: Equatable {
  var secondsLeft: Int
  var saidLastMinute = false
}
