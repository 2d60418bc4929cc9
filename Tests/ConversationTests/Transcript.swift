import Glibc

@testable import Conversation

/// A conversation as text: a head of `key: value` lines, `---`, then what is shown, with typed lines after `> `.
struct Transcript: CustomStringConvertible {
  let name: String
  let playbook: String
  let head: String
  let settings: Settings
  let showsNotes: Bool
  /// What the screen showed when it was last accepted.
  let screen: [String]

  var description: String { name }

  /// Lines that are typed, and directions (`# ...`), in order.
  var script: [String] { screen.filter { $0.hasPrefix("> ") || $0 == ">" || $0.hasPrefix("# ") } }

  init?(name: String, text: String) {
    let halves = text.split(separator: "---\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2 else { return nil }
    self.name = name
    head = String(halves[0])
    var values: [String: String] = [:]
    for line in halves[0].split(separator: "\n") {
      let pair = line.split(separator: ":", maxSplits: 1).map(\.trimmed)
      if pair.count == 2 { values[pair[0]] = pair[1] }
    }
    playbook = values["playbook"] ?? ""
    var settings = Settings(
      today: values["today"].flatMap { CalendarDay(iso: $0) } ?? friday,
      width: values["width"].flatMap { Int($0) } ?? 80)
    settings.isAccessible = values["accessible"] == "on"
    settings.isASCII = values["ascii"] == "on"
    settings.isScript = values["script"] == "on"
    settings.hints.mode = values["hints"].flatMap { Settings.Hints.Mode(rawValue: $0) } ?? .fading
    self.settings = settings
    showsNotes = values["notes"] == "on"
    var lines = halves[1].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    screen = lines
  }

  // MARK: Files

  static let folder: String = {
    var parts = #filePath.split(separator: "/").map(String.init)
    parts.removeLast()
    return "/" + parts.joined(separator: "/") + "/Transcripts"
  }()

  static let all: [Transcript] = names.compactMap { name in
    read(folder + "/" + name).flatMap { Transcript(name: name, text: $0) }
  }

  private static var names: [String] { Builtin.files(folder).filter { $0.hasSuffix(".txt") } }

  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  static var isUpdating: Bool { getenv("UPDATE_TRANSCRIPTS").map { String(cString: $0) == "1" } ?? false }

  func accept(_ screen: [String]) {
    guard let file = fopen(Transcript.folder + "/" + name, "w") else { return }
    defer { fclose(file) }
    let text = head + "---\n" + screen.map { $0.trimmingSuffix { $0 == " " } + "\n" }.joined()
    _ = text.withCString { fputs($0, file) }
  }
}
