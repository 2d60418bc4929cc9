import Diagnostics

extension SourceText {
  /// The text up to `tests:`, where that is the last key at the margin: a session doesn't need a playbook's own tests,
  /// and reading them takes as long as reading all the rest. The text itself where something follows.
  var withoutTests: SourceText {
    guard let line = lineStarts.indices.last(where: { bytes[lineStarts[$0]...].starts(with: Self.testsKey) }) else {
      return self
    }
    for later in lineStarts[(line + 1)...] where later < bytes.count && !Self.mayFollow(bytes[later]) { return self }
    return SourceText(name: name, bytes: Array(bytes[..<lineStarts[line]]))
  }

  private static let testsKey = Array("tests:".utf8)

  /// Blank lines, indented ones, comments and list items belong to the key above them.
  private static func mayFollow(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
