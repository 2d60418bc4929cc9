/// Steps through a text with one state, a set of the program's states, and remembers where each kind of scalar leads.
///
/// It only says whether there is a match. The memory is bounded: when it is full, it is forgotten and built anew, so
/// that even a pattern whose every step leads to a new set costs no more than states times scalars.
struct RegexAutomaton {
  private struct Key: Hashable {
    let states: [Int32]
    let before: RegexNeighbour
  }

  private static let unknown: Int32 = -1
  private static let matched: Int32 = -2
  private static let failed: Int32 = -3

  private let program: RegexProgram
  private let alphabet: RegexAlphabet
  private let keyCountMax: Int
  private var keys: [Key] = []
  private var numbers: [Key: Int32] = [:]
  /// For each key and each kind of scalar the number of the next key, or one of the three above.
  private var targets: [Int32] = []
  private var listedAt: [Int]
  private var keptAt: [Int]
  private var turn = 0
  private var stack: [Int] = []
  private(set) var stepCount = 0

  init(_ program: RegexProgram, _ alphabet: RegexAlphabet) {
    self.program = program
    self.alphabet = alphabet
    keyCountMax = max(16, min(2_000, 400_000 / (alphabet.count + program.instructions.count)))
    listedAt = [Int](repeating: 0, count: program.instructions.count)
    keptAt = listedAt
  }

  mutating func isMatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var current = number(Key(states: [0], before: program.hasChecks ? .edge : .other))
    var index = 0
    while true {
      stepCount += 1
      let isAtEnd = index >= bytes.count
      let value = isAtEnd ? nil : decodeScalar(bytes, &index)
      let letter = value.map { alphabet.letter($0) } ?? alphabet.end
      var target = targets[Int(current) * alphabet.count + letter]
      if target == Self.unknown { target = advance(current, letter, value) }
      if target == Self.matched { return true }
      if target == Self.failed || isAtEnd { return false }
      current = target
    }
  }

  /// Where the key `current` leads with a scalar, or with the end of the text.
  private mutating func advance(_ current: Int32, _ letter: Int, _ value: UInt32?) -> Int32 {
    let key = keys[Int(current)]
    let after = program.hasChecks ? value.map { RegexNeighbour($0) } ?? .edge : .other
    turn += 1
    var kept: [Int32] = []
    stack.append(contentsOf: key.states.lazy.map { Int($0) })
    while let state = stack.popLast() {
      guard listedAt[state] != turn else { continue }
      listedAt[state] = turn
      stepCount += 1
      switch program.instructions[state] {
      case .jump(let target): stack.append(target)
      case .split(let first, let second):
        stack.append(second)
        stack.append(first)
      case .check(let check):
        if check.holds(key.before, after) { stack.append(state + 1) }
      case .match:
        stack.removeAll(keepingCapacity: true)
        targets[Int(current) * alphabet.count + letter] = Self.matched
        return Self.matched
      case .scalar(let expected):
        if value == expected { keep(state + 1, &kept) }
      case .set(let index):
        if let value, program.sets[index].contains(value) { keep(state + 1, &kept) }
      }
    }
    if !program.isAnchored { keep(0, &kept) }
    guard !kept.isEmpty else {
      targets[Int(current) * alphabet.count + letter] = Self.failed
      return Self.failed
    }
    kept.sort()
    let isFull = keys.count >= keyCountMax
    let target = number(Key(states: kept, before: after))
    if !isFull { targets[Int(current) * alphabet.count + letter] = target }
    return target
  }

  private mutating func keep(_ state: Int, _ kept: inout [Int32]) {
    guard keptAt[state] != turn else { return }
    keptAt[state] = turn
    kept.append(Int32(state))
  }

  private mutating func number(_ key: Key) -> Int32 {
    if let number = numbers[key] { return number }
    if keys.count >= keyCountMax {
      keys.removeAll(keepingCapacity: true)
      numbers.removeAll(keepingCapacity: true)
      targets.removeAll(keepingCapacity: true)
    }
    let number = Int32(keys.count)
    keys.append(key)
    numbers[key] = number
    targets.append(contentsOf: repeatElement(Self.unknown, count: alphabet.count))
    return number
  }
}

/// Scalars that no state tells apart are one letter.
struct RegexAlphabet: Sendable {
  /// The first scalar of each stretch, ascending; the first one is 0.
  private var starts: [UInt32] = [0]
  private let hasCategories: Bool
  private var ascii: [Int32] = []
  /// The letter for the end of the text.
  let end: Int
  /// How many letters there are, the end included.
  var count: Int { end + 1 }

  init(_ program: RegexProgram) {
    hasCategories = program.sets.contains { !$0.categories.isEmpty }
    var bounds: Set<UInt32> = [0]
    func add(_ range: ClosedRange<UInt32>) {
      bounds.insert(range.lowerBound)
      bounds.insert(range.upperBound + 1)
    }
    for instruction in program.instructions {
      if case .scalar(let value) = instruction { add(value...value) }
    }
    for set in program.sets { set.ranges.forEach(add) }
    if program.hasChecks {
      add(0x0A...0x0A)
      ScalarSet.words.ranges.forEach(add)
    }
    starts = bounds.sorted()
    end = starts.count * (hasCategories ? CategorySet.count : 1)
    ascii = (0..<128).map { Int32(look($0)) }
  }

  @inline(__always)
  func letter(_ value: UInt32) -> Int { value < 128 ? Int(ascii[Int(value)]) : look(value) }

  private func look(_ value: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle } else { high = middle }
    }
    return hasCategories ? low * CategorySet.count + Int(CategorySet.index(of: value)) : low
  }
}
