/// Steps through a text with all states at once, in the order in which a backtracking matcher would try them.
struct RegexMachine {
  private struct Thread {
    let state: Int
    /// The scalar at which this try began.
    let start: Int
  }

  private let program: RegexProgram
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the last scalar led to, and where this one leads to.
  private var arrivals: [Thread] = []
  private var nextArrivals: [Thread] = []
  /// The states that are ready to read a scalar.
  private var threads: [Thread] = []
  /// For each state the last place, counted from 1, for which it was listed.
  private var listedAt: [Int]
  private var stack: [Int] = []
  private(set) var stepCount = 0

  init(_ program: RegexProgram, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.program = program
    self.bytes = bytes
    listedAt = [Int](repeating: 0, count: program.instructions.count)
    threads.reserveCapacity(program.instructions.count)
    arrivals.reserveCapacity(program.instructions.count)
    nextArrivals.reserveCapacity(program.instructions.count)
  }

  /// The first match, in scalars; with `stopsAtFirst` any match, as soon as there is one.
  mutating func run(stopsAtFirst: Bool) -> Range<Int>? {
    var found: Range<Int>?
    var index = 0
    var position = 0
    var before = RegexNeighbour.edge
    while true {
      var end = index
      let value = index < bytes.count ? decodeScalar(bytes, &end) : nil
      let after = program.hasChecks ? value.map { RegexNeighbour($0) } ?? .edge : .other
      swap(&arrivals, &nextArrivals)
      nextArrivals.removeAll(keepingCapacity: true)
      threads.removeAll(keepingCapacity: true)
      // What began further left comes first.
      for thread in arrivals { follow(thread.state, thread.start, position, before, after) }
      if found == nil, position == 0 || !program.isAnchored { follow(0, position, position, before, after) }
      if threads.isEmpty, found != nil || program.isAnchored { return found }
      if let match = step(value, position) {
        found = match
        if stopsAtFirst { return found }
      }
      guard value != nil else { return found }
      before = after
      index = end
      position += 1
    }
  }

  /// Lists the states that can be reached from `state` without reading, preferred ones first.
  private mutating func follow(
    _ state: Int, _ start: Int, _ position: Int, _ before: RegexNeighbour, _ after: RegexNeighbour
  ) {
    stack.append(state)
    while let state = stack.popLast() {
      guard listedAt[state] != position + 1 else { continue }
      listedAt[state] = position + 1
      stepCount += 1
      switch program.instructions[state] {
      case .jump(let target): stack.append(target)
      case .split(let first, let second):
        stack.append(second)
        stack.append(first)
      case .check(let check):
        if check.holds(before, after) { stack.append(state + 1) }
      case .scalar, .set, .match: threads.append(Thread(state: state, start: start))
      }
    }
  }

  /// Reads a scalar in every listed state, up to the first one that matches: what comes after it is worse.
  private mutating func step(_ value: UInt32?, _ position: Int) -> Range<Int>? {
    for thread in threads {
      switch program.instructions[thread.state] {
      case .match: return thread.start..<position
      case .scalar(let expected):
        if value == expected { nextArrivals.append(Thread(state: thread.state + 1, start: thread.start)) }
      case .set(let index):
        if let value, program.sets[index].contains(value) {
          nextArrivals.append(Thread(state: thread.state + 1, start: thread.start))
        }
      case .jump, .split, .check: break
      }
    }
    return nil
  }
}
