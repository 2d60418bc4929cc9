import Glibc

enum Settings {
  /// How many random cases are tried: `CEL_CASES`, many under `SOUNDING_SOAK=1`, else few.
  static func caseCount(_ few: Int) -> Int { number("CEL_CASES") ?? (getenv("SOUNDING_SOAK") == nil ? few : few * 100) }

  /// A whole number from the environment.
  static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
}
