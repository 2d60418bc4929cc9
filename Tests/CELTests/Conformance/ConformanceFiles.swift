import CEL
import Glibc
import JSON

/// The public cases, read from beside the project: `../shared/conformance/*.jsonl`.
///
/// They are cel-spec's own (Apache-2.0), one JSON object a line, and not part of this project.
enum ConformanceFiles {
  static let folder: String = {
    let root = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    return root.joined(separator: "/") + "/../shared/conformance/"
  }()

  static let isPresent = access(folder + "cel-core-and-extensions.jsonl", R_OK) == 0

  static func lines(_ name: String) throws -> [JSON] {
    try text(folder + name).split(separator: "\n").map { try JSON.read(String($0)) }
  }

  static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

/// Values and types in the notation of the cases.
enum Notation {
  /// `{"int":"-5"}`, `{"map":[[k,v]…]}` and so on.
  static func value(_ json: JSON) -> Value? {
    guard let object = json.object, let (tag, inside) = object.members.first.map({ ($0.key, $0.value) }) else {
      return nil
    }
    let text = inside.string ?? ""
    switch tag {
    case "null": return .null
    case "bool": return inside.bool.map { .bool($0) }
    case "int": return Int64(text).map { .int($0) }
    case "uint": return UInt64(text).map { .uint($0) }
    case "double": return double(text).map { .double($0) }
    case "string": return .string(text)
    case "bytes": return .bytes(base64(text))
    case "type": return .type(TypeValue(text == "null" ? "null_type" : text))
    case "list": return inside.array.map { .list($0.compactMap(value)) }
    case "map":
      var entries: [(Value, Value)] = []
      for pair in inside.array ?? [] {
        guard let key = pair[0].flatMap(value), let value = pair[1].flatMap(value) else { return nil }
        entries.append((key, value))
      }
      guard case .success(let map) = Map.make(entries) else { return nil }
      return .map(map)
    case "timestamp": return time(inside).flatMap { Timestamp(seconds: $0, nanos: $1) }.map { .timestamp($0) }
    case "duration": return time(inside).flatMap { Duration(seconds: $0, nanos: $1) }.map { .duration($0) }
    default: return nil
    }
  }

  private static func double(_ text: String) -> Double? {
    switch text {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    default: Double(text)
    }
  }

  private static func time(_ json: JSON) -> (Int64, Int32)? {
    guard let seconds = json["seconds"]?.string.flatMap({ Int64($0) }) else { return nil }
    return (seconds, json["nanos"]?.number.flatMap { Int32($0.text) } ?? 0)
  }

  private static func base64(_ text: String) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var (bits, count, bytes) = (0, 0, [UInt8]())
    for digit in text.utf8.compactMap({ alphabet.firstIndex(of: $0) }) {
      (bits, count) = (bits << 6 | digit, count + 6)
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return bytes
  }

  /// `map(string,dyn)`; names of one capital letter are type parameters.
  static func type(_ text: String) -> Type {
    var rest = Substring(text)
    return type(&rest)
  }

  private static func type(_ rest: inout Substring) -> Type {
    let name = String(rest.prefix { !"(,)".contains($0) })
    rest = rest.dropFirst(name.count)
    var inner: [Type] = []
    if rest.first == "(" {
      repeat {
        rest = rest.dropFirst()
        inner.append(type(&rest))
      } while rest.first == ","
      rest = rest.dropFirst()
    }
    switch (name, inner.count) {
    case ("bool", _): return .bool
    case ("int", _): return .int
    case ("uint", _): return .uint
    case ("double", _): return .double
    case ("string", _): return .string
    case ("bytes", _): return .bytes
    case ("null_type", _), ("null", _): return .null
    case ("dyn", _): return .dyn
    case ("google.protobuf.Timestamp", _), ("timestamp", _): return .timestamp
    case ("google.protobuf.Duration", _), ("duration", _): return .duration
    case ("list", 1): return .list(inner[0])
    case ("map", 2): return .map(inner[0], inner[1])
    case ("optional_type", 1): return .optional(inner[0])
    case ("type", _): return .type(inner.first)
    default: return name.count == 1 ? .typeParam(name) : .opaque(name, inner)
    }
  }
}
