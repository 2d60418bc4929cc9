import CEL
import Playbooks
import Sessions

/// How it was scored: the figures of the playbook with where they come from, and the weights.
extension ReportBuilder {
  var method: ReportSection {
    var lines = [ReportWords.howRules, ReportWords.howUnknown]
    // Who sees few of the answers has no use for the thresholds behind the others.
    guard audience == .full || audience == .team else {
      lines += [ReportWords.howFigures, ReportWords.version(playbook.name, playbook.version)]
      return ReportSection(heading: ReportWords.howItWasScored, blocks: [.list(lines)], isAppendix: true)
    }
    for entry in playbook.data {
      guard let origin = entry.origin, let about = entry.about else { continue }
      lines.append(ReportWords.figure(about, figure(entry.value), origin))
    }
    for calculation in playbook.calculations {
      guard case .weigh(let parts) = calculation.body else { continue }
      let weights = parts.map { part in
        let weight = session.text(of: session.evaluate(part.weight, locals: calculation.owner == nil ? [] : [.absent]))
        return part.title.map { "\($0) \(weight)" } ?? weight
      }.joined(separator: ", ")
      lines.append(ReportWords.weights(calculation.title, weights))
    }
    lines.append(ReportWords.version(playbook.name, playbook.version))
    return ReportSection(heading: ReportWords.howItWasScored, blocks: [.list(lines)], isAppendix: true)
  }

  /// A figure of the playbook as it may stand in a sentence: a number, or a few by name; empty for anything longer.
  private func figure(_ value: Value) -> String {
    switch value {
    case .int, .double: return session.text(of: value)
    case .map(let map): return figures(zip(map.keys.map { session.text(of: $0) }, map.values))
    case .record(let record): return figures(zip(record.type.fields.map(\.name), record.fields))
    default: return bandSteps(of: value).map { figures($0.map { ($0.test + ":", $0.result) }) } ?? ""
    }
  }

  private func figures(_ entries: some Sequence<(String, Value)>) -> String {
    let parts = entries.map { name, value -> String in
      let part = figure(value)
      let name = name.split(separator: "_").joined(separator: " ")
      return part.isEmpty
        ? "" : part.contains(",") ? "\(name) (\(part))" : name.hasSuffix(":") ? "\(name) \(part)" : "\(name): \(part)"
    }
    return parts.contains("") ? "" : parts.joined(separator: ", ")
  }
}
