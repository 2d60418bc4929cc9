/// The names an expression may use, and the limits on it: variables in slots, functions, macros, a container.
///
/// It begins with the standard environment, strings, math, two-variable macros, `cel.bind`, optionals, times and the list functions.
public struct Environment: @unchecked Sendable {
  struct Variable {
    let slot: Int
    let type: Type
    let codes: [String]?
    let isConstant: Bool
  }
  public var limits = Limits()
  /// The namespace names are looked up in first: in `a.b`, `x` may mean `a.b.x`, `a.x` or `x`.
  public var container = ""
  private(set) var variables: [String: Variable] = [:]
  /// Functions of the host, and those of the standard library that got further overloads or other implementations.
  private var functions: [String: Function] = [:]
  private(set) var macros: [String: [Macro]] = [:]

  public init() {}

  /// How many values `evaluate` reads its variables from.
  public var variableCount: Int { variables.count }

  /// Declares a variable and returns its slot; slots are dense from 0. Declaring a name again changes its type and keeps its slot.
  ///
  /// - codes: the only strings it (or, for a list, its elements) can be; comparing with another literal is a problem.
  /// - constant: data of the host whose whole numbers are read as literals are, also inside lists and maps.
  @discardableResult
  public mutating func declare(
    variable name: String, _ type: Type, codes: [String]? = nil, constant: Bool = false
  ) -> Int {
    let slot = variables[name]?.slot ?? variables.count
    variables[name] = Variable(slot: slot, type: type, codes: codes, isConstant: constant)
    return slot
  }

  /// Declares a function; overloads of a name that is there already are added to it.
  public mutating func declare(function declaration: FunctionDeclaration) {
    var function = known(declaration.name) ?? Function(name: declaration.name)
    for overload in declaration.overloads {
      let signature = Signature(overload.parameters, overload.result, isMember: declaration.isMember)
      signature.isStrict = overload.isStrict
      signature.implementation = overload.implementation ?? { _ in .fail(.undeclared, "unbound function") }
      function.signatures.append(signature)
    }
    functions[declaration.name] = function
  }

  /// Other implementations for a built-in function.
  mutating func replace(_ name: String, _ natives: Native...) {
    guard var function = known(name) else { return }
    function.natives = natives
    functions[name] = function
  }

  /// Declares a macro; it is tried before the built-in ones of its name.
  public mutating func declare(macro: Macro) { macros[macro.name, default: []].append(macro) }

  /// Whether a text can be the name of a variable: letters, digits and `_`, no digit first, no reserved word.
  public static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.beginsName, !Parser.reserved.contains(text) else { return false }
    return text.unicodeScalars.allSatisfy { $0.beginsName || $0.isDigit }
      && !["true", "false", "null", "in"].contains(text)
  }

  /// The slot of a variable.
  public func slot(of name: String) -> Int? { variables[name]?.slot }

  /// Names a name may stand for, in the order they are tried (cel-spec langdef, "Name Resolution").
  func candidates(for name: String) -> [String] {
    if name.hasPrefix(".") { return [String(name.dropFirst())] }
    if container.isEmpty { return [name] }
    var parts = container.split(separator: ".")
    var names: [String] = []
    while !parts.isEmpty {
      names.append(parts.joined(separator: ".") + "." + name)
      parts.removeLast()
    }
    return names + [name]
  }

  /// The variable in a slot that a name in the source stands for.
  func name(of written: String, inSlot slot: Int) -> String? {
    candidates(for: written).first { variables[$0]?.slot == slot }
  }

  func variable(_ name: String) -> Variable? {
    if container.isEmpty && !name.hasPrefix(".") { return variables[name] }
    return candidates(for: name).lazy.compactMap { variables[$0] }.first
  }

  func function(_ name: String) -> Function? {
    if container.isEmpty && !name.hasPrefix(".") { return known(name) }
    return candidates(for: name).lazy.compactMap { known($0) }.first
  }

  /// The function of exactly this name.
  func known(_ name: String) -> Function? { functions[name] ?? StandardLibrary.function(name) }

  var functionNames: [String] { Array(Set(functions.keys).union(StandardLibrary.names)) }

  /// Parses and checks an expression.
  ///
  /// - scope: further variables, in slots of their own from 0, that hide those of the environment.
  /// - expecting: the type the result must have; a whole number is widened where a number with decimals is expected.
  /// - checked: false leaves types to run time and resolves names only (cel-spec's "parse-only" expressions).
  public func compile(
    _ source: String, scope: [(String, Type)] = [], expecting: Type? = nil, checked: Bool = true
  ) -> Compilation {
    let parsed = Parser.parse(source, in: self)
    var checker = Checker(self, scope: scope, isStrict: checked, problems: parsed.problems)
    let type = parsed.isReliable ? checker.check(parsed.expr, expecting: expecting) : .error
    guard checker.problems.isEmpty else {
      let found = checker.problems.sorted {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      }
      return Compilation(program: nil, problems: found, type: type)
    }
    let program = Program(parsed.expr, type: type, source: source, environment: self, checker: checker)
    return Compilation(program: program, problems: [], type: type)
  }
}

/// What became of a source: a program, or every problem found, in order of their places.
public struct Compilation {
  public let program: Program?
  public let problems: [Problem]
  public let type: Type
}
