infix operator --> : AssignmentPrecedence

/// Parameters and result of an overload, as the library's tables write them.
func --> (parameters: [Type], result: Type) -> (parameters: [Type], result: Type) { (parameters, result) }

/// The functions every environment begins with (cel-spec langdef, "List of Standard Definitions", and the extensions).
///
/// They are declared in parts, each when the first of its functions is asked for: most expressions want operators alone, and
/// the first of all expressions is waited for.
enum StandardLibrary {
  static func function(_ name: String) -> Function? { parts[name]?.functions[name] }

  /// The names of all of them.
  static var names: Dictionary<String, Part>.Keys { parts.keys }

  private static let parts: [String: Part] = {
    var parts: [String: Part] = Dictionary(minimumCapacity: 160)
    for part in Part.allCases {
      for name in part.names { parts[name] = part }
    }
    return parts
  }()

  enum Part: CaseIterable {
    case operators, conversions, texts, math, times, lists, optionals

    var functions: [String: Function] {
      switch self {
      case .operators: StandardLibrary.operators
      case .conversions: StandardLibrary.conversions
      case .texts: StandardLibrary.texts
      case .math: StandardLibrary.math
      case .times: StandardLibrary.times
      case .lists: StandardLibrary.lists
      case .optionals: StandardLibrary.optionals
      }
    }
  }

  private static let operators = Table.filled(by: addOperators)
  private static let conversions = Table.filled(by: addConversions)
  private static let texts = Table.filled(by: addTexts)
  private static let math = Table.filled(by: addMath)
  private static let times = Table.filled(by: addTimes)
  private static let lists = Table.filled(by: addLists)
  private static let optionals = Table.filled(by: addOptionals)

  /// Functions by name, while the table is being written.
  struct Table {
    private var functions: [String: Function] = Dictionary(minimumCapacity: 24)

    static func filled(by add: (inout Table) -> Void) -> [String: Function] {
      var table = Table()
      add(&table)
      return table.functions
    }

    /// A function, or further overloads of one.
    mutating func add(
      _ name: String, member: [(parameters: [Type], result: Type)] = [],
      global: [(parameters: [Type], result: Type)] = [],
      cost: CallCost = .constant, _ natives: Native...
    ) {
      var function = functions[name] ?? Function(name: name)
      function.signatures += member.map { Signature($0.parameters, $0.result, isMember: true) }
      function.signatures += global.map { Signature($0.parameters, $0.result, isMember: false) }
      function.natives += natives
      if case .constant = cost {} else { function.cost = cost }
      functions[name] = function
    }
  }

  static let a = Type.typeParam("A")
  static let b = Type.typeParam("B")
}

extension StandardLibrary.Part {
  /// What the part declares. Written down, so that a name can be looked for without declaring anything.
  var names: [String] {
    switch self {
    case .operators:
      [
        "_+_", "_-_", "_*_", "_/_", "_%_", "-_", "_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_", "!_", "_?_:_", "_[_]",
        "_[?_]", "@in", "size",
      ]
    case .conversions: ["int", "uint", "double", "bool", "string", "bytes", "dyn", "type", "timestamp", "duration"]
    case .texts:
      [
        "contains", "startsWith", "endsWith", "matches", "charAt", "indexOf", "lastIndexOf", "join", "lowerAscii",
        "upperAscii", "replace", "split", "substring", "trim", "reverse", "format", "strings.quote",
      ]
    case .math:
      [
        "math.greatest", "math.least", "math.ceil", "math.floor", "math.round", "math.trunc", "math.isNaN",
        "math.isInf", "math.isFinite", "math.abs", "math.sign", "math.sqrt", "math.bitAnd", "math.bitOr", "math.bitXor",
        "math.bitNot", "math.bitShiftLeft", "math.bitShiftRight",
      ]
    case .times: TimePart.allCases.map(\.rawValue)
    case .lists: ["sum", "min", "max", "isSorted", "avg", "first", "last", "distinct", "counts", "at"]
    case .optionals:
      [
        "optional.of", "optional.none", "optional.ofNonZeroValue", "hasValue", "value", "orValue", "or",
        "optional.unwrap", "unwrapOpt",
      ]
    }
  }
}
