/// A piece of a wording; places are offsets in Unicode scalars.
enum WordingPiece {
  case text(String)
  case expression(String, at: Int)
  case unclosed(Int)
  case stray(Int)
}

/// Takes a wording apart; braces inside an expression's texts don't count.
func splitWording(_ text: String) -> [WordingPiece] {
  var text = text
  return text.withUTF8 { bytes in
    var splitter = WordingSplitter(bytes: bytes)
    splitter.split()
    return splitter.pieces
  }
}

private struct WordingSplitter {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var pieces: [WordingPiece] = []
  /// Text that isn't a piece yet, and where what comes behind it starts.
  private var plain = ""
  private var start = 0
  /// How many scalars stand before a byte that was counted up to.
  private var counted = (byte: 0, scalars: 0)

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func offset(_ byte: Int) -> Int {
    for at in counted.byte..<byte where bytes[at] & 0xC0 != 0x80 { counted.scalars += 1 }
    counted.byte = byte
    return counted.scalars
  }

  private mutating func flush(before end: Int) {
    let last = text(start..<end)
    let whole = plain.isEmpty ? last : plain + last
    if !whole.isEmpty { pieces.append(.text(whole)) }
    plain = ""
  }

  mutating func split() {
    pieces.reserveCapacity(3)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        at += 1
        continue
      }
      if at + 1 < bytes.count, bytes[at + 1] == byte {
        plain += text(start..<at + 1)
        at += 2
      } else if byte == UInt8(ascii: "}") {
        plain += text(start..<at)
        pieces.append(.stray(offset(at)))
        at += 1
      } else {
        flush(before: at)
        guard let end = closingBrace(at) else {
          pieces.append(.unclosed(offset(at)))
          return
        }
        pieces.append(.expression(text(at + 1..<end), at: offset(at) + 1))
        at = end + 1
      }
      start = at
    }
    flush(before: bytes.count)
  }

  private func closingBrace(_ open: Int) -> Int? {
    var depth = 0
    var at = open
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return at }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let quote = bytes[at]
        at += 1
        while at < bytes.count, bytes[at] != quote { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
      default: break
      }
      at += 1
    }
    return nil
  }
}
