import Glibc

/// `make soak` runs the full figures; `scripts/test` a small share of them.
enum Soak {
  static let isOn = getenv("SOUNDING_SOAK") != nil
}
