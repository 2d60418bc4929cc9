import CEL
import Diagnostics
import Playbooks

/// Changes to a playbook's conditions that its own tests don't notice.
///
/// Each comparison, `&&`, `||`, `!`, branch and number in the conditions of questions, rules, gates and calculations, each
/// part of a condition, and each number of the data is changed, one at a time; the changed playbook is compiled and its
/// tests run. A change that no test notices is either harmless or untested.
public struct MutationReport: Sendable {
  public struct Mutant: Hashable, Sendable {
    public let range: SourceRange
    public let old: String
    public let new: String
  }

  public let source: SourceText
  public private(set) var count = 0
  public private(set) var unnoticed: [Mutant] = []
  private static let mutantsMax = 400

  public init(_ playbook: Playbook, library: any Library) {
    source = playbook.source
    for mutant in Self.mutants(of: playbook).prefix(Self.mutantsMax) {
      let text = Self.apply(mutant, to: source)
      guard let changed = PlaybookLoader.load(text, library: library).playbook else { continue }
      count += 1
      if changed.tests.allSatisfy({ $0.run(on: changed).isEmpty }) { unnoticed.append(mutant) }
    }
  }

  public func text() -> String {
    let renderer = DiagnosticRenderer([source])
    let lines = unnoticed.map { mutant in
      renderer.text(
        Diagnostic(
          .warning, "no test notices '\(mutant.new)' in place of '\(mutant.old)'", file: source.name, at: mutant.range))
    }
    return (lines + ["\(visible(source.name)): tests notice \(count - unnoticed.count) of \(count) changes"])
      .joined(separator: "\n")
  }

  private static func apply(_ mutant: Mutant, to source: SourceText) -> SourceText {
    let start = source.byteOffset(of: mutant.range.start)
    let end = source.byteOffset(of: mutant.range.end)
    return SourceText(
      name: source.name, bytes: Array(source.bytes[..<start]) + Array(mutant.new.utf8) + Array(source.bytes[end...]))
  }
}
