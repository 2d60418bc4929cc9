extension JSONScanner {
  /// The next number's text, checked against JSON's grammar.
  public mutating func number() throws(JSONFailure) -> JSONText {
    guard try kind() == .number else { throw JSONFailure(.otherKind, offset) }
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "0") {
      offset += 1
      if offset < bytes.count, isDigit(bytes[offset]) { throw JSONFailure(.badNumber, start) }
    } else {
      try digits(from: start)
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try digits(from: start)
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") { offset += 1 }
      try digits(from: start)
    }
    isAfterValue = true
    return JSONText(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<offset]), hasEscapes: false)
  }

  /// The next value, which must be a whole number without fraction and exponent, in the range of `Int64`.
  public mutating func int() throws(JSONFailure) -> Int64 {
    let text = try number()
    let start = offset - text.bytes.count
    let isNegative = text.bytes[0] == UInt8(ascii: "-")
    var value: Int64 = 0
    for byte in text.bytes.dropFirst(isNegative ? 1 : 0) {
      guard isDigit(byte) else { throw JSONFailure(.otherKind, start) }
      let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(byte & 0x0F)
      let (sum, isOver) = isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
      guard !isTooLarge, !isOver else { throw JSONFailure(.otherKind, start) }
      value = sum
    }
    return value
  }

  private mutating func digits(from start: Int) throws(JSONFailure) {
    guard offset < bytes.count else { throw JSONFailure(.unexpectedEnd, offset) }
    guard isDigit(bytes[offset]) else { throw JSONFailure(.badNumber, start) }
    while offset < bytes.count, isDigit(bytes[offset]) { offset += 1 }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
