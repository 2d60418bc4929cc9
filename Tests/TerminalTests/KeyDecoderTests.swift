import Testing

@testable import Terminal

/// Decodes the first key of these bytes; the others come without delay, and then nothing does.
private func decode(_ bytes: [UInt8]) -> (press: KeyPress, rest: [UInt8]) {
  var rest = bytes.dropFirst()
  let source = KeySource(next: { _ in rest.popFirst() }, unread: { rest = [$0] + rest })
  return (decodeKey(startingWith: bytes[0], from: source), Array(rest))
}

@Test(
  "Keys have names, whatever the terminal calls them",
  arguments: [
    ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
    ("\u{1B}OF", .end), ("\u{1B}[3~", .delete), ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;3D", .wordLeft),
    ("\u{1B}\r", .newline), ("\u{1B}\n", .newline), ("\u{1B}[13;2u", .newline), ("\u{1B}[27;2;13~", .newline),
    ("\u{1B}", .escape), ("\u{1B}\u{1B}", .doubleEscape), ("\u{1B}[Z", .shiftTab), ("\u{1B}[15~", .ignored),
    ("\u{1B}[5~", .ignored), ("\u{1B}OP", .ignored), ("\u{1B}[[A", .ignored), ("\u{1B}[<0;3;4M", .ignored),
    ("\u{1B}\u{1B}[A", .ignored), ("\u{1B}]11;rgb:00/00/00\u{1B}\\", .ignored), ("\u{1B}P1+r\u{1B}\\", .ignored),
    ("\u{1B}[", .ignored), ("\u{1B}[1;5", .ignored), ("\u{1B}]0;x\u{7}", .ignored), ("\u{1B}[I", .ignored),
  ] as [(String, Key)])
func keys(_ bytes: String, _ key: Key) {
  let decoded = decode(Array(bytes.utf8))
  #expect(decoded.press == .key(key))
  #expect(decoded.rest.isEmpty)
}

@Test(
  "Characters are strict UTF-8; what isn't is said to be invalid and eats nothing that follows",
  arguments: [
    ([0x61], .plain(0x61), []), ([0x0D], .plain(0x0D), []), ([0x7F], .plain(0x7F), []),
    ([0x00], .invalid(.controlCharacter), []),
    ([0xC3, 0xA9], .text("é"), []), ([0xE6, 0x97, 0xA5, 0x61], .text("日"), [0x61]),
    ([0xF0, 0x9F, 0x98, 0x80], .text("😀"), []), ([0xFF], .invalid(.notUTF8), []), ([0x80], .invalid(.notUTF8), []),
    ([0xC3, 0x28], .invalid(.notUTF8), [0x28]), ([0xC0, 0xAF], .invalid(.notUTF8), [0xAF]),
    ([0xED, 0xA0, 0x80], .invalid(.notUTF8), []), ([0xF4, 0x90, 0x80, 0x80], .invalid(.notUTF8), []),
    ([0xE0, 0x80, 0xAF], .invalid(.notUTF8), []), ([0xC2, 0x85], .invalid(.controlCharacter), []),
    ([0xC2], .invalid(.notUTF8), []), ([0xE2, 0x80, 0xA8], .text("\u{2028}"), []),
    ([0x1B, 0x62], .meta, [0x62]), ([0x1B, 0xC3, 0xA9], .meta, [0xC3, 0xA9]),
    ([0x1B, 0x1B, 0x61], .key(.doubleEscape), [0x61]),
  ] as [([UInt8], KeyPress, [UInt8])])
func characters(_ bytes: [UInt8], _ press: KeyPress, _ rest: [UInt8]) {
  let decoded = decode(bytes)
  #expect(decoded.press == press)
  #expect(decoded.rest == rest)
}

@Test(
  "A paste is one press, up to its end mark",
  arguments: [
    ("\u{1B}[200~one\ntwo\u{1B}[201~x", "one\ntwo", "x"), ("\u{1B}[200~\u{1B}[201~", "", ""),
    ("\u{1B}[200~a\u{1B}[20b\u{1B}[201~", "a\u{1B}[20b", ""), ("\u{1B}[200~a\u{1B}\u{1B}[201~", "a\u{1B}", ""),
    ("\u{1B}[200~unfinished", "unfinished", ""),
  ])
func pastes(_ bytes: String, _ content: String, _ rest: String) {
  let decoded = decode(Array(bytes.utf8))
  #expect(decoded.press == .pasted(Array(content.utf8)))
  #expect(decoded.rest == Array(rest.utf8))
}

@Test("A huge paste is read to its end, and kept only as far as it is needed to refuse it")
func hugePaste() {
  let bytes = Array("\u{1B}[200~".utf8) + [UInt8](repeating: 0x61, count: 3 << 20) + Array("\u{1B}[201~\r".utf8)
  var next = 1
  let source = KeySource(
    next: { _ in
      next += 1
      return next <= bytes.count ? bytes[next - 1] : nil
    }, unread: { _ in next -= 1 })
  guard case .pasted(let kept) = decodeKey(startingWith: bytes[0], from: source) else {
    Issue.record("not a paste")
    return
  }
  #expect(kept.count > lineBytesMax && kept.count < 3 * lineBytesMax)
  #expect(pastedText(kept) == .failure(.tooLong(bytesMax: lineBytesMax)))
  #expect(next == bytes.count - 1)
}

@Test("No bytes make the decoder wait for ever, trap, or give an Escape to the text", arguments: 0..<200)
func anyBytes(_ seed: UInt64) {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  let alphabet: [UInt8] = [0x1B, 0x5B, 0x4F, 0x5D, 0x32, 0x30, 0x7E, 0x3B, 0xC3, 0xE6, 0xFF, 0x41, 0x0D, 0x00, 0x9B]
  let bytes = (0..<300).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return alphabet[Int(state >> 33) % alphabet.count]
  }
  var rest = bytes
  while !rest.isEmpty {
    let before = rest.count
    let decoded = decode(rest)
    rest = decoded.rest
    #expect(rest.count < before)
    if case .plain(let byte) = decoded.press { #expect(byte != 0x1B && byte != 0) }
  }
}
