import Text

/// The choices of a question with what to type for each, in columns where they fit.
struct ChoiceList {
  let expected: Expected

  func lines(_ look: Look) -> [StyledText] {
    let items = items
    guard !items.isEmpty else { return [] }
    if look.isAccessible { return items.flatMap { look.wrap("\($0.key): \($0.label)") } }
    if items.contains(where: { $0.hint != nil }) { return oneColumn(items, look) }
    return twoColumns(items, look) ?? oneColumn(items, look)
  }

  struct Item: Equatable {
    var key: String
    var label: String
    var hint: String?
  }

  /// What to type, and what it means.
  var items: [Item] {
    switch expected {
    case .text(let offers), .long(let offers): offers.map { Item(key: $0.code, label: $0.label, hint: $0.hint) }
    case .choice(let offers, _), .multi(let offers, _, _), .ranking(let offers, _): placed(offers)
    case .scale(let range, let labels):
      range.compactMap { point in labels[point].map { Item(key: String(point), label: $0) } }
    case .scale4(let labels): zip(["0", ".25", ".5", "1"], labels).map { Item(key: $0, label: $1) }
    case .tally(let rows): rows.map { Item(key: $0.code, label: $0.label) }
    case .number, .yesno, .date: []
    }
  }

  private func placed(_ offers: [Offer]) -> [Item] {
    zip(ChoiceReader.keys(offers), offers).map { Item(key: $0, label: $1.label, hint: $1.hint) }
  }

  private func oneColumn(_ items: [Item], _ look: Look) -> [StyledText] {
    let keyWidth = items.map { displayWidth($0.key) }.max() ?? 1
    return items.flatMap { item in
      let text = item.label + (item.hint.map { " (\($0))" } ?? "")
      return wrapped(padded(item.key, to: keyWidth) + "  " + text, width: look.columns - 2, indent: keyWidth + 2)
        .map { "  " + $0 }.enumerated().map { index, line in index == 0 ? keyed(line, item.key) : StyledText(line) }
    }
  }

  /// Two columns, filled downwards, where every choice fits into half a line; more than three choices only.
  private func twoColumns(_ items: [Item], _ look: Look) -> [StyledText]? {
    guard items.count > 3 else { return nil }
    let keyWidth = items.map { displayWidth($0.key) }.max() ?? 1
    let half = (look.columns - 2) / 2
    let texts = items.map { padded($0.key, to: keyWidth) + "  " + $0.label }
    guard texts.allSatisfy({ displayWidth($0) <= half - 2 }) else { return nil }
    let rows = (items.count + 1) / 2
    let leftWidth = max(24, (texts.prefix(rows).map { displayWidth($0) }.max() ?? 0) + 4)
    return (0..<rows).map { row in
      let left = keyed("  " + texts[row], items[row].key)
      guard row + rows < items.count else { return left }
      let gap = String(repeating: " ", count: leftWidth - displayWidth(texts[row]))
      return left + StyledText(gap) + keyed(texts[row + rows], items[row + rows].key)
    }
  }

  /// The key stands out.
  private func keyed(_ line: String, _ key: String) -> StyledText {
    let margin = line.prefix { $0 == " " }
    let rest = line.dropFirst(margin.count + key.count)
    return StyledText([.init(String(margin)), .init(key, .value), .init(String(rest))])
  }
}

extension Offer {
  /// Whether the code is the id of a row: capital letters and a number, `B1`. A second row with the same id has its
  /// session's name behind it, `B1/retro-2`.
  var isRowID: Bool {
    let own = code.prefix { $0 != "/" }
    let letters = own.prefix { $0.isASCII && $0.isUppercase }
    let digits = own.dropFirst(letters.count)
    return !letters.isEmpty && letters.count <= 3 && !digits.isEmpty
      && digits.allSatisfy { $0.isASCII && $0.isNumber } && !code.contains(where: \.isWhitespace)
  }

  /// The number in the id of a row: 2 of `B2`; nil of a second row with the same id.
  var rowNumber: Int? { isRowID ? Int(code.drop { !$0.isNumber }) : nil }

  /// The id of a row as it is written, of one that was typed in small letters.
  static func rowID(_ typed: String) -> String {
    let end = typed.firstIndex(of: "/") ?? typed.endIndex
    return typed[..<end].uppercased() + typed[end...]
  }
}
