/// Steps through a text with all states at once, in the order in which a backtracking matcher would try them.
///
/// Its lists lie in memory that is borrowed for one search, as most searches are over in less than a microsecond.
struct RegexMachine {
  /// States, each with the scalar at which its try began; never more than the program has instructions.
  private struct Threads {
    let states: UnsafeMutablePointer<Int>
    let starts: UnsafeMutablePointer<Int>
    var count = 0

    @inline(__always)
    mutating func append(_ state: Int, _ start: Int) {
      states[count] = state
      starts[count] = start
      count += 1
    }
  }

  private let instructions: UnsafeBufferPointer<RegexProgram.Instruction>
  private let program: RegexProgram
  private let bytes: UnsafeBufferPointer<UInt8>
  /// For each state the last place, counted from 1, for which it was listed.
  private let listedAt: UnsafeMutablePointer<Int>
  /// States still to be followed: at most two for each one listed.
  private let stack: UnsafeMutablePointer<Int>
  /// Where the last scalar led to, and where this one leads to.
  private var arrivals: Threads
  private var nextArrivals: Threads
  /// The states that are ready to read a scalar.
  private var threads: Threads
  private var stepCount = 0

  /// The first match, in scalars; with `stopsAtFirst` any match, as soon as there is one. And the count of steps.
  static func search(
    _ program: RegexProgram, _ bytes: UnsafeBufferPointer<UInt8>, stopsAtFirst: Bool
  ) -> (match: Range<Int>?, stepCount: Int) {
    let size = program.instructions.count + 1
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: size * 9) { memory in
      guard let base = memory.baseAddress else { return (nil, 0) }
      memory.initialize(repeating: 0)
      return program.instructions.withUnsafeBufferPointer { instructions in
        var machine = RegexMachine(program, instructions, bytes, base, size)
        return (machine.run(stopsAtFirst), machine.stepCount)
      }
    }
  }

  private init(
    _ program: RegexProgram, _ instructions: UnsafeBufferPointer<RegexProgram.Instruction>,
    _ bytes: UnsafeBufferPointer<UInt8>, _ memory: UnsafeMutablePointer<Int>, _ size: Int
  ) {
    self.program = program
    self.instructions = instructions
    self.bytes = bytes
    listedAt = memory
    stack = memory + size
    arrivals = Threads(states: memory + size * 3, starts: memory + size * 4)
    nextArrivals = Threads(states: memory + size * 5, starts: memory + size * 6)
    threads = Threads(states: memory + size * 7, starts: memory + size * 8)
  }

  private mutating func run(_ stopsAtFirst: Bool) -> Range<Int>? {
    var found: Range<Int>?
    var index = 0
    var position = 0
    var before = RegexNeighbour.edge
    while true {
      var end = index
      let value = index < bytes.count ? decodeScalar(bytes, &end) : nil
      let after = program.hasChecks ? value.map { RegexNeighbour($0) } ?? .edge : .other
      swap(&arrivals, &nextArrivals)
      nextArrivals.count = 0
      threads.count = 0
      // What began further left comes first.
      for place in 0..<arrivals.count {
        follow(arrivals.states[place], arrivals.starts[place], position, before, after)
      }
      if found == nil, position == 0 || !program.isAnchored { follow(0, position, position, before, after) }
      if threads.count == 0, found != nil || program.isAnchored { return found }
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
    var height = 1
    stack[0] = state
    while height > 0 {
      height -= 1
      let state = stack[height]
      guard listedAt[state] != position + 1 else { continue }
      listedAt[state] = position + 1
      stepCount += 1
      switch instructions[state] {
      case .jump(let target):
        stack[height] = target
        height += 1
      case .split(let first, let second):
        stack[height] = second
        stack[height + 1] = first
        height += 2
      case .check(let check):
        guard check.holds(before, after) else { continue }
        stack[height] = state + 1
        height += 1
      case .scalar, .set, .match: threads.append(state, start)
      }
    }
  }

  /// Reads a scalar in every listed state, up to the first one that matches: what comes after it is worse.
  private mutating func step(_ value: UInt32?, _ position: Int) -> Range<Int>? {
    for place in 0..<threads.count {
      let state = threads.states[place]
      switch instructions[state] {
      case .match: return threads.starts[place]..<position
      case .scalar(let expected):
        if value == expected { nextArrivals.append(state + 1, threads.starts[place]) }
      case .set(let index):
        if let value, program.sets[index].contains(value) { nextArrivals.append(state + 1, threads.starts[place]) }
      case .jump, .split, .check: break
      }
    }
    return nil
  }
}
