import Glibc

enum Settings {
  /// A whole number from the environment.
  static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
}
