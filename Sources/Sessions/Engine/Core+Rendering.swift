import CEL
import Playbooks

extension Core {
  /// The wording with its expressions filled in; what nobody answered yet shows as a named blank.
  func render(_ template: Template, _ locals: [Value] = []) -> String {
    var text = ""
    for part in template.parts {
      switch part {
      case .text(let words): text += words
      case .value(let program, let rendering): text += shown(evaluate(program, locals), rendering, blank: program)
      }
    }
    return text
  }

  /// The wording as somebody would say it now: sentences that speak of something not known yet are left out.
  func spoken(_ template: Template, _ locals: [Value] = []) -> String {
    sentences(template, locals) { $0.blanks == 0 }
  }

  /// The wording as a report prints it: a sentence that knows none of what it speaks of is left out. Where it knows some,
  /// the rest shows as named blanks.
  ///
  /// A sentence that speaks of something its reader may not see is left out, too; what then is left has to say something.
  func written(_ template: Template, _ locals: [Value] = [], isSeen: (Program) -> Bool = { _ in true }) -> String {
    let seesAll = template.parts.allSatisfy { if case .value(let program, _) = $0 { isSeen(program) } else { true } }
    if seesAll { return sentences(template, locals) { $0.answers > 0 || $0.blanks == 0 } }
    return sentences(template, locals, isWhole: false, isSeen: isSeen) { $0.answers > 0 && $0.hidden == 0 }
  }

  /// How many of a sentence's expressions say something of the answers, don't yet, or may not.
  private struct Content {
    var answers = 0
    var blanks = 0
    var hidden = 0
  }

  /// The sentences that are wanted, by what is in them.
  private func sentences(
    _ template: Template, _ locals: [Value], isWhole: Bool = true, isSeen: (Program) -> Bool = { _ in true },
    where isWanted: (Content) -> Bool
  ) -> String {
    if isWhole, !hasBlanks(template, locals) { return render(template, locals) }
    // Sentences end where the playbook's own words end them; what is filled in isn't looked at.
    var kept = ""
    var sentence = ""
    var content = Content()
    func close() {
      if isWanted(content) { kept += sentence }
      (sentence, content) = ("", Content())
    }
    for part in template.parts {
      switch part {
      case .value(let program, let rendering):
        let value = evaluate(program, locals)
        if !isSeen(program) {
          content.hidden += 1
        } else if case .unknown = value {
          content.blanks += 1
        } else if isAboutAnswers(program) {
          content.answers += 1
        }
        sentence += shown(value, rendering, blank: program)
      case .text(let words):
        var rest = words[...]
        while let end = rest.indices.first(where: { ".?!".contains(rest[$0]) && endsWord(rest, $0) }) {
          sentence += rest[...end]
          rest = rest[rest.index(after: end)...]
          close()
        }
        sentence += rest
      }
    }
    close()
    return String(kept.drop { $0.isWhitespace })
  }

  /// The day, the round or a figure of the playbook's is there before anything is answered.
  private func isAboutAnswers(_ program: Program) -> Bool {
    guard case .ident(let name) = program.expr.kind, let slot = playbook.slot(named: name) else { return true }
    switch playbook.variables[slot].kind {
    case .input, .data: return false
    default: return true
    }
  }

  /// The first value that isn't known, of a wording that knows none of what it speaks of.
  func unknown(_ template: Template, _ locals: [Value]) -> Value? {
    var first: Value?
    for case .value(let program, _) in template.parts {
      let value = evaluate(program, locals)
      guard case .unknown = value else { return nil }
      first = first ?? value
    }
    return first
  }

  /// Whether a space or the end follows.
  private func endsWord(_ text: Substring, _ place: String.Index) -> Bool {
    let next = text.index(after: place)
    return next == text.endIndex || text[next].isWhitespace
  }

  /// Whether something in the wording isn't known yet.
  func hasBlanks(_ template: Template, _ locals: [Value] = []) -> Bool {
    template.parts.contains { part in
      if case .value(let program, _) = part, case .unknown = evaluate(program, locals) { return true }
      return false
    }
  }

  private func shown(_ value: Value, _ rendering: Rendering, blank program: Program) -> String {
    if case .unknown = value { return "[\(blankName(program.source))]" }
    return text(of: value, rendering)
  }

  /// A value as a person reads it.
  func text(of value: Value, _ rendering: Rendering) -> String {
    switch value {
    case .unknown: return "not answered yet"
    case .error(let error): return error.kind == .declined ? "don't know" : "-"
    case .list(let list):
      if list.elements.isEmpty { return "none" }
      return list.elements.map { text(of: $0, rendering) }.joined(separator: ", ")
    default: return shown(value, rendering)
    }
  }

  /// A short name for a blank: `p.helps` is `helps`.
  private func blankName(_ source: String) -> String {
    let last = source.split(separator: ".").last.map(String.init) ?? source
    return last.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      ? last.split(separator: "_").joined(separator: " ") : "not answered yet"
  }

  private func shown(_ value: Value, _ rendering: Rendering) -> String {
    switch value {
    case .string(let text): return wording(of: text, rendering)
    case .bool(let flag): return flag ? "yes" : "no"
    case .int(let number): return String(number)
    case .double(let number): return Core.plain(number)
    case .timestamp(let time):
      let day = Day(time)
      return "\(day.weekday) \(day)"
    case .record(let record): return shortText(of: record)
    default: return value.typeName
    }
  }

  /// A code's or a row's wording; the text itself where it is neither.
  func wording(of text: String, _ rendering: Rendering) -> String {
    switch rendering {
    case .plain: return text
    case .choice(let choices): return choices.label(of: text) ?? text
    case .rows(let source):
      if let extra = source.extra.first(where: { $0.code == text }) { return extra.label }
      return record(text, in: source).map(shortText) ?? text
    }
  }

  /// The row of that id among those a question may refer to.
  func record(_ id: String, in source: RefSource) -> Record? {
    for name in source.tables {
      guard let question = playbook.question(named: name), let row = tables[question.index]?.row(id) else { continue }
      return row.record
    }
    for program in source.rows {
      guard case .list(let list) = evaluate(program, [.absent]) else { continue }
      for element in list.elements where identity(of: element) == id {
        if case .record(let record) = element { return record }
      }
    }
    return nil
  }

  /// What a row is called in a sentence: its first text, else its title, else its id.
  func shortText(of record: Record) -> String {
    for name in TableSpec.titleNames {
      if case .string(let title)? = record.value(of: name), !title.isEmpty { return title }
    }
    if case .question(let index)? = graph.home(of: record.type), let spec = playbook.questions[index].kind.table {
      return firstText(of: record, spec) ?? identity(of: .record(record)) ?? ""
    }
    for (index, field) in record.type.fields.enumerated() {
      guard !["id", "from"].contains(field.name), case .string(let text) = record.value(at: index), !text.isEmpty,
        field.codes == nil
      else { continue }
      return text
    }
    return identity(of: .record(record)) ?? ""
  }

  /// The first text somebody wrote into a row; codes are no text.
  private func firstText(of record: Record, _ spec: TableSpec) -> String? {
    for column in spec.namingColumns {
      if case .string(let text) = record.value(at: column.field), !text.isEmpty { return text }
    }
    return nil
  }

  /// At most three decimals, no trailing zeros.
  static func plain(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return String(number) }
    let thousandths = (abs(number) * 1000 + 0.5 + 1e-9).rounded(.down)
    let whole = Int64(thousandths / 1000)
    var fraction = String(Int64(thousandths) - whole * 1000)
    fraction = String(repeating: "0", count: 3 - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = number < 0 && thousandths > 0 ? "-" : ""
    return sign + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
