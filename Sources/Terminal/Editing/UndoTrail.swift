/// What the line was before, newest last. libedit's emacs mode can't undo by itself.
struct UndoTrail {
  private var steps: [String] = []
  private var size = 0

  /// More is not worth its memory.
  static let stepsMax = 200
  static let bytesMax = 4 << 20

  /// Notes what the line is now. Letters typed one after the other are one step, up to the next space.
  mutating func note(_ text: String) {
    guard steps.last != text else { return }
    if steps.count > 1, continues(text) {
      size += text.utf8.count - (steps.last?.utf8.count ?? 0)
      steps[steps.count - 1] = text
    } else {
      steps.append(text)
      size += text.utf8.count
    }
    while steps.count > Self.stepsMax || (size > Self.bytesMax && steps.count > 1) {
      size -= steps.removeFirst().utf8.count
    }
  }

  /// Goes back one step; nil if there is none.
  mutating func back() -> String? {
    guard steps.count > 1 else { return nil }
    size -= steps.removeLast().utf8.count
    return steps.last
  }

  /// Whether this is the last step with one more letter, and that one was a letter more than its predecessor.
  private func continues(_ text: String) -> Bool {
    guard let last = steps.last, text.count == last.count + 1, text.hasPrefix(last), text.last != " " else {
      return false
    }
    let earlier = steps[steps.count - 2]
    return last.hasPrefix(earlier) && last.last != " "
  }
}
