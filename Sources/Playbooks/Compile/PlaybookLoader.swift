import CEL
import CHeap
import Diagnostics

/// What several loadings read of one library: each file once, and what its playbooks let others read worked out once.
public final class SharedFiles {
  let shelf: Shelf

  public init(_ library: any Library) { shelf = Shelf(library, readsAll: false) }
}

/// From a text to a checked playbook.
public enum PlaybookLoader {
  /// So many bytes a byte of a playbook's text comes to, read and compiled at most (measured: 30 to 40).
  private static let heapPerByte = 40

  /// Loads a playbook; never throws and never stops at the first mistake.
  ///
  /// - Parameters:
  ///   - library: where used playbooks, `registers`, `words` and `journey` are found.
  ///   - limits: how large a file may be.
  ///   - includesTests: false leaves the playbook's own tests unread, which is faster; `source` is the whole text all the same.
  ///   - shared: files of the same library that were read before; counts only where tests are left unread.
  /// - Returns: the playbook if there is no error, and everything there is to say, in reading order.
  public static func load(
    _ source: SourceText, library: any Library = TextLibrary(), includesTests: Bool = true,
    limits: YAMLLimits = YAMLLimits(), shared: SharedFiles? = nil
  ) -> (playbook: Playbook?, diagnostics: [Diagnostic]) {
    heap_expect(source.bytes.count * Self.heapPerByte)
    do {
      guard let root = try readYAML(includesTests ? source : source.withoutTests, limits: limits).root else {
        return (nil, [Diagnostic(.error, "the file is empty", file: source.name, hint: "begin with 'playbook: NAME'")])
      }
      let shelf = includesTests ? Shelf(library) : shared?.shelf ?? Shelf(library, readsAll: false)
      var compiler = Compiler(root: root, shelf: shelf)
      var playbook = compiler.compile()
      playbook?.source = source
      if includesTests { compiler.warnOfCutTexts(root) }
      let diagnostics = compiler.diagnostics.inReadingOrder()
      // Hints name what else there is: with mistakes, all of the shared files is read.
      if !includesTests, diagnostics.hasErrors { return load(source, library: library) }
      return (diagnostics.hasErrors ? nil : playbook, diagnostics)
    } catch {
      return (nil, [error.diagnostic])
    }
  }
}

extension Compiler {
  /// All passes; the result counts only if no error was reported.
  mutating func compile() -> Playbook? {
    guard let head = fields(root, KeyTables.playbook) else { return nil }
    compileHead(head)
    declareAll(head)
    for index in calculationOrder() { ensureCalculation(index) }
    for index in uses.indices { ensureUse(index) }
    compileTables()
    compileQuestions()
    compileSections()
    compileRules()
    compileGates()
    compileReport(head)
    compileTests(head)
    // Registers that were met only just now bring calculations of their own.
    var done = 0
    while done < calculations.count {
      ensureCalculation(done)
      done += 1
    }
    settleStrictItems()
    finishCalculations()
    finishUsesAndCarries(head)
    finishIndexes()
    refuseClocks()
    compileOrder()
    if isTooDeep {
      report("tables and values stand on each other too deeply", root, hint: "take some of them apart")
    }
    macros.scope = []
    playbook.environment = environment
    return playbook
  }

  private mutating func compileHead(_ head: Fields) {
    if let node = head["playbook"], let name = text(node) {
      if !isPlaybookName(name) {
        report(
          "'\(visible(name))' can't be the name of a playbook", node,
          hint: "lower-case words with hyphens, as in first-pilots")
      }
      playbook.name = name
    }
    playbook.version = text(head["version"]) ?? "0"
    playbook.title = text(head["title"]) ?? titled(playbook.name.split(separator: "-").joined(separator: "_"))
    playbook.subtitle = text(head["subtitle"])
    playbook.minutes = range(head["minutes"]) ?? 0...0
    playbook.isRepeatable = flag(head["repeatable"]) ?? false
    playbook.reviewEveryWeeks = weeks(head["review_every"])
    playbook.covers = covers(head)
    for fields in entries(head["waive"], KeyTables.waiver) {
      guard let check = text(fields["check"]), let name = text(fields["name"]), let because = text(fields["because"])
      else { continue }
      playbook.waivers.append(Waiver(check: check, name: name, because: because, range: fields.node.range))
    }
    for fields in entries(head["declassify"], KeyTables.declassification) {
      guard let name = text(fields["name"]), let because = text(fields["because"]) else { continue }
      guard let audience = word(fields["to"], ["team", "shared", "public"]) else { continue }
      playbook.declassifications.append(
        Declassification(
          name: name, columns: texts(fields["columns"]).map(\.text), audience: audience, because: because,
          range: (fields["name"] ?? fields.node).range))
    }
  }

  /// `[a-z0-9][a-z0-9-]{0,63}`.
  private func isPlaybookName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first != "-", name.utf8.count <= 64 else { return false }
    return name.unicodeScalars.allSatisfy { ($0 == "-" || isNameScalar($0)) && $0 != "_" }
  }

  private mutating func compileSections() {
    playbook.about = wording(root["about"])
    playbook.say = wording(root["say"])
    for (index, draft) in sections.enumerated() {
      let isLoose = draft.fields.node.index == root.index
      let fields = isLoose ? nil : draft.fields
      playbook.sections.append(
        Section(
          index: index, name: draft.name, title: text(fields?["title"]) ?? titled(draft.name),
          say: wording(fields?["say"]), when: condition(fields?["when"]),
          minutes: fields?["minutes"].flatMap { compile($0, expecting: .double) }, questions: draft.questions,
          range: (fields?["section"] ?? root).range))
    }
  }
}
