/// The members of a JSON object in the order in which they were written; no key occurs twice.
public struct JSONObject: Sendable {
  public struct Member: Equatable, Sendable {
    public let key: String
    public var value: JSON

    public init(key: String, value: JSON) {
      self.key = key
      self.value = value
    }
  }

  public private(set) var members: [Member] = []

  /// Where each key is, kept only for objects with more than `linearCountMax` members.
  private var places: [String: Int]?

  /// Up to this many members, looking at each of them is faster than hashing.
  private static let linearCountMax = 12

  public init() {}

  public var count: Int { members.count }
  public var isEmpty: Bool { members.isEmpty }
  public var keys: [String] { members.map(\.key) }

  /// The value of `key`. Setting a new key adds it at the end; setting nil takes the member out.
  public subscript(key: String) -> JSON? {
    get { index(of: key).map { members[$0].value } }
    set {
      switch (index(of: key), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): remove(at: index)
      case (nil, let value?): _ = append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// Adds a member at the end; false, and nothing added, when the key is there already.
  public mutating func append(_ key: String, _ value: JSON) -> Bool {
    guard index(of: key) == nil else { return false }
    places?[key] = members.count
    members.append(Member(key: key, value: value))
    if places == nil, members.count > Self.linearCountMax { countPlaces() }
    return true
  }

  private func index(of key: String) -> Int? {
    if let places { return places[key] }
    return members.firstIndex { $0.key == key }
  }

  private mutating func remove(at index: Int) {
    members.remove(at: index)
    if places != nil { countPlaces() }
  }

  private mutating func countPlaces() {
    var places: [String: Int] = [:]
    places.reserveCapacity(members.count * 2)
    for (index, member) in members.enumerated() { places[member.key] = index }
    self.places = places
  }
}

extension JSONObject: Equatable {
  /// Equal members; their order doesn't count (RFC 8259, section 4).
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Where a key is written twice, the later value counts.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self.init()
    for (key, value) in elements { self[key] = value }
  }
}
