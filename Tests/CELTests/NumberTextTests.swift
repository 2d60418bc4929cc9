import CEL
import Glibc
import Testing

@Suite("Numbers as text")
struct NumberTextTests {
  @Test(
    "string(double): the shortest digits, with an exponent below 1e-4 and from 1e6 on",
    arguments: [
      (0, "0"), (-0.0, "-0"), (1, "1"), (100, "100"), (123.456, "123.456"), (-4.5e-3, "-0.0045"),
      (0.1 + 0.2, "0.30000000000000004"),
      (100_000, "100000"), (1_000_000, "1e+06"), (123_456_789, "1.23456789e+08"), (-843_200_000, "-8.432e+08"),
      (0.0001, "0.0001"), (0.00012345, "0.00012345"), (0.00001, "1e-05"), (1.5e300, "1.5e+300"), (1e100, "1e+100"),
      (.leastNonzeroMagnitude, "5e-324"), (12345678901234567.0 as Double, "1.2345678901234568e+16"),
      (.nan, "NaN"), (.infinity, "Infinity"), (-.infinity, "-Infinity"),
    ] as [(Double, String)])
  func general(_ value: Double, _ text: String) {
    #expect(DoubleText.general(value) == text)
  }

  @Test(
    "Without an exponent",
    arguments: [
      (0, "0"), (1_000_000, "1000000"), (1.5, "1.5"), (0.00000015, "0.00000015"), (1e21, "1000000000000000000000"),
      (-0.25, "-0.25"),
    ] as [(Double, String)])
  func plain(_ value: Double, _ text: String) {
    #expect(DoubleText.plain(value) == text)
  }

  @Test(
    "Halves go to the even digit, judged by the exact binary value",
    arguments: [
      (1.2345, 3, "1.234"), (2.5, 0, "2"), (1.5, 0, "2"), (0.5, 0, "0"), (-0.5, 0, "-0"), (0.125, 2, "0.12"),
      (0.375, 2, "0.38"),
      (123.4999, 3, "123.500"), (-123.4994, 3, "-123.499"), (9.995, 2, "9.99"), (9.9951, 2, "10.00"), (0.05, 1, "0.1"),
      (0.04, 1, "0.0"), (-1.2, 5, "-1.20000"), (0, 3, "0.000"), (1e22, 1, "10000000000000000000000.0"),
      (3.5001, 0, "4"),
      (0.1, 20, "0.10000000000000000555"), (.infinity, 3, "Infinity"),
    ] as [(Double, Int, String)])
  func fixed(_ value: Double, _ places: Int, _ text: String) {
    #expect(DoubleText.fixed(value, places: places) == text)
  }

  @Test(
    "Scientific",
    arguments: [
      (1052.032911275, 6, "1.052033e+03"), (2.5, 0, "2e+00"), (3.5, 0, "4e+00"), (1e100, 1, "1.0e+100"),
      (1e-7, 2, "1.00e-07"),
      (0, 6, "0.000000e+00"), (9.999, 2, "1.00e+01"), (-0.0, 1, "-0.0e+00"), (.nan, 1, "NaN"),
    ] as [(Double, Int, String)])
  func scientific(_ value: Double, _ places: Int, _ text: String) {
    #expect(DoubleText.scientific(value, places: places) == text)
  }

  @Test("Doubles of every size are written as the C library writes them, and read back")
  func agreesWithC() {
    var random = SplitMix(state: 42)
    for round in 0..<4_000 {
      let bits = random.next()
      let value = round % 2 == 0 ? Double(bitPattern: bits) : Double(Int64(bitPattern: bits) >> 40) / 64
      guard value.isFinite else { continue }
      let places = random.below(20)
      #expect(DoubleText.fixed(value, places: places) == print("%.*f", Int32(places), value))
      #expect(DoubleText.scientific(value, places: places) == print("%.*e", Int32(places), value))
      #expect(Double(DoubleText.general(value)) == value && Double(DoubleText.plain(value)) == value)
    }
  }

  @Test("Text to numbers")
  func reading() throws {
    let ints: [(String, Int64?)] = [
      ("5", 5), ("+5", 5), ("-5", -5), ("05", 5), ("-0", 0), ("9223372036854775807", .max),
      ("-9223372036854775808", .min),
      ("9223372036854775808", nil), ("", nil), ("-", nil), ("+-5", nil), (" 5", nil), ("0x5", nil), ("1_0", nil),
      ("٥", nil),
      ("5.0", nil), ("5u", nil), ("5\u{301}", nil),
    ]
    for (text, value) in ints { #expect((try? NumberText.int(text)) == value, "\(text)") }
    let uints: [(String, UInt64?)] = [
      ("5", 5), ("18446744073709551615", .max), ("18446744073709551616", nil), ("+5", nil), ("-1", nil), ("-0", nil),
      ("", nil),
    ]
    for (text, value) in uints { #expect((try? NumberText.uint(text)) == value, "\(text)") }
    let doubles: [(String, Double?)] = [
      ("0", 0), ("-0.0", -0.0), ("123.456", 123.456), (".5", 0.5), ("1.", 1), ("+1e3", 1000),
      ("6.02214E23", 6.02214e23),
      ("inf", .infinity), ("-Infinity", -.infinity), ("1e-400", 0), ("1e400", nil), ("", nil), (".", nil), ("e5", nil),
      ("1e", nil),
      ("0x10", nil), ("1_0", nil), (" 1", nil), ("1f", nil), ("infin", nil), ("nan(1)", nil), ("--1", nil),
    ]
    for (text, value) in doubles { #expect((try? NumberText.double(text)) == value, "\(text)") }
    #expect(try NumberText.double("nan").isNaN && NumberText.double("-NaN").isNaN)
    #expect(try NumberText.double(String(repeating: "9", count: 300)) == 1e300)
    #expect((try? NumberText.bool("True")) == true && (try? NumberText.bool("0")) == false)
    #expect((try? NumberText.bool("yes")) == nil && (try? NumberText.bool("tRUE")) == nil)
  }

  @Test("Doubles to integers: towards zero, and never out of range")
  func converting() {
    let rows: [(Double, Int64?, UInt64?)] = [
      (1.9, 1, 1), (-1.9, -1, nil), (-0.5, 0, nil), (-0.0, 0, 0), (0x1p63, nil, 1 << 63), (-0x1p63, nil, nil),
      (9_223_372_036_854_774_784, 9_223_372_036_854_774_784, 9_223_372_036_854_774_784), (0x1p64, nil, nil),
      (18_446_744_073_709_549_568, nil, 18_446_744_073_709_549_568), (.nan, nil, nil), (.infinity, nil, nil),
    ]
    for (value, int, uint) in rows {
      #expect((try? NumberText.int(value)) == int && (try? NumberText.uint(value)) == uint, "\(value)")
    }
  }

  @Test("Format strings fall into text and clauses")
  func templates() throws {
    #expect(try FormatTemplate("").parts.isEmpty)
    #expect(
      try FormatTemplate("%%a %s%%%.3f%X").parts == [
        .text("%a "), .clause(.string, precision: nil), .text("%"), .clause(.fixed, precision: 3),
        .clause(.upperHex, precision: nil),
      ])
    let problems = [
      ("%", "unexpected end of string"), ("%%%", "unexpected end of string"),
      ("%.", "error while converting precision to integer"),
      ("%.f", "error while converting precision to integer"),
      ("%.1001f", "error while converting precision to integer"),
      ("%.99999999999999999999f", "error while converting precision to integer"), ("%.5", "unexpected end of string"),
      ("%a", "unrecognized formatting clause \"a\""), ("%E", "unrecognized formatting clause \"E\""),
      ("%5d", "unrecognized formatting clause \"5\""),
    ]
    for (format, problem) in problems {
      let found = #expect(throws: FormatTemplate.Problem.self) { try FormatTemplate(format) }
      #expect(found?.message == "could not parse formatting clause: " + problem, "\(format)")
    }
    #expect(IntegerText.text(-255 as Int64, radix: 16) == "-ff" && IntegerText.text(UInt64.max, radix: 2).count == 64)
    #expect(IntegerText.hex("ÿ".utf8, uppercase: true) == "C3BF" && IntegerText.hex([0, 0x1F]) == "001f")
  }

  private func print(_ format: String, _ arguments: any CVarArg...) -> String {
    var buffer = [CChar](repeating: 0, count: 512)
    let count = withVaList(arguments) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
