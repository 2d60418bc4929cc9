import Diagnostics
import Testing

@testable import Playbooks

/// A text nobody writes in good faith.
struct Hostile: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  init(_ name: String, _ text: String) { (self.name, bytes) = (name, Array(text.utf8)) }
  init(_ name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
  var testDescription: String { name }
}

private func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

private func question(_ rest: String) -> String {
  "playbook: p\nquestions:\n  - { question: a, ask: What?, type: text }\n" + rest
}

private func rule(_ when: String) -> String { question("rules:\n  - { rule: R, when: \"\(when)\", say: So. }\n") }

private let structure: [Hostile] = [
  Hostile(
    "alias bomb",
    (0..<9).map { "a\($0): &a\($0) [\($0 == 0 ? "x" : times(9, "*a\($0 - 1),"))]" }.joined(separator: "\n")),
  Hostile("alias bomb as key", "a: &a [x,x]\nb: &b [*a,*a]\n? *b\n: c"),
  Hostile("merge bomb", "a: &a {b: c}\nd: {<<: [*a,*a]}"),
  Hostile("anchor on a key", "&a b: c"), Hostile("deep flow lists", times(5_000, "[")),
  Hostile("deep flow maps", times(5_000, "{a: ")), Hostile("deep block lists", times(2_000, "- ")),
  Hostile("deep block maps", (0..<200).map { times($0, " ") + "a:" }.joined(separator: "\n")),
  Hostile("closing brackets", times(5_000, "]")), Hostile("commas", "[" + times(50_000, ",") + "]"),
  Hostile("question marks", times(5_000, "? ")), Hostile("colons", times(5_000, ": ")),
  Hostile("quotes", times(5_000, "\"")), Hostile("single quotes", times(5_001, "'")),
  Hostile("pipes", times(5_000, "|")), Hostile("hashes", times(5_000, "#\n")),
  Hostile("newlines", times(100_000, "\n")),
  Hostile("spaces", times(100_000, " ")), Hostile("tabs", times(1_000, "\t")),
  Hostile("backslashes", "a: \"" + times(5_000, "\\")),
  Hostile("200,000 flow maps", times(200_000, "{},")),
  Hostile("many keys", (0..<30_000).map { "k\($0): 1" }.joined(separator: "\n")),
  Hostile("many equal keys", times(10_000, "a: 1\n")), Hostile("a long key", times(2_000, "k") + ": 1"),
  Hostile("a very long line", "playbook: " + times(60_000, "x")), Hostile("a long text", "a: " + times(100_000, "x ")),
  Hostile("over a megabyte", times(1_100_000, "x")), Hostile("list as key", "? [a, b]\n: c"),
  Hostile("map as key", "{{a: b}: c}"), Hostile("empty key", "\"\": a"), Hostile("null key", "? \n: a"),
  Hostile("tag bomb", times(500, "!!map {")), Hostile("local tag", "playbook: !ruby/object:X {}"),
  Hostile("binary tag", "playbook: !!binary aGVsbG8="),
  Hostile("directives", times(500, "%TAG ! tag:x,2000:\n") + "---\na: b"),
  Hostile("yaml 9.9", "%YAML 9.9\n---\na: b"), Hostile("documents", times(500, "---\n")),
  Hostile("document ends", times(500, "...\n")),
  Hostile("a block scalar without end", "a: |\n" + times(20_000, "  x\n")),
  Hostile("indentation indicator", "a: |9\n  x"), Hostile("odd indentation", "a:\n   b: 1\n  c: 2\n d: 3"),
]

private let encodings: [Hostile] = [
  Hostile("nul", bytes: [0]), Hostile("nul inside", bytes: Array("a: b".utf8) + [0]),
  Hostile("escape", "a: \u{1B}]52;c;x\u{7}"),
  Hostile("delete", "a: \u{7F}"), Hostile("c1", "a: \u{9B}31m"), Hostile("next line", "a: b\u{85}c: d"),
  Hostile("line separator", "a: b\u{2028}c: d"), Hostile("bidi override", "a: \u{202E}evil"),
  Hostile("isolate", "a: \u{2066}x"),
  Hostile("bom", "\u{FEFF}playbook: p"), Hostile("bom inside", "playbook: \u{FEFF}p"),
  Hostile("tag letters", "a: \u{E0041}"),
  Hostile("utf-16", bytes: [0xFF, 0xFE, 0x70, 0]), Hostile("utf-32", bytes: [0, 0, 0xFE, 0xFF]),
  Hostile("overlong slash", bytes: [0x61, 0x3A, 0x20, 0xC0, 0xAF]),
  Hostile("surrogate", bytes: [0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80]),
  Hostile("cut short", bytes: [0x61, 0x3A, 0x20, 0xE2, 0x82]),
  Hostile("beyond unicode", bytes: [0xF4, 0x90, 0x80, 0x80]),
  Hostile("continuation", bytes: [0x80, 0x80]), Hostile("escaped nul", "a: \"\\0\""),
  Hostile("escaped escape", "a: \"\\x1b[2J\""),
  Hostile("escaped bidi", "a: \"\\u202e\""), Hostile("name in another script", "playbook: р"),
  Hostile("invisible name", "playbook: a\u{200D}b"),
  Hostile("combining marks", "playbook: a" + times(5_000, "\u{301}")),
]

private let meaning: [Hostile] = [
  Hostile("deep expression", rule(times(3_000, "(") + "a" + times(3_000, ")"))),
  Hostile("long expression", rule("a == 'x'" + times(3_000, " || a == 'x'"))),
  Hostile("not not not", rule(times(3_000, "!") + "true")), Hostile("minus minus", rule(times(2_000, "-") + "1 > 0")),
  Hostile("unclosed", rule("size([[[[[[[[")), Hostile("ternaries", rule(times(500, "true ? true : ") + "false")),
  Hostile("nested loops", rule(times(30, "[1,2,3].all(x, ") + "true" + times(30, ")"))),
  Hostile("wide list", rule("1 in [" + times(1_900, "1,") + "1]")),
  Hostile("many dots", rule("a" + times(1_500, ".b"))),
  Hostile("odd names", question("data: [{ data: __proto__, is: 1 }]")),
  Hostile("path as playbook", "playbook: ../../etc/passwd"),
  Hostile("uses a path", question("uses: { x: ../../etc/passwd.y, z: /dev/zero.y }")),
  Hostile("uses itself", "playbook: p\nuses: { x: p.x }\ncarries: [x]"),
  Hostile("like itself", question("rules: [{ rule: R, like: R }]")),
  Hostile("like a path", question("rules: [{ rule: R, like: ../x.R }]")),
  Hostile("braces", question("rules: [{ rule: R, say: \"" + times(2_000, "{") + "\" }]")),
  Hostile("wordings", question("rules: [{ rule: R, say: \"" + times(2_000, "{a}") + "\" }]")),
  Hostile("huge numbers", question("data: [{ data: d, is: 99999999999999999999999999 }]")),
  Hostile("huge range", question("minutes: 1..99999999999999999999")),
  Hostile("huge limit", "playbook: p\nquestions: [{ question: a, ask: X, type: list, limit: 999999999 }]"),
  Hostile("minimum", question("data: [{ data: d, is: [-9223372036854775808, -9223372036854775809] }]")),
  Hostile(
    "each bomb",
    question("rules: [{ rule: R, each: \"[" + times(2_000, "a,") + "a] as q\", when: known(q), say: So. }]")),
  Hostile(
    "a circle of 300",
    "playbook: p\ncalculations:\n"
      + (0..<300).map { "  - { calculation: c\($0), is: c\(($0 + 1) % 300) + 1 }\n" }.joined()),
  Hostile(
    "a chain of 1,000",
    "playbook: p\ncalculations:\n"
      + (0..<1_000).map { "  - { calculation: c\($0), is: \($0 == 999 ? "1" : "c\($0 + 1) + 1") }\n" }.joined()),
  Hostile(
    "rows of nothing",
    "playbook: p\nquestions: [{ question: a, ask: X, type: table, rows: { from: a }, columns: [{ column: b, type: text }] }]"
  ),
  Hostile("everything is null", "playbook:\nquestions:\nrules:\ndata:\ntests:\nuses:\ngates:\nreport:\n"),
  Hostile("everything is a list", "playbook: []\nquestions: [[]]\nrules: [[]]\nuses: []\ntests: [[]]\n"),
  Hostile(
    "everything is a map", "playbook: {}\nquestions: {}\nrules: {}\ndata: {}\ntests: {}\nreport: {}\ncarries: {}\n"),
]

let hostileFiles = structure + encodings + meaning

/// At most a quarter of a second each in a release build (`HostileProgramTests`); a debug build is given ten times that.
@Test("Hostile files end quickly, without a trap, with a message that has its place", arguments: hostileFiles)
func hostile(_ row: Hostile) {
  let source = SourceText(name: "hostile.yaml", bytes: row.bytes)
  let clock = ContinuousClock()
  let start = clock.now
  let (playbook, diagnostics) = PlaybookLoader.load(source, library: TextLibrary(["p": source]))
  #expect(clock.now - start < .milliseconds(2_500))
  #expect((playbook == nil) == diagnostics.hasErrors)
  let text = DiagnosticRenderer([source]).text(diagnostics)
  #expect(!text.unicodeScalars.contains { $0.isHidden && $0 != "\n" })
  #expect(text.utf8.count < 200_000)
  for diagnostic in diagnostics {
    guard let range = diagnostic.range else { continue }
    #expect(range.start.line >= 1 && range.start.line <= source.lineCount)
  }
}

@Test("Sixty and more hostile files are refused")
func hostileCount() {
  let all = hostileFiles
  let refused = all.filter { row in
    PlaybookLoader.load(SourceText(name: "h", bytes: row.bytes)).playbook == nil
  }
  #expect(Set(all.map(\.name)).count == all.count)
  #expect(refused.count >= 80, "\(refused.count) of \(all.count)")
}

/// Bytes of real playbooks changed at random: any text is read or refused, none traps.
@Test("Damaged playbooks never trap", arguments: 0..<60)
func damaged(_ seed: Int) throws {
  var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
  func random(_ below: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, below)))
  }
  let names = ["quick-assessment", "way-of-working", "pilot-checkin"]
  let library = FolderLibrary.shipped
  var bytes = try #require(library.playbookText(named: names[seed % names.count])).bytes
  let pieces = [
    ":", "- ", "{", "}", "[", "]", "'", "\"", "\n", "  ", "|", "for: ", " as x", "\u{0}", "é", "(", ")", "&&", "when: ",
  ]
  for _ in 0..<(1 + random(6)) {
    let at = random(bytes.count)
    switch random(3) {
    case 0: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random(40)))
    case 1: bytes.insert(contentsOf: Array(pieces[random(pieces.count)].utf8), at: at)
    default: bytes[at] = UInt8(random(256))
    }
  }
  let source = SourceText(name: "damaged.yaml", bytes: bytes)
  let (playbook, diagnostics) = PlaybookLoader.load(source, library: library)
  #expect((playbook == nil) == diagnostics.hasErrors)
  _ = DiagnosticRenderer([source]).json(diagnostics)
}
