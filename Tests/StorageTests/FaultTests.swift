import Glibc
import Testing

@testable import Storage

/// Every call fails once, or from then on: what was acknowledged is there, what wasn't is never called saved.
@Suite struct FaultTests {
  /// ENOSPC EDQUOT EFBIG EIO EROFS EACCES EMFILE ENOMEM ESTALE ENOLCK
  static let codes: [Int32] = [28, 122, 27, 5, 30, 13, 24, 12, 116, 37]

  /// What a run came to.
  struct Outcome {
    var acknowledged: [String] = []
    var problems: [FileProblem] = []
    var rescued = false
  }

  /// Answers, repeating an answer when that is allowed, and rescuing when it isn't.
  static func run(_ disk: MemoryDisk, answers: Int) -> Outcome {
    var outcome = Outcome()
    let folder = SessionFolder("/s", on: disk)
    do throws(FileProblem) {
      try folder.create()
      var open = try folder.open(Sample.writing(), time: Sample.time)
      for number in 0..<answers {
        let body = Sample.body(number)
        for _ in 0..<3 where open.journal.remedy == .retry && !outcome.acknowledged.contains(body) {
          do throws(FileProblem) {
            _ = try open.journal.append(body: body, time: Sample.time)
            outcome.acknowledged.append(body)
          } catch {
            outcome.problems.append(error)
          }
        }
        guard outcome.acknowledged.contains(body) else {
          let event = Journal.Unsaved(body: body, time: Sample.time)
          outcome.rescued = (try? open.journal.rescue(to: "/rescued", unsaved: [event], suffix: "r")) != nil
          break
        }
      }
      try open.journal.close()
    } catch {
      outcome.problems.append(error)
    }
    return outcome
  }

  /// What a restart finds.
  static func found(_ disk: MemoryDisk) -> [String]? {
    let folder = SessionFolder("/s", on: MemoryDisk(names: disk.names, nodes: disk.nodes))
    guard
      let open = try? {
        try folder.create(); return try folder.open(Sample.writing(), time: Sample.time)
      }(),
      open.journal.condition == .ready
    else { return nil }
    return open.entries.filter { $0.kind == "note" }.map(\.bodyText)
  }

  @Test("No error of the disk leads to a false 'saved'", arguments: codes)
  func everyCall(code: Int32) throws {
    let answers = Soak.isOn ? 20 : 4
    let plain = MemoryDisk()
    #expect(Self.run(plain, answers: answers).acknowledged.count == answers)
    for call in 0..<plain.calls {
      for (isForEver, stored) in [(false, 0), (true, 0), (false, 30), (true, 30)] {
        let disk = MemoryDisk()
        disk.fault = .init(call: call, code: code, isForEver: isForEver, stored: stored)
        let outcome = Self.run(disk, answers: answers)
        let label = "error \(code) at call \(call), for ever \(isForEver), \(stored) bytes stored"
        guard let found = Self.found(disk) else {
          Issue.record("\(label): the session does not open")
          continue
        }
        #expect(found.count <= outcome.acknowledged.count + 1 && found.starts(with: outcome.acknowledged), "\(label)")
        #expect(outcome.problems.allSatisfy { !$0.description.contains("answer") })
      }
    }
  }

  @Test("A full disk takes the line back, and the same answer can be given again")
  func fullDisk() throws {
    let disk = MemoryDisk()
    let folder = SessionFolder("/s", on: disk)
    try folder.create()
    var open = try folder.open(Sample.writing(), time: Sample.time)
    _ = try open.journal.append(body: Sample.body(0), time: Sample.time)
    let size = disk.nodes.values.map(\.bytes.count).max()
    disk.fault = .init(call: disk.calls + 2, code: SystemError.diskFull.code, stored: 50)
    let problem = #expect(throws: FileProblem.self) {
      try open.journal.append(body: Sample.body(1), time: Sample.time)
    }
    #expect(problem?.reason == .system(.diskFull))
    #expect(open.journal.remedy == .retry)
    #expect(disk.nodes.values.map(\.bytes.count).max() == size)
    _ = try open.journal.append(body: Sample.body(1), time: Sample.time)
    #expect(try folder.verify().exitCode == 0)
  }

  @Test("After a failed flush nothing is written any more, and a rescue holds all lines and the one at hand")
  func failedFlush() throws {
    let disk = MemoryDisk()
    let folder = SessionFolder("/s", on: disk)
    try folder.create()
    var open = try folder.open(Sample.writing(), time: Sample.time)
    _ = try open.journal.append(body: Sample.body(0), time: Sample.time)
    disk.fault = .init(call: disk.calls + 3, code: SystemError.inputOutput.code)
    #expect(throws: FileProblem(.sync, open.journal.path, .system(.inputOutput))) {
      try open.journal.append(body: Sample.body(1), time: Sample.time)
    }
    #expect(open.journal.remedy == .rescue)
    let before = disk.changes.count
    #expect(throws: FileProblem.self) { try open.journal.append(body: Sample.body(1), time: Sample.time) }
    #expect(disk.changes.count == before)
    let event = Journal.Unsaved(body: Sample.body(1), time: Sample.time)
    #expect(try open.journal.rescue(to: "/r", unsaved: [event], suffix: "r") == 3)
    let rescued = JournalScan(try FileReader.read("/r", limit: 1 << 20, on: disk), writer: Sample.writer)
    #expect(rescued.finding == .clean)
    #expect(rescued.lines.count == 3)
  }

  @Test("A call that a signal interrupts is made again")
  func interruptions() throws {
    var count = 0
    func interrupted() -> Int {
      count += 1
      errno = count < 4 ? EINTR : EIO
      return count < 4 ? -1 : 9
    }
    #expect(try checked(interrupted()) == 9)
    #expect(throws: SystemError.inputOutput) {
      try checked(
        {
          errno = EIO; return -1
        }())
    }
  }

  @Test("Short writes are completed")
  func shortWrites() throws {
    for length in [1, 7, 100] {
      let disk = MemoryDisk()
      disk.writeLengthMax = length
      #expect(Self.run(disk, answers: 3).acknowledged.count == 3)
      #expect(Self.found(disk)?.count == 3)
    }
  }

  @Test("A disk that stores less than it says is found out")
  func lyingDisk() throws {
    let disk = MemoryDisk()
    let folder = SessionFolder("/s", on: disk)
    try folder.create()
    var open = try folder.open(Sample.writing(), time: Sample.time)
    disk.omits = [.writtenBytes]
    #expect(throws: FileProblem(.write, open.journal.path, .incompleteWrite)) {
      try open.journal.append(body: Sample.body(0), time: Sample.time)
    }
    #expect(open.journal.remedy == .rescue)
  }
}
