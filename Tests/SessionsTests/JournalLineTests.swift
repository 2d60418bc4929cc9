import Diagnostics
import Playbooks
import Testing

@testable import Sessions

/// Lines of a journal by their bytes: what is applied at once, what is read as an event first, and times that come back.
@Suite("Lines of a journal")
struct JournalLineTests {
  private static let text = """
    playbook: little
    questions:
      - { question: org, ask: Who?, type: text }
      - { question: size, ask: How many?, type: number, whole: true }
      - { question: rows, ask: Which?, type: table, row: B, columns: [ { column: what, type: text } ] }
    """

  private func session() throws -> Session {
    Session(try #require(PlaybookLoader.load(SourceText(name: "little.yaml", text: Self.text)).playbook))
  }

  private static let rows: [(String, isPlain: Bool)] = [
    (#""k":"set","c":[{"q":"org","v":{"text":"Ward 3"}}]"#, true),
    (#""k":"set","c":[{"q":"org","v":{"text":"Station Süd, 日本"}}]"#, true),
    (#""k":"set","c":[{"q":"org","v":{"text":""}}]"#, true),
    (#""k":"set","c":[{"q":"size","v":{"int":"-12"}}]"#, true),
    (#""k":"set","c":[{"q":"size","v":{"int":"9223372036854775807"}}]"#, true),
    (#""k":"set","c":[{"q":"size","v":{"dec":"1200.50"}}]"#, true),
    (#""k":"set","c":[{"q":"size","v":{"bool":true}}]"#, true),
    (#""k":"set","c":[{"q":"org","v":{"text":"a \"word\""}}]"#, false),
    (#""k":"set","c":[{"q":"org","s":"declined"}]"#, false),
    (#""k":"set","c":[{"q":"org","v":{"text":"x"},"m":{"note":"y"}}]"#, false),
    (#""k":"set","c":[{"q":"org","v":{"text":"x"}}],"why":"y""#, false),
    (#""k":"set","c":[{"q":"org","v":{"text":"x"}},{"q":"size","v":{"int":"1"}}]"#, false),
    (#""k":"set","c":[{"q":"rows[B1].what","v":{"text":"x"}}]"#, false),
    (#""k":"set","c":[{"q":"rows","v":{"rows":"done"}}]"#, false),
    (#""k":"set","c":[{"q":"gone","v":{"text":"x"}}]"#, false),
    (#""k":"set","c":[{"q":"org","v":{"list":["x"]}}]"#, false),
    (#""k":"undo""#, false),
  ]

  @Test("come to the same, whichever way they are read", arguments: rows)
  func bodies(_ body: String, _ isPlain: Bool) throws {
    let time = "2026-11-20T08:00:01.250Z"
    var (fast, slow) = (try session(), try session())
    let bytes = Array(body.utf8)
    let event = try Event.read(body: bytes[...])
    #expect(fast.replay(body: bytes.span, time: Array(time.utf8).span) == isPlain)
    guard isPlain else {
      #expect(fast.eventCount == 0 && fast.history.isEmpty, "nothing is changed")
      return
    }
    slow.apply(event, time: time)
    #expect(fast.book == slow.book)
    #expect(fast.history == slow.history)
    #expect(fast.conclusions == slow.conclusions)
  }

  @Test(
    "bring their times back to the letter",
    arguments: [
      "2026-11-20T08:00:01.250Z", "1969-12-31T23:59:59.001Z", "2028-02-29T00:00:00.000Z", "2026-02-30T08:00:00.000Z",
      "2026-11-20T08:00:01Z", "2026-11-20T08:00:01.250+", "9999-12-31T23:59:59.999Z", "yesterday", "",
      "2026-11-20T08:00:01,250Z", "2026:11-20T08:00:01.250Z", "2026-11-20T08:00:0a.250Z", "202/-11-20T08:00:01.250Z",
      "2026-11-20T08:0::01.250Z", "2026-11-20T08:00:01.250z", "2027-02-29T00:00:00.000Z", "2026-11-20t08:00:01.250Z",
      "2026-11-20T25:00:01.250Z", "0000-01-01T00:00:00.000Z", "2026-13-20T08:00:01.250Z", "0001-01-01T00:00:00.007Z",
    ])
  func times(_ text: String) {
    #expect(EventTime(text).text == text)
    let usual = Array(text.utf8).withUnsafeBufferPointer { EventTime(usual: $0) }
    #expect(usual.map(\.text) ?? text == text)
    #expect(usual == nil || usual == EventTime(text))
  }

  @Test("count seconds, not their parts")
  func seconds() {
    #expect(EventTime("1970-01-01T00:00:01.900Z").seconds == 1)
    #expect(EventTime("1970-01-01T00:01:00Z").seconds == 60)
    #expect(EventTime("1969-12-31T23:59:59.900Z").seconds == -1)
    #expect(EventTime("some day").seconds == nil)
  }
}
