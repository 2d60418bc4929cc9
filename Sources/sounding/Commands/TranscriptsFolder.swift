import ArgumentParser
import Conversation
import Playbooks
import Sessions
import Storage

/// `sounding check --transcripts DIR`: whole conversations that come through every branch of a playbook.
struct TranscriptsFolder {
  private let folder: String
  private static let bytesMax = 4 << 20

  init(_ folder: String) { self.folder = folder }

  func write(_ files: [String]) throws {
    var hasFailed = false
    try reporting {
      let shelf = PlaybookShelf(paths: try? Storage.Paths(environment: Surroundings.all))
      try AtomicFile.makeFolder(folder)
      for file in files.isEmpty ? PlaybookShelf.builtinPlaybookNames : files {
        let playbook = try shelf.playbook(file, includesTests: true)
        let set = TranscriptSet(playbook, universal: universal(shelf))
        let before = try replace(playbook.name, set.transcripts)
        for problem in problems(playbook.name, set) {
          hasFailed = true
          complain(problem)
        }
        say(summary(playbook.name, set, before))
      }
    }
    if hasFailed { throw ExitCode(Code.checkFailed) }
  }

  private func universal(_ shelf: PlaybookShelf) -> Universal? {
    shelf.playbookText(named: "universal").flatMap { PlaybookLoader.loadUniversal($0, library: shelf).universal }
  }

  private func path(_ name: String, _ number: Int) -> String {
    "\(folder)/\(name)-\(number < 9 ? "0" : "")\(number + 1).txt"
  }

  /// Puts the new files in place of those that were written before; gives the branches the old ones came through.
  private func replace(_ name: String, _ transcripts: [TranscriptSet.Transcript]) throws -> Set<CoverageGoal>? {
    var before: Set<CoverageGoal>?
    var number = 0
    while let bytes = try? FileReader.read(path(name, number), limit: Self.bytesMax) {
      before = (before ?? []).union(TranscriptSet.goals(inHeadOf: String(decoding: bytes, as: UTF8.self)))
      if number >= transcripts.count { try AtomicFile.remove(path(name, number)) }
      number += 1
    }
    for (number, transcript) in transcripts.enumerated() {
      try AtomicFile.write(
        Array(transcript.text.utf8), to: path(name, number), suffix: Surroundings.randomHex(bytes: 4), replacing: true)
    }
    return before
  }

  private func problems(_ name: String, _ set: TranscriptSet) -> [String] {
    set.transcripts.enumerated().compactMap { number, transcript in
      set.difference(of: transcript).map { "\(path(name, number)): played once more, \($0)" }
    }
  }

  private func summary(_ name: String, _ set: TranscriptSet, _ before: Set<CoverageGoal>?) -> String {
    let reached = set.goals.count - set.missing.count - set.impossible.count
    var line = "\(name): \(set.transcripts.count) transcripts come through \(reached) of \(set.goals.count) branches"
    if !set.impossible.isEmpty { line += "; \(set.impossible.count) can't be reached" }
    var lines = [line]
    if !set.impossible.isEmpty { lines.append("  can't be reached: " + list(set.impossible.sorted())) }
    lines += missing(set)
    guard let before else { return lines.joined(separator: "\n") }
    let now = set.transcripts.reduce(into: Set<CoverageGoal>()) { $0.formUnion($1.goals) }
    let (new, lost) = (now.subtracting(before).sorted(), before.subtracting(now).sorted())
    if !new.isEmpty { lines.append("  new: " + list(new)) }
    if !lost.isEmpty { lines.append("  no longer: " + list(lost)) }
    return lines.joined(separator: "\n")
  }

  /// What wasn't reached, once for each reason.
  private func missing(_ set: TranscriptSet) -> [String] {
    var reasons: [CoverageSearch.Reason] = []
    for missing in set.missing where !reasons.contains(missing.reason) { reasons.append(missing.reason) }
    return reasons.map { reason in
      let goals = set.missing.filter { $0.reason == reason }.map(\.goal).sorted()
      switch reason {
      case .awaits(let names):
        let sources = names.joined(separator: " and ")
        return "  not reached, because no test gives what it needs of \(sources): \(list(goals))"
      case .notFound(let tries): return "  not found in \(tries) tries: \(list(goals))"
      case .wentElsewhere: return "  found, but the conversation takes another way: \(list(goals))"
      }
    }
  }

  private func list(_ goals: [CoverageGoal]) -> String {
    goals.map { "\($0.kind.rawValue) \($0.name)" }.joined(separator: ", ")
  }
}
