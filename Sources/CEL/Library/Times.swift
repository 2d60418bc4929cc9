extension StandardLibrary {
  static func addTimes(_ table: inout Table) {
    for part in TimePart.allCases {
      table.add(part.rawValue, member: [[.timestamp] --> .int, [.timestamp, .string] --> .int])
      if [.hours, .minutes, .seconds, .milliseconds].contains(part) {
        table.add(part.rawValue, member: [[.duration] --> .int])
      }
      table.add(part.rawValue, .one { Times.part(part, of: $0) }, .two { Times.part(part, of: $0, in: $1, NoZones()) })
    }
  }
}

extension Environment {
  /// Teaches the environment named time zones, for `start.getHours('Europe/Berlin')`; without it only UTC and fixed offsets work.
  public mutating func use(zones: some ZoneProvider) {
    for part in TimePart.allCases {
      replace(part.rawValue, .one { Times.part(part, of: $0) }, .two { Times.part(part, of: $0, in: $1, zones) })
    }
  }
}

/// Timestamps and durations as values.
enum Times {
  static func outcome(_ calculate: () throws(TimeProblem) -> Value) -> Value {
    do { return try calculate() } catch { return .range("\(error.message) (range)") }
  }

  static func timestamp(_ value: Value) -> Value {
    switch value {
    case .timestamp: value
    case .string(let text): outcome { () throws(TimeProblem) in .timestamp(try Timestamp(text)) }
    case .int(let seconds): Timestamp(seconds: seconds).map { .timestamp($0) } ?? .range("timestamp out of range")
    default: .noOverload("timestamp", value)
    }
  }

  static func duration(_ value: Value) -> Value {
    switch value {
    case .duration: value
    case .string(let text): outcome { () throws(TimeProblem) in .duration(try Duration(text)) }
    default: .noOverload("duration", value)
    }
  }

  static func part(_ part: TimePart, of value: Value) -> Value {
    switch (value, part) {
    case (.timestamp(let time), _): .int(time.part(part))
    case (.duration(let span), .hours): .int(span.hours)
    case (.duration(let span), .minutes): .int(span.minutes)
    case (.duration(let span), .seconds): .int(span.seconds)
    case (.duration(let span), .milliseconds): .int(span.milliseconds)
    default: .noOverload(part.rawValue, value)
    }
  }

  static func part(_ part: TimePart, of value: Value, in zone: Value, _ zones: some ZoneProvider) -> Value {
    guard case .timestamp(let time) = value, case .string(let name) = zone else {
      return .noOverload(part.rawValue, value, zone)
    }
    return outcome { () throws(TimeProblem) in .int(try time.part(part, zone: name, zones: zones)) }
  }
}
