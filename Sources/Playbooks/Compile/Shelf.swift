import CEL
import Diagnostics

/// Files read during one loading, each once: used playbooks, registers and shared word tests.
///
/// A class, because the compilers of several playbooks share it while they ask each other for types.
final class Shelf {
  private let library: any Library
  private var trees: [String: YAMLNode?] = [:]
  private var outlines: [String: Compiler] = [:]
  private var running: Set<String> = []

  /// False: of the shared files only what a playbook mentions is read.
  private let readsAll: Bool
  private var registerTrees: [String: YAMLNode?] = [:]
  /// By the names of the entries that are wanted, joined.
  private var wordTrees: [String: YAMLNode?] = [:]
  /// What the text that was asked about last wants of them: it is asked about more than once.
  private var wordsOfLast: (text: SourceText, tree: YAMLNode?)?

  init(_ library: any Library, readsAll: Bool = true) {
    self.library = library
    self.readsAll = readsAll
  }

  /// The tree of a file, or nil if there is none or it can't be read.
  func tree(_ name: String) -> YAMLNode? {
    if let known = trees[name] { return known }
    let tree = library.playbookText(named: name).flatMap { (try? readYAML($0.withoutTests))?.root }
    trees[name] = .some(tree)
    return tree
  }

  /// Names of the journey's stages; none where there is no journey, or where it isn't to be read.
  var stageNames: [String] {
    readsAll ? tree("journey")?["stages"]?.children.compactMap { $0["stage"]?.text } ?? [] : []
  }

  /// Puts a tree on the shelf under a name, in place of the library's.
  func put(_ name: String, _ tree: YAMLNode) { trees[name] = .some(tree) }

  /// A register's entry in registers.yaml.
  func register(_ name: String) -> YAMLNode? {
    if readsAll || trees["registers"] != nil { return entry(name, in: tree("registers")) }
    guard let source = registersSource else { return nil }
    if let known = registerTrees[name] { return entry(name, in: known) }
    var isThere = false
    let text = source.keeping { key, text in
      guard let text else { return key == "registers" }
      let isWanted = text.entryName("register") == name
      isThere = isThere || isWanted
      return isWanted
    }
    let tree = isThere ? (try? readYAML(text))?.root : nil
    registerTrees[name] = .some(tree)
    return entry(name, in: tree)
  }

  private lazy var registersSource = library.playbookText(named: "registers")

  private func entry(_ name: String, in tree: YAMLNode?) -> YAMLNode? {
    tree?["registers"]?.children.first { $0["register"]?.text == name }
  }

  var registerNames: [String] { tree("registers")?["registers"]?.children.compactMap { $0["register"]?.text } ?? [] }

  /// The word tests every playbook may use.
  func sharedWordTests(for source: SourceText) -> [(String, YAMLNode)] {
    (words(for: source)?["data"]?.children ?? []).compactMap { entry in
      guard let name = entry["data"]?.text, let words = entry["words"] else { return nil }
      return (name, words)
    }
  }

  /// Words that say little, left out when two texts are compared.
  func littleWords(for source: SourceText) -> Set<String> {
    let entry = words(for: source)?["data"]?.children.first { $0["data"]?.text == Self.little }
    return Set(entry?["is"]?.children.map(\.text) ?? [])
  }

  private static let little = "little"
  /// The functions that leave out little words are called by names with this in them.
  private static let comparing = "alike"

  /// `words.yaml`, as far as this playbook mentions what stands in it.
  private func words(for source: SourceText) -> YAMLNode? {
    guard !readsAll, trees["words"] == nil else { return tree("words") }
    if let known = wordsOfLast, known.text == source { return known.tree }
    let tree = wordTree(for: source)
    wordsOfLast = (source, tree)
    return tree
  }

  private func wordTree(for source: SourceText) -> YAMLNode? {
    guard let words = library.playbookText(named: "words") else { return nil }
    var wanted: [String] = []
    let text = words.keeping { key, entry in
      guard let entry else { return key == "data" }
      guard let name = entry.entryName("data") else { return true }
      let isWanted = source.mentions(name == Self.little ? Self.comparing : name)
      if isWanted { wanted.append(name) }
      return isWanted
    }
    if wanted.isEmpty { return nil }
    let names = wanted.joined(separator: " ")
    if let known = wordTrees[names] { return known }
    let tree = (try? readYAML(text))?.root
    wordTrees[names] = .some(tree)
    return tree
  }

  /// What a member of another playbook reads as; nil while that playbook is itself being looked at.
  func member(_ playbook: String, _ member: String) -> Member? {
    guard !running.contains(playbook), let root = tree(playbook) else { return nil }
    running.insert(playbook)
    defer { running.remove(playbook) }
    var outline = outlines[playbook] ?? Compiler(outlineOf: root, shelf: self)
    defer { outlines[playbook] = outline }
    return outline.member(member)
  }

  /// Names of another playbook's gates.
  func gates(_ playbook: String) -> [String] {
    (tree(playbook)?["gates"]?.children.compactMap { $0["gate"]?.text } ?? []).filter { $0 != "finish" } + ["finish"]
  }

  /// Names another playbook carries; nil if there is no such playbook.
  func carries(_ playbook: String) -> [String]? {
    guard let root = tree(playbook) else { return nil }
    let list = root["carries"]
    let own = list.map { $0.isScalar ? [$0.text] : $0.children.map(\.text) } ?? []
    return own
  }
}

// MARK: What people know a used value by

extension Shelf {
  /// Its title where it comes from; of a whole session the name it has here.
  func title(of draft: UseDraft) -> String {
    guard let source = draft.from.first, let member = source.member else { return titled(draft.name) }
    if source.playbook == "registers" { return register(member)?["title"]?.text ?? titled(member) }
    let root = tree(source.playbook)
    let sections = root?["sections"]?.children.flatMap { $0["questions"]?.children ?? [] } ?? []
    let places: [(StaticString, [YAMLNode])] = [
      ("question", sections + (root?["questions"]?.children ?? [])),
      ("calculation", root?["calculations"]?.children ?? []), ("table", root?["tables"]?.children ?? []),
    ]
    for (key, nodes) in places {
      if let title = nodes.first(where: { $0[key]?.text == member })?["title"]?.text { return title }
    }
    return titled(member)
  }

  /// The titles of the playbooks it comes from, each once.
  func sourceTitles(of draft: UseDraft) -> [String] {
    var seen: Set<String> = []
    return draft.from.filter { $0.playbook != "registers" && seen.insert($0.playbook).inserted }.map { source in
      tree(source.playbook)?["title"]?.text ?? source.playbook
    }
  }
}

/// What another playbook lets others read.
struct Member {
  let type: Type
  let rendering: Rendering
  let renderings: [ObjectIdentifier: RecordInfo]
}

extension Compiler {
  /// A compiler that has only declared its names; types are found as they are asked for, mistakes are forgotten.
  init(outlineOf root: YAMLNode, shelf: Shelf) {
    self.init(root: root, shelf: shelf)
    guard let head = fields(root, KeyTables.playbook) else { return }
    declareAll(head)
  }

  mutating func member(_ name: String) -> Member? {
    guard let type = carriedType(name) else { return nil }
    // Fields that rows get from calculations are part of what is carried.
    for index in calculations.indices where calculations[index].fields.has("for") { ensureCalculation(index) }
    for index in questions.indices { ensureReply(index) }
    diagnostics = []
    return Member(type: type, rendering: carriedRendering(name), renderings: records)
  }
}
