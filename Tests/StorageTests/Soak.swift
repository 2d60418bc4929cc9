import Glibc

/// `SOUNDING_SOAK=1 swift test -c release --filter StorageTests` runs the long campaigns instead of their samples.
enum Soak {
  static let isOn = getenv("SOUNDING_SOAK") != nil

  static func seeds(normal: Int, soak: Int) -> [Int] { Array(0..<(isOn ? soak : normal)) }

  /// One line of the campaign's table.
  static func note(_ line: String) { if isOn { print("soak: \(line)") } }
}
