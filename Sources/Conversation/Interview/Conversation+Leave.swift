import Playbooks
import Sessions
import Text

/// Leaving, reports, the editor, the timer.
extension Conversation {
  mutating func leave(atEndOfInput: Bool) {
    if readOnly == nil, !session.isFinished { tell(Wording.left(session: session.opening?.session, option: option)) }
    let isOpen = settings.isScript && !session.isFinished
    leaveNow(code: isOpen ? Conversation.unfinishedCode : 0)
  }

  /// A script that ends before the session does.
  static let unfinishedCode: Int32 = 75

  mutating func leaveNow(code: Int32) {
    if isDemo, session.isFinished, !keepsDemo { outputs.append(.discard) }
    outputs.append(.leave(code))
  }

  // MARK: Reports

  static let formats = ["md", "html", "txt", "json"]
  static let audiences = ["full", "team", "shared", "public"]

  /// `/report html team notes.html`, in any order of the first two.
  mutating func report(_ argument: String, defaultFormat: String) {
    var format = defaultFormat
    var audience = "full"
    var path: String?
    for word in argument.split(whereSeparator: \.isWhitespace).map(String.init) {
      let lower = word.lowercased() == "markdown" ? "md" : word.lowercased()
      if Conversation.formats.contains(lower), path == nil {
        format = lower
      } else if Conversation.audiences.contains(lower), path == nil {
        audience = lower
      } else if path == nil, looksLikePath(word) {
        path = word
        if let ending = word.split(separator: ".").last.map(String.init), Conversation.formats.contains(ending),
          word.contains(".")
        {
          format = ending
        }
      } else {
        return refuse(Wording.reportWord(sanitizedLine(word)), Wording.reportHint)
      }
    }
    waiting = .report
    outputs.append(.writeReport(ReportRequest(format: format, audience: audience, path: path)))
  }

  private func looksLikePath(_ word: String) -> Bool { word.contains("/") || word.contains(".") }

  mutating func reportWritten(_ path: String) {
    waiting = nil
    let line = Wording.reportWritten(sanitizedLine(path))
    if displayWidth(line) + 4 <= look.columns {
      mark(.ok, line)
    } else {
      mark(.ok, Wording.reportWritten("").trimmed)
      showPath(path)
    }
    if isDemo, session.isFinished { return leaveDemo() }
    ask()
  }

  mutating func reportFailed(_ path: String?, _ reason: String) {
    waiting = nil
    if isDemo, session.isFinished {
      mark(.error, Wording.reportFailed(path.map(sanitizedLine), sanitizedLine(reason)))
      return leaveDemo()
    }
    refuse(Wording.reportFailed(path.map(sanitizedLine), sanitizedLine(reason)), Wording.reportFailedHint)
  }

  // MARK: The editor

  mutating func openEditor() {
    waiting = .editor
    var text = ""
    switch focus {
    case .question(let index):
      if case .value(.text(let given))? = session.answer(CellRef(playbook.questions[index].name))?.state {
        text = given
      }
    case .cell(let index, let row, let column):
      if case .value(.text(let given))? = session.answer(cell(index, row, column))?.state { text = given }
    default: break
    }
    outputs.append(.openEditor(text))
  }

  mutating func edited(_ text: String?) {
    waiting = nil
    guard let text, !text.trimmed.isEmpty else {
      tell(Wording.nothingChanged)
      return ask()
    }
    typedLine = text
    answer(text.trimmed)
  }

  // MARK: The timer

  mutating func setTimer(_ argument: String) {
    let word = argument.trimmed.lowercased()
    if word.isEmpty {
      tell(timer.map { Wording.timerLeft($0.secondsLeft) } ?? Wording.noTimer)
      return ask()
    }
    if word == "off" || word == "stop" {
      timer = nil
      outputs.append(.timer(seconds: nil))
      tell(Wording.timerOff)
      return ask()
    }
    guard let seconds = Conversation.seconds(word), seconds > 0, seconds <= Conversation.timerSecondsMax else {
      return refuse(Wording.timerNotUnderstood(sanitizedLine(word)), Wording.timerHint)
    }
    timer = Timer(secondsLeft: seconds, saidLastMinute: seconds <= 60)
    outputs.append(.timer(seconds: seconds))
    tell(Wording.timerStarted(seconds))
    ask()
  }

  /// Four hours: more is a workshop, not a time box.
  static let timerSecondsMax = 14_400

  /// `5m`, `90s`, `1h`, `5`: minutes where no unit is given.
  static func seconds(_ word: String) -> Int? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number <= timerSecondsMax else { return nil }
    switch word.dropFirst(digits.count).trimmed {
    case "", "m", "min", "minute", "minutes": return number * 60
    case "s", "sec", "seconds": return number
    case "h", "hour", "hours": return number * 3600
    default: return nil
    }
  }

  /// Says when a minute is left and when time is up; no line that ticks.
  mutating func tick(_ seconds: Int) {
    guard var timer else { return }
    timer.secondsLeft -= max(0, seconds)
    if timer.secondsLeft <= 0 {
      self.timer = nil
      outputs += [.timer(seconds: nil), .line(look.fit(StyledText(Wording.timeIsUp, .warn))), .bell]
      return
    }
    if timer.secondsLeft <= 60, !timer.saidLastMinute {
      timer.saidLastMinute = true
      outputs.append(.line(look.fit(StyledText(Wording.oneMinuteLeft, .hint))))
    }
    self.timer = timer
  }
}
