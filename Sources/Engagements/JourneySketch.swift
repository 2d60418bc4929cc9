import Diagnostics
import Playbooks

/// Which stages of a journey lead to which, whatever the conditions say. Read from its text alone: that tells in most cases
/// that nothing leads to a playbook, and spares compiling the journey with all playbooks it reads.
public struct JourneySketch {
  private struct Stage {
    let name: String
    let title: String?
    let playbooks: [String]
  }

  private struct Way {
    /// Empty: any stage.
    let from: [String]
    let to: String
  }

  private var stages: [Stage] = []
  private var ways: [Way] = []

  /// Nil where the text isn't what a journey looks like.
  public init?(_ source: SourceText) {
    guard let data = PlainData.read(source).data, case .list(let stages, _)? = data["stages"],
      case .list(let transitions, _)? = data["transitions"]
    else { return nil }
    for stage in stages {
      guard let name = stage["stage"]?.text, let playbooks = Self.texts(stage["playbooks"]) else { return nil }
      self.stages.append(Stage(name: name, title: stage["title"]?.text, playbooks: playbooks))
    }
    for transition in transitions {
      guard let to = transition["to"]?.text, let from = Self.texts(transition["from"]) else { return nil }
      ways.append(Way(from: from.contains("any") ? [] : from, to: to))
    }
  }

  /// What stages are called, by their names; those without a title are left out.
  public var titles: [String: String] {
    stages.reduce(into: [:]) { if let title = $1.title { $0[$1.name] = title } }
  }

  /// Whether `Engagement.steps(toward:)` may find steps from a stage (nil: the first) to a playbook. False is certain.
  public func mayLead(from present: String?, to playbook: String) -> Bool {
    guard let start = stages.first(where: { present == nil || $0.name == present }) else { return true }
    if start.playbooks.contains(playbook) { return false }
    var reached = [start.name]
    for _ in 0..<Engagement.stepsMax {
      let next = ways.filter { way in way.from.isEmpty || way.from.contains { reached.contains($0) } }.map(\.to)
      if stages.contains(where: { next.contains($0.name) && $0.playbooks.contains(playbook) }) { return true }
      reached += next.filter { !reached.contains($0) }
    }
    return false
  }

  /// One text or several; nil for anything else.
  private static func texts(_ data: PlainData?) -> [String]? {
    switch data {
    case nil: return []
    case .scalar(let text, _, _): return [text]
    case .list(let items, _):
      let texts = items.compactMap(\.text)
      return texts.count == items.count ? texts : nil
    case .map: return nil
    }
  }
}
