import Diagnostics
import Playbooks

/// A register as `registers.yaml` describes it: what its rows are called and what stands in them.
public struct RegisterDefinition: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public let name: String
    public let title: String
    /// `text`, `choice`, `date` and so on, as written.
    public let type: String
    public let isRequired: Bool
    /// Wordings of a choice, by code.
    public let wordings: [String: String]

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
  /// What is worked out for each row, such as the rating of a risk.
  public let worked: [Column]

  /// The column a row is known by: its first text that has to be there, else its first column.
  public var headline: Column? { columns.first { $0.isRequired && $0.type == "text" } ?? columns.first }

  /// Reads the file; what it can't read it leaves out (the playbook compiler reports mistakes in it).
  public static func read(_ source: SourceText) -> [RegisterDefinition] {
    guard case .list(let items, _)? = PlainData.read(source).data?["registers"] else { return [] }
    return items.compactMap { item in
      guard let name = item["register"]?.text else { return nil }
      return RegisterDefinition(
        name: name, title: item["title"]?.text ?? titled(name), prefix: item["row"]?.text ?? "",
        columns: columns(item["columns"], named: "column", choices: "choices"),
        worked: columns(item["calculations"], named: "calculation", choices: "codes"))
    }
  }

  private static func columns(_ data: PlainData?, named key: String, choices: String) -> [Column] {
    guard case .list(let entries, _)? = data else { return [] }
    return entries.compactMap { entry in
      entry[key]?.text.map {
        Column(
          name: $0, title: entry["title"]?.text ?? titled($0), type: entry["type"]?.text ?? "text",
          isRequired: entry["required"]?.text == "true", wordings: wordings(entry[choices]))
      }
    }
  }

  private static func wordings(_ choices: PlainData?) -> [String: String] {
    guard case .map(let entries, _)? = choices else { return [:] }
    return Dictionary(entries.map { ($0.key, $0.value.text ?? $0.key) }, uniquingKeysWith: { first, _ in first })
  }

  private static func titled(_ name: String) -> String {
    let words = name.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
