import CEL
import Testing

@Suite("Time zones")
struct ZoneTests {
  @Test("Every part of a timestamp in UTC, counted as CEL counts")
  func parts() throws {
    let timestamp = try Timestamp("2009-02-13T23:31:20.123456789Z")
    let expected: [TimePart: Int64] = [
      .year: 2009, .month: 1, .date: 13, .dayOfMonth: 12, .dayOfWeek: 5, .dayOfYear: 43, .hours: 23, .minutes: 31,
      .seconds: 20, .milliseconds: 123,
    ]
    for part in TimePart.allCases { #expect(timestamp.part(part) == expected[part], "\(part)") }
    let before = try Timestamp("1969-12-31T23:59:59.999Z")
    #expect(before.part(.year) == 1969 && before.part(.seconds) == 59 && before.part(.milliseconds) == 999)
  }

  @Test(
    "Fixed offsets",
    arguments: [
      ("UTC", 0), ("", 0), ("-00:00", 0), ("02:00", 7_200), ("+05:30", 19_800), ("-02:30", -9_000), ("-00:30", -1_800),
      ("2:00", 7_200), ("+0200", nil), ("+25:00", nil), ("+02:70", nil), ("+02:0", nil), ("+002:00", nil),
      ("02:00x", nil),
      ("--2:00", nil), ("+", nil), (":", nil), ("Nowhere/Town", nil), ("٠٢:٠٠", nil),
    ] as [(String, Int?)])
  func fixedOffsets(_ zone: String, _ offset: Int?) throws {
    let timestamp = try Timestamp("2009-02-13T23:31:30Z")
    guard let offset else {
      #expect(throws: TimeProblem.unknownZone) { try timestamp.offset(zone: zone, zones: NoZones()) }
      return
    }
    #expect(try timestamp.offset(zone: zone, zones: NoZones()) == offset)
  }

  @Test("At the ends of time the local year may be 0 or 10000")
  func edges() throws {
    #expect(try Timestamp("0001-01-01T00:00:00Z").part(.year, zone: "-09:30", zones: NoZones()) == 0)
    #expect(try Timestamp("9999-12-31T23:00:00Z").part(.year, zone: "+02:00", zones: NoZones()) == 10_000)
  }

  /// The zones below, compiled with `zic -b slim`; the offsets are those of Python's `zoneinfo` for the same files.
  @Test(
    "Zones from TZif files, by their transitions and by the rule after the last one",
    arguments: [
      ("Test/Town", -3_000_000_000, 3_208), ("Test/Town", -2_422_054_409, 3_208), ("Test/Town", -2_422_054_408, 3_600),
      ("Test/Town", 0, 3_600), ("Test/Town", 323_827_199, 3_600), ("Test/Town", 828_233_999, 3_600),
      ("Test/Town", 828_234_000, 7_200), ("Test/Town", 1_700_000_000, 3_600), ("Test/Town", 1_711_846_799, 3_600),
      ("Test/Town", 1_711_846_800, 7_200), ("Test/Town", 1_729_990_799, 7_200), ("Test/Town", 1_729_990_800, 3_600),
      ("Test/Town", 4_000_000_000, 7_200), ("Test/Town", 7_956_910_800, 3_600),
      ("Test/South", 0, 37_800), ("Test/South", 1_199_104_199, 37_800), ("Test/South", 1_199_104_200, 37_800),
      ("Test/South", 1_700_000_000, -12_600),
    ] as [(String, Int64, Int)])
  func namedZones(_ name: String, _ seconds: Int64, _ offset: Int) throws {
    let timestamp = try #require(Timestamp(seconds: seconds))
    #expect(try timestamp.offset(zone: name, zones: testZones()) == offset)
  }

  @Test("The rule of a zone south of the equator has its summer around New Year")
  func southernSummer() throws {
    let file = bytes(hex: emptyVersion2 + hex("AEST-10AEDT,M10.1.0,M4.1.0/3"))
    let zone = try #require(Zone(tzif: file))
    let rows = [
      ("2024-01-01T00:00:00Z", 39_600), ("2024-04-06T15:59:59Z", 39_600), ("2024-04-06T16:00:00Z", 36_000),
      ("2024-10-05T15:59:59Z", 36_000), ("2024-10-05T16:00:00Z", 39_600),
    ]
    for (text, offset) in rows { #expect(zone.offset(at: try Timestamp(text).seconds) == offset, "\(text)") }
  }

  @Test(
    "Rules in every form",
    arguments: [
      ("EST5", true), ("<+03>-3", true), ("EST5EDT,M3.2.0,M11.1.0", true), ("IST-2IDT,M3.4.4/26,M10.5.0", true),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", true), ("XXX3EDT4,0/0,J365/23", true),
      ("WART4WARST,J1/0,J365/25:30:15", true),
      ("", true), ("E5", false), ("EST", false), ("EST5EDT", false), ("EST5EDT,M3.2.0", false),
      ("EST5EDT,M13.2.0,M11.1.0", false), ("EST5EDT,M3.6.0,M11.1.0", false), ("EST25", false), ("EST5:60", false),
      ("EST5EDT,M3.2.0/168,M11.1.0", false), ("EST5EDT,J0,J365", false), ("<+03-3", false), ("EST5x", false),
    ])
  func rules(_ rule: String, _ isRule: Bool) {
    #expect((Zone(tzif: bytes(hex: emptyVersion2 + hex(rule))) != nil) == isRule)
  }

  @Test("Damaged files are refused, never trusted")
  func damaged() {
    let whole = bytes(hex: town)
    for count in 0..<whole.count { #expect(Zone(tzif: Array(whole[..<count])) == nil) }
    #expect(Zone(tzif: [UInt8](repeating: 0x54, count: Zone.byteCountMax + 1)) == nil)
    var random = SplitMix(state: 7)
    for _ in 0..<20_000 {
      var file = whole
      for _ in 0..<(1 + random.below(4)) { file[random.below(file.count)] = UInt8(random.below(256)) }
      guard let zone = Zone(tzif: file) else { continue }
      for seconds in [Int64.min, -62_135_596_800, 0, 253_402_300_799, .max] {
        #expect(abs(zone.offset(at: seconds)) <= 200_000)
      }
    }
  }

  @Test("Only names that stay inside the folder of zones are names")
  func names() {
    for name in ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "EST5EDT"] {
      #expect(isZoneName(name))
    }
    let others = [
      "", "/etc/passwd", "../x", "Europe/../x", "Europe//Berlin", "Europe/", ".x", "a\0b", "a b", "é", "-x",
    ]
    for name in others + [String(repeating: "a", count: 65)] { #expect(!isZoneName(name), "\(name)") }
  }

  private func testZones() -> ZoneTable {
    ZoneTable(
      ["Test/Town": Zone(tzif: bytes(hex: town)), "Test/South": Zone(tzif: bytes(hex: south))].compactMapValues { $0 })
  }

  private func hex(_ rule: String) -> String {
    (Array(rule.utf8) + [0x0A]).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

private func bytes(hex: String) -> [UInt8] {
  let digits = hex.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
}

/// Two headers with one type and no transition, up to the line feed before the rule.
private let emptyVersion2 =
  "545a696632" + String(repeating: "00", count: 31) + "00000001" + "00000001" + "000000000000" + "00"
  + "545a696632" + String(repeating: "00", count: 31) + "00000001" + "00000001" + "000000000000" + "00" + "0a"

private let town =
  "545a69663200000000000000000000000000000000000000000000000000000000000000000000010000000100000000000000545a696632"
  + "00000000000000000000000000000000000000000000000000000000000022000000030000000dffffffff6fa261f800000000134d441000"
  + "0000001433fa9000000000152d2610000000001613dc9000000000170d08100000000017f3be900000000018ecea100000000019d3a09000"
  + "0000001acccc10000000001bbcbd10000000001cb5e890000000001d9c9f10000000001e95ca90000000001f7c8110000000002075ac9000"
  + "000000215c63100000000022558e9000000000233c4510000000002435709000000000251c27100000000026155290000000002705439000"
  + "00000027fe6f100000000028e525900000000029de5110000000002ac50790000000002bbe3310000000002ca4e990000000002d9e151000"
  + "0000002e84cb90000000002f7df710000000003064ad9000000000315dd91002010201020102010201020102010201020102010201020102"
  + "01020102010201020100000c88000000001c20010400000e1000094c4d5400545a535400545a54000a545a542d31545a53542c4d332e352e"
  + "302c4d31302e352e302f330a"

private let south =
  "545a69663200000000000000000000000000000000000000000000000000000000000000000000010000000100000000000000545a696632"
  + "00000000000000000000000000000000000000000000000000000000000002000000020000000c0000000014fe5fd8000000004778eed800"
  + "01000093a80000ffffcec800062b31303330002d30333330000a3c2d303333303e333a33300a"

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
