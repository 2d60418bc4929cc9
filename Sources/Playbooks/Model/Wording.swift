import CEL
import Diagnostics

/// A wording that may hold earlier answers: `Tell {s.who} before launch`.
public struct Template: Sendable {
  public enum Part: Sendable {
    case text(String)
    case value(Program, Rendering)
  }
  public let parts: [Part]
  public let range: SourceRange

  /// The wording as it is written, values in braces.
  public var written: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .value(let program, _): "{\(program.source)}"
      }
    }.joined()
  }
}

/// How a value is shown inside a wording. Lists are joined, dates have their weekday, whatever the case.
public indirect enum Rendering: Sendable {
  case plain
  /// Codes show their wording.
  case choice(ChoiceSet)
  /// Row ids show the row's short text.
  case rows(RefSource)
}

/// `when:`, one condition or several joined by "and".
public struct Condition: Sendable {
  public let conjuncts: [Program]
  public let range: SourceRange

  public var sources: [String] { conjuncts.map(\.source) }
}

/// Who may see an answer: P names, H people matters, B money, C candid views, X security, S stance of a person.
public struct Sensitivity: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let names = Sensitivity(rawValue: 1)
  public static let people = Sensitivity(rawValue: 2)
  public static let money = Sensitivity(rawValue: 4)
  public static let candid = Sensitivity(rawValue: 8)
  public static let security = Sensitivity(rawValue: 16)
  public static let stance = Sensitivity(rawValue: 32)
  /// What everybody in the house may see and nobody outside: what is left of something declassified to `shared`.
  public static let inHouse = Sensitivity(rawValue: 64)

  /// Letters as they stand in files, in this order everywhere.
  public static let letters: [(letter: String, code: Sensitivity)] = [
    ("P", .names), ("H", .people), ("B", .money), ("C", .candid), ("X", .security), ("S", .stance),
  ]

  public init?(letter: String) {
    guard let code = Self.letters.first(where: { $0.letter == letter })?.code else { return nil }
    self = code
  }

  public var lettersPresent: [String] { Self.letters.filter { contains($0.code) }.map(\.letter) }
}
