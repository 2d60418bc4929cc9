import Glibc
import Testing

@testable import Storage

/// The journal on a real disk: locks, modes, links, and programs that put other files in its place.
@Suite struct LiveTests {
  @Test("Of fifty that open one session at once, one gets it, and the others hear who has it")
  func lock() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 1)
      var holders: [OpenedJournal] = []
      var refusals: [FileProblem] = []
      for _ in 0..<50 {
        do throws(FileProblem) {
          holders.append(try folder.open(Sample.writing(), time: Sample.time))
        } catch {
          refusals.append(error)
        }
      }
      #expect(holders.count == 1 && refusals.count == 49)
      for refusal in refusals {
        guard case .locked(let holder) = refusal.reason else { Issue.record("\(refusal)"); continue }
        #expect(holder.hasPrefix("process \(getpid()) on "))
        #expect(refusal.exitCode == 75)
      }
      #expect(try folder.read().entries.count == 2, "reading needs no lock")
      try holders[0].journal.close()
      var again = try folder.open(Sample.writing(), time: Sample.time)
      try again.journal.close()
    }
  }

  struct Meddling: Sendable {
    var name: String
    var meddle: @Sendable (_ file: String, _ folder: String) throws -> Void
  }

  static let meddlings = [
    Meddling(name: "replaced by a copy") { file, folder in
      try put(try bytes(file), folder + "/copy")
      rename(folder + "/copy", file)
    },
    Meddling(name: "removed") { file, _ in unlink(file) },
    Meddling(name: "renamed") { file, _ in rename(file, file + ".old") },
    Meddling(name: "cut") { file, _ in truncate(file, 40) },
    Meddling(name: "emptied") { file, _ in truncate(file, 0) },
    Meddling(name: "added to") { file, _ in try put(try bytes(file) + [0x20], file) },
    Meddling(name: "linked") { file, _ in link(file, file + ".link") },
    Meddling(name: "its folder renamed") { _, folder in rename(folder, folder + "-old") },
    Meddling(name: "its folder replaced") { file, folder in
      rename(folder, folder + "-old")
      mkdir(folder, 0o700)
      try put(try bytes(folder + "-old/\(Sample.writer).jsonl"), file)
    },
  ]

  @Test("Nothing is called saved when another program has changed the file", arguments: meddlings.indices)
  func meddling(index: Int) throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 2)
      var open = try folder.open(Sample.writing(), time: Sample.time)
      try Self.meddlings[index].meddle(folder.file(), folder.path)
      let problem = #expect(throws: FileProblem.self) {
        try open.journal.append(body: Sample.body(9), time: Sample.time)
      }
      #expect(problem?.reason == .changedByAnother, "\(Self.meddlings[index].name)")
      #expect(open.journal.remedy == .rescue)
      let event = Journal.Unsaved(body: Sample.body(9), time: Sample.time)
      #expect(try open.journal.rescue(to: path + "/rescued", unsaved: [event], suffix: "x") == 4)
      let rescued = JournalScan(try bytes(path + "/rescued"), writer: Sample.writer)
      #expect(rescued.finding == .clean && rescued.lines.count == 4)
    }
  }

  @Test("Files get mode 0600 and folders 0700 whatever the umask says")
  func modes() throws {
    try withFolder { path in
      let before = umask(0)
      defer { umask(before) }
      let engagement = EngagementFolder(path + "/e")
      let folder = engagement.session(try #require(FolderName("s")))
      try folder.create()
      try folder.add(1)
      try put(try bytes(folder.file()) + Array("torn".utf8), folder.file())
      try folder.add(1, from: 1)
      _ = try engagement.keepPlaybook(Array("title: x\n".utf8), suffix: "1")
      try AtomicFile.write([1], to: try folder.reportsFolder() + "/r.md", suffix: "2")
      _ = try ScratchFile(in: folder, suffix: "3", text: [])
      #expect(modes(below: path + "/e").filter { $0.value & 0o077 != 0 } == [:])
      #expect(modes(below: path + "/e").count == 12)
    }
  }

  private func modes(below path: String) -> [String: UInt32] {
    let disk = LiveDisk()
    guard let found = try? disk.status(of: path, in: LiveDisk.currentFolder) else { return [:] }
    var modes = [path: found.mode]
    if found.kind == .folder, let folder = try? disk.open(path, in: LiveDisk.currentFolder, .folder, mode: 0) {
      for name in (try? disk.names(in: folder)) ?? [] {
        modes.merge(self.modes(below: path + "/" + name)) { first, _ in first }
      }
      disk.dismiss(folder)
    }
    return modes
  }

  @Test("A journal that others may touch, or with two names, is not written to until that is put right")
  func unsafe() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 1)
      func refusal() -> FileProblem.Reason? {
        do throws(FileProblem) {
          var open = try folder.open(Sample.writing(), time: Sample.time)
          try open.journal.close()
          return nil
        } catch {
          return error.reason
        }
      }
      chmod(folder.file(), 0o644)
      #expect(refusal() == .openToOthers(0o644))
      chmod(folder.path, 0o755)
      #expect(refusal() == .openToOthers(0o755))
      #expect(try folder.read().entries.count == 2)
      try folder.fixPermissions()
      #expect(refusal() == nil)
      link(folder.file(), path + "/second")
      #expect(refusal() == .severalNames)
      unlink(path + "/second")
      rename(folder.file(), path + "/elsewhere")
      symlink(path + "/elsewhere", folder.file())
      #expect(refusal() == .symbolicLink)
      unlink(folder.file())
      mkfifo(folder.file(), 0o600)
      #expect(refusal() == .notRegular)
      unlink(folder.file())
      mkdir(folder.file(), 0o700)
      #expect(refusal() == .notRegular)
      rename(folder.path, path + "/real")
      symlink(path + "/real", folder.path)
      #expect(refusal() == .symbolicLink)
    }
  }

  @Test("Lock files of odd kinds are refused", arguments: ["link", "fifo", "folder"])
  func oddLocks(kind: String) throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 1)
      let lock = folder.path + "/lock"
      unlink(lock)
      switch kind {
      case "link": symlink("/etc/hostname", lock)
      case "fifo": mkfifo(lock, 0o600)
      default: mkdir(lock, 0o700)
      }
      #expect(throws: FileProblem.self) { try folder.open(Sample.writing(), time: Sample.time) }
    }
  }

  @Test("An unfinished write is set aside byte for byte, and the next opening finds nothing to do")
  func setsAside() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 2)
      let good = try bytes(folder.file())
      let torn = Array(#"{"n":3,"l":3,"t":"2026-11-"#.utf8)
      try put(good + torn, folder.file())
      #expect(try folder.verify().exitCode == 1)
      var open = try folder.open(Sample.writing(), time: Sample.time)
      let aside = try #require(open.recovery.setAside)
      #expect(aside.path == folder.path + "/torn/\(Sample.writer)-3-20261120T174825768Z.bin")
      #expect(try bytes(aside.path) == torn)
      #expect(try bytes(folder.file()) == good)
      try open.journal.close()
      open = try folder.open(Sample.writing(), time: Sample.time)
      #expect(open.recovery.setAside == nil)
      try open.journal.close()
    }
  }

  @Test("A session whose first line was never finished has not been begun, and can be begun again")
  func begunAgain() throws {
    try withFolder { path in
      let engagement = EngagementFolder(path + "/e")
      let folder = engagement.session(try #require(FolderName("s")))
      #expect(!folder.exists)
      try folder.create()
      let whole = try SessionFolder.sample(path + "/other", answers: 0)
      let first = try bytes(whole.file())
      for start in [nil, [], Array(first.prefix(30)), [UInt8](repeating: 0, count: 90)] as [[UInt8]?] {
        if let start { try put(start, folder.file()) }
        #expect(!folder.exists)
        #expect(try engagement.sessions() == [])
      }
      var open = try folder.open(Sample.writing(), time: Sample.time)
      #expect(open.recovery.isNew && open.entries.count == 1 && folder.exists)
      try open.journal.close()
      #expect(try engagement.sessions().count == 1)
      for other in [Array(first.dropLast()), Array("damaged\n".utf8), [UInt8](repeating: 97, count: 70_000)] {
        try put(other, folder.file())
        #expect(folder.exists)
      }
    }
  }

  @Test("A complete last line that went bad is set aside only when asked to")
  func rotten() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 2)
      var spoilt = try bytes(folder.file())
      spoilt[spoilt.count - 60] ^= 1
      try put(spoilt, folder.file())
      let first = try folder.open(Sample.writing(), time: Sample.time)
      guard case .readOnly(.finding(Sample.writer, .rottenTail(line: 3, _))) = first.journal.condition else {
        Issue.record("\(first.journal.condition)")
        return
      }
      #expect(try bytes(folder.file()) == spoilt)
      var asked = Sample.writing()
      asked.setsAsideRottenTail = true
      var second = try folder.open(asked, time: Sample.time)
      #expect(second.journal.condition == .ready)
      #expect(second.recovery.setAside != nil)
      try second.journal.close()
    }
  }

  @Test("A missing last line end is added and nothing else")
  func addsLineEnd() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 2)
      let whole = try bytes(folder.file())
      try put(Array(whole.dropLast()), folder.file())
      var open = try folder.open(Sample.writing(), time: Sample.time)
      #expect(open.recovery.addedLineEnd)
      #expect(open.entries.count == 3)
      #expect(try bytes(folder.file()) == whole)
      _ = try open.journal.append(body: Sample.body(5), time: Sample.time)
      try open.journal.close()
      #expect(try folder.verify().exitCode == 0)
    }
  }

  @Test("A damaged, forked, newer or foreign journal opens read-only and stays as it is")
  func readOnly() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 5)
      let whole = try bytes(folder.file())
      var damaged = whole
      damaged[whole.count / 2] ^= 4
      let newer = Frame.line(
        n: 0, l: 0, time: Sample.time.utf8, body: #""k":"open","fmt":2,"new":1"#.utf8, after: .zero)
      for changed in [damaged, newer.bytes + Array("something else\n".utf8)] {
        try put(changed, folder.file())
        let open = try folder.open(Sample.writing(), time: Sample.time)
        guard case .readOnly(.finding) = open.journal.condition else {
          Issue.record("\(open.journal.condition)")
          continue
        }
        #expect(try bytes(folder.file()) == changed)
        #expect(try folder.verify().exitCode == 65)
      }
      rename(folder.file(), folder.file(Sample.other))
      try put(whole, folder.file(Sample.other))
      #expect(try folder.verify().journals.map(\.finding) == [.foreign])
    }
  }
}
