import CEL

/// Programs by their text: an expression that stands in several places of a file is compiled once.
///
/// The same words mean the same in the same scope, as long as no name gets another type.
struct ExpressionCache {
  private struct Entry {
    let names: [(String, Type)]
    let expecting: Type?
    let program: Program
  }
  private var entries: [Entry] = []
  private var places: [String: Int] = [:]

  func program(_ text: String, _ scope: Scope, _ expecting: Type?) -> Program? {
    guard let place = places[text] else { return nil }
    guard entries[place].expecting == expecting, entries[place].names.count == scope.variables.count else { return nil }
    for (one, other) in zip(entries[place].names, scope.variables) where one.0 != other.0 || one.1 != other.1 {
      return nil
    }
    return entries[place].program
  }

  mutating func keep(_ program: Program, _ text: String, _ scope: Scope, _ expecting: Type?) {
    places[text] = entries.count
    entries.append(Entry(names: scope.variables, expecting: expecting, program: program))
  }

  mutating func forget() { (entries, places) = ([], [:]) }
}
