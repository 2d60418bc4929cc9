import Diagnostics
import Playbooks

/// A register as `registers.yaml` describes it: what its rows are called and what stands in them.
public struct RegisterDefinition: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public let name: String
    public let title: String
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
          entry["column"]?.text.map { Column(name: $0, title: entry["title"]?.text ?? titled($0)) }
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
