/// A regular expression in RE2's syntax, matched in time proportional to pattern times text.
///
/// Everything RE2 documents is understood except scripts in `\p{…}` and `\C`. Backreferences and lookaround can't be
/// matched in linear time and are refused, as in RE2. Text is compared scalar by scalar, without normalisation.
public struct LinearRegex: Sendable {
  public let pattern: String
  private let program: RegexProgram
  private let alphabet: RegexAlphabet

  public init(_ pattern: String, limits: RegexLimits = .library) throws(RegexProblem) {
    var parser = try RegexParser(pattern, limits: limits)
    let node = try parser.parse()
    guard node.size < limits.stateCountMax else {
      throw RegexProblem("this pattern is too large: it needs more than \(limits.stateCountMax) states", at: 0)
    }
    self.pattern = pattern
    program = RegexProgram(node)
    alphabet = RegexAlphabet(program)
  }

  /// How many steps a scalar may take at most.
  var stateCount: Int { program.instructions.count }

  /// Whether the pattern is found anywhere in `subject` (CEL's `matches`); `^` and `$` tie it to the ends.
  public func matches(_ subject: String) -> Bool { search(subject).isMatch }

  /// Like `matches`, with the count of steps it took.
  public func search(_ subject: String) -> RegexSearch {
    var subject = subject
    return subject.withUTF8 { bytes in
      if bytes.count <= Self.shortSubjectMax {
        let (match, stepCount) = RegexMachine.search(program, bytes, stopsAtFirst: true)
        return RegexSearch(isMatch: match != nil, stepCount: stepCount)
      }
      var automaton = RegexAutomaton(program, alphabet)
      return RegexSearch(isMatch: automaton.isMatch(bytes), stepCount: automaton.stepCount)
    }
  }

  /// Where the pattern is found first, in Unicode scalars: leftmost, and of several there the one Perl would take.
  public func firstMatch(in subject: String) -> Range<Int>? {
    var subject = subject
    return subject.withUTF8 { RegexMachine.search(program, $0, stopsAtFirst: false).match }
  }

  /// Up to this many bytes, stepping through the states costs less than building an automaton of them.
  private static let shortSubjectMax = 96
}

/// The answer of a search and what it cost.
public struct RegexSearch: Equatable, Sendable {
  public let isMatch: Bool
  /// States looked at; at most about states times scalars.
  public let stepCount: Int
}

/// How large a pattern may be.
public struct RegexLimits: Hashable, Sendable {
  /// Unicode scalars in the pattern.
  public var lengthMax: Int
  /// States after `{2,5}` and the like have been written out.
  public var stateCountMax: Int
  /// The largest number in `{2,5}`.
  public var repeatMax: Int
  /// Groups inside each other.
  public var depthMax: Int

  public init(lengthMax: Int, stateCountMax: Int, repeatMax: Int = 1_000, depthMax: Int = 100) {
    self.lengthMax = lengthMax
    self.stateCountMax = min(stateCountMax, 1 << 20)
    self.repeatMax = min(repeatMax, 1 << 20)
    self.depthMax = min(depthMax, 1_000)
  }

  /// For expressions of any origin.
  public static let library = RegexLimits(lengthMax: 10_000, stateCountMax: 10_000)

  /// For patterns in playbooks: a text of 8 KiB is searched in a few milliseconds.
  public static let playbook = RegexLimits(lengthMax: 256, stateCountMax: 512)
}

/// Why a text is no pattern that we can match.
public struct RegexProblem: Error, Equatable, Sendable {
  /// Lower case, no full stop.
  public let message: String
  /// Where in the pattern, in Unicode scalars.
  public let offset: Int

  init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}
