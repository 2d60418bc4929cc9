import Playbooks
import Reports

extension HelpTopic {
  /// Which audience sees what a playbook marks as sensitive: a line for each letter, made from what reports go by.
  static let audienceTable: [String] =
    [row("", Audience.allCases.map(\.rawValue))]
    + Sensitivity.letters.map { kind in
      row(
        "\(kind.letter)  \(titles[kind.letter] ?? "")",
        Audience.allCases.map { word(Policy.treatment(of: kind.code, for: $0)) })
    } + ["A range: numbers as bands such as \"10 to 100\", texts not at all."]

  /// What the letters stand for, in as many words as the reference of playbooks.
  private static let titles = [
    "P": "names", "H": "people matters", "B": "money", "C": "candid views", "X": "security", "S": "a person's stance",
  ]

  private static func word(_ treatment: Treatment) -> String {
    switch treatment {
    case .show: "yes"
    case .range: "a range"
    case .hide: "no"
    }
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    var line = "  " + name
    for (place, cell) in cells.enumerated() {
      line += String(repeating: " ", count: max(1, 26 + 9 * place - line.count)) + cell
    }
    return line
  }
}
