/// How a JSON value is written.
public struct JSONStyle: Equatable, Sendable {
  /// One member or element a line, indented by two spaces; else no white space at all.
  public var isPretty: Bool
  /// Keys in the order of their Unicode scalars; else in the order of the object.
  public var sortsKeys: Bool
  /// `<` as `\u003c`, so that the text can stand inside HTML.
  public var escapesMarkup: Bool

  public init(isPretty: Bool = false, sortsKeys: Bool = false, escapesMarkup: Bool = false) {
    self.isPretty = isPretty
    self.sortsKeys = sortsKeys
    self.escapesMarkup = escapesMarkup
  }
}

extension JSON {
  /// The value as JSON text, without a line feed at the end.
  public func text(_ style: JSONStyle = JSONStyle()) -> String {
    var writer = JSONWriter(style)
    writer.value(self)
    return writer.text
  }

  /// The value as bytes of JSON text, without a line feed at the end.
  public func bytes(_ style: JSONStyle = JSONStyle()) -> [UInt8] {
    var writer = JSONWriter(style)
    writer.value(self)
    return writer.bytes
  }
}

extension JSONWriter {
  /// Writes a whole value.
  public mutating func value(_ value: JSON) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let object):
      beginObject()
      for member in ordered(object) {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }

  private func ordered(_ object: JSONObject) -> [JSONObject.Member] {
    guard style.sortsKeys else { return object.members }
    return object.members.sorted {
      $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
    }
  }
}
