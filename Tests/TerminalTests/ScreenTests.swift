import Glibc
import Testing
import Text

@testable import Terminal

@Test("Text of others can't steer the screen, whatever its role")
func harmless() throws {
  var screen = RecordedScreen(appearance: Appearance(theme: .standard))
  try screen.write([StyledText("\u{1B}]0;x\u{7}", .title) + "\u{202E}\r", ""])
  #expect(screen.text == "\u{1B}[1m<U+001B>]0;x<U+0007>\u{1B}[0m<U+202E><U+000D>\n\n")
}

@Test("Without a theme, in accessible mode and on a dumb terminal there is no escape sequence")
func noEscapes() throws {
  for appearance in [
    Appearance(), Appearance(theme: .standard, isAccessible: true), Appearance(theme: .safe, isDumb: true),
  ] {
    var screen = RecordedScreen(appearance: appearance)
    for role in Role.allCases { try screen.write(StyledText("✓ \(role)", role)) }
    #expect(!screen.text.contains("\u{1B}"))
  }
}

@Test("Signs become ASCII where asked")
func asciiScreen() throws {
  var screen = RecordedScreen(appearance: Appearance(isASCII: true))
  try screen.write(StyledText("✓", .ok) + " saved…")
  #expect(screen.text == "ok saved...\n")
}

@Test("Titles are cut, and can't end their own sequence")
func titles() {
  let sequence = TerminalSignal.title("Team\u{1B}\\\u{7}" + String(repeating: "x", count: 200)).sequence
  #expect(sequence.hasPrefix("\u{1B}]2;Team<U+001B>\\<U+0007>x"))
  #expect(sequence.utf8.filter { $0 == 0x1B || $0 == 0x07 }.count == 2)
  #expect(sequence.count < 100)
}

@Test("A screen that is full or gone says so")
func problems() {
  let full = open("/dev/full", O_WRONLY)
  defer { close(full) }
  var screen = TerminalScreen(descriptor: full, appearance: Appearance())
  #expect(throws: ScreenProblem(code: ENOSPC)) { try screen.write("x") }
  var gone = TerminalScreen(descriptor: -1, appearance: Appearance())
  #expect(throws: ScreenProblem(code: EBADF)) { try gone.write("x") }
}

@Test("A block is one write")
func oneWrite() throws {
  var ends: [Int32] = [0, 0]
  #expect(socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &ends) == 0)
  defer { for end in ends { close(end) } }
  var screen = TerminalScreen(descriptor: ends[1], appearance: Appearance(theme: .standard))
  try screen.write([StyledText("one", .title), "two", "three"])
  var bytes = [UInt8](repeating: 0, count: 1000)
  let count = read(ends[0], &bytes, bytes.count)
  #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "\u{1B}[1mone\u{1B}[0m\ntwo\nthree\n")
}
