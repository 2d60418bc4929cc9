/// A moment in time, to the nanosecond, from the year 1 to the year 9999 (google.protobuf.Timestamp).
public struct Timestamp: Hashable, Sendable {
  /// Seconds after 1970-01-01T00:00:00Z; negative before.
  public let seconds: Int64
  /// Nanoseconds after `seconds`, 0 to 999,999,999.
  public let nanos: Int32

  /// 0001-01-01T00:00:00Z
  static let secondsMin: Int64 = -62_135_596_800
  /// 9999-12-31T23:59:59Z
  static let secondsMax: Int64 = 253_402_300_799

  /// Nil outside the years 1 to 9999, or with nanoseconds outside a second.
  public init?(seconds: Int64, nanos: Int32 = 0) {
    guard Self.secondsMin...Self.secondsMax ~= seconds, 0..<1_000_000_000 ~= nanos else { return nil }
    self.seconds = seconds
    self.nanos = nanos
  }

  /// Midnight (UTC) of a day; nil outside the years 1 to 9999.
  public init?(_ date: CivilDate) { self.init(seconds: date.daysSinceEpoch * 86_400) }

  /// The day (UTC) this moment lies in.
  public var date: CivilDate { CivilDate(daysSinceEpoch: floorDivide(seconds, 86_400)) }
}

extension Timestamp: Comparable {
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanos) < (right.seconds, right.nanos)
  }
}

/// Why a text is no time, or a calculation with times has no result.
public enum TimeProblem: Error, Equatable, Sendable {
  case syntax
  /// Outside the years 1 to 9999, or a duration of more than about 10,000 years.
  case range
  /// A difference or sum of more than 2^63 nanoseconds, about 292 years.
  case overflow
  case unknownZone

  public var message: String {
    switch self {
    case .syntax: "this is not written as a time"
    case .range: "time out of range"
    case .overflow: "duration out of range"
    case .unknownZone: "unknown time zone"
    }
  }
}

extension Timestamp {
  public func adding(_ duration: Duration) throws(TimeProblem) -> Timestamp {
    try Self.make(seconds: seconds + duration.seconds, nanos: Int64(nanos) + Int64(duration.nanos))
  }

  public func subtracting(_ duration: Duration) throws(TimeProblem) -> Timestamp {
    try Self.make(seconds: seconds - duration.seconds, nanos: Int64(nanos) - Int64(duration.nanos))
  }

  /// The time from `earlier` to this moment; it must fit into 64 bits of nanoseconds, as in other CEL implementations.
  public func subtracting(_ earlier: Timestamp) throws(TimeProblem) -> Duration {
    let total = Int128(seconds - earlier.seconds) * 1_000_000_000 + Int128(nanos) - Int128(earlier.nanos)
    return try Duration.result(nanoseconds: total)
  }

  private static func make(seconds: Int64, nanos: Int64) throws(TimeProblem) -> Timestamp {
    let carry = floorDivide(nanos, 1_000_000_000)
    guard let sum = Timestamp(seconds: seconds + carry, nanos: Int32(nanos - carry * 1_000_000_000)) else {
      throw .range
    }
    return sum
  }
}

/// The quotient rounded down; `divisor` must be positive.
func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
  value >= 0 ? value / divisor : (value + 1) / divisor - 1
}
