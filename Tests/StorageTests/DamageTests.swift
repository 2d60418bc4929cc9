import Testing

@testable import Storage

/// Whatever happens to a file's bytes is seen, and no line is ever thrown away that may have been saved.
@Suite struct DamageTests {
  /// The bytes of a journal with so many lines.
  static func journal(_ lineCount: Int) throws -> [UInt8] {
    let disk = MemoryDisk()
    try PowerLossTests.run(disk, (1..<lineCount).map { "answer \($0) * Jo@" }, at: "/s")
    return try #require(disk.nodes[disk.names["/s/\(Sample.writer).jsonl"] ?? -1]).bytes
  }

  static func finding(_ bytes: [UInt8]) -> Finding { JournalScan(bytes, writer: Sample.writer).finding }

  static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: lineEnd).map { Array($0) + [lineEnd] }
  }

  @Test("Every flipped bit is seen, and nothing is called an unfinished write because of it")
  func flips() throws {
    let whole = try Self.journal(40)
    var bytes = whole
    let stride = Soak.isOn ? 1 : 37
    var unseen: [Int] = []
    var count = 0
    for bit in Swift.stride(from: 0, to: bytes.count * 8, by: stride) {
      bytes[bit / 8] ^= 1 << (bit % 8)
      let scan = JournalScan(bytes, writer: Sample.writer)
      if scan.finding.isRecoverable || !whole.starts(with: bytes[..<scan.goodEnd]) { unseen.append(bit) }
      bytes[bit / 8] ^= 1 << (bit % 8)
      count += 1
    }
    #expect(unseen.isEmpty, "\(unseen.count) of \(count) flips, first at bit \(unseen.first ?? 0)")
    Soak.note("bit flips: \(count), unseen \(unseen.count)")
  }

  @Test("Every line that is swapped, dropped or doubled is seen")
  func lineChanges() throws {
    let lines = Self.lines(try Self.journal(20))
    for first in lines.indices {
      for second in lines.indices where first < second {
        var changed = lines
        changed.swapAt(first, second)
        #expect(!Self.finding(Array(changed.joined())).isRecoverable, "swapped \(first) and \(second)")
      }
      var doubled = lines
      doubled.insert(lines[first], at: first)
      #expect(!Self.finding(Array(doubled.joined())).isRecoverable, "doubled \(first)")
      var dropped = lines
      dropped.remove(at: first)
      // A file that ends earlier is what it was earlier: only a head quoted elsewhere tells.
      let isSeen = !Self.finding(Array(dropped.joined())).isRecoverable
      #expect(isSeen == (first < lines.count - 1), "dropped \(first)")
    }
  }

  struct Case: Sendable {
    var name: String
    var change: @Sendable ([[UInt8]]) -> [UInt8]
  }

  static let cases = [
    Case(name: "CRLF") { $0.flatMap { $0.dropLast() + [0x0D, 0x0A] } },
    Case(name: "byte order mark") { [0xEF, 0xBB, 0xBF] + $0.joined() },
    Case(name: "merge markers") { Array("<<<<<<< ours\n".utf8) + $0.joined() + Array(">>>>>>> theirs\n".utf8) },
    Case(name: "marker at the end") { Array($0.joined()) + Array("=======\n>>>>>>> theirs\n".utf8) },
    Case(name: "empty line at the end") { $0.joined() + [lineEnd] },
    Case(name: "space at the end of a line") { Array($0[0].dropLast()) + [0x20, lineEnd] + $0.dropFirst().joined() },
    Case(name: "cut in the middle") { Array($0[..<5].joined()) + $0[5].prefix(30) + $0[6...].joined() },
    Case(name: "zeroes in the middle") {
      var bytes = Array($0.joined())
      bytes.replaceSubrange(1024..<1536, with: repeatElement(0, count: 512))
      return bytes
    },
    Case(name: "first line gone") { Array($0.dropFirst().joined()) },
    Case(name: "not a journal") { _ in Array("hello\nworld\n".utf8) },
    Case(name: "edited answer") {
      var lines = $0
      lines[3] = Array(String(decoding: lines[3], as: UTF8.self).replacing("answer", with: "ANSWER").utf8)
      return Array(lines.joined())
    },
    Case(name: "edited last answer") {
      var lines = $0
      lines[19] = Array(String(decoding: lines[19], as: UTF8.self).replacing("answer", with: "ANSWER").utf8)
      return Array(lines.joined())
    },
  ]

  @Test("Changes that editors and tools make are seen", arguments: cases.indices)
  func toolChanges(index: Int) throws {
    let lines = Self.lines(try Self.journal(20))
    let finding = Self.finding(Self.cases[index].change(lines))
    #expect(!finding.isRecoverable, "\(Self.cases[index].name): \(finding)")
  }

  @Test("Two branches from one line are a fork")
  func forks() throws {
    let lines = Self.lines(try Self.journal(6))
    let stem = Array(lines[..<4].joined())
    let fourth = lines[3]
    let found = ChainHash(fourth.span, at: fourth.count - 35)
    let link = try #require(found)
    let other = Frame.line(n: 4, l: 9, time: Sample.time.utf8, body: Sample.body(1).utf8, after: link)
    #expect(Self.finding(stem + lines[4] + lines[5] + other.bytes) == .forked(n: 4))
    #expect(Self.finding(stem + other.bytes + lines[4] + lines[5]) == .forked(n: 4))
    #expect(Self.finding(stem + lines[4] + other.bytes) == .forked(n: 4))
  }

  @Test("The end of a file is judged by what a crash can leave")
  func tails() throws {
    let lines = Self.lines(try Self.journal(6))
    let stem = Array(lines[..<5].joined())
    let last = lines[5]
    #expect(Self.finding(stem) == .clean)
    #expect(Self.finding([]) == .noFile)
    #expect(Self.finding(stem + last.dropLast()) == .lineEndMissing)
    #expect(Self.finding(stem + last.prefix(40)) == .tornTail(n: 5, bytes: 40))
    #expect(Self.finding(stem + [0, 0, 0]) == .tornTail(n: 5, bytes: 3))
    #expect(Self.finding(stem + last.prefix(40) + [0, 0]) == .tornTail(n: 5, bytes: 42))
    #expect(Self.finding(stem + last.dropLast() + [0x4A]) == .rottenTail(line: 6, bytes: last.count))
    var spoilt = last
    spoilt[60] ^= 1
    #expect(Self.finding(stem + spoilt) == .rottenTail(line: 6, bytes: last.count))
    spoilt[60] = 0
    #expect(Self.finding(stem + spoilt) == .rottenTail(line: 6, bytes: last.count))
    #expect(Self.finding(stem + spoilt + last.prefix(9)) == .rottenTail(line: 6, bytes: last.count + 9))
  }
}
