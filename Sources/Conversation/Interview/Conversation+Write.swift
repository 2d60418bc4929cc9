import Playbooks
import Sessions
import Text

/// Notes, parking, actions, people, rows, settings.
extension Conversation {
  mutating func note(_ text: String) {
    guard !text.isEmpty else { return refuse(Wording.noteWhat, Wording.noteHint) }
    guard let place = currentPlace else { return cannot(Wording.nothingToNote, Wording.noteHint) }
    wish(.note(place, text), .noted)
  }

  mutating func edit(_ argument: String) {
    if !argument.isEmpty {
      guard case .found(let place) = place(named: argument), let question = playbook.question(named: place.question)
      else {
        return refuse(Wording.noQuestion(sanitizedLine(argument)), Wording.goHint)
      }
      if isLeftOut(place) { return refuse(Wording.doesNotApplyNow(placeName(place)), "") }
      isDetour = true
      dialog = nil
      if let row = place.row, question.table != nil {
        let column = question.table?.columns.firstIndex { $0.name == place.column } ?? 0
        focus = .cell(question: question.index, row: row, column: column)
      } else {
        focus = question.table == nil ? .question(question.index) : .newRow(question: question.index)
      }
    }
    guard focus.question != nil else { return cannot(Wording.nothingToNote) }
    openEditor()
  }

  mutating func park(_ text: String) {
    guard !text.isEmpty else {
      if session.parked.isEmpty { tell(Wording.nothingParked) }
      for text in session.parked { show(look.wrap("- " + sanitizedLine(text), indent: 2, hanging: 2)) }
      return ask()
    }
    wish(.park(text), .parked)
  }

  /// `/action TEXT @who by DATE`, or `/action X3 done`.
  mutating func action(_ text: String) {
    let reader = ActionReader(today: settings.today, people: session.people.names)
    if let id = reader.loneID(text) { return refuse(Wording.actionAlone(id), Wording.overdueHint(id)) }
    guard let draft = reader.read(text) else { return refuse(Wording.actionWhat, Wording.actionHint) }
    waiting = .action(draft)
    outputs.append(.keepAction(draft))
  }

  /// Adds a reason to the last change, as a note beside the answer.
  mutating func keepReason(_ text: String) {
    if isDemo, text.isEmpty { return keepDemo() }
    guard !text.isEmpty else { return refuse(Wording.keepWhat, "") }
    guard let last = session.history.last else { return cannot(Wording.nothingToKeep) }
    guard let answer = session.answer(last.cell) else { return cannot(Wording.nothingToKeep) }
    do throws(Refusal) {
      store(try session.decide(.answer(last.cell, answer, reason: text)), .noted)
    } catch { refuse(error) }
  }

  // MARK: People

  mutating func people(_ argument: String) {
    // Between commas stands a whole name: `Ana Maria, Bert`.
    let parts = argument.split(whereSeparator: { ",;\n".contains($0) }).map(\.trimmed).filter { !$0.isEmpty }
    let words = parts.count > 1 ? parts : argument.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.isEmpty {
      tell(Wording.peopleNow(headCount, session.people.names.map(sanitizedLine)))
      return ask()
    }
    if words.count == 1, let count = NumberWords.whole(words[0].lowercased()) {
      guard count <= Conversation.peopleMax else { return refuse(Wording.tooManyPeople(Conversation.peopleMax), "") }
      return wish(.people(count, names: []), .people)
    }
    guard words.count <= Conversation.peopleMax else {
      return refuse(Wording.tooManyPeople(Conversation.peopleMax), "")
    }
    wish(.people(words.count, names: words), .people)
  }

  /// How many people there are: as `/people` said, else as the question answers that suggests that number.
  var headCount: Int {
    if session.people.count > 0 { return session.people.count }
    guard let index = playbook.headCountQuestion, case .int(let count) = session.value(ofQuestion: index),
      (1...Int64(Conversation.peopleMax)).contains(count)
    else { return 0 }
    return Int(count)
  }

  /// More can't be typed as votes on one line.
  static let peopleMax = 50

  private func hasAnswer(_ index: Int) -> Bool {
    session.answer(CellRef(playbook.questions[index].name))?.isGiven == true
  }

  /// The votes of this question if it has an answer, else of the last rating that was answered.
  mutating func votes(_ argument: String) {
    let playbook = playbook
    let isRating = { (index: Int) -> Bool in
      if case .scale = playbook.questions[index].kind { return true }
      return false
    }
    let here = focus.question.flatMap { isRating($0) && hasAnswer($0) ? $0 : nil }
    let last = session.history.last { item in
      playbook.question(named: item.cell.question).map { isRating($0.index) } ?? false
    }
    let present = focus.question.flatMap { isRating($0) ? $0 : nil }
    guard let index = here ?? last.flatMap({ playbook.question(named: $0.cell.question)?.index }) ?? present else {
      return cannot(Wording.noRating)
    }
    let question = playbook.questions[index]
    if argument.isEmpty {
      let answer = session.answer(CellRef(question.name))
      tell("\(listName(index)): " + (answer.map { session.shown($0, question.kind) } ?? Wording.noVotes))
      return ask()
    }
    answerPlace(CellRef(question.name), question.kind, argument)
  }

  mutating func blind(_ argument: String) {
    switch argument.lowercased() {
    case "on": isBlind = true
    case "off": isBlind = false
    case "": break
    default: return refuse(Wording.onOrOff("blind"), "")
    }
    tell(Wording.blind(isBlind, people: headCount))
    ask()
  }

  // MARK: Rows

  mutating func changeRows(_ name: CommandName, _ argument: String) {
    if name == .rows {
      guard let index = focus.question, playbook.questions[index].table != nil else {
        return cannot(Wording.noTable)
      }
      let lines = tableLines(index)
      if session.rows(ofQuestion: index).isEmpty { tell(Wording.noRows) } else { show(lines) }
      return ask()
    }
    let words = argument.split(whereSeparator: \.isWhitespace).map(String.init)
    let named = (name == .move && words.count > 1 ? words.dropLast() : words[...]).joined(separator: " ")
    guard !named.isEmpty else { return refuse(Wording.whichRow, rowHint(name)) }
    guard case .found(let place) = place(named: named), let row = place.row,
      let question = playbook.question(named: place.question),
      session.rows(ofQuestion: question.index).contains(where: { $0.id == row })
    else { return refuse(Wording.noRow(sanitizedLine(named)), rowHint(name)) }
    if name == .drop {
      tell(Wording.dropRow("\(row) \(rowText(question.index, row))"))
      dialog = .dropRow(question: question.index, row: row)
      return ask()
    }
    guard words.count >= 2, let to = Int(words[words.count - 1]), to >= 1 else {
      return refuse(Wording.whereTo, rowHint(name))
    }
    wish(.moveRow(question: question.name, row: row, to: to - 1), .movedRow(row))
  }

  /// How a row is named, with one that is there: of this table, else the last that has rows.
  private func rowHint(_ name: CommandName) -> String {
    let here = focus.question.map { [$0] } ?? []
    let rows = (here + playbook.questions.indices.reversed()).lazy.compactMap { index in
      session.rows(ofQuestion: index).last { Offer($0.id, "").isRowID }?.id
    }
    guard let row = rows.first else { return Wording.noRows }
    return Wording.rowHint(name == .move ? "/move \(row) 1" : "/drop \(row)")
  }

  func rowText(_ index: Int, _ row: String) -> String {
    guard let view = session.rows(ofQuestion: index).first(where: { $0.id == row }) else { return "" }
    return sanitizedLine(session.shortText(of: view.record))
  }

  // MARK: Settings

  mutating func set(_ argument: String) {
    let words = argument.split(whereSeparator: { $0.isWhitespace || $0 == "=" }).map { $0.lowercased() }
    guard let key = words.first else {
      show(look.wrap(Wording.settings(settings, isBlind: isBlind)))
      return ask()
    }
    guard let setting = Setting(rawValue: key), words.count == 2 else {
      return refuse(Wording.unknownSetting(sanitizedLine(key)), Wording.settingHint)
    }
    guard setting.accepts(words[1]) else { return refuse(Wording.settingValue(setting, sanitizedLine(words[1])), "") }
    apply(setting, words[1])
    outputs.append(.setting(setting, value: words[1]))
    tell(Wording.settingNow(setting, words[1]))
    ask()
  }

  private mutating func apply(_ setting: Setting, _ value: String) {
    switch setting {
    case .accessible:
      settings.isAccessible = value == "on"
      settings.accessibleFrom = "/set"
    case .ascii: settings.isASCII = value == "on"
    case .blind: isBlind = value == "on"
    case .hints: settings.hints.mode = Settings.Hints.Mode(rawValue: value) ?? .fading
    case .width: settings.width = Int(value) ?? settings.width
    case .bell, .notify, .color, .theme, .editor: break
    }
  }
}
