import Testing

@testable import Storage

/// Every state that a loss of power can leave behind is opened again (docs/journal-format.md, "Promises").
///
/// A failure names the number of acknowledged words and what was found; it means that somebody can lose an answer.
@Suite struct PowerLossTests {
  /// Words of several lengths, so that lines lie across sectors.
  static func words(_ count: Int) -> [String] {
    (0..<count).map { number in
      let length = [3, 150, 700, 40][number % 4]
      return "answer \(number) " + String(repeating: "x", count: length)
    }
  }

  /// Begins a session and answers, noting everything.
  static func run(_ disk: MemoryDisk, _ words: [String], at path: String = "/e/sessions/s") throws {
    let folder = SessionFolder(path, on: disk)
    try folder.create()
    var open = try folder.open(Sample.writing(), time: Sample.time)
    disk.changes.append(.acknowledged(""))
    for word in words {
      _ = try open.journal.append(body: #""k":"note","text":"\#(word)""#, time: Sample.time)
      disk.changes.append(.acknowledged(word))
    }
    try open.journal.close()
  }

  /// Opens what is left; says what is wrong with it.
  static func fault(in state: PowerLoss.State, allWords: [String]) -> String? {
    let folder = SessionFolder("/e/sessions/s", on: state.disk)
    let acknowledged = Array(state.acknowledged.dropFirst())
    do throws(FileProblem) {
      try folder.create()
      var open = try folder.open(Sample.writing(), time: Sample.time)
      guard open.journal.condition == .ready else { return "not writable: \(open.journal.condition)" }
      var found = open.entries.filter { $0.kind == "note" }.map { String($0.bodyText.dropFirst(19).dropLast()) }
      // What an opening before a second loss had added.
      if found.last == "after" { found.removeLast() }
      guard found.count >= acknowledged.count, found.count <= acknowledged.count + 1 else {
        return "\(acknowledged.count) acknowledged, \(found.count) found"
      }
      guard found.elementsEqual(allWords.prefix(found.count)) else { return "other words than were said" }
      _ = try open.journal.append(body: #""k":"note","text":"after""#, time: Sample.time)
      try open.journal.close()
      let verification = try folder.verify()
      return verification.exitCode == 0 ? nil : "does not verify afterwards: \(verification)"
    } catch {
      return "\(acknowledged.count) acknowledged, then: \(error)"
    }
  }

  @Test("No acknowledged answer is lost to a loss of power", arguments: Soak.seeds(normal: 1, soak: 40))
  func survives(seed: Int) throws {
    let words = Self.words(Soak.isOn ? 24 : 6).map { $0 + String(repeating: "y", count: seed * 13) }
    let disk = MemoryDisk()
    try Self.run(disk, words)
    var faults: [String] = []
    let states = PowerLoss(changes: disk.changes).forEach { state in
      if let fault = Self.fault(in: state, allWords: words) { faults.append(fault) }
    }
    #expect(faults.isEmpty, "\(faults.count) of \(states) states, first: \(faults.first ?? "")")
    #expect(states > 2_000)
    Soak.note("power loss, seed \(seed): \(states) states")
  }

  @Test("A loss of power while recovering is survived as well")
  func survivesTwice() throws {
    let words = Self.words(3)
    let disk = MemoryDisk()
    try Self.run(disk, words)
    var faults: [String] = []
    var states = 0
    _ = PowerLoss(changes: disk.changes).forEach(stride: Soak.isOn ? 3 : 97) { state in
      let (names, nodes) = (state.disk.names, state.disk.nodes)
      guard Self.fault(in: state, allWords: words) == nil else { return }
      let acknowledged = state.acknowledged.map { MemoryDisk.Change.acknowledged($0) }
      let second = PowerLoss(changes: acknowledged + state.disk.changes, names: names, nodes: nodes)
      states += second.forEach(stride: 5) { again in
        if let fault = Self.fault(in: again, allWords: words) { faults.append(fault) }
      }
    }
    #expect(faults.isEmpty, "\(faults.count) of \(states) states, first: \(faults.first ?? "")")
    #expect(states > 500)
    Soak.note("power loss while recovering: \(states) states")
  }

  @Test(
    "Control: without a flush the same states lose answers",
    arguments: [MemoryDisk.Omission.syncData, .syncFolder])
  func controls(omission: MemoryDisk.Omission) throws {
    let words = Self.words(4)
    let disk = MemoryDisk()
    disk.omits = [omission]
    try Self.run(disk, words)
    var losses = 0
    _ = PowerLoss(changes: disk.changes).forEach { state in
      if Self.fault(in: state, allWords: words) != nil { losses += 1 }
    }
    #expect(losses > 0)
  }
}

/// A report is the old one or the new one, whatever happens, and the new one once that was said.
@Suite struct ReportPowerLossTests {
  @Test("A loss of power leaves the old report or the new one", arguments: [false, true])
  func survives(isNew: Bool) throws {
    let (old, new) = ([UInt8](repeating: 1, count: 300), [UInt8](repeating: 2, count: 600))
    let before = MemoryDisk()
    if !isNew { try AtomicFile.write(old, to: "/r", suffix: "a", on: before) }
    let disk = MemoryDisk(names: before.names, nodes: before.nodes)
    try AtomicFile.write(new, to: "/r", suffix: "b", replacing: !isNew, on: disk)
    disk.changes.append(.acknowledged("saved"))
    var faults: [String] = []
    let states = PowerLoss(changes: disk.changes, names: before.names, nodes: before.nodes).forEach { state in
      let found = try? FileReader.read("/r", limit: 1 << 20, on: state.disk)
      let isSaved = !state.acknowledged.isEmpty
      if found != new, isSaved || found != (isNew ? nil : old) { faults.append("\(found?.count ?? -1) bytes") }
    }
    #expect(faults.isEmpty, "\(faults.count) of \(states) states, first: \(faults.first ?? "")")
    #expect(states > 600)
  }
}
