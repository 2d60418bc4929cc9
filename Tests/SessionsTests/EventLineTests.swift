import JSON
import Testing

@testable import Sessions

/// A row is the body of a line; both readers must say the same, that it is an event or that it is none.
@Suite("Plain answers are read like all others")
struct EventLineTests {
  static let bodies = [
    #""k":"set","c":[{"q":"org","v":{"text":"A \u00e9 b"}}]"#, #""k":"set","c":[{"q":"org","v":{"text":"é ü"}}]"#,
    #""k":"set","c":[{"q":"a.b","v":{"code":"x"}}]"#, #""k":"set","c":[{"q":"a[B1].c","v":{"int":"-12"}}]"#,
    #""k":"set","c":[{"q":"a[B1","v":{"int":"1"}}]"#, #""k":"set","c":[{"q":"a","v":{"int":"1.5"}}]"#,
    #""k":"set","c":[{"q":"a","v":{"dec":"1.50"}}]"#, #""k":"set","c":[{"q":"a","v":{"dec":"1,5"}}]"#,
    #""k":"set","c":[{"q":"a","v":{"bool":true}}]"#, #""k":"set","c":[{"q":"a","v":{"bool":"true"}}]"#,
    #""k":"set","c":[{"q":"a","v":{"date":"2026-05-14"}}]"#, #""k":"set","c":[{"q":"a","v":{"rows":"done"}}]"#,
    #""k":"set","c":[{"q":"a","v":{"list":["x"]}}]"#, #""k":"set","c":[{"q":"a","s":"declined"}]"#,
    #""k":"set","c":[{"q":"a","v":{"int":"1"}}],"why":"so""#, #""k":"set","c":[{"q":"a","v":{"int":"1"}}"#,
    #""k":"set","c":[{"q":"a","v":{"int":"1"},"m":{"approx":true}}]"#, #""k":"set","c":[{"q":"","v":{"int":"1"}}]"#,
    #""k":"set","c":[{"q":"a","v":{"odd":"1"}}]"#, #""k":"undo""#, #""k":"x-odd","a":1"#, #""k":"odd""#, "", "{",
    #""k":"set","c":[{"q":"a","v":{"text":"a"b"}}]"#, "\"k\":\"set\",\"c\":[{\"q\":\"a\",\"v\":{\"text\":\"\t\"}}]",
  ]

  @Test("whatever stands in the line", arguments: bodies)
  func same(_ body: String) {
    let slow = try? Event.read(try JSON.read("{\(body)}"))
    let fast = try? Event.read(body: Array(body.utf8)[...])
    #expect(fast == slow)
  }

  @Test("Bytes that aren't text are refused")
  func broken() {
    let bytes = Array(#""k":"set","c":[{"q":"a","v":{"text":"x"}}]"#.utf8).map { $0 == UInt8(ascii: "x") ? 0xFF : $0 }
    #expect(throws: EventProblem.self) { try Event.read(body: bytes[...]) }
  }
}
