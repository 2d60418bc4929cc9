import CEL

/// Steps of a scale: the first whose test holds gives the result. `weeks_fit.of(c.weeks)`.
struct Bands: Sendable {
  enum Test: Sendable {
    case less(Double), atMost(Double), more(Double), atLeast(Double), otherwise

    /// `< 2`, `<= 2`, `> 2` or `>= 2`.
    init?(_ text: String) {
      let operators: [(String, (Double) -> Test)] = [
        ("<=", { .atMost($0) }), (">=", { .atLeast($0) }), ("<", { .less($0) }), (">", { .more($0) }),
      ]
      for (symbol, make) in operators where text.hasPrefix(symbol) {
        let rest = text.dropFirst(symbol.count).drop { $0 == " " }
        guard let bound = parseNumber(String(rest)) else { return nil }
        self = make(bound)
        return
      }
      return nil
    }

    func holds(_ number: Double) -> Bool {
      switch self {
      case .less(let bound): number < bound
      case .atMost(let bound): number <= bound
      case .more(let bound): number > bound
      case .atLeast(let bound): number >= bound
      case .otherwise: true
      }
    }
  }

  struct Step: Sendable {
    let test: Test
    let result: Value
  }

  let steps: [Step]

  func of(_ number: Double) -> Value { steps.first { $0.test.holds(number) }?.result ?? .absent }

  var value: Value { .opaque(OpaqueBox(type: "bands", payload: self)) }
}

/// The steps of bands in words, as they stand in the file; nil for any other value.
public func bandSteps(of value: Value) -> [(test: String, result: Value)]? {
  guard case .opaque(let box) = value, let bands = box.payload as? Bands else { return nil }
  return bands.steps.map { ($0.test.words, $0.result) }
}

extension Bands.Test {
  fileprivate var words: String {
    switch self {
    case .less(let bound): "below \(plain(bound))"
    case .atMost(let bound): "up to \(plain(bound))"
    case .more(let bound): "above \(plain(bound))"
    case .atLeast(let bound): "from \(plain(bound))"
    case .otherwise: "else"
    }
  }

  private func plain(_ number: Double) -> String { Int64(exactly: number).map(String.init) ?? "\(number)" }
}
