import CLineShim
import Glibc

/// How another program ended.
public enum ChildOutcome: Equatable, Sendable {
  case exited(Int32)
  case killed(signal: Int32)
  /// errno(3) of the start: no such program, or not allowed.
  case notStarted(code: Int32)
}

/// Runs a program with this terminal as its own and waits for its end. No shell: the words are the program and its
/// arguments, the program is looked up in `PATH`.
///
/// The child gets no descriptor but 0, 1 and 2, and the signals as they are by default. If it is suspended, so are we.
/// Ctrl-C and the quit key are the child's while it runs; other signals to leave are sent on to it. `input`: bytes for its standard input instead of the terminal.
public func runChild(_ words: [String], input: [UInt8]? = nil, environment added: [String] = []) -> ChildOutcome {
  shim_flush()  // it writes to the same screen
  _ = shim_echo()
  guard let program = words.first, !words.contains(where: { $0.utf8.contains(0) }) else {
    return .notStarted(code: ENOENT)
  }
  var ends: [Int32] = [-1, -1]
  if input != nil, shim_pipe(&ends) != 0 { return .notStarted(code: EMFILE) }
  var child: pid_t = 0
  let code = withCStrings(words) { arguments in
    withCStrings(environmentStrings + added) { shim_spawn(program, arguments, $0, ends[0], &child) }
  }
  if ends[0] >= 0 { close(ends[0]) }
  if let input {
    if code == 0 { send(input, to: ends[1]) }
    close(ends[1])
  }
  guard code == 0 else { return .notStarted(code: code) }
  let outcome = wait(for: child)
  _ = shim_signals_take(Int32(SHIM_INTERRUPT | SHIM_QUIT))
  return outcome
}

/// A child that has enough closes its end; that is no error.
private func send(_ bytes: [UInt8], to descriptor: Int32) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if written < 0 && errno == EINTR { continue }
    guard written > 0 else { return }
    rest = rest.dropFirst(written)
  }
}

/// Waits for a child to end. One that is suspended suspends us; a signal to leave is sent on to it, once.
private func wait(for child: pid_t) -> ChildOutcome {
  var status: Int32 = 0
  var isTold = false
  while true {
    let changed = waitpid(child, &status, WUNTRACED | WNOHANG)
    if changed < 0 && errno != EINTR { return .notStarted(code: errno) }
    if changed <= 0 {
      waitForSignal()
      if !isTold, let signal = passedOn {
        kill(child, signal)
        isTold = true
      }
    } else if status & 0xFF == 0x7F {  // WIFSTOPPED of waitpid(2), which Swift doesn't see
      _ = shim_signals_take(Int32(SHIM_STOP))
      shim_stop()
      kill(child, SIGCONT)
    } else if status & 0x7F == 0 {
      return .exited((status >> 8) & 0xFF)
    } else {
      return .killed(signal: status & 0x7F)
    }
  }
}

/// Until a signal comes (a child's end is one), or a moment where signals aren't installed.
private func waitForSignal() {
  let descriptor = shim_signals_descriptor()
  var wake = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  poll(&wake, 1, descriptor >= 0 ? 1000 : 10)
  shim_signals_drain()
}

/// Ctrl-C and the quit key reach the child by themselves.
private var passedOn: Int32? {
  guard let signal = Signals.termination, signal != SIGQUIT else { return nil }
  return signal
}

private var environmentStrings: [String] {
  var strings: [String] = []
  var place = environ
  while let string = place.pointee {
    strings.append(String(cString: string))
    place += 1
  }
  return strings
}

/// Calls `body` with a list of C strings that ends in a null pointer.
private func withCStrings(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
) -> Int32 {
  var pointers = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeMutableBufferPointer { $0.baseAddress.map(body) ?? ENOMEM }
}
