infix operator --> : AssignmentPrecedence

/// Parameters and result of an overload, as the library's tables write them.
func --> (parameters: [Type], result: Type) -> (parameters: [Type], result: Type) { (parameters, result) }

/// The functions every environment begins with (cel-spec langdef, "List of Standard Definitions", and the extensions).
enum StandardLibrary {
  static let functions = make()

  private static func make() -> [String: Function] {
    var table = Table()
    addOperators(&table)
    addConversions(&table)
    addTexts(&table)
    addMath(&table)
    addTimes(&table)
    addLists(&table)
    addOptionals(&table)
    return table.functions
  }

  /// Functions by name, while the table is being written.
  struct Table {
    var functions: [String: Function] = Dictionary(minimumCapacity: 160)

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
