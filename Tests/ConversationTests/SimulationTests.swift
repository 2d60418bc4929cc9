import Playbooks
import Sessions
import Testing
import Text

@testable import Conversation

/// Random people against every shipped playbook. A failure names the playbook, the seed and the last lines typed; put
/// them into a transcript to see the screen.
@Suite("Whatever is typed, the conversation goes on")
struct SimulationTests {
  static let playbooks =
    Builtin.texts.keys.sorted().filter {
      !["universal", "words", "registers", "journey", "room", "rows"].contains($0) && !$0.hasSuffix(".schema")
    } + ["room", "rows"]

  static let lineCount = 70

  @Test(
    "Every answer is shown or refused, the prompt comes back, and no line is too wide", arguments: playbooks, [1, 2])
  func goesOn(_ name: String, _ seed: UInt64) throws {
    let (loaded, problems) = Builtin.load(name)
    let playbook = try #require(loaded, "\(name): \(problems)")
    var random = Dice(seed: seed &* 7919 &+ UInt64(name.utf8.count))
    let head = "playbook: \(name)\naccessible: \(seed % 2 == 0 ? "on" : "off")\n---\n"
    let transcript = try #require(Transcript(name: name, text: head))
    var player = TranscriptPlayer(transcript, playbook)
    player.begin()
    var typed: [String] = []
    for step in 0..<Self.lineCount {
      guard player.exitCode == nil else { break }
      let line = Self.line(player, &random)
      typed.append(line)
      let before = player.screen.count
      player.type(line)
      let shown = player.screen[before...].dropFirst()
      let last = typed.suffix(6).joined(separator: " | ")
      #expect(!shown.isEmpty, "\(name) \(seed): nothing after \(last)")
      #expect(player.conversation.waiting == nil, "\(name) \(seed): waits for ever after \(last)")
      let wide = shown.dropLast().first { displayWidth($0) > 76 && !$0.hasPrefix("{") && !$0.contains(" › ") }
      #expect(wide == nil, "\(name) \(seed): \(wide ?? "") after \(last)")
      let unsafe = shown.dropLast().first { $0.unicodeScalars.contains(where: \.isDeceptive) && !$0.contains(" › ") }
      #expect(unsafe == nil, "\(name) \(seed): \(unsafe ?? "") after \(last)")
      if let ask = player.lastAsk { #expect(ask.prompt.width < 20, "\(ask.prompt.plain)") }
      if step % 10 == 9, player.conversation.isAtRest, player.exitCode == nil {
        let prompt = player.lastAsk?.prompt
        _ = player.resume()
        #expect(player.lastAsk?.prompt == prompt, "\(name) \(seed): resumed elsewhere after \(last)")
      }
    }
  }

  /// A plausible answer to what is asked, now and then nonsense or a command.
  private static func line(_ player: TranscriptPlayer, _ random: inout Dice) -> String {
    let kind = random.below(20)
    if kind == 0 { return random.pick(nonsense) }
    if kind == 1 { return random.pick(commands) }
    if kind == 2 { return "" }
    switch player.conversation.expected {
    case .choice(let offers, _), .multi(let offers, _, _), .ranking(let offers, _):
      return offers.isEmpty ? "dk" : random.pick(offers).code
    case .number(let bounds):
      return bounds.min.map { "\($0)" } ?? "\(random.below(12))"
    case .scale(let range, _): return "\(range.lowerBound + random.below(range.count))"
    case .scale4: return random.pick(["0", ".25", ".5", "1", "dk"])
    case .yesno: return random.pick(["y", "n"])
    case .date: return random.pick(["tomorrow", "14 May", "in 6 weeks"])
    case .tally(let rows): return rows.isEmpty ? "dk" : rows.map { _ in "\(random.below(4))" }.joined(separator: " ")
    case .text, .long:
      return random.pick(["a word", "Two teams wait for one list", "Ana; one; two", "-", "buy a tool", ""])
    case nil: return random.pick(["y", "because we have to start somewhere", "1", "n", ""])
    }
  }

  private static let nonsense = [
    "??", "1,2,3,4,5", "-1", "99999999999999999999", "\u{1B}[31mred", "日本語", "//", "=", ";;;", "a;b;c;d;e;f;g;h;i",
    "? 1", "? perhaps", "n/a", "dk", "quit", "help", "\u{202E}evil", "{top} {unknown}", "''", "1 2 3",
  ]

  private static let commands = [
    "/back", "/next", "/list", "/status", "/review", "/undo", "/redo", "/why", "/why not Q3", "/goal", "/fast", "/skip",
    "/na", "/go Q2", "/go 1", "/rows", "/drop B1", "/move B1 1", "/inactive", "/history", "/people 3", "/blind on",
    "/votes", "/help", "/find a", "/note a thought", "/park later", "/if Q1 = dk", "/example", "/scale", "/agenda",
    "^[",
  ]
}

/// The same numbers on every machine (SplitMix64).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ count: Int) -> Int { count <= 1 ? 0 : Int(next() % UInt64(count)) }
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
