import Playbooks

extension AnswerKind {
  /// The numbers it takes, where it takes no others; nil where they have no ends.
  var numbers: ClosedRange<Double>? {
    switch self {
    case .scale(let spec): return Double(spec.low)...Double(max(spec.low, spec.high))
    case .scale4: return 0...1
    case .number(let spec):
      guard let low = spec.min, let high = spec.max, low <= high else { return nil }
      return low...high
    default: return nil
    }
  }
}

extension ClosedRange<Double> {
  /// From the lowest end to the highest; nil without parts, or where one has no ends.
  static func hull(_ parts: [ClosedRange?]) -> ClosedRange? {
    var hull: ClosedRange?
    for part in parts {
      guard let part else { return nil }
      hull = hull.map { Swift.min($0.lowerBound, part.lowerBound)...Swift.max($0.upperBound, part.upperBound) } ?? part
    }
    return hull
  }

  /// What the mean of known numbers and of open ones comes to. Open ones may drop out, so only those count that pull
  /// towards the end in question. nil without any.
  static func mean(of known: [Double], _ open: [ClosedRange]) -> ClosedRange? {
    func end(_ ends: [Double], _ isFurther: (Double, Double) -> Bool) -> Double? {
      var (sum, count) = (known.reduce(0, +), Double(known.count))
      for end in ends.sorted(by: isFurther) where count == 0 || isFurther(end, sum / count) {
        (sum, count) = (sum + end, count + 1)
      }
      return count > 0 ? sum / count : nil
    }
    guard let low = end(open.map(\.lowerBound), <), let high = end(open.map(\.upperBound), >) else { return nil }
    return low...high
  }
}
