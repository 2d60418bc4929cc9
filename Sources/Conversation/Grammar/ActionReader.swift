import Text

/// Reads what stands behind `/action`: `Show the file to two users @Ana by 14 May`, or `X3 done`.
struct ActionReader {
  let today: CalendarDay
  /// Who is here, where they have names.
  let people: [String]

  /// What may become of an action, as people type it.
  private static let statuses = [
    "done": "done", "dropped": "dropped", "started": "in_progress", "open": "open", "reopened": "open",
  ]

  /// `X3`, with nothing behind it: no action is called so.
  func loneID(_ text: String) -> String? {
    let word = Offer.rowID(text.trimmed)
    return Offer(word, "").isRowID ? word : nil
  }

  /// nil where no words are left for what is to be done.
  func read(_ text: String) -> ActionDraft? {
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if let change = change(words) { return change }
    var draft = ActionDraft(text: "")
    draft.due = takeDay(&words)
    draft.owner = takeOwner(&words)
    draft.text = words.joined(separator: " ")
    return draft.text.isEmpty ? nil : draft
  }

  private func change(_ words: [String]) -> ActionDraft? {
    guard words.count > 1, Offer(Offer.rowID(words[0]), "").isRowID,
      let status = ActionReader.statuses[words[1].lowercased()]
    else { return nil }
    var draft = ActionDraft(text: words.dropFirst(2).joined(separator: " "))
    (draft.id, draft.status) = (Offer.rowID(words[0]), status)
    return draft
  }

  /// Takes `by 14 May` out. Who it is for may stand behind it.
  private func takeDay(_ words: inout [String]) -> String? {
    guard let by = words.lastIndex(where: { $0.lowercased() == "by" }), by < words.count - 1 else { return nil }
    let behind = words[(by + 1)...]
    let owner = behind.firstIndex { $0.hasPrefix("@") } ?? behind.endIndex
    let ways = [
      (behind[..<owner].map { $0 }, behind[owner...].map { $0 }),
      (behind.filter { !$0.hasPrefix("@") }, behind.filter { $0.hasPrefix("@") }),
    ]
    for (phrase, rest) in ways {
      guard case .day(let day) = DatePhrase(today: today).read(phrase.joined(separator: " ")) else { continue }
      words = words[..<by] + rest
      return day.iso
    }
    return nil
  }

  /// Takes `@Fay` out, and `@Fay Meier` where that is somebody who is here, or a second name stands where nothing else can.
  private func takeOwner(_ words: inout [String]) -> String? {
    guard let who = words.firstIndex(where: { $0.hasPrefix("@") && $0.count > 1 }) else { return nil }
    let behind = words[(who + 1)...]
    let first = String(words[who].dropFirst())
    var end = who + 1
    let known = knownName(first, behind)
    if known > 0 {
      end += known
    } else if let second = behind.first, second.first?.isUppercase ?? false,
      behind.count == 1 || behind[end + 1].lowercased() == "by"
    {
      end += 1
    }
    // An action is more than its owner.
    if end - who == words.count { end = who + 1 }
    let name = ([first] + words[(who + 1)..<end]).joined(separator: " ")
    words.removeSubrange(who..<end)
    return name
  }

  /// How many more words belong to the name of somebody who is here.
  private func knownName(_ first: String, _ behind: ArraySlice<String>) -> Int {
    let typed = [first.lowercased()] + behind.map { $0.lowercased() }
    let names = people.map { $0.split(whereSeparator: \.isWhitespace).map { $0.lowercased() } }
    return names.filter { typed.starts(with: $0) }.map { $0.count - 1 }.max() ?? 0
  }
}
