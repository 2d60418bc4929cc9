import Glibc
import Testing

/// A program in tmux, for what only a screen can show: where things stand after moving, wrapping and resizing.
final class Tmux {
  private let socket: String
  static let turnsMax = 300

  /// Whether tmux is there at all; the tests that need it name themselves as skipped if not.
  static let isInstalled: Bool = (try? tmux(["-V"]))?.code == 0

  init(_ command: [String], environment: [String: String], columns: Int, rows: Int) throws {
    socket = "sounding-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let variables = environment.filter { $0.key != "TERM" }.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
    let line = "env \(variables) \(command.map { "'\($0)'" }.joined(separator: " ")); echo EXIT=$?; read x"
    try call(["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh", "-c", line])
    try call(["set-option", "-g", "escape-time", "0"])
  }

  deinit { _ = try? call(["kill-server"]) }

  @discardableResult
  private func call(_ arguments: [String]) throws -> String { try Tmux.tmux(["-u", "-L", socket] + arguments).output }

  private static func tmux(_ arguments: [String]) throws -> RunResult {
    try run(["tmux"] + arguments, input: [], environment: Echo.environment(["SHELL": "/bin/sh"]))
  }

  func type(_ text: String) throws { try call(["send-keys", "-l", text]) }
  /// Keys by tmux's names: `Left`, `C-c`, `Enter`.
  func press(_ keys: String...) throws { try call(["send-keys"] + keys) }
  func resize(_ columns: Int, _ rows: Int) throws { try call(["resize-window", "-x", "\(columns)", "-y", "\(rows)"]) }

  /// What is on the screen, without blanks at the ends of rows and of the screen.
  var rows: [String] {
    let screen = (try? call(["capture-pane", "-p"])) ?? ""
    var rows = screen.split(separator: "\n", omittingEmptySubsequences: false).map { String($0.trimmed) }
    while rows.last == "" { rows.removeLast() }
    return rows
  }

  var cursor: String { String(((try? call(["display-message", "-p", "#{cursor_x},#{cursor_y}"])) ?? "").trimmed) }

  /// Checks that the screen comes to look like this, and the cursor to stand there.
  func expect(_ rows: [String], cursor: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
    for _ in 0..<Self.turnsMax {
      if self.rows == rows, cursor == nil || self.cursor == cursor { return }
      usleep(50_000)
    }
    #expect(self.rows == rows, sourceLocation: sourceLocation)
    if let cursor { #expect(self.cursor == cursor, sourceLocation: sourceLocation) }
  }
}

extension Tmux {
  /// Checks that the screen comes to hold these rows one after the other, near its end.
  func expect(last wanted: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    var found: [String] = []
    for _ in 0..<Self.turnsMax {
      found = rows
      let starts = 0...max(0, found.count - wanted.count)
      if starts.contains(where: { found.dropFirst($0).starts(with: wanted) }) { return }
      usleep(50_000)
    }
    #expect(found == wanted, sourceLocation: sourceLocation)
  }
}

extension StringProtocol {
  /// Without blanks and line feeds at the end.
  fileprivate var trimmed: SubSequence {
    guard let last = lastIndex(where: { $0 != " " && $0 != "\n" }) else { return prefix(0) }
    return self[...last]
  }
}
