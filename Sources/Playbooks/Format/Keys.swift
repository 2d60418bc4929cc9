/// A key of the playbook format: how its value is written, and what it means in one line.
///
/// The parser refuses keys that aren't here; the JSON Schema and the reference of the format are made from the same
/// tables, so that the three can't drift apart.
struct Key: Sendable {
  let name: String
  let shape: Shape
  let about: String

  init(_ name: String, _ shape: Shape, _ about: String) {
    (self.name, self.shape, self.about) = (name, shape, about)
  }
}

/// How a value is written.
indirect enum Shape: Sendable {
  /// Any text; `wording` may hold `{expressions}`; `cel` is an expression; `condition` one or a list of them.
  case text, name, wording, cel, condition
  case flag, whole, number
  /// `2` or `1..7`.
  case range
  case names, texts, letters
  /// One of these words.
  case word([String])
  /// A map or list of maps with the keys of another table.
  case map(String), maps(String)
  /// A map with names of one's own.
  case open(Shape)
  case list(Shape)
  case either([Shape])
  case anything
}

/// The keys of one kind of map, e.g. of a question.
struct KeyTable: Sendable {
  let what: String
  let keys: [Key]
  let names: Set<String>
  /// Keys that have to be there.
  let required: [String]

  /// By the place of a key's mark: its index, or one of the two below.
  private let places: [UInt8]
  private static let nobody: UInt8 = 255
  private static let several: UInt8 = 254

  init(_ what: String, required: [String] = [], _ keys: [Key]) {
    (self.what, self.keys, self.required) = (what, keys, required)
    names = Set(keys.map(\.name))
    var places = [UInt8](repeating: Self.nobody, count: 64)
    for (index, key) in keys.enumerated() {
      let place = KeyMark.bit(key.name).trailingZeroBitCount
      places[place] = places[place] == Self.nobody ? UInt8(index) : Self.several
    }
    self.places = places
  }

  /// Whether it is one of the keys: like `names`, but without hashing every key of a file.
  func knows(_ key: YAMLNode) -> Bool {
    switch places[key.keyMarks.trailingZeroBitCount & 63] {
    case Self.nobody: false
    case Self.several: names.contains(key.text)
    case let index: keys[Int(index)].name == key.text
    }
  }
}
