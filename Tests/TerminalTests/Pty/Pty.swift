import Glibc

/// A program in a terminal of its own: what is typed, what comes out, how it ends.
///
/// Nothing waits for a fixed time: `wait(for:)` reads until the text is there, and gives up after half a minute.
final class Pty {
  let master: Int32
  let child: pid_t
  /// Everything the program has written so far.
  private(set) var output: [UInt8] = []
  /// Output up to here has been waited for.
  private var seen = 0
  /// Bytes up to the end of the last text waited for.
  var seenCount: Int { seen }
  private var status: Int32?
  private var isClosed = false
  /// What the program needs while it runs, such as a folder.
  var needed: AnyObject?
  /// The settings of the terminal before the program was started.
  private(set) var foundSettings: [UInt8] = []

  static let secondsMax = 30
  // ioctl_tty(2): TIOCSPTLCK and TIOCGPTN, which Swift doesn't see.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  init(_ command: [String], environment: [String: String] = [:], columns: UInt16 = 80, rows: UInt16 = 24) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: UInt32 = 0
    var isLocked: Int32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &isLocked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
      throw PtyProblem.noTerminal(errno)
    }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { close(slave) }
    let found = Self.settings(of: master)
    child = try spawn(command, environment, actions, startsSession: true)
    foundSettings = found
    // The program may wait for its output to be read before it reads on.
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
  }

  deinit {
    if status == nil {
      kill(child, SIGKILL)
      var ended: Int32 = 0
      waitpid(child, &ended, 0)
    }
    if !isClosed { close(master) }
  }

  var text: String { String(decoding: output, as: UTF8.self) }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    for _ in 0..<Self.secondsMax * 100_000 {
      if rest.isEmpty { return }
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 1024)) }
      if count > 0 { rest = rest.dropFirst(count) }
      drain(milliseconds: count > 0 ? 0 : 1)
    }
  }

  /// Reads until this text has come after what was last waited for; false if it doesn't come.
  func wait(for text: String, seconds: Int = Pty.secondsMax) -> Bool {
    let wanted = Array(text.utf8)
    for _ in 0..<seconds * 10 {
      if let end = find(wanted) {
        seen = end
        return true
      }
      drain(milliseconds: 100)
    }
    print("waited in vain for \(text.debugDescription): \(whatIsDone)")
    return false
  }

  /// What the system knows of a program that keeps quiet: what it waits for, signals, what is typed and not read.
  private var whatIsDone: String {
    let found = ["wchan", "syscall", "status", "stat"].map { content("/proc/\(child)/\($0)") }
    let signals = found[2].split(separator: "\n").filter { $0.hasPrefix("S") || $0.hasPrefix("State") }
    var (waiting, modes) = (Int32(0), termios())
    _ = ioctl(master, UInt(FIONREAD), &waiting)
    tcgetattr(master, &modes)
    return "in \(found[0]), call \(found[1]), \(signals.joined(separator: " ")), unread \(waiting), "
      + "modes \(String(modes.c_lflag, radix: 8)), group \(tcgetpgrp(master)), stat \(found[3])"
  }

  /// What has come since the last text waited for.
  var unseen: String { String(decoding: output[seen...], as: UTF8.self) }

  /// Looks for nothing that came before now.
  func forget() { seen = output.count }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Waits for the end: the exit code, 128 and the signal's number for a program that was killed, nil if it goes on.
  func exitCode(seconds: Int = secondsMax) -> Int32? {
    for _ in 0..<seconds * 200 {
      var ended: Int32 = 0
      if status == nil, waitpid(child, &ended, WNOHANG) == child { status = ended }
      drain(milliseconds: status == nil ? 5 : 0)
      if let status { return code(status) }
    }
    return nil
  }

  /// The settings of the terminal now, as bytes to compare.
  var settings: [UInt8] { Self.settings(of: master) }

  private static func settings(of descriptor: Int32) -> [UInt8] {
    var found = termios()
    tcgetattr(descriptor, &found)
    return withUnsafeBytes(of: &found) { Array($0) }
  }

  /// Takes the terminal away, as when its window is closed.
  func closeTerminal() {
    close(master)
    isClosed = true
  }

  /// Waits until the terminal shows nothing of what is typed.
  func silentSoon() -> Bool {
    for _ in 0..<Self.secondsMax * 50 {
      var found = termios()
      if tcgetattr(master, &found) == 0, found.c_lflag & tcflag_t(ECHO) == 0 { return true }
      drain(milliseconds: 20)
    }
    return false
  }

  private func find(_ wanted: [UInt8]) -> Int? {
    guard output.count - seen >= wanted.count else { return nil }
    for start in seen...(output.count - wanted.count) where output[start..<start + wanted.count].elementsEqual(wanted) {
      return start + wanted.count
    }
    return nil
  }

  /// Takes what there is, waiting so long for the first of it.
  func drain(milliseconds: Int32) {
    guard !isClosed else {
      usleep(UInt32(milliseconds) * 1000)
      return
    }
    var wait = milliseconds
    while true {
      var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, wait) > 0, ready.revents & Int16(POLLIN) != 0 else {
        if ready.revents & Int16(POLLHUP) != 0 { usleep(UInt32(wait) * 1000) }
        return
      }
      var block = [UInt8](repeating: 0, count: 4096)
      let count = read(master, &block, block.count)
      guard count > 0 else { return }
      output += block.prefix(count)
      wait = 0
    }
  }
}

enum PtyProblem: Error {
  case noTerminal(Int32)
  case notStarted(Int32)
}

func code(_ status: Int32) -> Int32 {
  status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
}

/// Starts a program with this environment alone.
func spawn(
  _ command: [String], _ environment: [String: String], _ actions: posix_spawn_file_actions_t, startsSession: Bool
) throws -> pid_t {
  var actions = actions
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var all = sigset_t()
  sigfillset(&all)
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  posix_spawnattr_setsigmask(&attributes, &none)
  let startSession: Int32 = startsSession ? 0x80 : 0  // POSIX_SPAWN_SETSID of glibc
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | startSession))
  var arguments = command.map { strdup($0) } + [nil]
  var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for string in arguments + variables { free(string) } }
  var child: pid_t = 0
  let problem = posix_spawnp(&child, command[0], &actions, &attributes, &arguments, &variables)
  guard problem == 0 else { throw PtyProblem.notStarted(problem) }
  return child
}
