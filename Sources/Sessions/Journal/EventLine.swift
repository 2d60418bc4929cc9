import JSON

extension Event {
  /// Reads an event from its body in a journal line: the members without braces, as UTF-8.
  ///
  /// A session is mostly plain answers, and those are read without a tree in between.
  public static func read(body: ArraySlice<UInt8>) throws(EventProblem) -> Event {
    if let event = body.withUnsafeBufferPointer(plainAnswer) { return event }
    let line: JSON
    do throws(JSONProblem) {
      line = try JSON.read([UInt8(ascii: "{")] + body + [UInt8(ascii: "}")])
    } catch {
      throw EventProblem(reason: "it isn't JSON")
    }
    return try read(line)
  }

  private static func plainAnswer(_ bytes: UnsafeBufferPointer<UInt8>) -> Event? {
    guard let (place, value) = PlainAnswer.read(bytes), let cell = PlainAnswer.text(place).flatMap(CellRef.init(text:))
    else { return nil }
    return .changed([.set(cell, Answer(.value(value)))], reason: nil)
  }
}

extension Session {
  /// Applies a journal line that is nothing but one answer to one question, read from its bytes; false, and nothing is
  /// changed, where it is anything else: then it is to be read and applied as an event.
  ///
  /// Comes to the same as that; resuming a long session takes a fraction of the time.
  public mutating func replay(body: ArraySlice<UInt8>, time: ArraySlice<UInt8>) -> Bool {
    body.withUnsafeBufferPointer { body in
      guard let (place, value) = PlainAnswer.read(body), let index = shared.graph.questionNames.number(of: place),
        !shared.graph.isTable[index], let time = time.withUnsafeBufferPointer(EventTime.init(usual:))
      else { return false }
      begin(time)
      take(Answer(.value(value)), index, reason: nil)
      conclude()
      return true
    }
  }
}

/// `"k":"set","c":[{"q":"PLACE","v":{"TAG":VALUE}}]` to the byte, with no escapes.
private struct PlainAnswer {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  /// The place as it stands there, and the value; nil for anything else.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> (place: UnsafeBufferPointer<UInt8>, value: AnswerValue)? {
    var reader = PlainAnswer(bytes)
    guard reader.skip(#""k":"set","c":[{"q":""#), let place = reader.quoted(), reader.skip(#","v":{""#),
      let tag = reader.quoted(), reader.skip(":"), let value = reader.value(tag), reader.skip("}}]"), reader.isAtEnd
    else { return nil }
    return (place, value)
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var isAtEnd: Bool { place == bytes.count }

  private mutating func skip(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    let start = literal.utf8Start
    for offset in 0..<count where bytes[place + offset] != start[offset] { return false }
    place += count
    return true
  }

  /// Up to the next quote, which is passed; nil where there are escapes or it isn't text.
  private mutating func quoted() -> UnsafeBufferPointer<UInt8>? {
    let start = place
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") { return UnsafeBufferPointer(rebasing: bytes[start..<place - 1]) }
      if byte < 0x20 || byte == UInt8(ascii: "\\") { return nil }
    }
    return nil
  }

  private mutating func value(_ tag: UnsafeBufferPointer<UInt8>) -> AnswerValue? {
    if Self.isEqual(tag, "bool") {
      if skip("true") { return .bool(true) }
      return skip("false") ? .bool(false) : nil
    }
    guard skip("\""), let text = quoted() else { return nil }
    switch tag.count {
    case 3 where Self.isEqual(tag, "int"): return Self.number(text).map(AnswerValue.int)
    case 3 where Self.isEqual(tag, "dec"):
      guard let text = Self.text(text), JSONNumber(text: text) != nil else { return nil }
      return .dec(text)
    case 4 where Self.isEqual(tag, "text"): return Self.text(text).map(AnswerValue.text)
    case 4 where Self.isEqual(tag, "code"): return Self.text(text).map(AnswerValue.code)
    case 4 where Self.isEqual(tag, "date"): return Self.text(text).map(AnswerValue.date)
    default: return nil
    }
  }

  private static func isEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    for place in bytes.indices where bytes[place] != word.utf8Start[place] { return false }
    return true
  }

  /// Nil where it isn't UTF-8.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    if all < 0x80 { return String(decoding: bytes, as: UTF8.self) }
    return String(validating: bytes, as: UTF8.self)
  }

  /// A whole number of few digits as it is usually written; anything else is left to the library.
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard (1...18).contains(bytes.count) else { return text(bytes).flatMap { Int64($0) } }
    var number: Int64 = 0
    for byte in bytes {
      guard case 0x30...0x39 = byte else { return text(bytes).flatMap { Int64($0) } }
      number = number * 10 + Int64(byte - 0x30)
    }
    return number
  }
}
