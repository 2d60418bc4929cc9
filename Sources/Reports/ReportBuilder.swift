import CEL
import Playbooks
import Sessions

extension Report {
  /// The report of one session for one audience. The same session gives the same report, byte for byte.
  ///
  /// - Parameter journey: the stages the engagement went through up to the session's end, first to last.
  public static func of(_ session: Session, audience: Audience, journey: [JourneyMark] = []) -> Report {
    ReportBuilder(session, audience, journey).report()
  }
}

/// Puts a report together: decides what the audience may see, and leaves everything else out.
struct ReportBuilder {
  let session: Session
  let audience: Audience
  let journey: [JourneyMark]
  let sensitivity: SensitivityMap

  init(_ session: Session, _ audience: Audience, _ journey: [JourneyMark] = []) {
    self.session = session
    self.audience = audience
    self.journey = journey
    sensitivity = SensitivityMap(session)
  }

  var playbook: Playbook { session.playbook }

  func treatment(_ codes: Sensitivity) -> Treatment { Policy.treatment(of: codes, for: audience) }

  func shows(_ codes: Sensitivity) -> Bool { treatment(codes) == .show }

  func report() -> Report {
    let progress = visibleProgress
    var sections = [summary(progress)]
    sections += playbook.report.filter { !$0.isAppendix }.flatMap(sections(of:))
    sections += [findingsSection, recommendationsSection, actionsSection, gatesSection, openPointsSection].compactMap {
      $0
    }
    sections += playbook.report.filter(\.isAppendix).flatMap(sections(of:)).map { section in
      var section = section
      section.isAppendix = true
      return section
    }
    let others = answersSection(beside: sections)
    if !others.blocks.isEmpty { sections.append(others) }
    if let parkedSection { sections.append(parkedSection) }
    if let journeySection { sections.append(journeySection) }
    sections.append(method)
    return Report(
      title: playbook.title, subtitle: subtitle, audience: audience, isDraft: !session.isFinished,
      facts: facts(progress),
      verdict: verdict(progress), sections: sections, leftOut: leftOut, freeTexts: freeTexts)
  }

  // MARK: Header

  private var subtitle: String? {
    guard let name = playbook.subtitle, let question = playbook.question(named: name) else {
      return session.opening?.title
    }
    guard session.state(ofQuestion: question.index) == .answered else { return nil }
    return shows(sensitivity.sensitivity(ofQuestion: question.index)) ? answerText(question) : nil
  }

  private func facts(_ progress: VisibleProgress) -> [Report.Fact] {
    var facts: [Report.Fact] = []
    func add(_ label: String, _ value: String?) {
      if let value, !value.isEmpty { facts.append(Report.Fact(label: label, value: value)) }
    }
    for question in playbook.questions.prefix(1) where shows(sensitivity.sensitivity(ofQuestion: question.index)) {
      if case .text = question.kind, session.state(ofQuestion: question.index) == .answered {
        add(question.title, answerText(question))
      }
    }
    if let index = playbook.subject, !facts.contains(where: { $0.label == playbook.questions[index].title }),
      session.state(ofQuestion: index) == .answered, shows(sensitivity.sensitivity(ofQuestion: index))
    {
      add(playbook.questions[index].title, answerText(playbook.questions[index]))
    }
    add(ReportWords.session, session.opening?.title ?? session.opening?.session)
    add(ReportWords.date, session.today.flatMap { Day($0) }.map { "\($0.weekday) \($0)" })
    add(ReportWords.playbook, "\(playbook.title), version \(playbook.version)")
    if session.people.count > 0 { add(ReportWords.people, String(session.people.count)) }
    add(ReportWords.journeyNow, journeyFact)
    if progress.all > 0 { add(ReportWords.answered, ReportWords.of(progress.answered, progress.all)) }
    add(ReportWords.audience, ReportWords.audience(audience))
    return facts
  }

  private func verdict(_ progress: VisibleProgress) -> String {
    if !session.isFinished { return ReportWords.draft(progress.answered, progress.all) }
    let minutes = Int(session.elapsedSeconds / 60)
    return ReportWords.finished(minutes)
  }

  private func summary(_ progress: VisibleProgress) -> ReportSection {
    var blocks: [ReportSection.Block] = []
    let top = visibleFindings.prefix(Self.inShort)
    if !top.isEmpty { blocks += [.paragraph(ReportWords.lookFirst), .findings(Array(top))] }
    let advice = visibleRecommendations.prefix(Self.inShort)
    if !advice.isEmpty { blocks += [.paragraph(ReportWords.doFirst), .list(advice.map(\.text))] }
    if blocks.isEmpty {
      blocks = [.paragraph(ReportWords.nothingStandsOut(seesAll: leftOut == 0))]
    }
    return ReportSection(heading: ReportWords.inShort, blocks: blocks)
  }

  // MARK: Conclusions

  var visibleFindings: [FindingLine] {
    session.findings.filter { shows(sensitivity.sensitivity(of: $0)) }.map { finding in
      FindingLine(
        rule: finding.id, severity: finding.severity.rawValue, text: finding.text, row: finding.row,
        evidence: finding.evidence.compactMap(evidence))
    }
  }

  private func evidence(_ cell: CellRef) -> String? {
    guard let question = playbook.question(named: cell.question),
      shows(sensitivity.sensitivity(ofQuestion: question.index))
    else { return nil }
    if question.table != nil { return question.title }
    return "\(question.title): \(answerText(question))"
  }

  var visibleRecommendations: [Recommendation] {
    session.recommendations.filter { !$0.text.isEmpty && shows(sensitivity.sensitivity(ofRule: $0.rule)) }
  }

  /// So many findings and recommendations stand in the summary; the whole list follows only where there are more.
  private static let inShort = 3

  private var findingsSection: ReportSection? {
    let found = visibleFindings
    guard found.count > Self.inShort else { return nil }
    return ReportSection(heading: ReportWords.findings, blocks: [.findings(found)])
  }

  private var recommendationsSection: ReportSection? {
    let found = visibleRecommendations
    guard found.count > Self.inShort else { return nil }
    return ReportSection(heading: ReportWords.recommendations, blocks: [.list(found.map(\.text))])
  }

  private var actionsSection: ReportSection? {
    let found = visibleRecommendations.compactMap { recommendation in
      recommendation.what.map {
        ActionLine(rule: recommendation.id, text: $0, owner: recommendation.who, due: recommendation.due)
      }
    }
    guard !found.isEmpty else { return nil }
    return ReportSection(heading: ReportWords.actions, blocks: [.actions(found)])
  }

  private var gatesSection: ReportSection? {
    var blocks: [ReportSection.Block] = []
    let shown = shownEntries.compactMap(\.gate)
    for gate in playbook.gates
    where gate.name != "finish" && !shown.contains(gate.index) && shows(sensitivity.sensitivity(ofGate: gate.index)) {
      guard let view = session.gate(gate.name) else { continue }
      blocks.append(.paragraph(ReportWords.gate(gate.title, view.verdict)))
      if !view.missing.isEmpty { blocks.append(.list(view.shownMissing.map { ReportWords.missing($0.text) })) }
      if let reason = view.reason { blocks.append(.paragraph(ReportWords.overridden(reason))) }
    }
    return blocks.isEmpty ? nil : ReportSection(heading: ReportWords.gates, blocks: blocks)
  }

  /// The playbook's own entries that this audience sees now: what they show isn't shown again.
  var shownEntries: [ReportBlock] { playbook.report.filter(isShown) }

  private var openPointsSection: ReportSection? {
    let points = visibleOpenPoints
    guard !points.isEmpty, !shownEntries.contains(where: \.showsOpenPoints) else { return nil }
    return ReportSection(heading: ReportWords.notKnown, blocks: [.list(points)])
  }

  var visibleOpenPoints: [String] {
    session.openPoints.filter { point in
      guard let question = playbook.question(named: point.cell.question) else { return false }
      return isVisible(point.cell, question)
    }.map(\.text)
  }

  private func isVisible(_ cell: CellRef, _ question: Question) -> Bool {
    guard let column = cell.column, let spec = question.table,
      let index = spec.columns.firstIndex(where: { $0.name == column })
    else {
      return shows(
        sensitivity.sensitivity(ofQuestion: question.index).union(sensitivity.sensitivity(of: question.ask)))
    }
    return shows(
      sensitivity.sensitivity(ofColumn: index, question: question.index).union(rowSensitivity(spec, cell.row))
        .union(sensitivity.sensitivity(ofShortTexts: question.index)).union(
          sensitivity.sensitivity(of: spec.columns[index].ask)))
  }

  /// Codes of a fixed row of its own, such as the money row of capacities.
  func rowSensitivity(_ spec: TableSpec, _ row: String?) -> Sensitivity {
    guard case .fixed(let choices, _) = spec.rows else { return [] }
    return choices.first { $0.code == row }?.sensitivity ?? []
  }
}
