/// A few slots, each once and ascending: expressions read two or three variables, for which a list is quicker than hashing.
public struct SlotSet: RandomAccessCollection, Hashable, Sendable {
  private var slots: [Int] = []

  public init() {}

  public var startIndex: Int { 0 }
  public var endIndex: Int { slots.count }
  public subscript(position: Int) -> Int { slots[position] }

  public func contains(_ slot: Int) -> Bool {
    for known in slots where known >= slot { return known == slot }
    return false
  }

  mutating func insert(_ slot: Int) {
    let place = slots.firstIndex { $0 >= slot } ?? slots.count
    if place < slots.count, slots[place] == slot { return }
    slots.insert(slot, at: place)
  }
}
