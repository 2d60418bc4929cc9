/// How much a JSON text may hold.
public struct JSONLimits: Equatable, Sendable {
  public var byteCountMax: Int
  /// Arrays and objects inside each other; never more than `JSONScanner.depthLimit`.
  public var depthMax: Int
  /// Values of every kind, the inner ones too.
  public var valueCountMax: Int

  public init(byteCountMax: Int = 16 << 20, depthMax: Int = 64, valueCountMax: Int = 1_000_000) {
    self.byteCountMax = byteCountMax
    self.depthMax = depthMax
    self.valueCountMax = valueCountMax
  }
}

extension JSON {
  /// The one value that `bytes` holds, strictly by RFC 8259: UTF-8 without byte order mark, no key twice.
  public static func read(
    _ bytes: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()
  ) throws(JSONProblem) -> JSON {
    do throws(JSONFailure) {
      guard bytes.count <= limits.byteCountMax else { throw JSONFailure(.tooLong, limits.byteCountMax) }
      var reader = TreeReader(
        scanner: JSONScanner(bytes, depthMax: limits.depthMax), valuesLeft: limits.valueCountMax)
      let value = try reader.value()
      try reader.scanner.finish()
      return value
    } catch {
      throw JSONProblem(error, in: bytes)
    }
  }

  public static func read(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONProblem) -> JSON {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(JSONProblem) in try read(bytes, limits: limits) }
    }
    return try result.get()
  }

  public static func read(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONProblem) -> JSON {
    try read(Array(text.utf8), limits: limits)
  }
}

private struct TreeReader {
  var scanner: JSONScanner
  var valuesLeft: Int

  mutating func value() throws(JSONFailure) -> JSON {
    let kind = try scanner.kind()
    guard valuesLeft > 0 else { throw JSONFailure(.tooManyValues, scanner.offset) }
    valuesLeft -= 1
    switch kind {
    case .object: return .object(try object())
    case .array: return .array(try array())
    case .string: return .string(try scanner.string().string)
    case .number: return .number(JSONNumber(checked: try scanner.number().string))
    case .bool: return .bool(try scanner.bool())
    case .null:
      try scanner.null()
      return .null
    }
  }

  private mutating func object() throws(JSONFailure) -> JSONObject {
    var object = JSONObject()
    try scanner.beginObject()
    while true {
      guard let key = try scanner.nextKey() else { return object }
      let place = scanner.offset(of: key)
      let name = key.string
      guard object[name] == nil else { throw JSONFailure(.duplicateKey, place) }
      _ = object.append(name, try value())
    }
  }

  private mutating func array() throws(JSONFailure) -> [JSON] {
    var elements: [JSON] = []
    try scanner.beginArray()
    while try scanner.nextElement() { elements.append(try value()) }
    return elements
  }
}

extension JSONScanner {
  /// Where the opening quote of a string that this scanner returned stands.
  fileprivate func offset(of text: JSONText) -> Int {
    guard let start = bytes.baseAddress, let place = text.bytes.baseAddress else { return 0 }
    return place - start - 1
  }
}
