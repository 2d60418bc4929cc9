import CEL
import Diagnostics

/// A question between declaration and the finished model. A class, since it is looked at often and is large.
final class QuestionDraft {
  enum Origin {
    case section
    case companion(of: Int)
    case reply(rule: Int)
  }
  let name: String
  let fields: Fields
  private(set) var section: Int
  private(set) var origin: Origin
  let kind: String
  var type: Type
  var codes: [String]?
  var slot = -1
  /// Rows of tables, lists, tallies, runs and forms.
  var record: RecordType?
  var byCode: RecordType?
  var columns: [ColumnDraft] = []
  var fixed: [Choice] = []
  var rendering: Rendering = .plain
  var rowSource = Progress.done
  var rowProgram: Program?
  /// Per-row replies: the rows they belong to.
  var perRow: Iteration?
  var replyField: RowField?
  var replyProgress = Progress.pending

  init(name: String, fields: Fields, section: Int, origin: Origin, kind: String, type: Type) {
    (self.name, self.fields, self.section, self.origin) = (name, fields, section, origin)
    (self.kind, self.type) = (kind, type)
  }

  func renumber(_ origin: Origin, section: Int) { (self.origin, self.section) = (origin, section) }
}

struct ColumnDraft {
  let name: String
  let node: YAMLNode
  let fields: Fields
  let kind: String
  let field: Int
}

struct CalculationDraft {
  let name: String
  let fields: Fields
  var scope = Scope.none
  var progress = Progress.pending
  var type = Type.dyn
  var slot: Int?
  var strictSlot: Int?
  var forEach: Iteration?
  var owner: RowField?
  var places: Int?
  var codes: ChoiceSet?
  var body: Calculation.Body?
  var rendering: Rendering = .plain
  var hasBecause = false
  /// For rows of a register: which one.
  var register: String?
  /// `carry:` of a rule.
  var carryRule: Int?
}

struct TableDraft {
  let name: String
  let fields: Fields
  let record: RecordType
  let slot: Int
  let columns: [ColumnDraft]
}

struct UseDraft {
  let name: String
  let node: YAMLNode
  let from: [(playbook: String, member: String?, node: YAMLNode)]
  let pick: Use.Pick
  var progress = Progress.pending
  var type = Type.dyn
  var slot = -1
}

struct RuleDraft {
  let id: String
  let fields: Fields
  /// With `each:`, the name this copy is for.
  var renamed: (from: String, to: String)?
  var reply: Int?
  var carry: Int?
}

struct RegisterDraft {
  let name: String
  let fields: Fields
  var record: RecordType?
  var columns: [ColumnDraft] = []
  var slot: Int?
}
