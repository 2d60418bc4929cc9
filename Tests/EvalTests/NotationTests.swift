import CEL
import JSON
import Testing

@testable import sounding

@Suite("Values and types in requests and answers")
struct NotationTests {
  @Test(
    "A tagged value is written as it was read",
    arguments: [
      #"{"null":null}"#, #"{"bool":true}"#, #"{"int":"-9223372036854775808"}"#, #"{"uint":"18446744073709551615"}"#,
      #"{"double":"1.5"}"#, #"{"double":"NaN"}"#, #"{"double":"-Infinity"}"#, #"{"double":"-0.0"}"#,
      #"{"string":"ä\u0000"}"#,
      #"{"bytes":"AP8="}"#, #"{"bytes":""}"#, #"{"list":[{"int":"1"},{"list":[]}]}"#,
      #"{"map":[[{"int":"1"},{"string":"a"}],[{"bool":true},{"map":[]}]]}"#, #"{"type":"google.protobuf.Duration"}"#,
      #"{"timestamp":{"seconds":"-62135596800","nanos":999999999}}"#,
      #"{"duration":{"seconds":"-1","nanos":-500000000}}"#,
      #"{"optional":{"int":"1"}}"#, #"{"optional":null}"#,
    ])
  func tagged(_ text: String) throws {
    #expect(TaggedValue.write(try TaggedValue.read(try JSON.read(text))).text() == text)
  }

  @Test(
    "Plain JSON is read too; an object that isn't a tag is a map",
    arguments: [
      ("null", #"{"null":null}"#), ("1", #"{"int":"1"}"#), ("1.5", #"{"double":"1.5"}"#),
      ("1e2", #"{"double":"100.0"}"#),
      ("[true]", #"{"list":[{"bool":true}]}"#), (#"{"a":"b"}"#, #"{"map":[[{"string":"a"},{"string":"b"}]]}"#),
      (#"{"int":5}"#, #"{"map":[[{"string":"int"},{"int":"5"}]]}"#),
      (#"{"list":"x"}"#, #"{"map":[[{"string":"list"},{"string":"x"}]]}"#),
      ("{}", #"{"map":[]}"#), (#"{"duration":{"seconds":1}}"#, #"{"duration":{"seconds":"1","nanos":0}}"#),
    ])
  func plain(_ text: String, _ written: String) throws {
    #expect(TaggedValue.write(try TaggedValue.read(try JSON.read(text))).text() == written)
  }

  @Test(
    "What can't be a value is refused",
    arguments: [
      #"{"int":"x"}"#, #"{"int":"9223372036854775808"}"#, #"{"uint":"-1"}"#, #"{"double":"1,5"}"#, #"{"bytes":"A"}"#,
      #"{"bytes":"A==="}"#,
      #"{"bytes":"A!=="}"#, #"{"map":[[{"int":"1"}]]}"#, #"{"map":[[{"double":"1"},{"int":"1"}]]}"#,
      #"{"map":[[{"int":"1"},{"int":"1"}],[{"uint":"1"},{"int":"1"}]]}"#, #"{"timestamp":{"seconds":"x"}}"#,
      #"{"timestamp":{"seconds":"0","nanos":-1}}"#, #"{"duration":{"seconds":"315576000001"}}"#,
      #"{"list":[{"int":""}]}"#, "1e999",
    ])
  func refused(_ text: String) throws {
    let json = try JSON.read(text)
    #expect(throws: TaggedValue.Problem.self) { try TaggedValue.read(json) }
  }

  @Test(
    "Types",
    arguments: [
      ("int", "int"), ("list(int)", "list(int)"), ("list", "list(dyn)"),
      ("map(string, list(dyn))", "map(string,list(dyn))"),
      ("null", "null_type"), ("timestamp", "google.protobuf.Timestamp"), ("optional_type(T)", "optional_type(T)"),
      ("type(int)", "type(int)"),
      ("tuple(T,U,V)", "tuple(T,U,V)"), ("my.Host", "my.Host"), ("", nil), ("list(", nil), ("list(int", nil),
      ("list(int))", nil), ("(int)", nil),
      ("list(,)", nil), (String(repeating: "list(", count: 1_000) + "int" + String(repeating: ")", count: 1_000), nil),
    ] as [(String, String?)])
  func types(_ text: String, _ written: String?) {
    #expect(TypeText.type(text)?.description == written)
  }

  @Test(
    "Base64, with padding or without",
    arguments: [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob")])
  func base64(_ text: String, _ plain: String) {
    #expect(Base64.text(Array(plain.utf8)) == text)
    #expect(Base64.bytes(text) == Array(plain.utf8))
    #expect(Base64.bytes(text.filter { $0 != "=" }) == Array(plain.utf8))
  }
}
