/// The offsets of one time zone, as a TZif file gives them (RFC 8536).
public struct Zone: Sendable {
  /// From each of these moments on (seconds after 1970, ascending) ...
  let transitions: [Int64]
  /// ... this many seconds east of UTC.
  let offsets: [Int32]
  /// The offset before the first transition.
  let firstOffset: Int32
  /// The rule after the last transition.
  let rule: ZoneRule?

  /// Seconds east of UTC at a moment in seconds after 1970.
  public func offset(at moment: Int64) -> Int {
    let seconds = max(Timestamp.secondsMin, min(Timestamp.secondsMax, moment))
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    if low == transitions.count, let rule { return rule.offset(at: seconds) }
    return Int(low == 0 ? firstOffset : offsets[low - 1])
  }
}

/// Where named time zones come from.
public protocol ZoneProvider: Sendable {
  /// The zone of that name (`Europe/Berlin`); nil if there is none.
  func zone(named name: String) -> Zone?
}

/// Knows no named zone; `UTC` and fixed offsets work without a provider.
public struct NoZones: ZoneProvider {
  public init() {}
  public func zone(named name: String) -> Zone? { nil }
}

/// Knows the zones it was given.
public struct ZoneTable: ZoneProvider {
  private let zones: [String: Zone]
  public init(_ zones: [String: Zone]) { self.zones = zones }
  public func zone(named name: String) -> Zone? { zones[name] }
}

/// Whether a text has the form of a zone's name, so that a file may be looked up by it: no `..`, no leading `/`.
public func isZoneName(_ name: String) -> Bool {
  guard 1...64 ~= name.utf8.count else { return false }
  return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
    guard let first = part.utf8.first, isLetter(first) else { return false }
    return part.utf8.allSatisfy { isLetter($0) || 0x30...0x39 ~= $0 || "+-_".utf8.contains($0) }
  }
}

func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }
