import Playbooks
import Sessions
import Text

/// Time: the sections with their minutes, what is left, and what could be dropped.
extension Conversation {
  mutating func agenda() {
    let present = focus.question.map { playbook.questions[$0].section }
    for section in sectionsThatApply {
      let line = Wording.agendaLine(
        sanitizedLine(section.title), minutes: minutes(ofSection: section.index),
        used: minutesUsed(inSection: section.index), open: openQuestions(in: section).count,
        isHere: section.index == present, look)
      show(look.wrap(line, indent: 2, hanging: 4))
    }
    let schedule = schedule
    tell(Wording.schedule(schedule))
    if schedule.late > 0 { tell(late(schedule)) }
    ask()
  }

  private var sectionsThatApply: [Section] {
    playbook.sections.filter { $0.when == nil || session.holds($0.when) == .yes }
  }

  /// Under `/fast` those that will be asked.
  private func openQuestions(in section: Section) -> [Int] {
    let open = section.questions.filter { session.isOpen($0) }
    return isFast ? decisiveFirst(open) : open
  }

  private func late(_ schedule: Schedule) -> String {
    isFast ? Wording.lateAndFast(schedule.late) : Wording.late(schedule.late, drops: droppable.map(listName))
  }

  /// With what is being talked about now, though it isn't answered yet.
  func minutesUsed(inSection section: Int) -> Int {
    let isHere = focus.question.map { playbook.questions[$0].section } == section
    return session.minutesUsed(inSection: section, andSeconds: isHere ? waitedSeconds : 0)
  }

  /// Minutes gone, planned, and planned for what is still open.
  struct Schedule: Equatable {
    var gone: Int
    var planned: Int
    var left: Int

    /// Minutes that are missing.
    var late: Int { max(0, gone + left - planned) }
  }

  /// From the sections' minutes where there are any: a section that is half done has half its minutes left.
  /// Else from the playbook's minutes and the pace of this session.
  var schedule: Schedule {
    let gone = Int((session.elapsedSeconds + waitedSeconds) / 60)
    let sections = sectionsThatApply
    let timed = sections.compactMap { minutes(ofSection: $0.index) }
    guard !timed.isEmpty else {
      return Schedule(gone: gone, planned: playbook.minutes.upperBound, left: minutesLeft)
    }
    let left = sections.reduce(0.0) { sum, section in
      let asked = section.questions.filter { session.relevance(ofQuestion: $0) == .yes }.count
      guard asked > 0, let minutes = minutes(ofSection: section.index) else { return sum }
      return sum + Double(minutes * openQuestions(in: section).count) / Double(asked)
    }
    return Schedule(gone: gone, planned: timed.reduce(0, +), left: Int(left.rounded()))
  }

  /// By the pace of this session; under `/fast` for the questions that will be asked.
  private var minutesLeft: Int {
    let open = playbook.questions.indices.filter { session.isOpen($0) }
    let left = session.progress.minutesLeft
    return isFast && !open.isEmpty ? left * decisiveFirst(open).count / open.count : left
  }

  /// Questions that are still open and could stay so, in the order they come.
  private var droppable: [Int] {
    var found: [Int] = []
    for (index, question) in playbook.questions.enumerated() where !question.isRequired {
      guard session.isOpen(index), number(of: index) != nil else { continue }
      found.append(index)
      if found.count == Conversation.dropsMax { break }
    }
    return found
  }

  /// More than that is no advice.
  private static let dropsMax = 5

  /// For the facilitator's own screen, until a section has its first answer.
  mutating func noteSection(_ index: Int) {
    let section = playbook.sections[playbook.questions[index].section]
    guard isFresh(section) else { return }
    let schedule = schedule
    var text = Wording.noteSection(sanitizedLine(section.title), minutes: minutes(ofSection: section.index), schedule)
    if schedule.late > 0 { text += " " + late(schedule) }
    outputs.append(.facilitator(StyledText(text)))
  }

  /// What may be asked further, and what the question is for.
  mutating func noteProbe(_ index: Int) {
    let question = playbook.questions[index]
    guard let reason = question.why.map({ sanitizedLine(session.render($0)) }), !reason.isEmpty else { return }
    outputs.append(.facilitator(StyledText(Wording.noteProbe(listName(index), reason))))
  }

  /// Who to ask first where votes lie far apart; by name where names are known. Never where votes aren't kept.
  mutating func noteSpread(_ place: CellRef, _ votes: Votes) {
    guard let question = playbook.question(named: place.question), question.aggregates == nil else { return }
    let names = session.people.names.map(sanitizedLine)
    let voters = { (vote: Int) -> [String] in
      votes.each.indices.filter { votes.each[$0] == vote && names.indices.contains($0) }.map { names[$0] }
    }
    outputs.append(
      .facilitator(
        StyledText(
          Wording.noteSpread(
            placeName(place), low: votes.low, voters(votes.low), high: votes.high, voters(votes.high)))))
  }
}
