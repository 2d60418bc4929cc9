import CEL
import Glibc
import JSON

/// Reads requests line by line from standard input and writes an answer for each, in order.
enum EvalBatch {
  /// Longer lines are answered with an error.
  private static let lineLengthMax = 4 << 20

  static func run(zones: some ZoneProvider) throws(BrokenPipe) {
    var lines = InputLines(lengthMax: lineLengthMax)
    var writer = JSONWriter()
    while let line = lines.next() {
      switch line {
      case .tooLong: writer.value(["error": "this line is too long"])
      case .text(let bytes) where bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }): continue
      case .text(let bytes): writer.value(bytes.withUnsafeBytes { EvalLine.answer($0, zones: zones) })
      }
      writer.raw([0x0A])
      if !lines.hasMore || writer.bytes.count > 1 << 16 {
        try write(writer.bytes)
        writer.reset()
      }
    }
    try write(writer.bytes)
  }

  private static func write(_ bytes: [UInt8]) throws(BrokenPipe) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw BrokenPipe() }
      rest = rest.dropFirst(count)
    }
  }
}

/// Standard output takes no more.
struct BrokenPipe: Error {}

/// The lines of standard input, read in large pieces.
private struct InputLines {
  enum Line {
    case text([UInt8])
    case tooLong
  }

  private let lengthMax: Int
  private var buffer: [UInt8] = []
  private var offset = 0
  private var isAtEnd = false

  init(lengthMax: Int) { self.lengthMax = lengthMax }

  /// Whether another whole line is waiting in memory.
  var hasMore: Bool { buffer[offset...].contains(0x0A) }

  mutating func next() -> Line? {
    var searched = offset
    var isTooLong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { offset = end + 1 }
        return isTooLong ? .tooLong : .text(Array(buffer[offset..<end]))
      }
      if isAtEnd {
        guard offset < buffer.count || isTooLong else { return nil }
        defer { offset = buffer.count }
        return isTooLong ? .tooLong : .text(Array(buffer[offset...]))
      }
      if buffer.count - offset > lengthMax {
        isTooLong = true
        offset = buffer.count
      }
      searched = buffer.count - offset
      fill()
    }
  }

  /// Drops what has been read and reads on; what was at `offset` is then at the start.
  private mutating func fill() {
    buffer.removeFirst(offset)
    offset = 0
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: 1 << 16))
    var count: Int
    repeat {
      count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress.map { $0 + start }, $0.count - start) }
    } while count < 0 && errno == EINTR
    buffer.removeLast((1 << 16) - max(0, count))
    if count <= 0 { isAtEnd = true }
  }
}
