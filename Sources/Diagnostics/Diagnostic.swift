/// A message for the author of a file: what is wrong (lower case, no full stop), where, and what to do about it.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is. Only errors keep a file from being used.
  public enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
    case error, warning, note

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  }

  /// Another place that belongs to the message, e.g. where a name was used first.
  public struct Note: Hashable, Sendable {
    public var message: String
    public var file: String?
    public var range: SourceRange?

    public init(_ message: String, file: String? = nil, at range: SourceRange? = nil) {
      self.message = message
      self.file = file
      self.range = range
    }
  }

  public var severity: Severity
  public var message: String
  public var file: String
  /// Without a range the message is about the file as a whole.
  public var range: SourceRange?
  public var hint: String?
  public var notes: [Note]
  /// The short name of a check that can be waived, e.g. `never-asked`.
  public var check: String?

  public init(
    _ severity: Severity = .error, _ message: String, file: String, at range: SourceRange? = nil, hint: String? = nil,
    notes: [Note] = [], check: String? = nil
  ) {
    self.severity = severity
    self.message = message
    self.file = file
    self.range = range
    self.hint = hint
    self.notes = notes
    self.check = check
  }
}

extension [Diagnostic] {
  /// In reading order (file, place, severity, message), each message once.
  public func inReadingOrder() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let each = filter { seen.insert($0).inserted }
    return each.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.file != b.file { return a.file < b.file }
      let (atA, atB) = (a.range ?? .start, b.range ?? .start)
      if atA != atB { return atA < atB }
      if a.severity != b.severity { return a.severity < b.severity }
      if a.message != b.message { return a.message < b.message }
      return left.offset < right.offset
    }.map(\.element)
  }

  public var hasErrors: Bool { contains { $0.severity == .error } }
}
