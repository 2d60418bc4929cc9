/// Why an expression has no value (cel-spec langdef, "Runtime errors").
public final class EvalError: Sendable {
  public enum Kind: String, Sendable {
    /// The person said "don't know".
    case declined
    /// The answer does not apply.
    case absent
    case noSuchField, noSuchKey, noSuchOverload, divisionByZero, overflow, outOfRange
    case invalidArgument, undeclared, unsupportedKey, repeatedKey, costLimit, depthLimit
  }

  public let kind: Kind
  public let message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public static let declined = EvalError(.declined, "declined")
  public static let absent = EvalError(.absent, "does not apply")
  static let divisionByZero = EvalError(.divisionByZero, "divide by zero")
  static let moduloByZero = EvalError(.divisionByZero, "modulus by zero")
  static let overflow = EvalError(.overflow, "return error for overflow")
  static let costLimit = EvalError(.costLimit, "the expression takes too many steps")
}

extension Value {
  public static let declined = Value.error(.declined)
  public static let absent = Value.error(.absent)

  static func fail(_ kind: EvalError.Kind, _ message: String) -> Value { .error(EvalError(kind, message)) }
  static func noOverload(_ function: String, _ arguments: Value...) -> Value {
    let types = arguments.map(\.typeName).joined(separator: ", ")
    return .fail(
      .noSuchOverload, "no such overload: found no matching overload for '\(function)' applied to '(\(types))'")
  }
  static func range(_ message: String) -> Value { .fail(.outOfRange, message) }
  static func invalid(_ message: String) -> Value { .fail(.invalidArgument, message) }
}
