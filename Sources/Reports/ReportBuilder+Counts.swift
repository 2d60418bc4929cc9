import CEL
import Playbooks
import Sessions

/// How much of a session a report shows, in numbers that go together.
extension ReportBuilder {
  /// How far the session is, counted over the questions this audience sees: the others leave no trace.
  struct VisibleProgress {
    var answered = 0
    var open = 0

    var all: Int { answered + open }
  }

  /// Questions as the screen numbers them; what belongs to a question or was asked by a rule counts with that.
  var visibleProgress: VisibleProgress {
    var progress = VisibleProgress()
    for question in playbook.questions
    where session.relevance(ofQuestion: question.index) == .yes && isNumbered(question) && isSeen(question) {
      if session.isOpen(question.index) { progress.open += 1 } else { progress.answered += 1 }
    }
    return progress
  }

  /// The questions this audience doesn't see, answered or not. Together with those it sees they are the questions that
  /// apply, as far as the audience may know that: where even this is hidden, a question counts whether it applies or not.
  var leftOut: Int {
    playbook.questions.count { question in
      guard !isSeen(question) else { return false }
      guard shows(sensitivity.sensitivity(ofRelevance: question.index)) else { return isNumbered(question) }
      return session.relevance(ofQuestion: question.index) == .yes && (isNumbered(question) || standsAlone(question))
    }
  }

  private func isNumbered(_ question: Question) -> Bool { session.number(ofQuestion: question.index) != nil }

  /// Hidden, although what it belongs to is seen.
  private func standsAlone(_ question: Question) -> Bool {
    question.companionOf.map { isSeen(playbook.questions[$0]) } ?? true
  }

  private func isSeen(_ question: Question) -> Bool {
    func isSeen(_ codes: Sensitivity, _ kind: AnswerKind) -> Bool {
      switch (treatment(codes), kind) {
      case (.show, _), (.range, .number): true
      default: false
      }
    }
    guard let spec = question.table, !spec.columns.isEmpty else {
      return isSeen(sensitivity.sensitivity(ofQuestion: question.index), question.kind)
    }
    return spec.columns.contains {
      isSeen(sensitivity.sensitivity(ofColumn: $0.index, question: question.index), $0.kind)
    }
  }

  // MARK: What people wrote themselves

  /// Free texts that are shown: names in them are not removed. Each answer, cell and remark is one.
  ///
  /// Texts in computed tables were written by people, too, some of them in rows that are hidden here; those that were
  /// counted as answers already aren't counted again.
  var freeTexts: Int {
    var texts = playbook.questions.flatMap(freeTexts)
    for gate in playbook.gates where shows(sensitivity.sensitivity(ofGate: gate.index)) {
      if let reason = session.gate(gate.name)?.reason { texts.append(reason) }
    }
    texts += playbook.questions.filter { isToShow($0.index) }.flatMap(remarks) + (showsRemarks() ? session.parked : [])
    let known = Set(texts)
    let others = Set(shownEntries.compactMap(\.table).flatMap(computedTexts))
    return texts.count + others.subtracting(known).count
  }

  private func freeTexts(_ question: Question) -> [String] {
    guard session.relevance(ofQuestion: question.index) == .yes else { return [] }
    if question.table != nil { return cellTexts(question) }
    let codes = sensitivity.sensitivity(ofQuestion: question.index)
    guard shows(codes), session.state(ofQuestion: question.index) != .unasked else { return [] }
    let isSaid = session.state(ofQuestion: question.index) == .answered
    return (isSaid ? freeTexts(session.value(ofQuestion: question.index), question.kind) : [])
      + [note(of: question)].compactMap { $0 }
  }

  private func cellTexts(_ question: Question) -> [String] {
    guard let spec = question.table else { return [] }
    let replies = playbook.questions.filter {
      $0.replyField?.record === spec.record && shows(sensitivity.sensitivity(ofQuestion: $0.index))
    }
    let columns = spec.columns.filter {
      shows(sensitivity.sensitivity(ofColumn: $0.index, question: question.index))
    }
    guard !columns.isEmpty else { return [] }
    return session.rows(ofQuestion: question.index).filter { shows(rowSensitivity(spec, $0.id)) }.flatMap { row in
      columns.flatMap { freeTexts(session.value(of: $0, in: row), $0.kind) }
        + replies.flatMap { freeTexts(row.record.fields[$0.replyField?.field ?? 0], $0.kind) }
    }
  }

  /// Texts of a computed table; ids, codes, references, days and figures aren't texts.
  private func computedTexts(_ table: ReportTable) -> [String] {
    guard case .table = table.ref.source else { return [] }
    let (records, columns) = visible(table, [])
    let texts = columns.filter { if case .plain = $0.rendering { $0.name != "id" } else { false } }
    return records.flatMap { record in
      texts.compactMap { column in
        guard case .string(let text)? = record.value(of: column.name), text.contains(where: { $0.isLetter }) else {
          return nil
        }
        return text
      }
    }
  }

  /// What of a value somebody wrote in words of their own.
  private func freeTexts(_ value: Value, _ kind: AnswerKind) -> [String] {
    let offered: [String]
    switch kind {
    case .text(let spec), .long(let spec): offered = spec.extra.map(\.code) + [""]
    case .choice(let set), .multi(let set):
      guard set.allowsText else { return [] }
      offered = session.choices(for: kind).map(\.code)
    case .ref(let source), .refs(let source), .ranking(let source):
      guard source.allowsText else { return [] }
      offered = session.choices(for: kind).map(\.code)
    default: return []
    }
    switch value {
    case .string(let text): return offered.contains(text) ? [] : [text]
    case .list(let list): return list.elements.flatMap { freeTexts($0, kind) }
    default: return []
    }
  }
}
