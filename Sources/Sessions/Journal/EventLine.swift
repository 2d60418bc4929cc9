import JSON

extension Event {
  /// Reads an event from its body in a journal line: the members without braces, as UTF-8.
  ///
  /// A session is mostly plain answers, and resuming replays them all; those are read without a tree in between.
  public static func read(body: ArraySlice<UInt8>) throws(EventProblem) -> Event {
    if let event = body.withUnsafeBytes(plainAnswer) { return event }
    let line: JSON
    do throws(JSONProblem) {
      line = try JSON.read([UInt8(ascii: "{")] + body + [UInt8(ascii: "}")])
    } catch {
      throw EventProblem(reason: "it isn't JSON")
    }
    return try read(line)
  }

  /// `"k":"set","c":[{"q":"PLACE","v":{"TAG":VALUE}}]` to the byte, with no escapes; nil for anything else.
  private static func plainAnswer(_ bytes: UnsafeRawBufferPointer) -> Event? {
    var reader = PlainReader(bytes: bytes)
    guard reader.skip(#""k":"set","c":[{"q":""#), let place = reader.text(), reader.skip(#","v":{""#),
      let tag = reader.text(), reader.skip(":"), let value = reader.value(tag), reader.skip("}}]"), reader.isAtEnd,
      let cell = CellRef(text: place)
    else { return nil }
    return .changed([.set(cell, Answer(.value(value)))], reason: nil)
  }
}

/// Walks over bytes that are expected to be just so.
private struct PlainReader {
  let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func skip(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[place + offset] != literal.utf8Start[offset] { return false }
    place += count
    return true
  }

  /// Up to the next quote, which is passed; nil where there are escapes or it isn't text.
  mutating func text() -> String? {
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        let text = String(validating: bytes[start..<place], as: UTF8.self)
        place += 1
        return text
      case UInt8(ascii: "\\"), 0..<0x20: return nil
      default: place += 1
      }
    }
    return nil
  }

  mutating func value(_ tag: String) -> AnswerValue? {
    if tag == "bool" {
      if skip("true") { return .bool(true) }
      return skip("false") ? .bool(false) : nil
    }
    guard skip("\""), let text = text() else { return nil }
    switch tag {
    case "text": return .text(text)
    case "code": return .code(text)
    case "date": return .date(text)
    case "int": return Int64(text).map(AnswerValue.int)
    case "dec": return JSONNumber(text: text) == nil ? nil : .dec(text)
    default: return nil
    }
  }
}
