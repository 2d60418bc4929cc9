import Glibc
import Testing

@testable import Storage

/// Names, folders, whole files and the rest of what the journal stands on.
@Suite struct FilesTests {
  @Test(
    "Names of sessions are safe as names of files",
    arguments: [
      ("a", true), ("2026-q4.plan_b", true), (String(repeating: "a", count: 64), true), ("a..b", true), ("0", true),
      ("", false), ("A", false), (".hidden", false), ("-rf", false), ("..", false), ("a/b", false), ("a b", false),
      ("a\n", false), ("a\r", false), ("a\u{0}", false), ("é", false), ("e\u{301}", false), ("a\u{202E}b", false),
      (String(repeating: "a", count: 65), false), ("_a", false), ("a\\b", false), ("a:b", false), ("~", false),
    ])
  func names(text: String, isGood: Bool) {
    #expect((FolderName(text) != nil) == isGood)
  }

  @Test(
    "Writers are exactly 16 lower-case hex digits",
    arguments: ["", "0123456789ABCDEF", "0123456789abcde", "+123456789abcdef"])
  func badWriters(text: String) { #expect(WriterID(text) == nil) }

  @Test("Relative values of XDG variables are ignored")
  func xdg() throws {
    let plain = try Paths(environment: ["HOME": "/home/ann"])
    #expect(plain.data == "/home/ann/.local/share/sounding")
    #expect(plain.state == "/home/ann/.local/state/sounding")
    #expect(plain.config == "/home/ann/.config/sounding")
    #expect(try Paths(environment: ["HOME": "/home/ann/", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": ""]) == plain)
    let set = ["XDG_DATA_HOME": "/d/", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"]
    #expect(try Paths(environment: set).data == "/d/sounding")
    for environment in [[:], ["HOME": ""], ["HOME": "relative"]] as [[String: String]] {
      #expect(throws: FileProblem(.use, "XDG_DATA_HOME", .noHome)) { try Paths(environment: environment) }
    }
    #expect(try plain.engagement("acme").path == "/home/ann/.local/share/sounding/acme")
    #expect(try plain.engagement("./acme").path == "./acme")
    #expect(throws: FileProblem.self) { try plain.engagement("Acme") }
  }

  @Test("The writer is made once and read from then on")
  func writer() throws {
    try withFolder { path in
      let paths = try Paths(environment: ["HOME": path])
      #expect(try paths.writer(random: 7, suffix: "a") == WriterID(7))
      #expect(try paths.writer(random: 8, suffix: "b") == WriterID(7))
      #expect(try bytes(paths.state + "/writer-id") == Array("0000000000000007\n".utf8))
      try put(Array("7\n".utf8), paths.state + "/writer-id")
      #expect(throws: FileProblem(.read, paths.state + "/writer-id", .wrongContent)) {
        try paths.writer(random: 8, suffix: "b")
      }
    }
  }

  @Test("A report replaces a file only when told to, and never follows a link")
  func atomicFile() throws {
    try withFolder { path in
      let target = path + "/r.md"
      try AtomicFile.write([1, 2], to: target, suffix: "a")
      let refused = FileProblem(.create, target, .exists)
      #expect(throws: refused) { try AtomicFile.write([3], to: target, suffix: "b") }
      #expect(refused.exitCode == 73)
      #expect(try bytes(target) == [1, 2])
      try AtomicFile.write([3], to: target, suffix: "c", replacing: true)
      #expect(try bytes(target) == [3])
      try put([9], path + "/precious")
      unlink(target)
      symlink(path + "/precious", target)
      try AtomicFile.write([4], to: target, suffix: "d", replacing: true)
      #expect(try bytes(path + "/precious") == [9])
      #expect(try bytes(target) == [4])
      symlink(path + "/nowhere", path + "/dangling")
      #expect(throws: FileProblem(.create, path + "/dangling", .exists)) {
        try AtomicFile.write([4], to: path + "/dangling", suffix: "e")
      }
      #expect(throws: FileProblem(.create, path + "/no/r.md", .missing)) {
        try AtomicFile.write([4], to: path + "/no/r.md", suffix: "f")
      }
      for bad in ["", "/", path + "/", path + "/..", path + "/a\u{0}b"] {
        #expect(throws: FileProblem(.create, bad, .noFileName)) { try AtomicFile.write([], to: bad, suffix: "g") }
      }
      let folder = try LiveDisk().open(path, in: LiveDisk.currentFolder, .folder, mode: 0)
      #expect(try LiveDisk().names(in: folder).sorted() == ["dangling", "precious", "r.md"])
      LiveDisk().dismiss(folder)
    }
  }

  @Test("A report that can't be written whole leaves the old one and no litter")
  func atomicFileFaults() throws {
    let plain = MemoryDisk()
    try AtomicFile.write([1], to: "/r", suffix: "a", on: plain)
    let prepared = (plain.names, plain.nodes)
    let counting = MemoryDisk(names: prepared.0, nodes: prepared.1)
    try AtomicFile.write([2, 3], to: "/r", suffix: "a", replacing: true, on: counting)
    for call in 0..<counting.calls {
      let disk = MemoryDisk(names: prepared.0, nodes: prepared.1)
      disk.fault = .init(call: call, code: 28)
      let isDone = (try? AtomicFile.write([2, 3], to: "/r", suffix: "a", replacing: true, on: disk)) != nil
      let found = try FileReader.read("/r", limit: 9, on: MemoryDisk(names: disk.names, nodes: disk.nodes))
      #expect(isDone ? found == [2, 3] : [[1], [2, 3]].contains(found), "call \(call)")
      #expect(disk.names.count == 2, "call \(call): \(disk.names)")
    }
  }

  @Test("Only plain files within the limit are read")
  func reads() throws {
    try withFolder { path in
      try put([1, 2, 3], path + "/f")
      symlink(path + "/f", path + "/link")
      mkfifo(path + "/fifo", 0o600)
      #expect(try FileReader.read(path + "/link", limit: 3) == [1, 2, 3])
      #expect(throws: FileProblem(.read, path + "/f", .tooLong(limit: 2))) {
        try FileReader.read(path + "/f", limit: 2)
      }
      for bad in [path, path + "/fifo", "/dev/null", "/dev/zero"] {
        #expect(throws: FileProblem(.read, bad, .notRegular)) { try FileReader.read(bad, limit: 9) }
      }
      #expect(throws: FileProblem(.read, path + "/none", .missing)) { try FileReader.read(path + "/none", limit: 9) }
      #expect(throws: FileProblem(.read, path + "/link", .symbolicLink)) {
        try FileReader.readOwn(path + "/link", limit: 9)
      }
      #expect(throws: FileProblem.self) { try FileReader.read("/proc/self/maps", limit: 9) }
    }
  }

  @Test("A path below a folder never leads out of it")
  func readsBelow() throws {
    try withFolder { path in
      mkdir(path + "/in", 0o700)
      mkdir(path + "/in/deep", 0o700)
      try put([1], path + "/in/deep/f")
      try put([2], path + "/outside")
      symlink("..", path + "/in/up")
      symlink("../outside", path + "/in/link")
      #expect(try FileReader.read("deep/f", below: path + "/in", limit: 9) == [1])
      let bad = [
        "../outside", "deep/../../outside", "/etc/hostname", "up/outside", "link", "deep", "", "deep/", "/", ".", "..",
        "deep//f", "./deep/f", "deep/f\n", "deep/\u{1B}f", "-f", "deep/f\u{0}", ".hidden", "deep/f/g",
        String(repeating: "a/", count: 40) + "f", String(repeating: "a", count: 300),
      ]
      for name in bad {
        #expect(throws: FileProblem.self, "\(name)") { try FileReader.read(name, below: path + "/in", limit: 9) }
      }
    }
  }

  @Test("Playbooks are kept under their checksum and proven when read")
  func playbooks() throws {
    try withFolder { path in
      let engagement = EngagementFolder(path + "/e")
      #expect(try engagement.sessions() == [])
      let text = Array("abc".utf8)
      let checksum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      #expect(try engagement.keepPlaybook(text, suffix: "a") == checksum)
      #expect(try engagement.keepPlaybook(text, suffix: "b") == checksum)
      #expect(try engagement.playbook(checksum) == text)
      try put(Array("abd".utf8), path + "/e/playbooks/\(checksum).yaml")
      #expect(throws: FileProblem.self) { try engagement.playbook(checksum) }
      #expect(throws: FileProblem.self) { try engagement.keepPlaybook(text, suffix: "c") }
      #expect(throws: FileProblem.self) { try engagement.playbook("../../x") }
    }
  }

  @Test("An engagement lists its sessions, and a copied session is reported")
  func copies() throws {
    try withFolder { path in
      let engagement = EngagementFolder(path + "/e")
      let first = engagement.session(try #require(FolderName("one")))
      try first.create()
      try first.add(2)
      try engagement.journal.create()
      _ = try engagement.journal.open(Sample.writing(session: String(repeating: "77", count: 16)), time: Sample.time)
      let second = engagement.session(try #require(FolderName("two")))
      try second.create()
      try put(try bytes(first.file()), second.file())
      mkdir(path + "/e/sessions/Not A Session", 0o700)
      #expect(try engagement.sessions().map(\.text) == ["one", "two"])
      let results = try engagement.verifyAll()
      #expect(results.map(\.name) == ["one", "two", "journal"])
      #expect(try results.map { try $0.result.get().exitCode } == [0, 65, 0])
      #expect(try results[1].result.get().warnings == [.sameSession(as: "one")])
    }
  }

  @Test("What one writer saw of another and is gone is reported")
  func unseenLoss() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 3)
      try folder.add(1, writer: Sample.other)
      let lines = DamageTests.lines(try bytes(folder.file()))
      try put(Array(lines.dropLast().joined()), folder.file())
      #expect(try folder.verify().warnings == [.unseenLoss(writer: Sample.writer, n: 3)])
      #expect(try folder.verify().exitCode == 65)
      try put([], folder.path + "/\(Sample.writer) (copy).jsonl")
      #expect(try folder.verify().warnings.contains(.strayFile("\(Sample.writer) (copy).jsonl")))
    }
  }

  @Test("An editor's file is private and swept up after a crash")
  func scratch() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 1)
      let scratch = try ScratchFile(in: folder, suffix: "abc", text: Array("draft".utf8))
      try put(Array("edited".utf8), scratch.path)
      #expect(try scratch.read(limit: 100) == Array("edited".utf8))
      unlink(scratch.path)
      symlink("/etc/hostname", scratch.path)
      #expect(throws: FileProblem.self) { try scratch.read(limit: 100) }
      try scratch.remove()
      try scratch.remove()
      _ = try ScratchFile(in: folder, suffix: "left", text: [])
      try folder.add(0)
      #expect(!(access(folder.path + "/.edit-left.txt", F_OK) == 0))
    }
  }
}
