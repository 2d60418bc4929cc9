import CEL
import JSON

/// Values as people write them in JSON: times, durations and bytes are texts, other keys than texts are written out.
enum PlainValue {
  static func json(_ value: Value) -> JSON {
    switch value {
    case .null: nil
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .uint(let number): .number(JSONNumber(number))
    case .double(let number): JSONNumber(number).map(JSON.number) ?? .string(DoubleText.general(number))
    case .string(let text): .string(text)
    case .bytes(let bytes): .string(Base64.text(bytes))
    case .type(let type): .string(type.name)
    case .list(let list): .array(list.elements.map(json))
    case .map(let map): object(zip(map.keys, map.values).map { (key($0), $1) })
    case .record(let record): object(zip(record.type.fields, record.fields).map { ($0.name, $1) })
    case .timestamp(let time): .string(time.text)
    case .duration(let span): .string(span.text)
    case .optional(let box): box.value.map(json) ?? nil
    case .opaque(let box): .string(box.type)
    case .error(let error): ["$error": .string(error.message)]
    case .unknown(let unknowns): ["$unknown": .array(TaggedValue.names(unknowns).map(JSON.string))]
    }
  }

  private static func object(_ entries: [(String, Value)]) -> JSON {
    var object = JSONObject()
    for (key, value) in entries { object[key] = json(value) }
    return .object(object)
  }

  private static func key(_ key: Value) -> String {
    switch key {
    case .string(let text): text
    case .int(let number): "\(number)"
    case .uint(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    default: key.typeName
    }
  }
}
