/// A length of time, to the nanosecond, up to about 10,000 years either way (google.protobuf.Duration).
public struct Duration: Hashable, Sendable {
  public let seconds: Int64
  /// Nanoseconds beyond `seconds`, with the same sign.
  public let nanos: Int32

  static let secondsMax: Int64 = 315_576_000_000

  /// Nil beyond 315,576,000,000 seconds, and where the signs differ.
  public init?(seconds: Int64, nanos: Int32 = 0) {
    guard -Self.secondsMax...Self.secondsMax ~= seconds, -999_999_999...999_999_999 ~= nanos,
      seconds.signum() * Int64(nanos.signum()) >= 0
    else { return nil }
    self.seconds = seconds
    self.nanos = nanos
  }

  /// Nil beyond 315,576,000,000 seconds.
  init?(nanoseconds: Int128) {
    let seconds = nanoseconds / 1_000_000_000
    guard -Int128(Self.secondsMax)...Int128(Self.secondsMax) ~= seconds else { return nil }
    self.init(seconds: Int64(seconds), nanos: Int32(nanoseconds % 1_000_000_000))
  }

  var nanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanos) }

  /// The result of a calculation: it must fit into 64 bits of nanoseconds, as in other CEL implementations.
  static func result(nanoseconds: Int128) throws(TimeProblem) -> Duration {
    guard Int128(Int64.min)...Int128(Int64.max) ~= nanoseconds, let sum = Duration(nanoseconds: nanoseconds) else {
      throw .overflow
    }
    return sum
  }

  public func adding(_ other: Duration) throws(TimeProblem) -> Duration {
    try Self.result(nanoseconds: nanoseconds + other.nanoseconds)
  }

  public func subtracting(_ other: Duration) throws(TimeProblem) -> Duration {
    try Self.result(nanoseconds: nanoseconds - other.nanoseconds)
  }

  public func negated() throws(TimeProblem) -> Duration { try Self.result(nanoseconds: -nanoseconds) }

  /// The whole length in hours, towards zero (CEL `getHours`).
  public var hours: Int64 { seconds / 3_600 }
  /// The whole length in minutes, towards zero (CEL `getMinutes`).
  public var minutes: Int64 { seconds / 60 }
  /// The milliseconds beyond the full second, -999 to 999 (CEL `getMilliseconds`).
  public var milliseconds: Int64 { Int64(nanos / 1_000_000) }
}

extension Duration: Comparable {
  public static func < (left: Duration, right: Duration) -> Bool {
    (left.seconds, left.nanos) < (right.seconds, right.nanos)
  }
}
