import Diagnostics
import Testing

@testable import Playbooks

/// A text, and what is refused in it: `line:column message`, or nothing.
struct Door: Sendable, CustomTestStringConvertible {
  let text: String
  let refusal: String?
  init(_ text: String, _ refusal: String? = nil) { (self.text, self.refusal) = (text, refusal) }
  var testDescription: String { String(text.prefix(40)) }
}

/// What refuses a text, as `line:column message`.
func refusal(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> String? {
  do {
    _ = try readYAML(SourceText(name: "t.yaml", bytes: bytes), limits: limits)
    return nil
  } catch {
    guard let start = error.diagnostic.range?.start else { return error.diagnostic.message }
    return "\(start.line):\(start.column) \(error.diagnostic.message)"
  }
}

@Test(
  "Only plain YAML gets through the door",
  arguments: [
    Door("a: 1\nb: [x, {c: d}]\n"), Door(""), Door("# nothing\n"), Door("--- \na: b\n"), Door("a: b\r\nc: d\r\n"),
    Door("a: &x 1\n", "1:4 '&' anchors aren't used in playbooks"),
    Door("a: *x\n", "1:4 '*' aliases aren't used in playbooks"),
    Door("a: &x [*x]\n", "1:4 '&' anchors aren't used in playbooks"),
    Door("when: !done\n", "1:7 a '!' at the start is a YAML tag"),
    Door("a: ! x\n", "1:4 a '!' at the start is a YAML tag"),
    Door("a: !!str x\n", "1:4 a '!' at the start is a YAML tag"),
    Door("!!map {a: b}\n", "1:1 a '!' at the start is a YAML tag"),
    Door("<<: {a: b}\n", "1:1 '<<' merge keys aren't used in playbooks"),
    Door("a: 1\n---\nb: 2\n", "2:1 a second document in one file"),
    Door("%YAML 1.2\n---\na: 1\n", "1:1 a playbook has no '%' directives"),
    Door("? [a, b]\n: c\n", "1:3 a key has to be a plain name"),
    Door("{a: b}: c\n", "1:1 a key has to be a plain name"),
    Door("ask: {name} what?\n", "1:13 a key was expected here"),
    Door("a: 1\nb: 2\na: 3\n", "3:1 the key 'a' stands twice"),
    Door("'': 1\n", "1:1 a key without a name"),
    Door("a: b: c\n", "1:5 a ': ' where none can be"),
    Door("a:\n\t- b\n", "2:1 a text can't begin with this character"),
    Door("a: \"x\n", "1:4 this quote isn't closed"),
    Door("a: \"\\q\"\n", "1:5 an unknown '\\' escape"),
    Door("a: \u{1B}[31m\n", "1:4 a control character <U+001B>"),
    Door("a: b\rc\n", "1:5 a control character <U+000D>"),
    Door("é: \u{202E}x\n", "1:4 a hidden character <U+202E>"),
    Door("\u{FEFF}a: b\n", "1:1 the file begins with a byte order mark"),
    Door("a: \"\\e[31m\"\n", "1:4 an escaped control character in a text"),
    Door("a: \u{2028}x\n", "1:4 a hidden character <U+2028>"),
    Door("é: '\u{200D}'\n"),
  ])
func door(_ row: Door) {
  #expect(refusal(Array(row.text.utf8)) == row.refusal)
}

@Test("Bytes that aren't UTF-8 are refused where they stand")
func brokenUTF8() {
  for bad: [UInt8] in [
    [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xFF],
  ] {
    #expect(refusal(Array("a: é".utf8) + bad) == "1:5 not UTF-8")
  }
}

@Test("Limits on size, depth, count and length")
func limits() {
  #expect(refusal(Array(repeating: 0x61, count: (1 << 20) + 1)) == "the file is larger than 1024 KiB")
  #expect(refusal(Array(repeating: 0x5B, count: 100_000)) == "1:33 nested deeper than 32")
  #expect(refusal(Array("a: \(String(repeating: "x", count: 70_000))".utf8)) == "1:4 a text longer than 64 KiB")
  #expect(
    refusal(Array(("[" + String(repeating: "a,", count: 60_000) + "]").utf8))
      == "1:100000 more than 50000 values in one file")
}

@Test(
  "A text that YAML misreads is shown in quotes",
  arguments: [
    ("  - ask: {name} what?", "- ask: \"{name} what?\""),
    ("when: \"a\" == b", "when: '\"a\" == b'"),
    ("when: !done", "when: \"!done\""),
    ("text: so: this", "text: \"so: this\""),
    ("text: plain", nil as String?),
  ])
func quotedLines(_ line: String, _ expected: String?) {
  #expect(quotedLine(SourceText(name: "t", text: line), 1) == expected)
}

/// `@` marks the letters that are looked for; each letter of the text has to be found again in the file.
@Test(
  "A place in a text of any style is found again in the file",
  arguments: [
    "k: plain words\n", "k: plain\n  folded  words\n\n  here\n", "k: 'it''s é quoted'\n", "k: 'a\n  b  c'\n",
    "k: \"tab\\t quote\\\" \\u00e9 end\"\n", "k: \"a\\\n  b\"\n", "k: |\n  first\n    second x\n  third\n",
    "k: >-\n  first line\n  second\n\n  third\n    deep\n",
    "k: |2-\n    x\n   y\n", "é日: {a: 'q', b: plain words }\n",
  ])
func places(_ text: String) throws {
  let source = SourceText(name: "t.yaml", text: text)
  let tree = try readYAML(source)
  for index in tree.items.indices where tree.items[index].kind == .scalar {
    let node = YAMLNode(tree: tree, index: index)
    for (offset, scalar) in node.text.unicodeScalars.enumerated()
    where !" \n\t\"\u{E9}".unicodeScalars.contains(scalar) && scalar != "'" {
      let range = node.range(ofText: offset..<offset + 1)
      #expect(source.line(range.start.line).unicodeScalars.dropFirst(range.start.column - 1).first == scalar)
      #expect(range.end == SourcePosition(line: range.start.line, column: range.start.column + 1))
    }
  }
}

@Test("A place is exact behind escapes and doubled quotes")
func placesBehindEscapes() throws {
  let source = SourceText(name: "t.yaml", text: "k: \"\\u00e9\\\"x\"\nl: 'a''''b'\n")
  let tree = try readYAML(source)
  let root = try #require(tree.root)
  #expect(root["k"]?.range(ofText: 0..<1) == SourceRange(line: 1, column: 5, length: 6))
  #expect(root["k"]?.range(ofText: 2..<3) == SourceRange(line: 1, column: 13, length: 1))
  #expect(root["l"]?.range(ofText: 1..<2) == SourceRange(line: 2, column: 6, length: 2))
  #expect(root["l"]?.range(ofText: 3..<99) == SourceRange(line: 2, column: 10, length: 1))
  #expect(root["k"]?.range(ofText: 99..<100).start == SourcePosition(line: 1, column: 14))
}
