import JSON
import Testing

@Suite("The scanner")
struct ScannerTests {
  @Test("A line is read key by key, and what isn't wanted is skipped")
  func readsALine() throws {
    let line = #"{"n":12,"skip":[{"a":[1,"\n"]},null],"q":"team\u002esize","v":-3.5,"ok":true,"z":null,"longer key":0}"#
    try Array(line.utf8).withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      var seen: [String] = []
      try scanner.beginObject()
      while let key = try scanner.nextKey() {
        switch key.shortKey {
        case 0x6E: seen.append("n \(try scanner.int())")
        case 0x71: seen.append("q \(try scanner.string().string)")
        case 0x76: seen.append("v \(try scanner.number().string)")
        case 0x6B6F: seen.append("ok \(try scanner.bool())")
        case 0x7A: try scanner.null()
        default:
          if key == "longer key" { seen.append("long") }
          try scanner.skip()
        }
      }
      try scanner.finish()
      #expect(seen == ["n 12", "q team.size", "v -3.5", "ok true", "long"])
    }
  }

  @Test("Asking for another kind of value fails at the value's place")
  func otherKinds() {
    func failure(_ text: String, _ read: (inout JSONScanner) throws -> Void) -> JSONFailure? {
      Array(text.utf8).withUnsafeBytes { bytes in
        var scanner = JSONScanner(bytes)
        do { try read(&scanner) } catch { return error as? JSONFailure }
        return nil
      }
    }
    #expect(failure(" 1") { _ = try $0.string() } == JSONFailure(.otherKind, 1))
    #expect(failure("\"1\"") { _ = try $0.int() } == JSONFailure(.otherKind, 0))
    #expect(failure("1.5") { _ = try $0.int() } == JSONFailure(.otherKind, 0))
    #expect(failure("99999999999999999999") { _ = try $0.int() } == JSONFailure(.otherKind, 0))
    #expect(failure("[]") { try $0.beginObject() } == JSONFailure(.otherKind, 0))
    #expect(failure("null") { _ = try $0.bool() } == JSONFailure(.otherKind, 0))
    #expect(failure("true") { try $0.null() } == JSONFailure(.otherKind, 0))
  }

  @Test("A value that isn't read is noticed")
  func forgottenValue() {
    Array(#"{"a":1,"b":2}"#.utf8).withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      #expect(throws: JSONFailure(.unexpectedByte, 5)) {
        try scanner.beginObject()
        _ = try scanner.nextKey()
        _ = try scanner.nextKey()
      }
    }
  }
}
