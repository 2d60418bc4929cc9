import JSON
import Testing

/// The seed of a failing case is in its message; the same seed gives the same case again.
@Suite("Random JSON")
struct RandomTests {
  @Test("What was written is read back, compact or pretty")
  func roundTrip() throws {
    for seed in 0..<2_000 as Range<UInt64> {
      var random = SplitMix(state: seed)
      let value = randomValue(&random, depth: 5)
      for style in [JSONStyle(), JSONStyle(isPretty: true), JSONStyle(sortsKeys: true, escapesMarkup: true)] {
        #expect(try JSON.read(value.text(style)) == value, "seed \(seed)")
      }
    }
  }

  @Test("Damaged text is read or refused, by the reader and the scanner alike, and never traps")
  func damaged() throws {
    for seed in 0..<20_000 as Range<UInt64> {
      var random = SplitMix(state: seed)
      var bytes = randomValue(&random, depth: 4).bytes(JSONStyle(isPretty: seed % 3 == 0))
      for _ in 0..<(1 + random.below(3)) {
        let place = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes.remove(at: place)
        default: bytes.insert(Array("\"\\,:[]{}0e-u\u{80}".utf8)[random.below(13)], at: place)
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      let tree = Result { try JSON.read(bytes) }
      let isScanned = bytes.withUnsafeBytes { bytes in
        var scanner = JSONScanner(bytes)
        return (try? scanner.skip()) != nil && (try? scanner.finish()) != nil
      }
      switch tree {
      case .success(let value):
        #expect(isScanned, "seed \(seed)")
        #expect(try JSON.read(value.bytes()) == value, "seed \(seed)")
      case .failure(let problem):
        #expect(!isScanned || (problem as? JSONProblem)?.reason == .duplicateKey, "seed \(seed)")
      }
    }
  }

  private func randomValue(_ random: inout SplitMix, depth: Int) -> JSON {
    switch random.below(depth > 0 ? 8 : 6) {
    case 0: return nil
    case 1: return .bool(random.below(2) == 0)
    case 2: return .int(Int64(bitPattern: random.next()) >> Int64(random.below(64)))
    case 3: return .double(Double(bitPattern: random.next()))
    case 4, 5: return .string(randomText(&random))
    case 6: return .array((0..<random.below(5)).map { _ in randomValue(&random, depth: depth - 1) })
    default:
      var object = JSONObject()
      for _ in 0..<random.below(5) { object[randomText(&random)] = randomValue(&random, depth: depth - 1) }
      return .object(object)
    }
  }

  private func randomText(_ random: inout SplitMix) -> String {
    let ranges: [Range<Int>] = [0..<0x20, 0x20..<0x7F, 0x20..<0x7F, 0x80..<0x800, 0x800..<0xD800, 0x10000..<0x110000]
    var text = ""
    for _ in 0..<random.below(20) {
      let range = ranges[random.below(ranges.count)]
      let value = range.lowerBound + random.below(range.count)
      if let scalar = Unicode.Scalar(UInt32(value)) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}

/// A small generator that gives the same numbers everywhere (SplitMix64, Steele and others 2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
}
