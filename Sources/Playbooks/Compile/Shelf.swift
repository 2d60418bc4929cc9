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

  init(_ library: any Library) { self.library = library }

  /// The tree of a file, or nil if there is none or it can't be read.
  func tree(_ name: String) -> YAMLNode? {
    if let known = trees[name] { return known }
    let tree = library.playbookText(named: name).flatMap { try? readYAML($0.withoutTests).get().root }
    trees[name] = .some(tree)
    return tree
  }

  /// Puts a tree on the shelf under a name, in place of the library's.
  func put(_ name: String, _ tree: YAMLNode) { trees[name] = .some(tree) }

  /// A register's entry in registers.yaml.
  func register(_ name: String) -> YAMLNode? {
    tree("registers")?["registers"]?.children.first { $0["register"]?.text == name }
  }

  var registerNames: [String] { tree("registers")?["registers"]?.children.compactMap { $0["register"]?.text } ?? [] }

  /// The word tests every playbook may use.
  func sharedWordTests() -> [(String, YAMLNode)] {
    (tree("words")?["data"]?.children ?? []).compactMap { entry in
      guard let name = entry["data"]?.text, let words = entry["words"] else { return nil }
      return (name, words)
    }
  }

  /// Words that say little, left out when two texts are compared.
  func littleWords() -> Set<String> {
    let entry = tree("words")?["data"]?.children.first { $0["data"]?.text == "little" }
    return Set(entry?["is"]?.children.map(\.text) ?? [])
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
