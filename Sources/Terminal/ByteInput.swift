import CLineShim
import Glibc

/// Bytes from a descriptor, read in blocks, waiting in a way that no signal can miss.
struct ByteInput {
  enum Wait: Equatable {
    case byte(UInt8)
    /// Nothing came in time.
    case timeout
    /// A signal came; its flag says which.
    case signal
    /// The end of the file, or an error that amounts to it.
    case end
  }

  let descriptor: Int32
  private var block: [UInt8] = []
  private var next = 0
  private var isAtEnd = false

  private static let blockBytes = 4096

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// What is typed at the terminal on standard input, read in a way that never waits.
  ///
  /// Ctrl-C makes the system throw away what was typed before it. What `poll` saw may be gone when it is read; a read that
  /// waits would then wait for the next key, with the signal behind it.
  static var terminal: ByteInput {
    let own = open("/proc/self/fd/0", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    return ByteInput(descriptor: max(0, own))  // where it may not be opened again, it is read as it is
  }

  /// Whether bytes are here already, so that asking for one doesn't wait.
  var hasBytes: Bool { next < block.count }

  /// The next byte, if it is here and a letter, digit or sign of ASCII.
  var plainByte: UInt8? {
    guard next < block.count, (0x20...0x7E).contains(block[next]) else { return nil }
    return block[next]
  }

  /// Takes a byte that is here.
  mutating func skip() { next += 1 }

  /// Puts a byte back in front of the others.
  mutating func unread(_ byte: UInt8) {
    if next > 0 {
      next -= 1
      block[next] = byte
    } else {
      block.insert(byte, at: 0)
    }
  }

  /// Takes what is here up to the next `end`, which is taken as well; whether it came. Of what is taken, `bytes` gets
  /// so much that it has `countMax` bytes.
  mutating func take(until end: UInt8, into bytes: inout [UInt8], countMax: Int) -> Bool {
    let found = block[next...].firstIndex(of: end)
    let run = block[next..<(found ?? block.count)]
    bytes += run.prefix(max(0, countMax - bytes.count))
    next = found.map { $0 + 1 } ?? block.count
    return found != nil
  }

  /// Forgets what was read and not taken, as the terminal does with what was typed before Ctrl-C.
  mutating func discard() {
    block = []
    next = 0
  }

  /// Puts another byte in place of one, wherever it stands in what is here.
  mutating func exchange(_ old: UInt8, for new: UInt8) {
    for place in next..<block.count where block[place] == old { block[place] = new }
  }

  /// The next byte, waiting at most `milliseconds`; -1 waits for ever.
  mutating func byte(within milliseconds: Int32) -> Wait {
    if hasBytes {
      next += 1
      return .byte(block[next - 1])
    }
    if isAtEnd { return .end }
    let signals = shim_signals_descriptor()
    var waits = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&waits, signals >= 0 ? 2 : 1, milliseconds)
    if ready == 0 { return .timeout }
    if waits[1].revents != 0 { shim_signals_drain() }
    if ready < 0 || waits[1].revents != 0 { return ready < 0 && errno != EINTR ? .end : .signal }
    return fill()
  }

  private mutating func fill() -> Wait {
    var count = 0
    block = [UInt8](unsafeUninitializedCapacity: Self.blockBytes) { room, filled in
      count = Glibc.read(descriptor, room.baseAddress, Self.blockBytes)
      filled = max(0, count)
    }
    next = 0
    if count < 0 && (errno == EINTR || errno == EAGAIN) { return .signal }
    isAtEnd = count <= 0
    guard count > 0 else { return .end }
    next = 1
    return .byte(block[0])
  }
}
