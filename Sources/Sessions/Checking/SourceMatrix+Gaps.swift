extension SourceMatrix {
  /// Items that are counted over: `DC-12`, or `DC-12..DC-14`, where there are a `DC-11` and a `DC-15`.
  public var gaps: [String] {
    var numbers: [String: Set<Int>] = [:]
    for item in places.keys {
      let parts = item.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, let number = Int(parts[1]), number < 1_000 else { continue }
      numbers[String(parts[0]), default: []].insert(number)
    }
    return numbers.keys.sorted().flatMap { prefix -> [String] in
      let there = (numbers[prefix] ?? []).union([0]).sorted()
      return zip(there, there.dropFirst()).compactMap { low, high in
        let (first, last) = (item(prefix, low + 1), item(prefix, high - 1))
        return high - low < 2 ? nil : first == last ? first : "\(first)..\(last)"
      }
    }
  }

  private func item(_ prefix: String, _ number: Int) -> String { "\(prefix)-\(number < 10 ? "0" : "")\(number)" }
}
