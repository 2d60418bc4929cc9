import Diagnostics
import Playbooks

/// A register as `registers.yaml` describes it: what its rows are called and what stands in them.
public struct RegisterDefinition: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public let name: String
    public let title: String
    /// `text`, `choice`, `date` and so on, as written.
    public let type: String

    /// Whether a cell of that kind may be written here: a column of the same name may well mean something else.
    func takes(_ kind: AnswerKind) -> Bool {
      switch kind {
      case .text, .long: type == "text" || type == "long"
      case .choice: type == "choice"
      case .ref: type == "ref" || type == "text"
      case .multi, .refs, .ranking: ["multi", "refs", "ranking"].contains(type)
      case .number, .scale, .scale4: ["number", "scale", "scale4"].contains(type)
      case .yesno: type == "yesno"
      case .date: type == "date"
      case .table, .list, .tally, .form, .run: false
      }
    }
  }

  public let name: String
  public let title: String
  /// What row ids begin with.
  public let prefix: String
  public let columns: [Column]

  /// Reads the file; what it can't read it leaves out (the playbook compiler reports mistakes in it).
  public static func read(_ source: SourceText) -> [RegisterDefinition] {
    guard case .list(let items, _)? = PlainData.read(source).data?["registers"] else { return [] }
    return items.compactMap { item in
      guard let name = item["register"]?.text else { return nil }
      var columns: [Column] = []
      if case .list(let entries, _)? = item["columns"] {
        columns = entries.compactMap { entry in
          entry["column"]?.text.map {
            Column(name: $0, title: entry["title"]?.text ?? titled($0), type: entry["type"]?.text ?? "text")
          }
        }
      }
      return RegisterDefinition(
        name: name, title: item["title"]?.text ?? titled(name), prefix: item["row"]?.text ?? "", columns: columns)
    }
  }

  private static func titled(_ name: String) -> String {
    let words = name.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
