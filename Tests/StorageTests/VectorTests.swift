import Glibc
import Testing

@testable import Storage

/// The vectors of Fixtures/v1, which every version must read alike (Fixtures/README.md).
@Suite struct VectorTests {
  static let fixtures = Path.join(Path.parent(of: "\(#filePath)"), "Fixtures")

  static func vectors() throws -> [String] {
    let disk = LiveDisk()
    let folder = try disk.open(fixtures + "/v1", in: LiveDisk.currentFolder, .folder, mode: 0)
    defer { disk.dismiss(folder) }
    return try disk.names(in: folder).sorted()
  }

  /// The same text as in the files `expected`.
  static func describe(_ result: Verification) -> String {
    var lines = ["exit \(result.exitCode)"]
    lines += result.journals.map { "\($0.head) \(word($0.finding))" }
    for warning in result.warnings {
      switch warning {
      case .strayFile(let name): lines.append("stray \(name)")
      case .unseenLoss(let writer, let n): lines.append("lost \(writer) \(n)")
      case .sameSession(let other): lines.append("same \(other)")
      case .networkDisk: break
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func word(_ finding: Finding) -> String {
    switch finding {
    case .clean: "clean"
    case .noFile: "none"
    case .lineEndMissing: "line-end-missing"
    case .tornTail: "torn"
    case .rottenTail: "rotten"
    case .damaged: "damaged"
    case .forked: "forked"
    case .future: "future"
    case .foreign: "foreign"
    }
  }

  @Test("Every vector is judged as it was when it was released")
  func vectors() throws {
    let vectors = try Self.vectors()
    #expect(vectors.count >= 60)
    for name in vectors {
      let path = Self.fixtures + "/v1/" + name
      let expected = String(decoding: try bytes(path + "/expected"), as: UTF8.self)
      #expect(Self.describe(try SessionFolder(path).verify()) == expected, "\(name)")
      let read = try SessionFolder(path).read()
      let lines = read.recovery.verification.journals.map(\.lineCount).reduce(0, +)
      #expect(read.entries.count == lines, "\(name)")
      #expect(zip(read.entries, read.entries.dropFirst()).allSatisfy { ($0.l, $0.writer) < ($1.l, $1.writer) })
    }
  }

  @Test("Opening a vector to write keeps every byte of it, here or set aside")
  func opens() throws {
    for name in try Self.vectors() where !name.hasPrefix("stray") {
      try withFolder { path in
        let folder = SessionFolder(path + "/s")
        try folder.create()
        let source = Self.fixtures + "/v1/" + name
        for file in [WriterID(0x0123_4567_89ab_cdef), WriterID(0x89ab_cdef_0123_4567), WriterID(0xfedc_ba98_7654_3210)]
        {
          if let content = try? bytes(source + "/\(file).jsonl") { try put(content, folder.file(file)) }
        }
        let before = (try? bytes(folder.file())) ?? []
        var open = try folder.open(Sample.writing(), time: Sample.time)
        let after = (try? bytes(folder.file())) ?? []
        if open.journal.condition == .ready {
          let aside = try open.recovery.setAside.map { try bytes($0.path) } ?? []
          let kept = before.dropLast(aside.count)
          #expect(after.starts(with: kept) && kept + aside == before, "\(name)")
          // One vector uses up the last Lamport counter.
          if open.journal.chain.lamport < Limits.counterMax - 1 {
            _ = try open.journal.append(body: Sample.body(1), time: Sample.time)
          }
        } else {
          #expect(after == before, "\(name)")
        }
        try open.journal.close()
      }
    }
  }

  @Test("The program writes today what it wrote when the format was released")
  func writes() throws {
    let released = Self.fixtures + "/program"
    try withFolder { path in
      let folder = SessionFolder(path + "/s")
      try folder.create()
      try folder.add(3)
      try folder.add(2, writer: Sample.other, from: 3)
      try folder.add(1, from: 5)
      for writer in [Sample.writer, Sample.other] {
        let file = released + "/\(writer).jsonl"
        if getenv("UPDATE_VECTORS") != nil { try put(try bytes(folder.file(writer)), file) }
        #expect(try bytes(folder.file(writer)) == bytes(file))
      }
      #expect(Self.describe(try SessionFolder(released).verify()).hasPrefix("exit 0\n"))
    }
  }
}
