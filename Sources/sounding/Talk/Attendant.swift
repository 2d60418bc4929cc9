import Conversation
import Glibc
import Text

/// When the conversation was last told how time goes.
struct RunningTimer {
  private var told = RunningTimer.now

  /// Whole seconds since the last call that gave any.
  mutating func passed() -> Int {
    let seconds = RunningTimer.now - told
    told += max(0, seconds)
    return max(0, seconds)
  }

  /// Seconds that no change of the clock moves.
  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return time.tv_sec
  }
}

/// What a conversation offers at Tab; the terminal's own kind has the same name.
typealias Offered = Completion

/// A talker while a line is typed: time goes on for it, and it is asked what Tab may offer.
///
/// It is let go of with `leave`, so that nobody but the loop holds the conversation when it goes on: a second holder
/// would make every change a copy of the whole session.
final class Attendant {
  private var talker: (any Talker)?
  private(set) var timer: RunningTimer?
  private let ring: (String) -> Void

  init(_ talker: any Talker, _ timer: RunningTimer?, ring: @escaping (String) -> Void) {
    self.talker = talker
    self.timer = timer
    self.ring = ring
  }

  func leave() -> (any Talker)? {
    defer { talker = nil }
    return talker
  }

  func completions(after command: String) -> [Offered] {
    talker?.completions(after: command) ?? []
  }

  func pass() -> [StyledText] {
    guard let seconds = timer?.passed(), seconds > 0 else { return [] }
    var lines: [StyledText] = []
    for output in talker?.receive(.tick(seconds: seconds)) ?? [] {
      switch output {
      case .line(let line): lines.append(line)
      case .bell: ring(lines.last?.plain ?? "")
      case .timer(nil): timer = nil
      default: break  // a tick says nothing else
      }
    }
    return lines
  }
}
