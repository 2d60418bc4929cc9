/// Checks an event's body before it is written: `"k":"change","c":[...]`, the members of a JSON object (RFC 8259) without
/// the braces, the kind first, every name once and none that the envelope has.
///
/// A journal line is read for years, so the one that writes it proves that it can be read. Values aren't kept.
struct Body {
  private var place = 0
  /// Where the names of the outermost members lie.
  private var names: [(start: Int, end: Int)] = []

  /// Is it what a line may hold?
  static func isSuitable(_ body: [UInt8]) -> Bool {
    let bytes = body.span
    guard body.count <= Limits.lineLengthMax - Limits.envelopeLengthMax, Frame.matches(bytes, Frame.kindField, at: 0),
      (try? UTF8Span(validating: bytes)) != nil
    else { return false }
    var reader = Body()
    return reader.members(bytes, depth: 1) && reader.place == body.count && reader.namesAreUnique(body)
  }

  private mutating func members(_ bytes: Span<UInt8>, depth: Int) -> Bool {
    repeat {
      let start = place
      guard string(bytes) else { return false }
      if depth == 1 { names.append((start + 1, place - 1)) }
      guard take(bytes, 0x3A), value(bytes, depth: depth) else { return false }
    } while take(bytes, 0x2C)
    return true
  }

  /// Names are plain words, so that no two spellings are the same name.
  private func namesAreUnique(_ body: [UInt8]) -> Bool {
    guard names.count <= Limits.memberCountMax else { return false }
    for (index, name) in names.enumerated() {
      let bytes = body[name.start..<name.end]
      if bytes.contains(0x5C) || (bytes.count == 1 && Frame.names.contains(bytes[name.start])) { return false }
      for earlier in names[..<index] where body[earlier.start..<earlier.end] == bytes { return false }
    }
    return true
  }

  private mutating func value(_ bytes: Span<UInt8>, depth: Int) -> Bool {
    guard place < bytes.count, depth <= Limits.bodyDepthMax else { return false }
    switch bytes[place] {
    case 0x22: return string(bytes)
    case 0x7B:
      place += 1
      return take(bytes, 0x7D) || (members(bytes, depth: depth + 1) && take(bytes, 0x7D))
    case 0x5B:
      place += 1
      return take(bytes, 0x5D) || (elements(bytes, depth: depth + 1) && take(bytes, 0x5D))
    case 0x74: return word(bytes, "true")
    case 0x66: return word(bytes, "false")
    case 0x6E: return word(bytes, "null")
    default: return number(bytes)
    }
  }

  private mutating func elements(_ bytes: Span<UInt8>, depth: Int) -> Bool {
    repeat {
      guard value(bytes, depth: depth) else { return false }
    } while take(bytes, 0x2C)
    return true
  }

  private mutating func string(_ bytes: Span<UInt8>) -> Bool {
    guard take(bytes, 0x22) else { return false }
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case 0x22: return true
      case 0x5C: guard escape(bytes) else { return false }
      case 0..<0x20: return false
      default: continue
      }
    }
    return false
  }

  private mutating func escape(_ bytes: Span<UInt8>) -> Bool {
    guard place < bytes.count else { return false }
    defer { place += 1 }
    switch bytes[place] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return true
    case 0x75:
      guard place + 4 < bytes.count else { return false }
      for _ in 0..<4 {
        place += 1
        switch bytes[place] {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: continue
        default: return false
        }
      }
      return true
    default: return false
    }
  }

  private mutating func number(_ bytes: Span<UInt8>) -> Bool {
    _ = take(bytes, 0x2D)
    guard take(bytes, 0x30) || digits(bytes) else { return false }
    if take(bytes, 0x2E) { guard digits(bytes) else { return false } }
    if take(bytes, 0x65) || take(bytes, 0x45) {
      _ = take(bytes, 0x2B) || take(bytes, 0x2D)
      guard digits(bytes) else { return false }
    }
    return true
  }

  private mutating func digits(_ bytes: Span<UInt8>) -> Bool {
    let start = place
    while place < bytes.count, case 0x30...0x39 = bytes[place] { place += 1 }
    return place > start
  }

  private mutating func word(_ bytes: Span<UInt8>, _ text: String) -> Bool {
    for byte in text.utf8 { guard take(bytes, byte) else { return false } }
    return true
  }

  private mutating func take(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }
}
