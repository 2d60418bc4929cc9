import Playbooks
import Sessions
import Text

/// The program's own small questions.
extension Conversation {
  func ask(for dialog: Dialog, prefill: String) -> Ask {
    switch dialog {
    case .consent, .endTable, .dropRow, .offer, .reason: plainAsk("y/n", prefill: prefill)
    case .meantCommand: plainAsk("y/N", prefill: prefill)
    case .voting(_, let votes): plainAsk(voterName(votes.count), prefill: prefill, isHidden: true)
    }
  }

  private func voterName(_ index: Int) -> String {
    let names = session.people.names
    return names.indices.contains(index) ? shortened(sanitizedLine(names[index]), to: 14) : "P\(index + 1)"
  }

  mutating func answer(_ dialog: Dialog, _ text: String) {
    let line = TypedLine(text)
    if case .command(let name, let argument) = line { return run(name, argument, on: dialog) }
    if case .voting(let question, let votes) = dialog { return vote(question, votes, text) }
    switch line {
    case .unknown(let word, let nearest):
      self.dialog = dialog
      return cannot(Wording.unknownCommand(sanitizedLine(word), nearest: nearest))
    case .ambiguous(let word, let names):
      self.dialog = dialog
      return cannot(Wording.ambiguousCommand(word, names))
    case .answer, .command: break
    }
    let word = text.trimmed.lowercased()
    if SpecialWords.yes.contains(word) { return agreed(dialog) }
    if SpecialWords.no.contains(word) || word == "-" || word.isEmpty && !needsWord(dialog) { return declined(dialog) }
    if !needsWord(dialog) || isAboutTable(dialog) { return answer(text) }
    self.dialog = dialog
    refuse(Wording.yesOrNo, "")
  }

  /// Nothing that hides or removes answers happens or is dropped by Enter alone.
  private func needsWord(_ dialog: Dialog) -> Bool {
    switch dialog {
    case .consent, .dropRow, .endTable: true
    case .meantCommand, .voting, .offer, .reason: false
    }
  }

  /// Another row instead of an answer is as good as "no".
  private func isAboutTable(_ dialog: Dialog) -> Bool {
    if case .endTable = dialog { return true }
    return false
  }

  private mutating func agreed(_ dialog: Dialog) {
    switch dialog {
    case .consent(let pending):
      do throws(Refusal) { store(try session.decide(pending.command), pending.after) } catch { refuse(error) }
    case .meantCommand(let command, _): run(command, "")
    case .endTable(let question):
      wish(.endTable(playbook.questions[question].name), .endedTable(question: question))
    case .dropRow(let question, let row):
      wish(.removeRow(question: playbook.questions[question].name, row: row), .removedRow(row))
    case .offer(let offering): accept(offering)
    case .reason(let gate, let text): override(gate, text)
    case .voting: ask()
    }
  }

  private mutating func declined(_ dialog: Dialog) {
    switch dialog {
    case .consent:
      tell(Wording.nothingChanged)
      ask()
    case .meantCommand(_, let text): answer(text, isMeant: true)
    case .offer: advance()
    case .reason(_, let text): ask(prefill: text)
    case .endTable, .dropRow, .voting: ask()
    }
  }

  // MARK: Votes

  /// How many votes of a round are given that isn't over.
  var votesGiven: Int {
    if case .voting(_, let votes)? = dialog { votes.count } else { 0 }
  }

  /// `/blind on`: at a rating everybody's vote is asked for unseen, the first one too, whatever was done in between.
  mutating func startBlindRound() -> Bool {
    guard isBlind, dialog == nil, headCount > 1, case .question(let index) = focus,
      case .scale = playbook.questions[index].kind
    else { return false }
    tell(Wording.blindRound, .hint)
    dialog = .voting(question: index, votes: [])
    ask()
    return true
  }

  private mutating func vote(_ index: Int, _ votes: [Int?], _ text: String) {
    let question = playbook.questions[index]
    guard case .scale(let range, _) = session.expected(for: question.kind) else { return ask() }
    let word = text.trimmed
    if word.isEmpty, votes.isEmpty { return answer(text) }
    if word == "?" {
      dialog = .voting(question: index, votes: votes)
      return explain()
    }
    var votes = votes
    if let vote = Int(word), range.contains(vote) {
      votes.append(vote)
    } else if ["x", "-"].contains(word.lowercased()) {
      votes.append(nil)
    } else {
      dialog = .voting(question: index, votes: votes)
      tell(Wording.voteAgain(range), .error)
      return ask(prefill: "")
    }
    guard votes.count >= headCount else {
      dialog = .voting(question: index, votes: votes)
      return ask(prefill: "")
    }
    guard let all = Votes(votes) else { return ask() }
    tell(Wording.votesShown(votes))
    keep(CellRef(question.name), question.kind, TypedAnswer(.votes(all)))
  }
}
