/// What the line was before, newest last. libedit's emacs mode can't undo by itself.
struct UndoTrail {
  private var steps: [String] = []
  private var size = 0

  /// More is not worth its memory.
  static let stepsMax = 200
  static let bytesMax = 4 << 20

  /// Notes what the line is now; false if it is what it was. Letters typed one after the other are one step, up to the
  /// next space.
  @discardableResult
  mutating func note(_ text: String) -> Bool {
    guard steps.last != text else { return false }
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
    return true
  }

  /// Goes back one step; nil if there is none.
  mutating func back() -> String? {
    guard steps.count > 1 else { return nil }
    size -= steps.removeLast().utf8.count
    return steps.last
  }

  /// Whether this is the last step with one more letter at its end, and the last step was typed in the same way.
  private func continues(_ text: String) -> Bool {
    guard let last = steps.last, text.utf8.last != UInt8(ascii: " "), last.utf8.last != UInt8(ascii: " ") else {
      return false
    }
    let added = text.utf8.count - last.utf8.count
    guard (1...4).contains(added), text.utf8.starts(with: last.utf8) else { return false }
    return text.utf8.suffix(added).count { $0 & 0xC0 != 0x80 } == 1
      && last.utf8.starts(with: steps[steps.count - 2].utf8)
  }
}
