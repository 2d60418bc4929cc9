/// Joins a letter and a mark that is typed after it into one scalar where Unicode has one (canonical composition).
///
/// Two strings of Swift are equal if they are canonically equivalent, so a table from each composed letter to itself is
/// found under its decomposed form.
enum Composer {
  /// `letter` with `mark` behind it: one scalar, or the two as they are.
  static func joined(_ letter: Character, _ mark: Unicode.Scalar) -> String {
    var scalars = String(letter).unicodeScalars
    scalars.append(mark)
    let joined = String(scalars)
    guard scalars.count <= 3, joined.count == 1, let character = joined.first else { return joined }
    return composed[character].map(String.init) ?? joined
  }

  /// Latin, Greek, Cyrillic and the other scripts with composed letters.
  private static let composed: [Character: Character] = Dictionary(
    (0xC0...0x1FFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).map { (Character($0), Character($0)) },
    uniquingKeysWith: { first, _ in first })
}
