/// Lines that Up brings back: answers of this session, and commands, which may also outlive it.
///
/// What people say about each other must not lie around in a file that knows no session: only commands are kept, and of
/// those only the ones the caller calls harmless.
public struct LineHistory: Sendable {
  /// Oldest first, without doubles, answers and commands in the order they were given.
  public private(set) var lines: [String] = []
  private var kept: [String] = []

  public static let linesMax = 500
  /// Longer lines are not worth bringing back from a file.
  static let keptBytesMax = 1024

  public init() {}

  /// The commands that an earlier run left (`storedBytes`).
  public init(stored bytes: some Sequence<UInt8>) {
    let texts = Array(bytes).split(separator: 0x0A).compactMap { String(validating: $0, as: UTF8.self) }
    for text in texts.suffix(Self.linesMax) where text.utf8.count <= Self.keptBytesMax && !containsControls(text) {
      remember(command: text, isHarmless: true)
    }
  }

  public mutating func remember(answer line: String) { add(line) }

  /// `isHarmless`: says nothing about anybody, and may be written to the file of commands.
  public mutating func remember(command line: String, isHarmless: Bool) {
    add(line)
    guard isHarmless, !line.contains("\n"), line.utf8.count <= Self.keptBytesMax else { return }
    kept.removeAll { $0 == line }
    kept.append(line)
    if kept.count > Self.linesMax { kept.removeFirst() }
  }

  /// The harmless commands, one a line, for a file that only its owner may read.
  public var storedBytes: [UInt8] { kept.flatMap { Array($0.utf8) + [0x0A] } }

  private mutating func add(_ line: String) {
    guard line.contains(where: { !$0.isWhitespace }) else { return }
    lines.removeAll { $0 == line }
    lines.append(line)
    if lines.count > Self.linesMax { lines.removeFirst() }
  }
}
