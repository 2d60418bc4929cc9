import Conversation

/// A reading in a few words, so that tests can be tables.
func brief(_ reading: Reading) -> String {
  switch reading {
  case .answer(let answer): return brief(answer)
  case .nothing: return "nothing"
  case .help: return "help"
  case .skip: return "skip"
  case .rejected(let rejection):
    let (problem, hint) = Wording.rejection(rejection)
    return "no: \(problem.dropFirst("Not saved: ".count)) \(hint)"
  }
}

private func brief(_ answer: TypedAnswer) -> String {
  var text = brief(answer.content)
  if answer.isApproximate { text += " ~" }
  if case .readAs(let value) = answer.remark { text += " read as \(value)" }
  if let note = answer.note { text += " (\(note))" }
  return text
}

private func brief(_ content: TypedAnswer.Content) -> String {
  switch content {
  case .text(let text): "'\(text)'"
  case .code(let code): code
  case .codes(let codes): codes.joined(separator: "+")
  case .number(let number): number.description
  case .scale(let rating): "\(rating)"
  case .votes(let votes):
    "median \(votes.median) range \(votes.low)-\(votes.high) of \(votes.cast.count)"
      + (votes.isWide(on: 1...5) ? " wide" : "")
  case .yesno(let yes): yes ? "yes" : "no"
  case .date(let day): day.iso
  case .tally(let counts): counts.map { "\($0.code):\($0.count)" }.joined(separator: " ")
  case .declined: "declined"
  case .notApplicable: "n/a"
  }
}

/// Friday, 20 November 2026.
let friday = CalendarDay(year: 2026, month: 11, day: 20)!

func read(_ expected: Expected, _ line: String, people: Int? = nil) -> String {
  brief(AnswerGrammar(expected, today: friday, people: people).read(line))
}
