import Testing

@testable import Storage

/// What a line may hold.
@Suite struct BodyTests {
  @Test(
    "Members of a JSON object that begin with the kind are suitable",
    arguments: [
      #""k":"x""#, #""k":"x","a":{}"#, #""k":"x","a":[1,-2.5e+3,true,false,null,"é\u00e9\n\"",{"b":[]}]"#,
      #""k":"","a":{"h":"not the link","n":1}"#, "\"k\":\"a\u{7F}\u{202E}\"",
    ])
  func suitable(body: String) { #expect(Body.isSuitable(Array(body.utf8))) }

  @Test(
    "Anything else never reaches the file",
    arguments: [
      "", "x", #"{"k":"x"}"#, #""a":1,"k":"x""#, #""k":"x","#, #""k":"x"}"#, #""k":"x"},{"k":"y""#, #""k":"x" "#,
      #""k":"x","a""#, #""k":"x","a":"#, #""k":"x","a":01"#, #""k":"x","a":+1"#, #""k":"x","a":1."#,
      #""k":"x","a":[1,]"#, #""k":"x","a":nul"#, #""k":"x","a":"\x""#, #""k":"x","a":"\u12g4""#, #""k":"x"#,
      "\"k\":\"a\nb\"", "\"k\":\"a\u{0}b\"", "\"k\": \"x\"", #""k":"x","a":[1}"#, #""k":"x","a":.5"#,
      #""k":"x","a":1e"#, #""k":"x","h":"y""#, #""k":"x","n":1"#, #""k":"x","l":1"#, #""k":"x","t":1"#,
      #""k":"x","k":"y""#, #""k":"x","a":1,"a":2"#, #""k":"x","\u0061":1"#, #""k":"x","a":"\u12"#, #""k":"x","a":"\"#,
      #""k":"x","a":-"#,
    ])
  func unsuitable(body: String) { #expect(!Body.isSuitable(Array(body.utf8))) }

  @Test("Text that isn't UTF-8, too long or too deep is refused")
  func limits() {
    #expect(!Body.isSuitable(Array(#""k":""#.utf8) + [0xFF, 0x22]))
    let start = #""k":"x","a":"#
    #expect(
      Body.isSuitable(Array((start + String(repeating: "[", count: 63) + String(repeating: "]", count: 63)).utf8)))
    #expect(
      !Body.isSuitable(Array((start + String(repeating: "[", count: 65) + String(repeating: "]", count: 65)).utf8)))
    #expect(!Body.isSuitable(Array((start + String(repeating: "[", count: 900_000)).utf8)))
    #expect(!Body.isSuitable(Array(#""k":""#.utf8) + [UInt8](repeating: 0x61, count: 1 << 20) + [0x22]))
  }

  @Test("An unsuitable event is refused, writes nothing, and the journal goes on")
  func refused() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 1)
      var open = try folder.open(Sample.writing(), time: Sample.time)
      let before = try bytes(folder.file())
      let bad = [
        ("\"k\":\"a\nb\"", Sample.time), (#""k":"x"},{"#, Sample.time), (Sample.body(1), ""), (Sample.body(1), "a b"),
        (Sample.body(1), "\"\n"), (Sample.body(1), String(repeating: "9", count: 41)),
      ]
      for (body, time) in bad {
        let problem = #expect(throws: FileProblem.self) { try open.journal.append(body: body, time: time) }
        #expect(problem?.reason == .unsuitableLine)
        #expect(open.journal.remedy == .retry)
      }
      #expect(try bytes(folder.file()) == before)
      _ = try open.journal.append(body: Sample.body(1), time: "1970-01-01T00:00:00.000Z")
      _ = try open.journal.append(body: Sample.body(2), time: "+10000-01-01T00:00:00Z")
      try open.journal.close()
      #expect(try folder.verify().exitCode == 0)
      #expect(throws: FileProblem.self) { try open.journal.append(body: Sample.body(3), time: Sample.time) }
    }
  }
}
