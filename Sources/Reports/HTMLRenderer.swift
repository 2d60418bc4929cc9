extension Report {
  /// One page without scripts or anything from outside. Everything people wrote is escaped: it stays text.
  public var html: String {
    var page = HTMLPage()
    page.open(title: heading, isDraft: isDraft)
    page.element("h1", heading)
    if let subtitle { page.element("p", subtitle, class: "subtitle") }
    page.element("p", verdict, class: "verdict")
    page.facts(facts)
    for section in sections {
      page.raw("<section>")
      if !section.heading.isEmpty { page.element("h2", section.heading) }
      for block in section.blocks { page.block(block) }
      page.raw("</section>")
    }
    page.raw("</main><footer>")
    for line in footer { page.element("p", line) }
    page.raw("</footer></body></html>")
    return page.text
  }
}

/// A page being written. Only `raw` adds markup, and only markup of the program's own.
struct HTMLPage {
  private(set) var text = ""

  mutating func raw(_ markup: String) { text += markup + "\n" }

  /// Text as HTML text or as an attribute's value; line breaks are kept. Controls and bidi marks are made visible by the caller's
  /// filter before a report is drawn; here every character that means something to HTML is written as a reference.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n": result += "<br>"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        result += "&lt;U+" + String(scalar.value, radix: 16, uppercase: true) + "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  mutating func element(_ name: String, _ content: String, class kind: String? = nil) {
    let mark = kind.map { " class=\"\($0)\"" } ?? ""
    raw("<\(name)\(mark)>\(HTMLPage.escaped(content))</\(name)>")
  }

  mutating func open(title: String, isDraft: Bool) {
    raw("<!DOCTYPE html>")
    raw("<html lang=\"en\"><head><meta charset=\"utf-8\">")
    raw("<meta name=\"viewport\" content=\"width=device-width\">")
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    raw("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">")
    raw("<title>\(HTMLPage.escaped(title))</title><style>\(HTMLStyle.sheet)</style></head>")
    raw("<body\(isDraft ? " class=\"draft\"" : "")><main>")
  }

  mutating func facts(_ facts: [Report.Fact]) {
    raw("<dl>")
    for fact in facts {
      element("dt", fact.label)
      element("dd", fact.value)
    }
    raw("</dl>")
  }

  mutating func block(_ block: ReportSection.Block) {
    switch block {
    case .paragraph(let text): element("p", text)
    case .list(let items): list(items)
    case .table(let grid): table(grid)
    case .bars(let bars): chart(bars)
    case .findings(let lines): findings(lines)
    case .actions(let lines): actions(lines)
    case .answers(let lines): answers(lines)
    }
  }

  private mutating func list(_ items: [String]) {
    raw("<ul>")
    for item in items { element("li", item) }
    raw("</ul>")
  }

  private mutating func table(_ grid: ReportGrid) {
    raw("<div class=\"wide\"><table><thead><tr>")
    for column in grid.columns { raw("<th scope=\"col\">\(HTMLPage.escaped(column))</th>") }
    raw("</tr></thead><tbody>")
    for row in grid.rows {
      raw("<tr>" + row.map(cell).joined() + "</tr>")
    }
    raw("</tbody></table></div>")
  }

  /// A month or a day isn't broken at its hyphens.
  private func cell(_ text: String) -> String {
    if text.count <= Self.shortMax { return "<td class=\"short\">\(HTMLPage.escaped(text))</td>" }
    // `Friday 2026-02-06`
    if let gap = text.lastIndex(of: " "), text[gap...].dropFirst().allSatisfy({ $0.isNumber || $0 == "-" }) {
      let day = HTMLPage.escaped(String(text[gap...].dropFirst()))
      return "<td>\(HTMLPage.escaped(String(text[...gap])))<span class=\"short\">\(day)</span></td>"
    }
    return "<td>\(HTMLPage.escaped(text))</td>"
  }

  private static let shortMax = 10

  private mutating func findings(_ lines: [FindingLine]) {
    raw("<ul class=\"findings\">")
    for line in lines {
      let place = line.row.map { " \($0)" } ?? ""
      raw("<li><strong class=\"\(HTMLPage.escaped(line.severity))\">\(HTMLPage.escaped(line.severity))</strong>")
      raw("\(HTMLPage.escaped(line.text)) <small>\(HTMLPage.escaped(line.rule + place))</small>")
      if !line.evidence.isEmpty {
        element("p", ReportWords.because + ": " + line.evidence.joined(separator: "; "), class: "evidence")
      }
      raw("</li>")
    }
    raw("</ul>")
  }

  private mutating func actions(_ lines: [ActionLine]) {
    raw("<ul class=\"actions\">")
    for line in lines {
      var text = "\u{2610} " + line.text
      if let owner = line.owner, !owner.isEmpty { text += ", \(ReportWords.owner.lowercased()): \(owner)" }
      if let due = line.due { text += ", \(ReportWords.due.lowercased()) \(due)" }
      element("li", text)
    }
    raw("</ul>")
  }

  private mutating func answers(_ lines: [AnswerLine]) {
    raw("<dl class=\"answers\">")
    for line in lines {
      element("dt", line.title)
      element("dd", line.answer + (line.note.map { "\n" + $0 } ?? ""))
    }
    raw("</dl>")
  }

  /// Bars from zero, with the numbers and words beside them; the description carries them, too.
  private mutating func chart(_ bars: [Bar]) {
    let spoken = bars.map { "\($0.label): \($0.text)" }.joined(separator: "; ")
    let height = bars.count * 26 + 4
    raw("<figure><svg role=\"img\" viewBox=\"0 0 640 \(height)\" width=\"640\" height=\"\(height)\">")
    raw("<title>\(HTMLPage.escaped(ReportWords.bars))</title><desc>\(HTMLPage.escaped(spoken))</desc>")
    for (place, bar) in bars.enumerated() {
      let top = place * 26 + 4
      let share = bar.of > 0 ? max(0, min(1, (bar.value ?? 0) / bar.of)) : 0
      raw("<text x=\"0\" y=\"\(top + 14)\" class=\"label\">\(HTMLPage.escaped(bar.label))</text>")
      raw("<rect x=\"220\" y=\"\(top)\" width=\"240\" height=\"18\" fill=\"#e6e6e6\" class=\"rest\"/>")
      raw("<rect x=\"220\" y=\"\(top)\" width=\"\(Int((240 * share).rounded()))\" height=\"18\" fill=\"#0072b2\"/>")
      let text = bar.value == nil ? "-" : bar.text
      raw("<text x=\"470\" y=\"\(top + 14)\" class=\"label\">\(HTMLPage.escaped(text))</text>")
    }
    raw("</svg></figure>")
  }
}

/// The style sheet: system fonts, a dark theme, and what printing needs.
enum HTMLStyle {
  static let sheet = """
    :root{--ink:#1a1a1a;--paper:#fff;--soft:#595959;--line:#c8c8c8}
    @media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--soft:#b5b5b5;--line:#555}.rest{fill:#444}}
    body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0;font-variant-numeric:tabular-nums}
    main,footer{max-width:46rem;margin:0 auto;padding:1rem}
    h1{font-size:1.7rem;margin:.5rem 0 0}h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
    .subtitle{font-size:1.1rem;margin:.2rem 0}.verdict{font-weight:600}small,.evidence,footer{color:var(--soft)}
    .evidence{margin:.1rem 0 .6rem}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem}
    dt{color:var(--soft)}dd{margin:0}table{border-collapse:collapse;width:100%}.wide{overflow-x:auto}
    td.short,td .short{white-space:nowrap}
    th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
    .findings,.actions{list-style:none;padding:0}.label{fill:var(--ink);font-size:14px}figure{margin:0}svg{max-width:100%}
    strong.high::before{content:"!! "}strong.medium::before{content:"! "}
    @media print{@page{size:A4;margin:16mm}:root{--ink:#000;--paper:#fff;--soft:#444;--line:#999}
    h2{break-after:avoid}tr,li,figure{break-inside:avoid}}
    """
}
