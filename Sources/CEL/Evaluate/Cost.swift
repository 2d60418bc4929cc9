/// Abstract costs (cel-spec langdef, "Performance"): a step for each call, selection and turn of a loop, and a step for every
/// ten elements or bytes a function has to go through.
///
/// Values can share parts: `[x, x]` over and over makes a list of 2^40 elements in 40 steps, which no function may ever walk
/// through. So sizes count everything inside, and `steps`, the steps that are left, bounds the counting itself.
enum Cost {
  static func of(_ cost: CallCost, _ arguments: [Value], steps: Int) -> Int {
    let limit = countMax(steps)
    switch cost {
    case .constant: return 1
    case .outer: return 1 + arguments.reduce(0) { $0 + outer($1) } / 10
    case .linear: return 1 + arguments.reduce(0) { $0 + size($1, upTo: limit) } / 10
    case .pattern:
      guard case .string(let pattern)? = arguments.last else { return 1 }
      return readingPattern + matching(arguments[0], states: statesMax(of: pattern))
    case .matching(let states): return matching(arguments[0], states: states)
    case .pairs: return pairs(arguments[0], limit)
    case .product, .text:
      var product = 1
      for argument in arguments {
        let (result, overflow) = product.multipliedReportingOverflow(by: max(1, size(argument, upTo: limit)))
        product = overflow ? most : min(most, result)
      }
      return 1 + product / 10 + text(cost, arguments, limit)
    }
  }

  /// The same for one argument, without an array of it.
  static func of(_ cost: CallCost, _ argument: Value, steps: Int) -> Int {
    switch cost {
    case .constant: 1
    case .outer: 1 + outer(argument) / 10
    case .linear: 1 + size(argument, upTo: countMax(steps)) / 10
    case .pattern, .matching, .pairs, .product, .text: of(cost, [argument], steps: steps)
    }
  }

  /// The same for two arguments, without an array of them.
  static func of(_ cost: CallCost, _ a: Value, _ b: Value, steps: Int) -> Int {
    switch cost {
    case .constant: 1
    case .outer: 1 + (outer(a) + outer(b)) / 10
    case .linear: 1 + (size(a, upTo: countMax(steps)) + size(b, upTo: countMax(steps))) / 10
    case .pattern, .matching, .pairs, .product, .text: of(cost, [a, b], steps: steps)
    }
  }

  /// Comparing ends with the smaller of the two.
  static func ofComparing(_ a: Value, _ b: Value, steps: Int) -> Int {
    switch (a, b) {
    case (.string(let x), .string(let y)): return 1 + min(x.utf8.count, y.utf8.count) / 10
    case (.list, .list), (.map, .map), (.bytes, .bytes), (.optional, .optional):
      let limit = countMax(steps)
      return 1 + min(size(a, upTo: limit), size(b, upTo: limit)) / 10
    default: return 1
    }
  }

  /// What there may be to count before the steps are used up.
  ///
  /// Beyond ten million values counting itself would take too long: what holds more is too large for any function.
  private static func countMax(_ steps: Int) -> Int { min(max(0, steps), 1_000_000) * 10 + 20 }

  /// Bytes of a string, elements of a list or map.
  private static func outer(_ value: Value) -> Int {
    switch value {
    case .string(let text): text.utf8.count
    case .bytes(let bytes): bytes.count
    case .list(let list): list.count
    case .map(let map): map.count
    default: 1
    }
  }

  /// Bytes of a string; everything inside a list or map.
  static func size(_ value: Value, upTo limit: Int) -> Int {
    switch value {
    case .string(let text): text.utf8.count
    case .bytes(let bytes): bytes.count
    case .list, .map, .optional: counted(value, upTo: limit)
    default: 1
    }
  }

  private static func counted(_ value: Value, upTo limit: Int) -> Int {
    let weight = weight(value, upTo: limit)
    return weight > limit ? most : weight - 1
  }

  /// How many values there are, this one and all inside, long texts counting as several; counting stops beyond `limit`.
  static func weight(_ value: Value, upTo limit: Int) -> Int {
    switch value {
    case .string(let text): return 1 + text.utf8.count / 1_024
    case .bytes(let bytes): return 1 + bytes.count / 1_024
    case .list(let list): return 1 + weight(list.elements, upTo: limit - 1)
    case .map(let map):
      let keys = weight(map.keys, upTo: limit - 1) - map.count
      return 1 + keys + weight(map.values, upTo: limit - 1 - keys)
    case .optional(let box): return 2 + (box.value.map { weight($0, upTo: limit - 1) } ?? 0)
    default: return 1
    }
  }

  private static func weight(_ values: ContiguousArray<Value>, upTo limit: Int) -> Int {
    var sum = 0
    for value in values {
      guard sum <= limit else { break }
      sum += weight(value, upTo: limit - sum)
    }
    return sum
  }

  /// Elements that can't be looked up are each compared with all before them.
  private static func pairs(_ value: Value, _ limit: Int) -> Int {
    guard case .list(let list) = value else { return 1 }
    let size = min(most, size(value, upTo: limit))
    guard list.elements.contains(where: { MapKey($0) == nil }) else { return 1 + size / 10 }
    let (product, overflow) = size.multipliedReportingOverflow(by: max(1, list.count))
    return overflow ? most : min(most, 1 + product / 10)
  }

  /// For reading a pattern while the expression runs.
  static let readingPattern = 100

  static func matching(_ text: Value, states: Int) -> Int {
    guard case .string(let text) = text else { return 1 }
    return matching(bytes: text.utf8.count, states: states)
  }

  static func matching(bytes: Int, states: Int) -> Int { (1 + bytes / 10) * (1 + states / 10) }

  /// About two states for each sign, as often as `{2,5}` and the like repeat it.
  static func statesMax(of pattern: String) -> Int {
    var (states, count, number, isCount) = (2 * pattern.utf8.count + 10, 0, 0, false)
    for byte in pattern.utf8 {
      switch byte {
      case UInt8(ascii: "{"): (count, number, isCount) = (0, 0, true)
      case UInt8(ascii: ","): (count, number) = (number, 0)
      case UInt8(ascii: "}") where isCount:
        states = min(stateCountMax, states * (1 + max(count, number)))
        isCount = false
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = min(stateCountMax, number * 10 + Int(byte) - 48)
      default: isCount = false
      }
    }
    return min(states, stateCountMax)
  }

  private static let stateCountMax = RegexLimits.library.stateCountMax

  /// The most a call may cost: more than any limit, and so little that even many of them don't overflow.
  private static let most = 1 << 40

  /// Ten steps for each part of a text that is put together, and one for every hundred bytes; far decimals take longer.
  private static func text(_ cost: CallCost, _ arguments: [Value], _ limit: Int) -> Int {
    guard case .text = cost else { return 0 }
    var sum = 0
    for case .list(let list) in arguments {
      for element in list.elements {
        switch element {
        case .string, .bytes: sum += 10 + size(element, upTo: limit) / 100
        case .double(let number): sum += 10 + (number.isNormal ? Int(number.exponent.magnitude) / 16 : 64)
        default: sum += 10 + min(limit, weight(element, upTo: limit)) * 1_024 / 100
        }
      }
    }
    return sum
  }

  /// The result of a strict call with an open argument.
  static func strict(_ a: Value, _ b: Value) -> Value {
    if a.isKnown { return b }
    return b.isKnown ? a : Logic.strict(a, b)
  }
}

extension Value {
  /// Whether it takes more than about so many bytes once it is written out: 16 for each value inside, and its texts.
  ///
  /// Parts may be shared, so that a small value can come to more than any memory holds.
  public func isLarger(thanBytes limit: Int) -> Bool { Cost.bytes(self, upTo: limit) > limit }
}

extension Cost {
  fileprivate static func bytes(_ value: Value, upTo limit: Int) -> Int {
    switch value {
    case .string(let text): 16 + text.utf8.count
    case .bytes(let bytes): 16 + bytes.count
    case .list(let list): 16 + bytes(list.elements, upTo: limit)
    case .map(let map): 16 + bytes(map.keys, upTo: limit) + bytes(map.values, upTo: limit)
    case .optional(let box): 16 + (box.value.map { bytes($0, upTo: limit) } ?? 0)
    default: 16
    }
  }

  private static func bytes(_ values: ContiguousArray<Value>, upTo limit: Int) -> Int {
    var sum = 0
    for value in values {
      guard sum <= limit else { break }
      sum += bytes(value, upTo: limit - sum)
    }
    return sum
  }
}
