import Conversation
import Diagnostics
import Storage

/// The person's own settings: lines `key: value` in `$SOUNDING_CONFIG`, else in `$XDG_CONFIG_HOME/sounding/config.yaml`.
///
/// The keys are those of `/set`. A flag goes before a variable, a variable before these.
struct Preferences {
  private(set) var values: [Setting: String] = [:]

  private static let bytesMax = 1 << 16
  /// What is decided anew in each session.
  private static let keys = Setting.allCases.filter { $0 != .blind }

  /// No file is no settings, unless somebody named it.
  init(_ paths: Paths) throws {
    let named = Surroundings.value("SOUNDING_CONFIG")
    let path = named ?? paths.config + "/config.yaml"
    do {
      try read(String(decoding: try FileReader.read(path, limit: Preferences.bytesMax), as: UTF8.self), path)
    } catch let problem as FileProblem {
      if named == nil, problem.reason == .missing { return }
      throw Failure("\(problem)", code: Code.config)
    }
  }

  private mutating func read(_ text: String, _ path: String) throws {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let content = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if content.isEmpty { continue }
      let parts = content.lowercased().split(separator: ":", maxSplits: 1).map { $0.filter { $0 != " " } }
      let place = "\(path):\(index + 1): "
      guard parts.count == 2, let key = Preferences.keys.first(where: { $0.rawValue == parts[0] }) else {
        let names = Preferences.keys.map(\.rawValue)
        let near = parts.first.flatMap { nearest(to: $0, among: names) }
        throw Failure(
          "\(place)that is no setting",
          hint: near.map { "Did you mean \($0)?" } ?? "There are: " + names.joined(separator: ", "), code: Code.config)
      }
      let value = Preferences.bare(parts[1])
      guard key.accepts(value) else { throw Failure("\(place)\(key.rawValue) can't be that", code: Code.config) }
      values[key] = value
    }
  }

  /// Without quotes; YAML's `true` and `false` are `on` and `off`.
  private static func bare(_ value: String) -> String {
    let text = value.filter { $0 != "\"" && $0 != "'" }
    return ["true": "on", "yes": "on", "false": "off", "no": "off"][text] ?? text
  }

  func isOn(_ key: Setting) -> Bool? { values[key].map { $0 == "on" } }
}
