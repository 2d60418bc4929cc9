import CEL
import Testing

/// Explanations as indented lines: what the author wrote, and what it came to.
@Suite("Explanations")
struct TraceTests {
  static let rows: [(String, [String])] = [
    (
      "budget > 20000 && people > 3",
      ["and false", "  compare > false", "    read budget 12000.0", "    constant 20000.0"]
    ),
    (
      "budget > 20000 || people > 3 || b",
      ["or true", "  compare > true", "    read people 7", "    constant 3", "  read b true"]
    ),
    (
      "open > 3 && b", ["and unknown [11]", "  compare > unknown [11]", "    read open unknown [11]", "    constant 3"]
    ),
    ("!(sector == 'care')", ["not true", "  compare == false", "    read sector 'health'", "    constant 'care'"]),
    (
      "rows.all(r, r.weeks <= 6)",
      [
        "comprehension all false", "  read rows [row 'C1', row 'C2']", "  element 1 row 'C2'", "    compare <= false",
        "      read r.weeks 9", "      constant 6",
      ]
    ),
    (
      "rows.exists(r, r.weeks <= 6)",
      [
        "comprehension exists true", "  read rows [row 'C1', row 'C2']", "  element 0 row 'C1'", "    compare <= true",
        "      read r.weeks 4", "      constant 6",
      ]
    ),
    (
      "rows.all(r, r.weeks <= 16)",
      [
        "comprehension all true", "  read rows [row 'C1', row 'C2']", "  element 0 row 'C1'", "    compare <= true",
        "      read r.weeks 4", "      constant 16", "  element 1 row 'C2'", "    compare <= true",
        "      read r.weeks 9", "      constant 16",
      ]
    ),
    ("b ? people : 1 / 0", ["conditional 7", "  read b true", "  read people 7"]),
    ("size(xs) + people", ["call + 10", "  call size 3", "    read xs [3, 1, 2]", "  read people 7"]),
    ("known(refused)", ["call known false", "  read refused error declined"]),
    ("'a' in goals", ["compare in false", "  constant 'a'", "  read goals ['faster', 'better']"]),
    ("weights['low'] == 1", ["compare == true", "  read weights[\"low\"] 1", "  constant 1"]),
  ]

  @Test("keep what mattered and leave out the rest", arguments: rows)
  func keep(_ source: String, _ wanted: [String]) {
    // 'a' is not among the goals: the check is left out here.
    guard let program = Playground.environment.compile(source, checked: !source.hasPrefix("'a'")).program else {
      Issue.record("\(Playground.environment.compile(source).problems)")
      return
    }
    let trace = program.explain(Playground.values)
    #expect(Self.lines(trace) == wanted)
    let source = Array(source.unicodeScalars)
    #expect(trace.range == 0..<source.count)
  }

  private static func lines(_ trace: Trace, _ indent: String = "") -> [String] {
    let name =
      switch trace.kind {
      case .and: "and"
      case .or: "or"
      case .not: "not"
      case .conditional: "conditional"
      case .constant: "constant"
      case .compare(let symbol): "compare \(symbol)"
      case .call(let function): "call \(function)"
      case .comprehension(let macro): "comprehension \(macro)"
      case .element(let index): "element \(index)"
      case .read(let path): "read \(path)"
      }
    return ["\(indent)\(name) \(Playground.text(trace.value))"] + trace.children.flatMap { lines($0, indent + "  ") }
  }

  @Test("What is left to know is written as an expression")
  func residuals() {
    let rows: [(String, String)] = [
      ("people > 3 && open > 2", "open > 2"),
      ("people > 9 && open > 2", "false"),
      ("rows.exists(r, r.weeks > open)", "rows.exists(r, r.weeks > open)"),
      ("open > people * 2", "open > 14"),
      ("sector == 'care' || open + people > 9", "open + 7 > 9"),
      ("open > 0 ? sector : 'x' + sector", "open > 0 ? \"health\" : \"xhealth\""),
      ("known(open) && known(people)", "known(open)"),
      ("refused > 3 || open > 3", "refused > 3 || open > 3"),
    ]
    for (source, wanted) in rows {
      let left = Playground.environment.compile(source).program?.residual(Playground.values)
      #expect(left?.replacing("(open > 0)", with: "open > 0") == wanted, "\(source)")
    }
  }
}
