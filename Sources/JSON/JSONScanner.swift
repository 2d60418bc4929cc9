/// Reads JSON step by step from bytes in memory, without building values: the way to read a journal fast.
///
/// Everything of RFC 8259 is checked (grammar, UTF-8, escapes, numbers, depth), in skipped values too, with one
/// exception: a repeated key is the caller's to notice. `JSON.read` notices.
///
/// The bytes must stay where they are while the scanner and the texts it returned are in use. After a failure the
/// scanner stays harmless but says nothing useful.
///
/// ```swift
/// try scanner.beginObject()
/// while let key = try scanner.nextKey() {
///   if key == "n" { number = try scanner.int() } else { try scanner.skip() }
/// }
/// try scanner.finish()
/// ```
public struct JSONScanner {
  let bytes: UnsafeRawBufferPointer
  let depthMax: Int
  /// Bytes read so far.
  public internal(set) var offset = 0
  var depth = 0
  /// Whether a value has just ended, so that a comma or a closing bracket must follow.
  var isAfterValue = false

  /// No limit goes beyond this, however it was asked for: values are read with recursion.
  public static let depthLimit = 512

  public init(_ bytes: UnsafeRawBufferPointer, depthMax: Int = 64) {
    self.bytes = bytes
    self.depthMax = min(depthMax, Self.depthLimit)
  }

  public enum Kind: Equatable, Sendable {
    case object, array, string, number, bool, null
  }

  /// The kind of the value that comes next, judged by its first character.
  public mutating func kind() throws(JSONFailure) -> Kind {
    skipSpace()
    guard offset < bytes.count else { throw JSONFailure(.unexpectedEnd, offset) }
    switch bytes[offset] {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), 0x30...0x39: return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    default: throw unexpected()
    }
  }

  public mutating func beginObject() throws(JSONFailure) { try begin(UInt8(ascii: "{")) }

  public mutating func beginArray() throws(JSONFailure) { try begin(UInt8(ascii: "[")) }

  /// The next key of the object, its colon read too; nil when the object has ended.
  public mutating func nextKey() throws(JSONFailure) -> JSONText? {
    if try !isMore(closedBy: UInt8(ascii: "}")) { return nil }
    skipSpace()
    let key = try string()
    skipSpace()
    guard offset < bytes.count else { throw JSONFailure(.unexpectedEnd, offset) }
    guard bytes[offset] == UInt8(ascii: ":") else { throw unexpected() }
    offset += 1
    return key
  }

  /// Whether the array has another element, which must then be read; false when the array has ended.
  public mutating func nextElement() throws(JSONFailure) -> Bool { try isMore(closedBy: UInt8(ascii: "]")) }

  public mutating func bool() throws(JSONFailure) -> Bool {
    guard try kind() == .bool else { throw JSONFailure(.otherKind, offset) }
    let value = bytes[offset] == UInt8(ascii: "t")
    try word(value ? "true" : "false")
    return value
  }

  public mutating func null() throws(JSONFailure) {
    guard try kind() == .null else { throw JSONFailure(.otherKind, offset) }
    try word("null")
  }

  /// Reads a value of any kind and forgets it.
  public mutating func skip() throws(JSONFailure) {
    switch try kind() {
    case .object:
      try beginObject()
      while try nextKey() != nil { try skip() }
    case .array:
      try beginArray()
      while try nextElement() { try skip() }
    case .string: _ = try string()
    case .number: _ = try number()
    case .bool: _ = try bool()
    case .null: try null()
    }
  }

  /// Nothing but white space may follow.
  public mutating func finish() throws(JSONFailure) {
    skipSpace()
    guard offset == bytes.count else { throw JSONFailure(.trailingText, offset) }
  }

  private mutating func begin(_ bracket: UInt8) throws(JSONFailure) {
    skipSpace()
    guard offset < bytes.count else { throw JSONFailure(.unexpectedEnd, offset) }
    guard bytes[offset] == bracket else {
      _ = try kind()
      throw JSONFailure(.otherKind, offset)
    }
    guard depth < depthMax else { throw JSONFailure(.tooDeep, offset) }
    depth += 1
    offset += 1
    isAfterValue = false
  }

  private mutating func isMore(closedBy bracket: UInt8) throws(JSONFailure) -> Bool {
    skipSpace()
    guard offset < bytes.count else { throw JSONFailure(.unexpectedEnd, offset) }
    if bytes[offset] == bracket {
      offset += 1
      depth -= 1
      isAfterValue = true
      return false
    }
    guard isAfterValue else { return true }
    guard bytes[offset] == UInt8(ascii: ",") else { throw unexpected() }
    offset += 1
    isAfterValue = false
    skipSpace()
    if offset < bytes.count, bytes[offset] == bracket { throw unexpected() }
    return true
  }

  private mutating func word(_ word: StaticString) throws(JSONFailure) {
    let letters = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    for (index, letter) in letters.enumerated() {
      guard offset + index < bytes.count else { throw JSONFailure(.unexpectedEnd, bytes.count) }
      guard bytes[offset + index] == letter else { throw JSONFailure(.unexpectedByte, offset + index) }
    }
    offset += letters.count
    isAfterValue = true
  }

  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  func unexpected() -> JSONFailure {
    let rest = bytes.dropFirst(offset)
    if offset == 0, rest.starts(with: [0xEF, 0xBB, 0xBF]) { return JSONFailure(.byteOrderMark, offset) }
    if let first = rest.first, first >= 0x80, utf8Length(bytes, offset) == 0 { return JSONFailure(.badUTF8, offset) }
    return JSONFailure(.unexpectedByte, offset)
  }
}
