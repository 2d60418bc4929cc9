import Diagnostics
import Glibc
import Playbooks

/// Playbooks to measure with. They are larger than any file may be, so the limits are lifted here.
enum Texts {
  /// So many questions, and a rule for each that looks at it alone.
  static func oneEach(_ count: Int) -> String {
    var text = "playbook: wide\nquestions:\n"
    for n in 0..<count { text += "  - { question: q\(n), ask: How many?, type: number, whole: true }\n" }
    text += "rules:\n"
    for n in 0..<count { text += "  - { rule: R-\(n), flag: medium, text: Many., when: q\(n) > 5 }\n" }
    return text
  }

  /// One question that so many rules look at.
  static func allOfOne(_ count: Int) -> String {
    var text = "playbook: deep\nquestions:\n  - { question: q0, ask: How many?, type: number, whole: true }\nrules:\n"
    for n in 0..<count { text += "  - { rule: R-\(n), flag: medium, text: Many., when: q0 > \(n % 10) }\n" }
    return text
  }

  static func load(_ text: String) -> Playbook {
    var limits = YAMLLimits()
    (limits.bytesMax, limits.nodesMax) = (1 << 30, 1 << 30)
    let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "bench.yaml", text: text), limits: limits)
    guard let playbook else {
      print(diagnostics.prefix(3).map(\.message).joined(separator: "; "))
      exit(1)
    }
    return playbook
  }
}
