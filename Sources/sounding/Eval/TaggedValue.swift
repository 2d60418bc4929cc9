import CEL
import JSON

/// Values in JSON without loss: `{"int":"-5"}`, `{"list":[…]}`, `{"map":[[k,v],…]}`, `{"timestamp":{"seconds":"0","nanos":0}}`.
///
/// The notation of the public CEL cases. Reading also takes plain JSON: a whole number is an int, an object a map.
enum TaggedValue {
  /// A text in the JSON can't be read as the value it says it is.
  struct Problem: Error {
    let message: String
  }

  /// Larger values are not written out; the lines of a batch have less.
  static let bytesMax = 32 << 20
  static let tooLarge = "the value is too large to be shown"

  static func read(_ json: JSON) throws(Problem) -> Value {
    switch json {
    case .null: return .null
    case .bool(let flag): return .bool(flag)
    case .string(let text): return .string(text)
    case .number(let number): return try plain(number)
    case .array(let elements): return .list(try values(elements))
    case .object(let object):
      if object.count == 1, let member = object.members.first, let value = try tagged(member.key, member.value) {
        return value
      }
      return try map(object.members.map { (.string($0.key), $0.value) })
    }
  }

  static func write(_ value: Value) -> JSON {
    switch value {
    case .null: ["null": nil]
    case .bool(let flag): ["bool": .bool(flag)]
    case .int(let number): ["int": .string("\(number)")]
    case .uint(let number): ["uint": .string("\(number)")]
    case .double(let number): ["double": .string(text(number))]
    case .string(let text): ["string": .string(text)]
    case .bytes(let bytes): ["bytes": .string(Base64.text(bytes))]
    case .type(let type): ["type": .string(type.name)]
    case .list(let list): ["list": .array(list.elements.map(write))]
    case .map(let map): ["map": .array(zip(map.keys, map.values).map { .array([write($0), write($1)]) })]
    case .record(let record):
      ["map": .array(zip(record.type.fields, record.fields).map { .array([["string": .string($0.name)], write($1)]) })]
    case .timestamp(let time): ["timestamp": ["seconds": .string("\(time.seconds)"), "nanos": .int(Int64(time.nanos))]]
    case .duration(let span): ["duration": ["seconds": .string("\(span.seconds)"), "nanos": .int(Int64(span.nanos))]]
    case .optional(let box): ["optional": box.value.map(write) ?? nil]
    case .opaque(let box): ["opaque": .string(box.type)]
    case .error(let error): ["error": .string(error.message)]
    case .unknown(let unknowns): ["unknown": .array(names(unknowns).map(JSON.string))]
    }
  }

  /// The unknown attributes: a variable's name, and the fields behind it with dots between.
  static func names(_ unknowns: Unknowns) -> [String] { unknowns.paths.map { $0.parts.joined(separator: ".") } }

  private static func values(_ elements: [JSON]) throws(Problem) -> [Value] {
    var values: [Value] = []
    for element in elements { values.append(try read(element)) }
    return values
  }

  private static func map(_ entries: [(Value, JSON)]) throws(Problem) -> Value {
    var read: [(Value, Value)] = []
    for (key, value) in entries { read.append((key, try self.read(value))) }
    switch Map.make(read) {
    case .success(let map): return .map(map)
    case .failure(let error): throw Problem(message: error.message)
    }
  }

  private static func plain(_ number: JSONNumber) throws(Problem) -> Value {
    if let whole = number.int { return .int(whole) }
    if let double = number.double { return .double(double) }
    throw Problem(message: "a number is beyond the largest double")
  }

  /// Nil where the tag is none of ours, or holds what the tag never holds: then it is a plain object.
  private static func tagged(_ tag: String, _ inside: JSON) throws(Problem) -> Value? {
    switch (tag, inside) {
    case ("null", .null): return .null
    case ("bool", .bool(let flag)): return .bool(flag)
    case ("string", .string(let text)): return .string(text)
    case ("int", .string(let text)):
      return try scalar(tag) { () throws(NumberText.Problem) in .int(try NumberText.int(text)) }
    case ("uint", .string(let text)):
      return try scalar(tag) { () throws(NumberText.Problem) in .uint(try NumberText.uint(text)) }
    case ("double", .string(let text)):
      return try scalar(tag) { () throws(NumberText.Problem) in .double(try NumberText.double(text)) }
    case ("bytes", .string(let text)):
      guard let bytes = Base64.bytes(text) else { throw Problem(message: "bytes are not written in base64") }
      return .bytes(bytes)
    case ("type", .string(let name)): return .type(TypeValue(name == "null" ? "null_type" : name))
    case ("list", .array(let elements)): return .list(try values(elements))
    case ("map", .array(let pairs)):
      var entries: [(Value, JSON)] = []
      for pair in pairs {
        guard let key = pair[0], let value = pair[1], pair[2] == nil else {
          throw Problem(message: "a map is a list of pairs")
        }
        entries.append((try read(key), value))
      }
      return try map(entries)
    case ("timestamp", .object): return try time(inside) { Timestamp(seconds: $0, nanos: $1).map { .timestamp($0) } }
    case ("duration", .object): return try time(inside) { Duration(seconds: $0, nanos: $1).map { .duration($0) } }
    case ("optional", _): return .optional(inside == .null ? .none : OptionalBox(try read(inside)))
    default: return nil
    }
  }

  private static func scalar(_ tag: String, _ read: () throws(NumberText.Problem) -> Value) throws(Problem) -> Value {
    do { return try read() } catch { throw Problem(message: "this is no \(tag), or out of its range") }
  }

  private static func time(_ json: JSON, _ make: (Int64, Int32) -> Value?) throws(Problem) -> Value {
    let seconds = json["seconds"].flatMap { $0.string.flatMap { Int64($0) } ?? $0.number?.int }
    let nanos = json["nanos"].map { $0.number?.int.flatMap { Int32(exactly: $0) } } ?? 0
    guard let seconds, let nanos, let value = make(seconds, nanos) else {
      throw Problem(message: "a time is {\"seconds\": \"…\", \"nanos\": …} in its range")
    }
    return value
  }

  private static func text(_ number: Double) -> String {
    number.isNaN ? "NaN" : number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity") : number.description
  }
}
