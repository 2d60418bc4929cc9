extension StandardLibrary {
  static func addConversions(_ table: inout Table) {
    let numbers: [Type] = [.int, .uint, .double, .string]
    table.add("int", global: (numbers + [.timestamp, .duration]).map { [$0] --> .int }, .one(Conversions.int))
    table.add("uint", global: numbers.map { [$0] --> .uint }, .one(Conversions.uint))
    table.add("double", global: numbers.map { [$0] --> .double }, .one(Conversions.double))
    table.add("bool", global: [[.bool] --> .bool, [.string] --> .bool], .one(Conversions.bool))
    table.add(
      "string", global: (numbers + [.bool, .bytes, .timestamp, .duration]).map { [$0] --> .string }, cost: .linear,
      .one(Conversions.string))
    table.add("bytes", global: [[.bytes] --> .bytes, [.string] --> .bytes], cost: .linear, .one(Conversions.bytes))
    table.add("dyn", global: [[a] --> .dyn], .one { $0 })
    table.add("type", global: [[a] --> .type(a)], .one { .type(TypeValue($0.typeName)) })
    table.add(
      "timestamp", global: [[.timestamp] --> .timestamp, [.string] --> .timestamp, [.int] --> .timestamp],
      .one(Times.timestamp))
    table.add("duration", global: [[.duration] --> .duration, [.string] --> .duration], .one(Times.duration))
  }
}

/// Conversions between types (cel-spec langdef, "List of Standard Definitions").
enum Conversions {
  static func int(_ value: Value) -> Value {
    switch value {
    case .int: value
    case .uint(let number): Int64(exactly: number).map { .int($0) } ?? .range("range error: unsigned number too large")
    case .double(let number): truncated(number)
    case .string(let text): parsed("int", text) { () throws(NumberText.Problem) in .int(try NumberText.int(text)) }
    case .timestamp(let time): .int(time.seconds)
    case .duration(let span): .int(span.seconds)
    default: .noOverload("int", value)
    }
  }

  private static func truncated(_ number: Double) -> Value {
    do { return .int(try NumberText.int(number)) } catch {
      return .range("range error: number too large for a whole number")
    }
  }

  private static func parsed(
    _ type: String, _ text: String, _ convert: () throws(NumberText.Problem) -> Value
  ) -> Value {
    do { return try convert() } catch { return .invalid("Type conversion error: not written as \(type)") }
  }

  static func uint(_ value: Value) -> Value {
    switch value {
    case .uint: return value
    case .int(let number): return UInt64(exactly: number).map { .uint($0) } ?? .range("range error: negative number")
    case .double(let number):
      do { return .uint(try NumberText.uint(number)) } catch { return .range("range error: not an unsigned number") }
    case .string(let text):
      return parsed("uint", text) { () throws(NumberText.Problem) in .uint(try NumberText.uint(text)) }
    default: return .noOverload("uint", value)
    }
  }

  static func double(_ value: Value) -> Value {
    switch value {
    case .double: value
    case .int(let number): .double(Double(number))
    case .uint(let number): .double(Double(number))
    case .string(let text):
      parsed("double", text) { () throws(NumberText.Problem) in .double(try NumberText.double(text)) }
    default: .noOverload("double", value)
    }
  }

  static func bool(_ value: Value) -> Value {
    switch value {
    case .bool: value
    case .string(let text): parsed("bool", text) { () throws(NumberText.Problem) in .bool(try NumberText.bool(text)) }
    default: .noOverload("bool", value)
    }
  }

  static func string(_ value: Value) -> Value {
    switch value {
    case .string: value
    case .int(let number): .string("\(number)")
    case .uint(let number): .string("\(number)")
    case .double(let number): .string(DoubleText.general(number))
    case .bool(let flag): .string(flag ? "true" : "false")
    case .bytes(let bytes):
      String(validating: bytes, as: UTF8.self).map { .string($0) } ?? .invalid("invalid_argument: invalid UTF-8")
    case .timestamp(let time): .string(time.text)
    case .duration(let span): .string(span.text)
    default: .noOverload("string", value)
    }
  }

  static func bytes(_ value: Value) -> Value {
    switch value {
    case .bytes: value
    case .string(let text): .bytes(Array(text.utf8))
    default: .noOverload("bytes", value)
    }
  }
}
