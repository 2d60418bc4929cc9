import Testing

@testable import Diagnostics

@Suite("Eight bytes at once tell what each alone would")
struct BytesTests {
  /// Texts of all lengths around a word, with one odd byte at each place.
  static let texts: [[UInt8]] = (0...19).flatMap { length in
    let plain = [UInt8](repeating: UInt8(ascii: "a"), count: length)
    return [plain]
      + plain.indices.flatMap { place in
        [0x00, 0x09, 0x0A, 0x0D, 0x1F, 0x20, 0x7E, 0x7F, 0x80, 0xC3, 0xFF].map { (byte: UInt8) in
          var text = plain
          text[place] = byte
          return text
        }
      }
  }

  @Test("A byte is found where it stands first, and plain beginnings end where they should")
  func places() {
    for text in Self.texts {
      text.withUnsafeBufferPointer { bytes in
        #expect(bytes.isASCII == text.allSatisfy { $0 < 0x80 })
        let plain = text.prefix { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A }.count
        #expect(bytes.plainPrefix == plain, "\(text)")
        for byte in Set(text).union([0x0A, 0x01]) {
          for from in [0, min(1, text.count), text.count] {
            #expect(bytes.place(of: byte, in: from..<text.count) == text[from...].firstIndex(of: byte), "\(text)")
          }
        }
      }
    }
  }

  @Test("The first of several is meant, also among bytes that differ by one")
  func first() {
    for text in ["a`aa`aaaaaaaa", "aaaaaaaaa`a", "``a", "aaaaaaaaaaaaaaaa"].map({ Array($0.utf8) }) {
      let found = text.withUnsafeBufferPointer { $0.place(of: UInt8(ascii: "`"), in: 0..<text.count) }
      #expect(found == text.firstIndex(of: UInt8(ascii: "`")))
    }
  }

  @Test(
    "Some bytes stand in others, one after the other",
    arguments: [
      ("", "", true), ("a", "", true), ("", "a", false), ("abcabd", "abd", true), ("abcab", "abd", false),
      ("ab", "abc", false), ("x due", "due", true), ("d\u{0}ue", "due", false),
    ])
  func holds(_ text: String, _ wanted: String, _ isThere: Bool) {
    Array(text.utf8).withUnsafeBufferPointer { text in
      Array(wanted.utf8).withUnsafeBufferPointer { #expect(text.holds($0) == isThere) }
    }
  }
}
