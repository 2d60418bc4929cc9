/// The lines of other writers that a run began with: `"k":"see","heads":{"<writer>":17}`, in the writers' order.
///
/// Written before a run's first event when the session has other writers and they have gone on since the last time.
/// Two answers to one question whose writers hadn't seen each other are a conflict; a Lamport counter can't tell that.
public struct Seen: Equatable, Sendable {
  /// The last number seen of each other writer.
  public var heads: [WriterID: Int]

  static let kindField = Array(#""k":"see""#.utf8)
  private static let start = Array(#""k":"see","heads":{"#.utf8)

  init(heads: [WriterID: Int]) { self.heads = heads }

  /// Reads an entry of the kind `see`; nil for other kinds.
  public init?(_ entry: Entry) {
    var rest = entry.body
    guard rest.starts(with: Self.start) else { return nil }
    rest = rest.dropFirst(Self.start.count)
    heads = [:]
    while rest.first == 0x22 {
      let name = String(decoding: rest.dropFirst().prefix(16), as: UTF8.self)
      rest = rest.dropFirst(17)
      guard let writer = WriterID(name), rest.starts(with: [0x22, 0x3A]) else { return nil }
      rest = rest.dropFirst(2)
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard (1...16).contains(digits.count), let n = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
      heads[writer] = n
      rest = rest.dropFirst(digits.count)
      if rest.first == 0x2C { rest = rest.dropFirst() }
    }
    guard Array(rest) == [0x7D], !heads.isEmpty else { return nil }
  }

  var body: String {
    let members = heads.sorted { $0.key < $1.key }.map { #""\#($0.key)":\#($0.value)"# }
    return #""k":"see","heads":{\#(members.joined(separator: ","))}"#
  }
}
