/// Why a text isn't the JSON we read.
public enum JSONReason: Equatable, Sendable {
  case unexpectedEnd, unexpectedByte, trailingText
  case badNumber, badEscape, loneSurrogate, controlCharacter, badUTF8, byteOrderMark
  case duplicateKey
  case tooDeep, tooLong, tooManyValues
  /// The text is JSON, but the reader asked for another kind of value.
  case otherKind

  /// The reason in words: lower case, no full stop, and nothing from the text itself.
  public var message: String {
    switch self {
    case .unexpectedEnd: "the text ends before the value does"
    case .unexpectedByte: "unexpected character"
    case .trailingText: "more text after the value"
    case .badNumber: "this is not a number as JSON writes it"
    case .badEscape: "unknown escape in a string"
    case .loneSurrogate: "half a surrogate pair in a string"
    case .controlCharacter: "a control character in a string must be written as an escape"
    case .badUTF8: "the text is not UTF-8"
    case .byteOrderMark: "the text starts with a byte order mark"
    case .duplicateKey: "this key was given before"
    case .tooDeep: "values are nested too deeply"
    case .tooLong: "the text is too long"
    case .tooManyValues: "the text has too many values"
    case .otherKind: "another kind of value is expected here"
    }
  }
}

/// Where a scanner stopped, as an offset in bytes.
public struct JSONFailure: Error, Equatable, Sendable {
  public let reason: JSONReason
  public let offset: Int

  public init(_ reason: JSONReason, _ offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

/// A mistake in a JSON text and its place.
public struct JSONProblem: Error, Equatable, Sendable, CustomStringConvertible {
  public let reason: JSONReason
  /// Bytes before the mistake.
  public let offset: Int
  /// Lines are counted from 1 and end with a line feed.
  public let line: Int
  /// Columns are counted in Unicode scalars from 1.
  public let column: Int

  public var description: String { "\(line):\(column): \(reason.message)" }

  init(_ failure: JSONFailure, in bytes: UnsafeRawBufferPointer) {
    reason = failure.reason
    offset = failure.offset
    var line = 1
    var column = 1
    for byte in bytes.prefix(failure.offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.line = line
    self.column = column
  }
}
