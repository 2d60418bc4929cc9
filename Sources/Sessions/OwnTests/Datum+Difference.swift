import Diagnostics
import Playbooks

/// The first place where a value isn't what a test expects.
struct DatumDifference {
  /// `[1].end`; empty for the value as a whole.
  let path: String
  let found: String
  let wanted: String
  /// Where the test says otherwise.
  let range: SourceRange

  /// `'plan' is 5, not 6, at [1].end`.
  func message(_ name: String) -> String {
    "'\(name)' is \(found), not \(wanted)" + (path.isEmpty ? "" : ", at \(path)")
  }
}

extension Datum {
  /// nil if the value matches.
  func difference(from wanted: PlainData, _ path: String = "") -> DatumDifference? {
    if matches(wanted) { return nil }
    switch (self, wanted) {
    case (.list(let items), .list(let others, let range)):
      for (place, pair) in zip(items, others).enumerated() {
        if let found = pair.0.difference(from: pair.1, "\(path)[\(place)]") { return found }
      }
      return DatumDifference(
        path: path, found: "\(items.count) long", wanted: "\(others.count)",
        range: others.count > items.count ? others[items.count].range : range)
    case (.record, .map(let entries, _)):
      for entry in entries {
        let inner = self[entry.key] ?? .null
        let name = path.isEmpty ? entry.key : "\(path).\(entry.key)"
        if let found = inner.difference(from: entry.value, name) { return found }
      }
    default: break
    }
    return DatumDifference(path: path, found: shown, wanted: wanted.shown, range: wanted.range)
  }
}

extension PlainData {
  /// As it is written, on one line.
  fileprivate var shown: String {
    switch self {
    case .scalar(let text, _, _): text
    case .list(let items, _): "[" + items.map(\.shown).joined(separator: ", ") + "]"
    case .map(let entries, _): "{ " + entries.map { "\($0.key): \($0.value.shown)" }.joined(separator: ", ") + " }"
    }
  }
}
