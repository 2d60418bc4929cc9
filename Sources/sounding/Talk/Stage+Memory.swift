import Conversation
import Storage
import Terminal

/// What outlives a run beside the sessions: commands that say nothing about anybody, and how often each hint was shown.
extension Stage {
  private static let bytesMax = 1 << 20

  /// Reads both from the folder for this machine's state. What can't be read is as if it weren't there.
  mutating func recall(_ folder: String) {
    guard !isScript else { return }
    if let bytes = try? FileReader.read(folder + "/history", limit: Stage.bytesMax) {
      history = LineHistory(stored: bytes)
    }
    guard let bytes = try? FileReader.read(folder + "/hints", limit: Stage.bytesMax) else { return }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let count = Int(words[1]) { settings.hints.shown[String(words[0])] = count }
    }
  }

  /// Writes both, for this user alone. They are a comfort: that they can't be written stops nothing.
  func keep(_ folder: String) {
    guard !isScript else { return }
    write(history.storedBytes, to: folder + "/history")
    let hints = settings.hints.shown.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined()
    write(Array(hints.utf8), to: folder + "/hints")
  }

  private func write(_ bytes: [UInt8], to path: String) {
    guard !bytes.isEmpty else { return }
    try? AtomicFile.write(bytes, to: path, suffix: Surroundings.randomHex(bytes: 8), replacing: true)
  }
}

extension TypedLine {
  /// Commands whose words could be about somebody aren't written down.
  var isHarmless: Bool {
    guard case .command(let name, let argument) = self else { return false }
    if argument.isEmpty { return true }
    return [.back, .go, .list, .help, .set, .timer, .blind, .what, .why, .goal].contains(name)
  }
}
