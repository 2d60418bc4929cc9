import Playbooks

/// An answer that is kept but doesn't count, and why.
public struct InactiveAnswer: Sendable {
  public let cell: CellRef
  public let answer: Answer
  /// The condition that is false, in the playbook's words.
  public let reason: String
}

extension Session {
  /// Every change of an answer, oldest first.
  public var history: History { log.history }

  public func history(of cell: CellRef) -> [HistoryItem] {
    // An upgrade may have given the question another name.
    let names = [cell.question] + (playbook.question(named: cell.question)?.renamedFrom ?? [])
    return log.history.filter { item in
      guard names.contains(item.cell.question) else { return false }
      if item.cell.row == cell.row && item.cell.column == cell.column { return true }
      return cell.column == nil && (cell.row == nil || item.cell.row == cell.row)
    }
  }

  /// Whether an answer to one of these questions, or in its rows, was ever given or changed.
  public func wasChanged(anyOf questions: Range<Int>) -> Bool {
    log.history.contains {
      questions.contains($0)
    } other: {
      core.graph.questionNames.number(of: $0.question).map(questions.contains) ?? false
    }
  }

  /// How often a place was left for later since it last had an answer.
  public func timesSkipped(_ cell: CellRef) -> Int {
    let isWhole = cell.row == nil && cell.column == nil
    return log.history.timesSkipped(cell, question: isWhole ? core.graph.questionNames.number(of: cell.question) : nil)
  }

  /// What rules did, in order.
  public var transitions: Transitions { log.transitions }

  public var canUndo: Bool { !log.undo.isEmpty }
  public var canRedo: Bool { !log.redo.isEmpty }

  /// Active time so far: gaps between events, each capped at ten minutes.
  public var elapsedSeconds: Double { log.elapsedSeconds }

  /// Whole minutes of it that went into a section.
  public func minutesUsed(inSection section: Int, andSeconds more: Double = 0) -> Int {
    Int(((log.sectionSeconds[section] ?? 0) + more) / 60)
  }

  /// So many seconds without an event as they count once there is one.
  public static func pause(_ seconds: Double) -> Double { min(seconds, SessionLog.gapSecondsMax) }

  /// Answers of questions that don't apply any more; they come back when the condition does.
  public var inactiveAnswers: [InactiveAnswer] {
    var reasons: [String: String] = [:]
    return inactivePlaces.map { cell, answer in
      let reason =
        reasons[cell.question] ?? playbook.question(named: cell.question).map(reasonForInactivity) ?? ""
      reasons[cell.question] = reason
      return InactiveAnswer(cell: cell, answer: answer, reason: reason)
    }
  }

  /// The same without the reasons, which take longest.
  var inactivePlaces: [(cell: CellRef, answer: Answer)] {
    var found: [(CellRef, Answer)] = []
    for (index, relevance) in core.relevance.enumerated() where relevance == .no || relevance == .error {
      let question = playbook.questions[index]
      if let answer = book.answers[question.index], answer.isGiven, answer.state != .value(.rows) {
        found.append((CellRef(question.name), answer))
      }
      guard let spec = question.kind.table else { continue }
      for row in book.tables[question.index]?.rows ?? [] where !row.isRemoved {
        for (index, column) in spec.columns.enumerated() {
          guard let answer = row.cells[index] else { continue }
          found.append((CellRef(question.name, row: row.id.isEmpty ? nil : row.id, column: column.name), answer))
        }
      }
    }
    return found
  }

  /// The part of the condition that is false now.
  func reasonForInactivity(of question: Question) -> String {
    if let rule = question.replyOf, core.activations[rule].isEmpty {
      return "\(playbook.rules[rule].id) no longer applies"
    }
    for program in question.when?.conjuncts ?? [] where core.evaluate(program) != .bool(true) {
      return whyNot(program)
    }
    if let owner = question.companionOf { return reasonForInactivity(of: playbook.questions[owner]) }
    return ""
  }
}
