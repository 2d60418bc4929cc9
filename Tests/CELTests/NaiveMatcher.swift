/// A pattern as a tree and the simplest matcher there is, to compare the real one with: it tries everything in order.
indirect enum NaivePattern {
  case scalar(Character)
  case any
  case oneOf([Character], isInverted: Bool)
  case start, end, boundary
  case sequence([NaivePattern])
  case either(NaivePattern, NaivePattern)
  case loop(NaivePattern, Int, Int?, isLazy: Bool)

  /// The pattern as it is written.
  var text: String {
    switch self {
    case .scalar(let scalar): String(scalar)
    case .any: "."
    case .oneOf(let scalars, let isInverted): "[\(isInverted ? "^" : "")\(String(scalars))]"
    case .start: "^"
    case .end: "$"
    case .boundary: "\\b"
    case .sequence(let parts): "(?:\(parts.map(\.text).joined()))"
    case .either(let left, let right): "(\(left.text)|\(right.text))"
    case .loop(let part, let min, let max, let isLazy):
      "(?:\(part.text)){\(min),\(max.map(String.init) ?? "")}\(isLazy ? "?" : "")"
    }
  }

  var canBeEmpty: Bool {
    switch self {
    case .scalar, .any, .oneOf: false
    case .start, .end, .boundary: true
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .either(let left, let right): left.canBeEmpty || right.canBeEmpty
    case .loop(let part, let min, _, _): min == 0 || part.canBeEmpty
    }
  }

  /// Whether some loop repeats what can be empty; there engines differ in which of several matches they prefer.
  var hasEmptyLoop: Bool {
    switch self {
    case .sequence(let parts): parts.contains(where: \.hasEmptyLoop)
    case .either(let left, let right): left.hasEmptyLoop || right.hasEmptyLoop
    case .loop(let part, _, _, _): part.canBeEmpty || part.hasEmptyLoop
    default: false
    }
  }

  func firstMatch(in text: [Character]) -> Range<Int>? {
    for start in 0...text.count {
      var end: Int?
      let isFound = match(text, start) { place in
        end = place
        return true
      }
      if isFound, let end { return start..<end }
    }
    return nil
  }

  private func match(_ text: [Character], _ place: Int, _ then: (Int) -> Bool) -> Bool {
    let next = place < text.count ? text[place] : nil
    switch self {
    case .scalar(let scalar): return next == scalar && then(place + 1)
    case .any: return next != nil && next != "\n" && then(place + 1)
    case .oneOf(let scalars, let isInverted):
      guard let next else { return false }
      return scalars.contains(next) != isInverted && then(place + 1)
    case .start: return place == 0 && then(place)
    case .end: return place == text.count && then(place)
    case .boundary:
      let isWord = { (scalar: Character?) in scalar.map { "abc".contains($0) } ?? false }
      return isWord(place > 0 ? text[place - 1] : nil) != isWord(next) && then(place)
    case .sequence(let parts): return matchAll(parts[...], text, place, then)
    case .either(let left, let right): return left.match(text, place, then) || right.match(text, place, then)
    case .loop(let part, let min, let max, let isLazy):
      if max == 0 { return then(place) }
      func again() -> Bool {
        part.match(text, place) { end in
          if end == place, min == 0 { return false }
          let rest = NaivePattern.loop(part, Swift.max(0, min - 1), max.map { $0 - 1 }, isLazy: isLazy)
          return rest.match(text, end, then)
        }
      }
      if min > 0 { return again() }
      return isLazy ? then(place) || again() : again() || then(place)
    }
  }

  private func matchAll(_ parts: ArraySlice<NaivePattern>, _ text: [Character], _ place: Int, _ then: (Int) -> Bool)
    -> Bool
  {
    guard let first = parts.first else { return then(place) }
    return first.match(text, place) { matchAll(parts.dropFirst(), text, $0, then) }
  }

  init(_ random: inout SplitMix, depth: Int) {
    switch random.below(depth > 0 ? 12 : 7) {
    case 0, 1, 2: self = .scalar("abc-"[random.below(4)])
    case 3: self = .any
    case 4: self = .oneOf(["a", random.below(2) == 0 ? "b" : "\n"], isInverted: random.below(2) == 0)
    case 5: self = [.start, .end, .boundary][random.below(3)]
    case 6: self = .scalar("a")
    case 7, 8:
      self = .sequence((0..<(1 + random.below(3))).map { _ in NaivePattern(&random, depth: depth - 1) })
    case 9: self = .either(NaivePattern(&random, depth: depth - 1), NaivePattern(&random, depth: depth - 1))
    default:
      let min = random.below(3)
      let max = random.below(2) == 0 ? nil : min + random.below(3)
      self = .loop(NaivePattern(&random, depth: depth - 1), min, max, isLazy: random.below(2) == 0)
    }
  }
}

extension String {
  fileprivate subscript(offset: Int) -> Character { self[index(startIndex, offsetBy: offset)] }
}
