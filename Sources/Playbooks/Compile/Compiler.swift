import CEL
import Diagnostics

/// From a file's tree to a checked playbook.
///
/// Three passes: names and types of everything are declared (`Declare…`), expressions are compiled (`Compile…`), and
/// the graph of what reads what is ordered (`Order…`). What an expression stands on (a calculation's type, the rows a
/// table takes from another) is compiled when it is first needed; a mistake never stops a pass.
struct Compiler {
  let root: YAMLNode
  let shelf: Shelf
  var diagnostics: [Diagnostic] = []
  var environment = Environment()
  let macros = MacroContext()
  var playbook = Playbook()

  var questions: [QuestionDraft] = []
  var calculations: [CalculationDraft] = []
  var tables: [TableDraft] = []
  var uses: [UseDraft] = []
  var rules: [RuleDraft] = []
  var gates: [GateDraft] = []
  var sections: [SectionDraft] = []
  var carried: [(name: String, node: YAMLNode)] = []

  var expressions = ExpressionCache()
  /// What each name of an expression stands for.
  var names: [String: Named] = [:]
  /// Per-row calculations and replies by the field they fill.
  var rowCalculations: [String: [Int]] = [:]
  var rowReplies: [String: [Int]] = [:]
  /// What is known about the rows of a record type.
  var records: [ObjectIdentifier: RecordInfo] = [:]
  var ruleIDs: [String: YAMLNode] = [:]
  var earlierRecord: RecordType?
  /// Copies of record types for the rows of other sessions, by the original.
  var copies: [ObjectIdentifier: RecordType] = [:]
  var firstUse: [String: SourceRange] = [:]
  var wordTests: Set<String> = []
  /// How deep things compiled on demand are inside each other.
  var nesting = 0
  var isTooDeep = false
  var functionNames: Set<String> = []
  /// Used values that a question of the same name replaces when they are missing.
  var shadowed: [String: Int] = [:]
  var registers: [String: RegisterDraft] = [:]
  /// Slots that hold something only at a moment, as they are when rules are compiled.
  var momentary: [Int] = []
  /// Names that questions had in earlier versions.
  var formers: Set<String> = []
  /// Calculations whose `because` is read.
  var becauses: [Int] = []

  init(root: YAMLNode, shelf: Shelf) {
    self.root = root
    self.shelf = shelf
    environment.limits = Limits(depth: 64, codePoints: 4096, cost: 10_000, pattern: .playbook)
    playbook.source = root.tree.source
    // At most so many names are declared in a file of many questions; growing step by step would cost more.
    let count = root.tree.items.count / 8
    names.reserveCapacity(count)
    firstUse.reserveCapacity(count)
    playbook.variableIndex.reserveCapacity(count)
    declareFunctions()
    declareMacros()
  }

  // MARK: Reporting

  mutating func report(
    _ message: String, _ node: YAMLNode, at range: SourceRange? = nil, hint: String? = nil,
    notes: [Diagnostic.Note] = [], severity: Diagnostic.Severity = .error, check: String? = nil
  ) {
    guard diagnostics.count < 10 * diagnosticsShownMax else { return }
    diagnostics.append(
      Diagnostic(
        severity, message, file: node.tree.source.name, at: range ?? node.range, hint: hint, notes: notes, check: check)
    )
  }
}

/// What a name in an expression stands for.
enum Named {
  case question(Int)
  case calculation(Int)
  case because(calculation: Int)
  case table(Int)
  case data(Int)
  case use(Int)
  case register(String)
}

/// How far something that is compiled on demand has come.
enum Progress { case pending, running, done }

/// What is known about the rows of a record type beside their fields' types.
struct RecordInfo {
  enum Owner: Hashable {
    case question(Int)
    case table(Int)
    case data(Int)
    case use(Int)
    case register(String)
    case earlier
  }
  var owner: Owner
  /// How cells are shown, by field.
  var renderings: [Int: Rendering] = [:]
}

struct SectionDraft {
  let name: String
  let fields: Fields
  var questions: Range<Int> = 0..<0
}

struct GateDraft {
  let name: String
  let fields: Fields?
}

/// Names an expression may use beside the playbook's own.
struct Scope {
  var variables: [(String, Type)] = []
  /// With `each: [practices] as q`: `q` and `q_…` stand for `practices` and `practices_…`.
  var renamed: (from: String, to: String)?

  static let none = Scope()

  func adding(_ name: String, _ type: Type) -> Scope {
    var scope = self
    scope.variables.append((name, type))
    return scope
  }

  func type(of name: String) -> Type? { variables.last { $0.0 == name }?.1 }
}
