import CEL
import Diagnostics

extension PlaybookLoader {
  /// Loads `journey.yaml`; with `shared`, quickly, for files that are known to be sound.
  public static func loadJourney(
    _ source: SourceText, library: any Library = TextLibrary(), shared: SharedFiles? = nil
  ) -> (journey: Journey?, diagnostics: [Diagnostic]) {
    do {
      guard let root = try readYAML(source).root else {
        return (nil, [Diagnostic(.error, "the file is empty", file: source.name)])
      }
      var compiler = Compiler(root: root, shelf: shared?.shelf ?? Shelf(library))
      let journey = compiler.compileJourney()
      let diagnostics = compiler.diagnostics.inReadingOrder()
      // Hints name what else there is: with mistakes, all of the shared files is read.
      if shared != nil, diagnostics.hasErrors { return loadJourney(source, library: library) }
      return (diagnostics.hasErrors ? nil : journey, diagnostics)
    } catch {
      return (nil, [error.diagnostic])
    }
  }

  /// Names of the playbooks that a journey's stages lead to, and of those that fit anywhere. Nothing is checked.
  public static func playbooksOnJourney(_ source: SourceText) -> Set<String> {
    guard let root = (try? readYAML(source))?.root else { return [] }
    let lists = (root["stages"]?.children ?? []).map { $0["playbooks"] } + [root["anytime"]]
    return Set(lists.compactMap { $0 }.flatMap { $0.isScalar ? [$0.text] : $0.children.map(\.text) })
  }

  /// Loads `universal.yaml`; with `moments` only the lines for these, without glossary and tests.
  public static func loadUniversal(
    _ source: SourceText, library: any Library = TextLibrary(), moments: [Moment]? = nil
  ) -> (universal: Universal?, diagnostics: [Diagnostic]) {
    let wanted = moments.map { moments in
      source.keeping { key, entry in
        guard let entry else { return key != "glossary" && key != "tests" }
        return key != "lines" || moments.contains { entry.hasLine("    on: \($0.rawValue)") }
      }
    }
    do {
      guard let root = try readYAML(wanted ?? source).root else {
        return (nil, [Diagnostic(.error, "the file is empty", file: source.name)])
      }
      var compiler = Compiler(root: root, shelf: Shelf(library, readsAll: moments == nil))
      let universal = compiler.compileUniversal()
      let diagnostics = compiler.diagnostics.inReadingOrder()
      return (diagnostics.hasErrors ? nil : universal, diagnostics)
    } catch {
      return (nil, [error.diagnostic])
    }
  }
}

extension Compiler {
  mutating func compileUniversal() -> Universal? {
    guard let head = fields(root, KeyTables.universal) else { return nil }
    declareShared(head)
    compileRules()
    compileTests(head)
    finishShared()
    return Universal(playbook: playbook, glossary: glossary(head["glossary"]))
  }

  mutating func compileJourney() -> Journey? {
    guard let head = fields(root, KeyTables.journey) else { return nil }
    var journey = Journey()
    journey.name = text(head["journey"]) ?? ""
    journey.title = text(head["title"]) ?? titled(journey.name)
    journey.anytime = playbookNames(head["anytime"])
    declareShared(head)
    declare("entered", .timestamp, .input(.entered))
    declareUses(head)
    for index in uses.indices { ensureUse(index) }
    journey.stages = stages(head["stages"])
    journey.transitions = transitions(head["transitions"], journey.stages)
    compileRules()
    finishShared()
    journey.glossary = glossary(head["glossary"])
    journey.tests = journeyTests(head["tests"], journey)
    journey.playbook = playbook
    return journey
  }

  /// Inputs, data and lines: what journey and universal lines have of a playbook.
  private mutating func declareShared(_ head: Fields) {
    declareInputs()
    declareData(head)
    gates.append(GateDraft(name: "finish", fields: nil))
    if head.has("lines") { declareRules(Fields(node: root, base: nil), key: "lines") }
    macros.gates = []
  }

  private mutating func finishShared() {
    var done = 0
    while done < calculations.count {
      ensureCalculation(done)
      done += 1
    }
    finishCalculations()
    for (index, draft) in uses.enumerated() {
      playbook.uses.append(
        Use(
          index: index, slot: draft.slot, name: draft.name, from: draft.from.map { ($0.playbook, $0.member) },
          title: shelf.title(of: draft), sourceTitles: shelf.sourceTitles(of: draft), pick: draft.pick,
          type: draft.type, sensitivity: [], released: nil, range: draft.node.range))
    }
    finishIndexes()
    compileOrder()
  }

  private mutating func playbookNames(_ node: YAMLNode?) -> [String] {
    texts(node).map { node in
      if shelf.tree(node.text) == nil { report("there is no playbook '\(visible(node.text))'", node) }
      return node.text
    }
  }

  private mutating func stages(_ node: YAMLNode?) -> [JourneyStage] {
    var found: [JourneyStage] = []
    for fields in entries(node, KeyTables.stage) {
      guard let name = text(fields["stage"]), let node = fields["stage"] else { continue }
      if found.contains(where: { $0.name == name }) { report("a second stage '\(visible(name))'", node) }
      found.append(
        JourneyStage(
          index: found.count, name: name, title: text(fields["title"]) ?? titled(name), say: wording(fields["say"]),
          playbooks: playbookNames(fields["playbooks"]), hasRounds: flag(fields["rounds"]) ?? false, range: node.range))
    }
    return found
  }

  private mutating func transitions(_ node: YAMLNode?, _ stages: [JourneyStage]) -> [JourneyTransition] {
    var found: [JourneyTransition] = []
    for fields in entries(node, KeyTables.transition) {
      guard let id = text(fields["transition"]), let to = fields["to"].flatMap({ stage($0, stages) }) else { continue }
      let from = texts(fields["from"]).filter { $0.text != "any" }.compactMap { stage($0, stages) }
      found.append(
        JourneyTransition(
          index: found.count, id: id, from: from, to: to, when: condition(fields["when"]), say: wording(fields["say"]),
          round: word(fields["round"], JourneyTransition.Round.allCases.map(\.rawValue)).flatMap(
            JourneyTransition.Round.init),
          override: fields["override"].flatMap { compile($0, expecting: .string) }, topic: text(fields["topic"]),
          covers: covers(fields), range: (fields["transition"] ?? fields.node).range))
    }
    return found
  }

  private mutating func stage(_ node: YAMLNode, _ stages: [JourneyStage]) -> Int? {
    guard let name = text(node) else { return nil }
    guard let stage = stages.first(where: { $0.name == name }) else {
      report("there is no stage '\(visible(name))'", node, hint: didYouMean(name, among: stages.map(\.name)))
      return nil
    }
    return stage.index
  }

  private mutating func glossary(_ node: YAMLNode?) -> [GlossaryTerm] {
    entries(node, KeyTables.term).compactMap { fields in
      guard let term = text(fields["term"]), let meaning = text(fields["text"]) else { return nil }
      return GlossaryTerm(term: term, also: texts(fields["also"]).map(\.text), text: meaning, covers: covers(fields))
    }
  }

  private mutating func journeyTests(_ node: YAMLNode?, _ journey: Journey) -> [PlaybookTest] {
    entries(node, KeyTables.journeyTest).compactMap { fields in
      guard let name = text(fields["test"]), let node = fields["test"] else { return nil }
      if let at = fields["stage"] { _ = stage(at, journey.stages) }
      if let expect = fields["expect"], let wanted = self.fields(expect, KeyTables.journeyExpectation) {
        let ids = journey.transitions.map(\.id)
        for key in ["offered", "silent"] {
          for node in texts(wanted.value(of: key)) where !ids.contains(node.text) {
            report("there is no transition '\(visible(node.text))'", node, hint: didYouMean(node.text, among: ids))
          }
        }
      }
      return PlaybookTest(
        name: name, answers: nil, inputs: plain(fields.node),
        expect: fields["expect"].map(plain) ?? .map([], at: node.range),
        range: node.range)
    }
  }
}
