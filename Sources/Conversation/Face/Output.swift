import Sessions
import Text

/// What the conversation wants done. The program carries outputs out in order.
///
/// Those marked "answered by" make the conversation wait for that input before anything else.
public enum Output: Equatable, Sendable {
  /// Print a line. Texts of playbooks and people in it are already filtered.
  case line(StyledText)
  /// Print lines that may be more than the screen holds: through the person's pager where there is one.
  case page([StyledText])
  /// Read a line: answered by `line`, `interrupted`, `endOfInput`, `back`. Always the last output.
  case ask(Ask)
  /// Write this to the session's journal: one command, one event, one line. Answered by `stored` or `storeFailed`.
  case append(Event)
  /// Keep this in the engagement's register of actions: answered by `stored` or `storeFailed`.
  case keepAction(ActionDraft)
  /// Write everything saved so far, and after it these, to a new file: answered by `rescued` or `rescueFailed`.
  case rescue(path: String, unsaved: [Event])
  /// Remove the session, before leaving: it was only the demo.
  case discard
  /// Write a report: answered by `reportWritten` or `reportFailed`.
  case writeReport(ReportRequest)
  /// Let the person edit a text in their editor: answered by `edited`.
  case openEditor(String)
  /// Send `tick` about once a second while `seconds` isn't nil; nil stops that.
  case timer(seconds: Int?)
  /// Ring the bell once, if the person allows it.
  case bell
  /// A line for the facilitator's own screen.
  case facilitator(StyledText)
  /// A setting that the terminal has to know changed.
  case setting(Setting, value: String)
  /// Go on with another session or playbook.
  case open(Destination)
  /// The conversation is over; the number is the program's exit code.
  case leave(Int32)
}

/// A line to be read from the person.
public struct Ask: Equatable, Sendable {
  /// Under 20 columns.
  public var prompt: StyledText
  /// What already stands on the line, ready to be edited.
  public var prefill: String
  /// What Tab offers beside the commands.
  public var choices: [Completion]
  /// Whether Tab offers the commands.
  public var offersCommands: Bool
  /// Whether an answer of several lines makes sense here.
  public var isMultiline: Bool
  /// Whether several lines that come together, pasted or from an editor, are rows of a table.
  public var takesRows = false
  /// Whether what is typed stays hidden (votes cast one by one).
  public var isHidden: Bool
  /// Whether to keep the line with the answers (recalled by Up in this session) or the commands.
  public var isAnswer: Bool
  /// For the window's title: `Team Blue, question 3`; empty where there is none.
  public var title = ""

  public init(
    prompt: StyledText, prefill: String = "", choices: [Completion] = [], offersCommands: Bool = true,
    isMultiline: Bool = false, isHidden: Bool = false, isAnswer: Bool = true
  ) {
    self.prompt = prompt
    self.prefill = prefill
    self.choices = choices
    self.offersCommands = offersCommands
    self.isMultiline = isMultiline
    self.isHidden = isHidden
    self.isAnswer = isAnswer
  }

  /// What Tab offers, with what it means. Put together when somebody presses it.
  public var completions: [Completion] { offersCommands ? choices + CommandTable.completions : choices }
}

extension Ask {
  /// A text from an editor as it stands on the line: where one line is asked for, its lines become one.
  public func fitted(_ text: String) -> String {
    isMultiline || takesRows ? text : text.onOneLine
  }
}

/// Something Tab offers, with what it means.
public struct Completion: Hashable, Sendable {
  public var text: String
  public var description: String

  public init(_ text: String, _ description: String) {
    self.text = text
    self.description = description
  }
}

/// `/action Show the file to two users @Ana by 14 May`.
public struct ActionDraft: Hashable, Sendable {
  public var text: String
  public var owner: String?
  /// ISO day.
  public var due: String?
  /// The rule or question it came from.
  public var from: String?
  /// An action that is there already, and what became of it: `done`, `dropped`, `in_progress`. The text is a note then.
  public var id: String?
  public var status: String?

  public init(text: String, owner: String? = nil, due: String? = nil, from: String? = nil) {
    self.text = text
    self.owner = owner
    self.due = due
    self.from = from
  }
}

/// `/report html team /tmp/r.html`.
public struct ReportRequest: Hashable, Sendable {
  /// `md html txt json`.
  public var format: String
  /// `full team shared public`.
  public var audience: String
  /// nil: the program chooses a file.
  public var path: String?

  public init(format: String, audience: String = "full", path: String? = nil) {
    self.format = format
    self.audience = audience
    self.path = path
  }
}

/// Settings that `/set` changes.
public enum Setting: String, CaseIterable, Sendable {
  case accessible, ascii, bell, blind, color, editor, hints, notify, theme, width

  /// Whether a value makes sense, in lower-case letters.
  public func accepts(_ value: String) -> Bool {
    switch self {
    case .accessible, .ascii, .bell, .blind, .notify: ["on", "off"].contains(value)
    case .hints: ["on", "off", "fading"].contains(value)
    case .color: ["auto", "always", "never"].contains(value)
    case .theme: ["default", "safe"].contains(value)
    case .editor: ["emacs", "vi"].contains(value)
    case .width: Int(value).map { (Settings.columnsMin...500).contains($0) } ?? false
    }
  }
}

/// One row of a question that is answered by a session of another playbook.
public struct RunRequest: Hashable, Sendable {
  public var playbook: String
  /// The row it is for, `way[C1]`: what the session carries is brought home under this name.
  public var cell: CellRef
  /// Answers the session begins with.
  public var gives: [Given]
  /// What the row is called, and the title of the session it stands in: for people.
  public var row: String
  public var outer: String

  public struct Given: Hashable, Sendable {
    public var question: String
    public var value: AnswerValue
  }
}

/// Sessions inside sessions: `way-of-working` for one row of the pilots.
public enum Nesting: Hashable, Sendable {
  /// Inside a session of this title, for the row called so; `given`: questions whose answers say which row that is.
  case inside(row: String, outer: String, given: Set<String>)
  /// Back from the session for the row called so, which says this now (empty: nothing that could be shown).
  case back(row: String, outcome: String)
}

/// Where a person goes from here.
public enum Destination: Hashable, Sendable {
  /// A session inside this one; afterwards this one goes on.
  case run(RunRequest)
  case playbook(String)
  case session(String)
  case demo
  case exampleReport
  case start
}
