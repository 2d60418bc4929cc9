import Glibc
import Playbooks
import Testing

@testable import Sessions

/// Every finding, score and gate of every shipped playbook explained, as `/why` and `/why not` say it, in sessions of the
/// playbooks' own tests.
///
/// Those in `judged` were read by people and stand in `Explanations.txt`; `UPDATE_TRANSCRIPTS=1 swift test` writes it anew:
/// read the difference as a person who asked why.
@Suite("Every conclusion can be explained")
struct ExplanationTests {
  static let path = String(#filePath.dropLast("ExplanationTests.swift".count)) + "Explanations.txt"

  static let judged: [(playbook: String, commands: Set<String>)] = [
    (
      "quick-assessment",
      [
        "QA-R04", "not QA-R06", "QA-R07", "not QA-R09", "QA-R11", "QA-R22", "not QA-R23", "QA-R25", "capacity_score",
        "linked", "managed", "complete", "enough",
      ]
    ),
    (
      "first-pilots",
      ["FP-R01", "FP-R05", "not FP-R10", "FP-R20", "score@C1", "eligible@C1", "learning@C1", "launch_1"]
    ),
    ("way-of-working", ["WOW-R03", "not WOW-R05", "WOW-R10", "points@kanban", "culture", "ground", "primary"]),
    ("pilot-checkin", ["PC-R02", "not PC-R04", "PC-R09", "mood_avg"]),
    ("pilot-review", ["PR-R03", "not PR-R05", "PR-R09", "won", "round_verdict", "learned"]),
    ("wider-pilots", ["WP-R02", "WP-R04", "not WP-R07", "WP-R11", "complexity_points@C1", "heaviest", "launch_2"]),
    ("deeper-dive", ["DD-R02", "not DD-R07", "DD-R15", "DD-R17", "area_a", "overall", "outcome", "roadmap"]),
    ("roadmap", ["RM-R02", "not RM-R04", "RM-R08", "critical_months"]),
    ("hr-implications", ["HR-R04", "not HR-R05", "HR-R12", "HR-R15", "worst@R1"]),
    ("retrospective", ["RT-R01", "RT-R02", "not RT-R11", "RT-R16", "RT-R19", "completion", "top_share", "finish"]),
  ]

  @Test("in the playbook's words, with the person's own answers", arguments: Shipped.names)
  func explains(_ name: String) throws {
    for entry in Explained(try SimulationTests.playbook(name)).entries {
      #expect(!entry.text.contains("`"), "\(name), \(entry.command): an expression as it is written in the file")
      #expect(!entry.text.isEmpty, "\(name), \(entry.command)")
    }
  }

  @Test("and read by people")
  func areRead() throws {
    var text = ""
    for (name, commands) in Self.judged {
      let entries = Explained(try SimulationTests.playbook(name)).entries.filter { commands.contains($0.command) }
      #expect(Set(entries.map(\.command)) == commands, "\(name)")
      text += "== \(name)\n\n" + entries.map { "> /why \($0.command)\n\($0.text)\n" }.joined()
    }
    if getenv("UPDATE_TRANSCRIPTS") != nil {
      let file = try #require(fopen(Self.path, "w"))
      fputs(text, file)
      fclose(file)
    }
    #expect(text == (try Self.read(Self.path)), "read the difference, then UPDATE_TRANSCRIPTS=1")
  }

  static func read(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[0..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// All explanations of one playbook, one after the other.
struct Explained {
  private let playbook: Playbook
  private let sessions: [Session]
  private(set) var entries: [(command: String, text: String)] = []

  init(_ playbook: Playbook) {
    self.playbook = playbook
    sessions = playbook.tests.map { $0.played(on: playbook).session }
    var seen: Set<String> = []
    for rule in playbook.rules where rule.on == nil && seen.insert(rule.id).inserted { explain(rule) }
    for calculation in playbook.calculations where seen.insert("calculation " + calculation.name).inserted {
      explain(calculation)
    }
    for gate in playbook.gates { explain(gate) }
  }

  private mutating func add(_ command: String, _ explanation: Explanation) {
    let lines = explanation.lines.map { String(repeating: "  ", count: $0.depth) + $0.text + "\n" }
    entries.append((command, lines.joined()))
  }

  private mutating func explain(_ rule: Rule) {
    if let session = sessions.first(where: { $0.isActive(rule: rule.id) }) {
      add(rule.id, session.why(rule: rule.id, row: session.core.activations[rule.index].first?.row))
    }
    if let session = sessions.first(where: { !$0.isActive(rule: rule.id) && $0.progress.answered > 2 }) {
      add("not \(rule.id)", session.whyNot(rule: rule.id))
    }
  }

  private mutating func explain(_ calculation: Calculation) {
    let session = sessions.first { session in
      guard let slot = calculation.slot else {
        return calculation.forEach.map { !session.elements($0).isEmpty } ?? false
      }
      return session.core.slots[slot].isKnown && session.core.slots[slot] != .absent
    }
    guard let session = session ?? sessions.first else { return }
    let row = calculation.forEach.flatMap { session.elements($0).first }.flatMap(identity(of:))
    add(calculation.name + (row.map { "@\($0)" } ?? ""), session.why(calculation: calculation.name, row: row))
  }

  private mutating func explain(_ gate: Gate) {
    for verdict in [GateView.Verdict.open, .closed, .unknown] {
      guard let session = sessions.first(where: { $0.gate(gate.name)?.verdict == verdict }) else { continue }
      add(gate.name, session.why(gate: gate.name))
    }
  }
}
