/// What a name, selection or call means, found by the checker.
enum Reference {
  /// A variable of the environment.
  case global(Int)
  /// A variable of the host's scope.
  case scope(Int)
  /// A variable of a comprehension.
  case local(Int)
  case constant(Value)
  /// A field at its index.
  case field(RecordType, Int)
  /// A function with the overloads that fit, and its arguments (the receiver first).
  case call(Function, [Signature], [Expr])
}

/// Everything an expression may read: a superset of what one evaluation reads.
public struct Reads: Hashable, Sendable {
  /// A column or form field.
  public struct FieldRead: Hashable, Sendable {
    public let type: RecordType
    public let index: Int

    public static func == (a: FieldRead, b: FieldRead) -> Bool { a.type === b.type && a.index == b.index }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(ObjectIdentifier(type))
      hasher.combine(index)
    }
  }
  /// Slots of the environment's variables.
  public var variables = SlotSet()
  /// Slots of the host's scope.
  public var scope = SlotSet()
  public var fields: Set<FieldRead> = []
  /// Types of records handed whole, or in lists, to functions of the host: those may read any field.
  public var wholeRecords: Set<ObjectIdentifier> = []
}
