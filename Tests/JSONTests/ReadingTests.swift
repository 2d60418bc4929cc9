import JSON
import Testing

/// Each row: a JSON text and the same value written compactly.
@Suite("Reading JSON")
struct ReadingTests {
  @Test(arguments: [
    ("null", "null"), ("true", "true"), (" false\r\n\t", "false"),
    ("0", "0"), ("-0", "-0"), ("1.50", "1.50"), ("-12.5e+3", "-12.5e+3"), ("1E400", "1E400"), ("0e1", "0e1"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("\"\"", "\"\""), ("\"a\\u0041\\n\\\"\\\\\\/\\b\\f\\r\\t\"", "\"aA\\n\\\"\\\\/\\b\\f\\r\\t\""),
    ("\"\\uD83D\\uDE00\"", "\"😀\""), ("\"\\u0000\"", "\"\\u0000\""), ("\"ä€😀\"", "\"ä€😀\""),
    ("\"\u{7F}\"", "\"\\u007f\""),
    (
      "\"longer than eight bytes, \\u00e9 in the middle, and more\"",
      "\"longer than eight bytes, é in the middle, and more\""
    ),
    ("[]", "[]"), ("[ ]", "[]"), ("[1 , 2,[ 3]]", "[1,2,[3]]"), ("{}", "{}"),
    ("{ \"b\" : 1, \"a\" : {\"c\": [null]} }", "{\"b\":1,\"a\":{\"c\":[null]}}"), ("{\"\":0}", "{\"\":0}"),
    ("{\"a\":1,\"A\":2}", "{\"a\":1,\"A\":2}"),
  ])
  func reads(_ text: String, _ compact: String) throws {
    let value = try JSON.read(text)
    #expect(value.text() == compact)
    #expect(try JSON.read(value.text(JSONStyle(isPretty: true, escapesMarkup: true))) == value)
    #expect(try skipped(text) == text.utf8.count)
  }

  @Test(
    arguments: [
      ("", .unexpectedEnd, "1:1"), ("  ", .unexpectedEnd, "1:3"), ("\u{FEFF}1", .byteOrderMark, "1:1"),
      ("nul", .unexpectedEnd, "1:4"), ("nulL", .unexpectedByte, "1:4"), ("True", .unexpectedByte, "1:1"),
      ("NaN", .unexpectedByte, "1:1"), ("Infinity", .unexpectedByte, "1:1"), ("1 2", .trailingText, "1:3"),
      ("01", .badNumber, "1:1"), ("-", .unexpectedEnd, "1:2"), ("-a", .badNumber, "1:1"),
      ("+1", .unexpectedByte, "1:1"),
      (".5", .unexpectedByte, "1:1"), ("1.", .unexpectedEnd, "1:3"), ("1.e1", .badNumber, "1:1"),
      ("1e", .unexpectedEnd, "1:3"), ("1e+", .unexpectedEnd, "1:4"), ("0x10", .trailingText, "1:2"),
      ("[1_000]", .unexpectedByte, "1:3"),
      ("\"a", .unexpectedEnd, "1:3"), ("\"a\n\"", .controlCharacter, "1:3"), ("\"\\x\"", .badEscape, "1:2"),
      ("\"\\u12\"", .badEscape, "1:2"), ("\"\\u12g4\"", .badEscape, "1:2"), ("\"\\", .unexpectedEnd, "1:3"),
      ("\"\\uD800\"", .loneSurrogate, "1:2"), ("\"\\uDC00\"", .loneSurrogate, "1:2"),
      ("\"\\uD800\\u0041\"", .loneSurrogate, "1:2"), ("\"\\uD800\\uD800\"", .loneSurrogate, "1:2"),
      ("'a'", .unexpectedByte, "1:1"),
      ("[1,]", .unexpectedByte, "1:4"), ("[,1]", .unexpectedByte, "1:2"), ("[1 2]", .unexpectedByte, "1:4"),
      ("[1", .unexpectedEnd, "1:3"),
      ("[1}", .unexpectedByte, "1:3"), ("]", .unexpectedByte, "1:1"), ("{\"a\"}", .unexpectedByte, "1:5"),
      ("{a:1}", .unexpectedByte, "1:2"),
      ("{\"a\":1,}", .unexpectedByte, "1:8"), ("{\"a\" 1}", .unexpectedByte, "1:6"), ("{1:1}", .otherKind, "1:2"),
      ("{\"ä\":1,\n \"b\":2,\n \"ä\":3}", .duplicateKey, "3:2"), ("{\"a\":1,\"\\u0061\":2}", .duplicateKey, "1:8"),
      ("[1, // no\n2]", .unexpectedByte, "1:5"), ("{\"a\":{\"b\":1,\"b\":1}}", .duplicateKey, "1:13"),
      ("\u{A0}1", .unexpectedByte, "1:1"),
    ] as [(String, JSONReason, String)])
  func refuses(_ text: String, _ reason: JSONReason, _ place: String) {
    let problem = #expect(throws: JSONProblem.self) { try JSON.read(text) }
    #expect(problem?.reason == reason)
    #expect(problem.map { "\($0.line):\($0.column)" } == place)
  }

  @Test(
    arguments: [
      [0x22, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xE0, 0x80, 0x80, 0x22],
      [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22],
      [0x22, 0xF0, 0x80, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82], [0xFF], [0x5B, 0xFE, 0x5D],
    ] as [[UInt8]])
  func refusesWhatIsNotUTF8(_ bytes: [UInt8]) {
    let problem = #expect(throws: JSONProblem.self) { try JSON.read(bytes) }
    #expect(problem?.reason == .badUTF8)
  }

  @Test("Depth, length and count have limits")
  func limits() throws {
    func reason(_ text: String, _ limits: JSONLimits) -> JSONReason? {
      do throws(JSONProblem) { _ = try JSON.read(text, limits: limits) } catch { return error.reason }
      return nil
    }
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(reason(deep(64), JSONLimits()) == nil)
    #expect(reason(deep(65), JSONLimits()) == .tooDeep)
    #expect(reason(deep(512), JSONLimits(depthMax: 1_000_000)) == nil)
    #expect(reason(deep(513), JSONLimits(depthMax: 1_000_000)) == .tooDeep)
    #expect(reason(String(repeating: "[", count: 1_000_000), JSONLimits()) == .tooDeep)
    #expect(reason(String(repeating: "{\"a\":", count: 1_000_000), JSONLimits()) == .tooDeep)
    #expect(reason("[1,2]", JSONLimits(valueCountMax: 3)) == nil)
    #expect(reason("[1,2]", JSONLimits(valueCountMax: 2)) == .tooManyValues)
    #expect(reason("12345", JSONLimits(byteCountMax: 5)) == nil)
    #expect(reason("123456", JSONLimits(byteCountMax: 5)) == .tooLong)
  }

  @Test("Numbers are integers or doubles only where they are")
  func numbers() throws {
    let rows: [(String, Int64?, UInt64?, Double?)] = [
      ("0", 0, 0, 0), ("-0", 0, nil, -0.0), ("1.0", nil, nil, 1), ("1e2", nil, nil, 100), ("-7", -7, nil, -7),
      ("9223372036854775807", .max, 9_223_372_036_854_775_807, 9223372036854775808),
      ("-9223372036854775808", .min, nil, -9223372036854775808),
      ("9223372036854775808", nil, 9_223_372_036_854_775_808, 9223372036854775808),
      ("18446744073709551616", nil, nil, 18446744073709551616), ("1e400", nil, nil, nil), ("1e-400", nil, nil, 0),
    ]
    for (text, int, uint, double) in rows {
      let number = try #require(JSONNumber(text: text))
      #expect(number.int == int && number.uint == uint && number.double == double, "\(text)")
      #expect(scannedInt(text) == int, "\(text)")
    }
    for text in ["", "-", "+1", "01", " 1", "1 ", "0x1", "1.", "nan", "inf", "1e", "١"] {
      #expect(JSONNumber(text: text) == nil, "\(text)")
    }
  }

  private func skipped(_ text: String) throws -> Int {
    try Array(text.utf8).withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      try scanner.skip()
      try scanner.finish()
      return scanner.offset
    }
  }

  private func scannedInt(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      return try? scanner.int()
    }
  }
}
