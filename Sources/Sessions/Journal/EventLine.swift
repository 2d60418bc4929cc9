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
    guard let answer = PlainAnswer(bytes), let cell = PlainAnswer.text(answer.place).flatMap(CellRef.init(text:))
    else { return nil }
    return .changed([.set(cell, Answer(.value(answer.value)))], reason: nil)
  }
}

extension Session {
  /// Makes room for so many answers that are about to be replayed.
  public mutating func expect(_ answers: Int) { log.reserve(answers) }

  /// Applies a journal line that is nothing but one answer to one question, read from its bytes; false, and nothing is
  /// changed, where it is anything else: then it is to be read and applied as an event.
  ///
  /// Comes to the same as that; resuming a long session takes a fraction of the time.
  public mutating func replay(body: Span<UInt8>, time: Span<UInt8>) -> Bool {
    body.withUnsafeBufferPointer { body in
      guard let answer = PlainAnswer(body), let index = shared.graph.questionNames.number(of: answer.place),
        !shared.graph.questions[index].isTable, let time = time.withUnsafeBufferPointer(EventTime.init(usual:))
      else { return false }
      begin(time)
      take(Answer(.value(answer.value)), index, reason: nil)
      conclude()
      return true
    }
  }
}

/// `"k":"set","c":[{"q":"PLACE","v":{"TAG":VALUE}}]` to the byte, with no escapes.
private struct PlainAnswer {
  /// The place as it stands there.
  let place: UnsafeBufferPointer<UInt8>
  let value: AnswerValue

  /// Nil for anything else.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(bytes)
    guard reader.skip(#""k":"set","c":[{"q":""#), let place = reader.quoted(), reader.skip(#","v":{""#),
      let tag = reader.quoted(), let value = Self.value(tag, &reader), reader.skip("}}]"), reader.isAtEnd
    else { return nil }
    (self.place, self.value) = (place, value)
  }

  private static func value(_ tag: UnsafeBufferPointer<UInt8>, _ reader: inout ByteReader) -> AnswerValue? {
    if isEqual(tag, "bool") {
      if reader.skip(":true") { return .bool(true) }
      return reader.skip(":false") ? .bool(false) : nil
    }
    guard reader.skip(":\""), let text = reader.quoted() else { return nil }
    if isEqual(tag, "int") { return number(text).map(AnswerValue.int) }
    guard let text = self.text(text) else { return nil }
    if isEqual(tag, "text") { return .text(text) }
    if isEqual(tag, "code") { return .code(text) }
    if isEqual(tag, "date") { return .date(text) }
    return isEqual(tag, "dec") && JSONNumber(text: text) != nil ? .dec(text) : nil
  }

  private static func isEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    for place in 0..<bytes.count where bytes[place] != word.utf8Start[place] { return false }
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
