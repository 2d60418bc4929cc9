import CEL
import Diagnostics

/// What a playbook releases to a lower audience by name.
extension Compiler {
  /// Computed things only: what people were asked says itself who may see it (`sensitive`).
  mutating func check(_ entry: Declassification) {
    let name = visible(entry.name)
    switch names[entry.name] {
    case nil:
      report(
        "unknown name '\(name)'", root, at: entry.range, hint: didYouMean(entry.name, among: names.keys.sorted()))
    case .question:
      report(
        "'\(name)' is asked, not computed", root, at: entry.range,
        hint: "say who may see it with 'sensitive', or release a table made from it")
    default:
      guard !entry.columns.isEmpty else { return }
      guard case .list(.record(let record))? = carriedType(entry.name) else {
        return report("'\(name)' has no columns", root, at: entry.range, hint: "leave 'columns' out")
      }
      for column in entry.columns where record.index(of: column) == nil {
        report(
          "unknown column '\(visible(column))'", root, at: entry.range,
          hint: didYouMean(column, among: record.fields.map(\.name)))
      }
    }
  }

  /// Only where there is one source, whose rows they are.
  func released(_ draft: UseDraft) -> (columns: [String], codes: Sensitivity)? {
    guard draft.from.count == 1, draft.pick != .all, let source = draft.from.first,
      let released = shelf.released(source.member, in: source.playbook), !released.columns.isEmpty
    else { return nil }
    return released
  }
}
