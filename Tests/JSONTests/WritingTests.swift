import JSON
import Testing

@Suite("Writing JSON")
struct WritingTests {
  let sample: JSON = ["b": [1, 2.5, []], "a": ["x": nil, "<y>": true], "e": [:], "t": "a\u{1}\"<\u{2028}é"]

  @Test("Compact, in the order of the keys or sorted, with markup escaped on demand")
  func compact() {
    #expect(sample.text() == #"{"b":[1,2.5,[]],"a":{"x":null,"<y>":true},"e":{},"t":"a\u0001\"<"# + "\u{2028}é\"}")
    #expect(
      sample.text(JSONStyle(sortsKeys: true, escapesMarkup: true))
        == #"{"a":{"\u003cy>":true,"x":null},"b":[1,2.5,[]],"e":{},"t":"a\u0001\"\u003c"# + "\u{2028}é\"}")
  }

  @Test("Pretty: a line for each member")
  func pretty() {
    let text = """
      {
        "b": [
          1,
          2.5,
          []
        ],
        "a": {
          "x": null,
          "<y>": true
        },
        "e": {},
        "t": "z"
      }
      """
    var value = sample.object ?? JSONObject()
    value["t"] = "z"
    #expect(JSON.object(value).text(JSONStyle(isPretty: true)) == text)
  }

  @Test("Numbers that JSON can't write become null; others come back bit by bit")
  func doubles() throws {
    #expect(JSON.array([.double(.nan), .double(.infinity), .double(-0.0)]).text() == "[null,null,-0.0]")
    for value in [0.1, 1e21, Double.leastNonzeroMagnitude, 1.7976931348623157e308, 123456789.125, -1e-7] {
      #expect(try JSON.read(JSON.double(value).text()).number?.double == value)
    }
  }

  @Test("A writer can be used again, and puts integers of every size")
  func writerIsReusable() {
    var writer = JSONWriter()
    for value in [0, -1, .min, .max] as [Int64] {
      writer.reset()
      writer.beginArray()
      writer.int(value)
      writer.bool(false)
      writer.endArray()
      writer.raw("\n".utf8)
      #expect(writer.text == "[\(value),false]\n")
    }
  }

  @Test("An object keeps its order, small or large")
  func objects() {
    var object = JSONObject()
    for index in 0..<50 { object["k\(index)"] = .int(Int64(index)) }
    object["k7"] = nil
    object["k8"] = "eight"
    #expect(object.append("k9", 0) == false)
    #expect(object.count == 49 && object["k7"] == nil && object["k8"] == "eight" && object["k49"] == 49)
    #expect(object.keys.prefix(9) == ["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k8", "k9"])
    var turned = JSONObject()
    for member in object.members.reversed() { turned[member.key] = member.value }
    #expect(turned == object)
    turned["k8"] = "other"
    #expect(turned != object)
  }
}
