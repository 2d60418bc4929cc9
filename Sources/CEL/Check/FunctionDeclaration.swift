/// A function the host offers to expressions: a name, its overloads and what they do.
public struct FunctionDeclaration {
  public struct Overload {
    public var parameters: [Type]
    public var result: Type
    /// A strict function never sees an error or unknown among its arguments.
    public var isStrict: Bool
    /// The receiver comes first. Nil: known to the checker alone.
    public var implementation: (([Value]) -> Value)?

    public init(
      _ parameters: [Type], _ result: Type, nonStrict: Bool = false, _ implementation: (([Value]) -> Value)? = nil
    ) {
      (self.parameters, self.result, self.isStrict) = (parameters, result, !nonStrict)
      self.implementation = implementation
    }
  }
  public var name: String
  /// `x.f(y)` rather than `f(x, y)`.
  public var isMember: Bool
  public var overloads: [Overload]

  public init(_ name: String, isMember: Bool = false, _ overloads: [Overload]) {
    (self.name, self.isMember, self.overloads) = (name, isMember, overloads)
  }
}

/// One overload as the checker sees it. Finished before it is looked at; a class, since it is handed on for every call.
final class Signature {
  let parameters: [Type]
  let result: Type
  let isMember: Bool
  @exclusivity(unchecked) var isStrict = true
  /// Set for functions of the host.
  @exclusivity(unchecked) var implementation: (([Value]) -> Value)?
  let typeParameters: [String]
  /// Of each parameter; see `Type.plainCode`.
  let plainCodes: [UInt8]

  init(_ parameters: [Type], _ result: Type, isMember: Bool) {
    (self.parameters, self.result, self.isMember) = (parameters, result, isMember)
    var names: [String] = []
    for type in parameters { type.addTypeParameters(to: &names) }
    result.addTypeParameters(to: &names)
    typeParameters = names
    plainCodes = parameters.map(\.plainCode)
  }

  enum Fit { case no, yes, perhaps }

  /// Whether arguments of these types fit, as far as a quick look tells, before types are compared in earnest.
  func takes(_ types: [Type]) -> Fit {
    guard types.count == plainCodes.count else { return .no }
    var isPlain = typeParameters.isEmpty
    for index in types.indices {
      let code = types[index].plainCode
      if code == 0 || plainCodes[index] == 0 {
        isPlain = false
      } else if code != plainCodes[index] {
        return .no
      }
    }
    return isPlain ? .yes : .perhaps
  }
}

extension Type {
  /// A number of its own for each type that fits itself and what fits everything; 0 for all others.
  var plainCode: UInt8 {
    switch self {
    case .bool: 1
    case .int: 2
    case .uint: 3
    case .double: 4
    case .string: 5
    case .bytes: 6
    case .timestamp: 7
    case .duration: 8
    default: 0
    }
  }

  /// Adds the names of the type parameters inside that are not among the names yet.
  fileprivate func addTypeParameters(to names: inout [String]) {
    switch self {
    case .typeParam(let name): if !names.contains(name) { names.append(name) }
    case .list(let inner), .optional(let inner): inner.addTypeParameters(to: &names)
    case .map(let key, let value):
      key.addTypeParameters(to: &names)
      value.addTypeParameters(to: &names)
    case .type(let inner): inner?.addTypeParameters(to: &names)
    case .opaque(_, let inner): for type in inner { type.addTypeParameters(to: &names) }
    default: break
    }
  }
}

/// What a built-in function does, by its number of arguments, the receiver being the first.
enum Native {
  case one((Value) -> Value)
  case two((Value, Value) -> Value)
  case three((Value, Value, Value) -> Value)
  case many(([Value]) -> Value)

  func takes(_ count: Int) -> Bool {
    switch self {
    case .one: count == 1
    case .two: count == 2
    case .three: count == 3
    case .many: true
    }
  }
}

/// What a call costs beside the one step every call costs.
enum CallCost {
  case constant
  /// A step for every ten elements or bytes of the arguments, whatever the elements hold.
  case outer
  /// A step for every ten elements or bytes of the arguments and of everything inside them.
  case linear
  /// A step for every ten of the product of the sizes: results that may be larger than all arguments together.
  case product
  /// The same, and a step for every hundred bytes of the texts inside a list.
  case text
  /// A step for every ten pairs of elements, unless they can be looked up.
  case pairs
  /// A step for every ten bytes of the text and every ten states of a pattern that is still to be read.
  case pattern
  /// The same for a pattern that was read before, with so many states.
  case matching(states: Int)
}

/// All functions of one name.
struct Function: @unchecked Sendable {
  let name: String
  var signatures: [Signature] = []
  var natives: [Native] = []
  var cost = CallCost.constant

  /// The built-in implementation for so many arguments, given the overloads that fit.
  func native(_ count: Int, _ signatures: [Signature]) -> Native? {
    if name == "sum", count == 1, let type = signatures.first?.result { return .one { Lists.sum($0, as: type) } }
    return natives.first { $0.takes(count) }
  }
}
