/// A pattern as states that a machine steps through (Thompson 1968, in Pike's form).
struct RegexProgram: Sendable {
  enum Instruction: Sendable {
    /// Reads this scalar and goes on with the next instruction.
    case scalar(UInt32)
    /// Reads a scalar of `sets[index]` and goes on with the next instruction.
    case set(Int)
    /// Goes on with the next instruction where the check holds.
    case check(RegexCheck)
    /// Goes on in two places, the first one preferred.
    case split(Int, Int)
    case jump(Int)
    case match
  }

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [ScalarSet] = []
  /// Whether a match can begin only at the start of the text.
  let isAnchored: Bool
  /// Whether any instruction looks at the scalars around a place.
  private(set) var hasChecks = false

  init(_ node: RegexNode) {
    isAnchored = node.isAnchored
    emit(node)
    instructions.append(.match)
  }

  private mutating func emit(_ node: RegexNode) {
    switch node {
    case .empty: break
    case .set(let set): emit(set)
    case .check(let check):
      hasChecks = true
      instructions.append(.check(check))
    case .sequence(let nodes):
      for node in nodes { emit(node) }
    case .either(let nodes): emit(either: nodes)
    case .loop(let node, let min, let max, let isLazy): emit(loop: node, min, max, isLazy)
    }
  }

  private mutating func emit(_ set: ScalarSet) {
    if let value = set.single { return instructions.append(.scalar(value)) }
    let index = sets.firstIndex(of: set) ?? sets.count
    if index == sets.count { sets.append(set) }
    instructions.append(.set(index))
  }

  private mutating func emit(either nodes: [RegexNode]) {
    var jumps: [Int] = []
    for node in nodes.dropLast() {
      let split = instructions.count
      instructions.append(.split(0, 0))
      emit(node)
      jumps.append(instructions.count)
      instructions.append(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    if let last = nodes.last { emit(last) }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }

  private mutating func emit(loop node: RegexNode, _ min: Int, _ max: Int?, _ isLazy: Bool) {
    for _ in 0..<(max == nil ? Swift.max(0, min - 1) : min) { emit(node) }
    guard let max else { return emit(endless: node, isOptional: min == 0, isLazy) }
    var splits: [Int] = []
    for _ in min..<max {
      splits.append(instructions.count)
      instructions.append(.split(0, 0))
      emit(node)
    }
    for split in splits { instructions[split] = choice(enter: split + 1, leave: instructions.count, isLazy) }
  }

  /// `x*` is `(x+)?`, which differs from a plain loop only where `x` can be empty: there Perl prefers one empty turn.
  private mutating func emit(endless node: RegexNode, isOptional: Bool, _ isLazy: Bool) {
    let entry = instructions.count
    if isOptional { instructions.append(.split(0, 0)) }
    let body = instructions.count
    emit(node)
    let back = instructions.count
    instructions.append(choice(enter: body, leave: back + 1, isLazy))
    if isOptional { instructions[entry] = choice(enter: body, leave: back + 1, isLazy) }
  }

  private func choice(enter: Int, leave: Int, _ isLazy: Bool) -> Instruction {
    isLazy ? .split(leave, enter) : .split(enter, leave)
  }
}

/// Reads the scalar that begins at `index` of well-formed UTF-8, and moves behind it.
@inline(__always)
func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
  let first = UInt32(bytes[index])
  func next(_ distance: Int) -> UInt32 {
    index + distance < bytes.count ? UInt32(bytes[index + distance] & 0x3F) : 0
  }
  switch first {
  case 0..<0x80:
    index += 1
    return first
  case 0x80..<0xE0:
    defer { index += 2 }
    return (first & 0x1F) << 6 | next(1)
  case 0xE0..<0xF0:
    defer { index += 3 }
    return (first & 0x0F) << 12 | next(1) << 6 | next(2)
  default:
    defer { index += 4 }
    return (first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3)
  }
}
