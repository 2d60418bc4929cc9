import Playbooks
import Sessions
import Text

/// Commands while the program asks something of its own: what they only look at leaves the question standing, and nothing
/// is dropped without a word.
extension Conversation {
  /// Carries out a command that was typed at a dialog.
  mutating func run(_ name: CommandName, _ argument: String, on dialog: Dialog) {
    if goesOn(dialog, after: name) {
      self.dialog = dialog
      run(name, argument)
      return repeatQuestion(of: dialog)
    }
    if case .voting(_, let votes) = dialog, !votes.isEmpty, !endsRound(name, argument) {
      return goOnVoting(dialog)
    }
    sayDropped(dialog)
    run(name, argument)
  }

  /// `Esc Esc` and the like: a step back, for which no dialog is left but a round of votes.
  mutating func stepBack() {
    guard let dialog else { return goBack(1) }
    if votesGiven > 0 { return goOnVoting(dialog) }
    sayDropped(dialog)
    goBack(1)
  }

  /// Says what isn't done, as nobody said yes to it; nothing where nothing is lost.
  mutating func sayDropped(_ dialog: Dialog) {
    switch dialog {
    case .consent: tell(Wording.nothingChanged)
    case .dropRow(_, let row): tell(Wording.rowStays(row))
    case .reason: tell(Wording.reasonNotKept)
    case .voting(_, let votes): if !votes.isEmpty { mark(.warn, Wording.votesDropped(votes.count)) }
    case .endTable, .meantCommand, .offer: break
    }
  }

  private mutating func goOnVoting(_ round: Dialog) {
    dialog = round
    tell(Wording.roundGoesOn(votesGiven, of: headCount), .error)
    tell(Wording.roundHint, .hint)
    ask(prefill: "")
  }

  /// The question once more, above its prompt, after what was looked at.
  private mutating func repeatQuestion(of dialog: Dialog) {
    guard self.dialog == dialog, case .ask? = outputs.last, let text = question(of: dialog) else { return }
    let last = outputs.removeLast()
    tell(text)
    outputs.append(last)
  }

  private func question(of dialog: Dialog) -> String? {
    switch dialog {
    case .consent: Wording.goOnAnyway
    case .dropRow(let question, let row): Wording.dropRow("\(row) \(rowText(question, row))")
    case .reason(_, let text): Wording.isThatTheReason(sanitizedLine(text))
    case .endTable(let question):
      if case .free(let range)? = playbook.questions[question].table?.rows {
        Wording.endTable(session.rows(ofQuestion: question).count, range)
      } else {
        nil
      }
    case .meantCommand, .voting, .offer: nil
    }
  }

  /// A round of votes goes on after a look at the clock or the scale, other questions after a look at anything.
  private func goesOn(_ dialog: Dialog, after command: CommandName) -> Bool {
    guard let group = CommandGroup.allCases.first(where: { $0.commands.contains(command) }) else { return false }
    if [.list, .find, .review].contains(command) { return isQuestion(dialog) || isRound(dialog) }
    if isRound(dialog) {
      return group != .move && group != .finish && ![.votes, .blind, .people, .undo, .redo, .edit].contains(command)
    }
    return isQuestion(dialog) && (group == .understand || [.help, .rows, .set, .agenda].contains(command))
  }

  private func isRound(_ dialog: Dialog) -> Bool { if case .voting = dialog { true } else { false } }

  /// Whether something waits for "yes" that would have to be typed anew.
  private func isQuestion(_ dialog: Dialog) -> Bool { question(of: dialog) != nil }

  /// Votes that were given unseen are dropped for nothing but the end of the round, or of the sitting.
  private func endsRound(_ command: CommandName, _ argument: String) -> Bool {
    command == .blind && argument.lowercased() == "off" || [.pause, .quit].contains(command)
  }
}
