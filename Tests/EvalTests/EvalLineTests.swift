import CEL
import JSON
import Testing

@testable import sounding

/// Each row: a line of standard input and the line that answers it.
@Suite("A request and its answer")
struct EvalLineTests {
  @Test(arguments: [
    (
      #"{"id":7,"expr":"x + 1","bindings":{"x":{"int":"5"}},"typeEnv":[{"name":"x","type":"int"}]}"#,
      #"{"id":7,"value":{"int":"6"}}"#
    ),
    (#"{"id":["a"],"expr":"1 / 0"}"#, #"{"id":["a"],"error":"divide by zero"}"#),
    (#"{"expr":"x","container":"a.b","bindings":{"a.x":1}}"#, #"{"value":{"int":"1"}}"#),
    (#"{"expr":"[1, 2u]","checkOnly":true}"#, #"{"deducedType":"list(dyn)"}"#),
    (#"{"expr":"{'a': [1]}","checkOnly":true}"#, #"{"deducedType":"map(string,list(int))"}"#),
    (#"{"expr":"x && y","unknowns":["x","y"]}"#, #"{"unknown":["x","y"]}"#),
    (#"{"expr":"x || true","unknowns":["x"]}"#, #"{"value":{"bool":true}}"#),
    (#"{"expr":"r.a == 1 && r.b == 2","bindings":{"r":{"a":1,"b":3}},"unknowns":["r.b"]}"#, #"{"unknown":["r.b"]}"#),
    (
      #"{"expr":"r.a == 2 && r.b == 2","bindings":{"r":{"a":1,"b":3}},"unknowns":[["r","*"]],"residual":true}"#,
      #"{"unknown":["r.a","r.b"],"residual":"r.a == 2 && r.b == 2"}"#
    ),
    // An unknown is named as far as its pattern goes; what lies beside it is known.
    (#"{"expr":"r.a.b","unknowns":["r"]}"#, #"{"unknown":["r"]}"#),
    (#"{"expr":"r.a.b","bindings":{"r":{"a":{"b":1}}},"unknowns":["r.a"]}"#, #"{"unknown":["r.a"]}"#),
    (#"{"expr":"r['a']","bindings":{"r":{"a":1,"b":3}},"unknowns":["r.b"]}"#, #"{"value":{"int":"1"}}"#),
    (#"{"expr":"r[?'a']","bindings":{"r":{"a":1,"b":3}},"unknowns":["r.b"]}"#, #"{"value":{"optional":{"int":"1"}}}"#),
    (#"{"expr":"[l[0], l[0u]] == [7, 7]","bindings":{"l":[7,8]},"unknowns":[["l",1]]}"#, #"{"value":{"bool":true}}"#),
    (#"{"expr":"l[1u]","bindings":{"l":[7,8]},"unknowns":[["l",1]]}"#, #"{"unknown":["l.1"]}"#),
    (#"{"expr":"l[i]","bindings":{"l":[7,8]},"unknowns":[["l",1],"i"]}"#, #"{"unknown":["i","l"]}"#),
    (#"{"expr":"size(l)","bindings":{"l":[7,8]},"unknowns":[["l",1]]}"#, #"{"unknown":["l"]}"#),
    (
      #"{"expr":"m[false]","bindings":{"m":{"map":[[{"bool":false},1]]}},"unknowns":[["m","true"]]}"#,
      #"{"value":{"int":"1"}}"#
    ),
    (#"{"expr":"u.b","unknowns":["u.a"]}"#, #"{"error":"no value given for a variable"}"#),
    (#"{"expr":"u.b == 1 || u.a","unknowns":["u.a"]}"#, #"{"unknown":["u.a"]}"#),
    (
      #"{"expr":"b.c && b.d","container":"a","typeEnv":[{"name":"a.b","type":"dyn"}],"unknowns":["a.b.c"],"bindings":{"a.b":{"d":true}}}"#,
      #"{"unknown":["a.b.c"]}"#
    ),
    (#"{"expr":"type(timestamp(0)) == Timestamp","container":"google.protobuf"}"#, #"{"value":{"bool":true}}"#),
    (#"{"expr":"x > 1 + 1 && true","unknowns":["x"],"residual":true}"#, #"{"unknown":["x"],"residual":"x > 2"}"#),
    (#"{"expr":"1 + 1","residual":true}"#, #"{"value":{"int":"2"},"residual":"2"}"#),
    (
      #"{"expr":"f(1)","typeEnv":[{"name":"f","overloads":[{"params":["int"],"result":"string"}]}],"checkOnly":true}"#,
      #"{"deducedType":"string"}"#
    ),
    (#"{"expr":"dyn(1) == 'a'","disableCheck":true}"#, #"{"value":{"bool":false}}"#),
    (#"{"expr":"timestamp(0).getHours('+05:30')"}"#, #"{"value":{"int":"5"}}"#),
    (#"{"expr":"1"}"#, #"{"value":{"int":"1"}}"#),
    (#"{}"#, #"{"error":"'expr' is missing"}"#), (#"[1]"#, #"{"error":"a line is an object"}"#),
    (
      #"{"id":1,"expr":"1","typeEnv":[{"name":"x","type":"list("}]}"#,
      #"{"id":1,"error":"the type of 'x' can't be read"}"#
    ),
    (
      #"{"expr":"1","bindings":{"x":{"int":"y"}}}"#,
      #"{"error":"the value of 'x' can't be read: this is no int, or out of its range"}"#
    ),
    (#"{"expr":"1","unknowns":[1]}"#, #"{"error":"an unknown is a name or a path"}"#),
    (#"{"expr":"1","expr":"2"}"#, #"{"error":"this line can't be read: 1:13: this key was given before"}"#),
  ])
  func answers(_ request: String, _ answer: String) {
    let written = Array(request.utf8).withUnsafeBytes { EvalLine.answer($0, zones: NoZones()).text() }
    #expect(written == answer)
  }

  @Test("A mistake is told with its line and column")
  func mistakes() {
    let request: JSON = ["expr": "1 +\n  ghost"]
    let answer = request.bytes().withUnsafeBytes { EvalLine.answer($0, zones: NoZones()) }
    #expect(answer["error"]?.string?.hasPrefix("2:3: ") == true)
  }

  @Test("Any line gets an answer")
  func garbage() {
    let pieces = [
      "{", "}", "[", "]", "\"expr\"", ":", ",", "\"1\"", "\"x\"", "\"unknowns\"", "\"bindings\"", "\"typeEnv\"", "null",
      "1", "\"type\"", "\"map\"",
    ]
    var state: UInt64 = 5
    for _ in 0..<3_000 {
      var line: [UInt8] = []
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        line += Array(pieces[Int(state >> 33) % pieces.count].utf8)
      }
      let answer = line.withUnsafeBytes { EvalLine.answer($0, zones: NoZones()) }
      #expect(answer.object?.isEmpty == false)
    }
  }
}
