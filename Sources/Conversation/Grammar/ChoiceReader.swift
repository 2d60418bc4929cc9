import Diagnostics

/// Reads one or several of the offered choices.
///
/// A choice is named by its place (`2`, `2)`; `b` where a code starts with a digit), its code, its wording, or a
/// part of its wording that no other has. Rows are shown with their ids, so a number there is that of the id: `2` is
/// `G2`, also where `G1` is gone. A place may be followed by a note: `2 since last year`; a whole wording, too, with a
/// comma or the like between them: `yes, in 2019`.
struct ChoiceReader {
  let offers: [Offer]

  /// Places are letters where a code starts with a digit.
  static func usesLetters(_ offers: [Offer]) -> Bool {
    offers.contains { $0.code.first.map { $0.isASCII && $0.isNumber } ?? false }
  }

  /// `1`, `2`, ... or `a`, `b`, ...; numbers after `z`.
  static func place(_ index: Int, letters: Bool) -> String {
    guard letters, index < 26, let scalar = Unicode.Scalar(UInt8(97 + index) as UInt8) as Unicode.Scalar? else {
      return String(index + 1)
    }
    return String(Character(scalar))
  }

  /// What is shown to be typed for each choice: the id of a row, else a place. What stands beside rows takes the numbers
  /// behind the highest of theirs, so that none of them means two things.
  static func keys(_ offers: [Offer]) -> [String] {
    let letters = usesLetters(offers)
    guard let highest = offers.compactMap(\.rowNumber).max() else {
      return offers.indices.map { place($0, letters: letters) }
    }
    var others = 0
    return offers.map { offer in
      if offer.isRowID { return offer.code }
      others += 1
      return place(letters ? others - 1 : highest + others - 1, letters: letters)
    }
  }

  private var letters: Bool { ChoiceReader.usesLetters(offers) }

  /// The choice with exactly this code or wording.
  func exact(_ text: String) -> Offer? {
    guard !offers.isEmpty else { return nil }
    let wanted = ChoiceReader.folded(text)
    return offers.first { ChoiceReader.folded($0.code) == wanted }
      ?? offers.first { ChoiceReader.folded($0.label) == wanted }
  }

  func one(_ text: String, allowsText: Bool) throws(Rejection) -> TypedAnswer {
    if let offer = exact(text) { return TypedAnswer(.code(offer.code)) }
    do throws(Rejection) {
      if let offer = try byPlace(text) { return TypedAnswer(.code(offer.code)) }
      if let withNote = try placeAndNote(text) ?? wordingAndNote(text) { return withNote }
      return TypedAnswer(.code(try byWording(text).code))
    } catch {
      if allowsText, case .notAChoice = error { return TypedAnswer(.text(text)) }
      throw error
    }
  }

  /// `1,3`, `1 3`, `B2 > B1`, `tools and data`. The order is kept.
  func several(_ text: String, alone: Set<String>, most: Int?) throws(Rejection) -> TypedAnswer {
    if let offer = exact(text) { return TypedAnswer(.codes([offer.code])) }
    var picked: [Offer] = []
    for part in try parts(text) {
      let offer = try found(part)
      if picked.contains(where: { $0.code == offer.code }) { throw .twice(offer) }
      picked.append(offer)
    }
    if picked.count > 1, let only = picked.first(where: { alone.contains($0.code) }) { throw .standsAlone(only) }
    if let most, picked.count > most { throw .tooMany(picked.count, most: most) }
    return TypedAnswer(.codes(picked.map(\.code)))
  }

  private func found(_ part: String) throws(Rejection) -> Offer {
    if let offer = exact(part) { return offer }
    if let offer = try byPlace(part) { return offer }
    return try byWording(part)
  }

  /// The parts of a list: split at separators; at spaces only if every word then names a choice.
  private func parts(_ text: String) throws(Rejection) -> [String] {
    let separated = text.split(whereSeparator: { ",;>&+".contains($0) }).map(\.trimmed).filter { !$0.isEmpty }
    let words = text.split(whereSeparator: { $0.isWhitespace || ",;>&+".contains($0) }).map(String.init)
    let plain = words.filter { $0.lowercased() != "and" && $0.lowercased() != "then" }
    let short = plain.allSatisfy { word in exact(word) != nil || looksLikePlace(word) }
    if short, !plain.isEmpty { return plain }
    if separated.count == 1, let only = separated.first {
      let joined = only.split(separator: " and ").map(\.trimmed)
      if joined.count > 1, (try? found(only)) == nil { return joined }
    }
    if separated.isEmpty { throw notAChoice(text) }
    return separated
  }

  private func looksLikePlace(_ word: String) -> Bool {
    let bare = word.trimmingSuffix { ").".contains($0) }
    if letters { return bare.count == 1 && bare.first.map { $0.isASCII && $0.isLetter } ?? false }
    return !bare.isEmpty && bare.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private func byPlace(_ text: String) throws(Rejection) -> Offer? {
    guard looksLikePlace(text) else { return nil }
    let bare = text.trimmingSuffix { ").".contains($0) }.lowercased()
    let key = Int(bare).map(String.init) ?? bare
    let keys = ChoiceReader.keys(offers)
    if let index = keys.firstIndex(of: key) { return offers[index] }
    let rows = letters ? [] : offers.filter { $0.rowNumber.map(String.init) == key }
    if rows.count > 1 { throw .severalMatch(text, rows) }
    guard let row = rows.first else { throw .positionOutOfRange(bare, offers: offers) }
    return row
  }

  /// `2 since last year`; but `2 3` is two answers where one is wanted.
  private func placeAndNote(_ text: String) throws(Rejection) -> TypedAnswer? {
    let (first, rest) = text.firstWord
    let word = first.trimmingSuffix { ":,;".contains($0) }
    guard !rest.isEmpty, !letters, looksLikePlace(word), let offer = try byPlace(word) else { return nil }
    if rest.split(whereSeparator: { " ,;".contains($0) }).allSatisfy({ looksLikePlace(String($0)) }) {
      throw .onlyOne(text)
    }
    return TypedAnswer(.code(offer.code), note: rest)
  }

  /// `yes, in 2019`; nil where the remark names a choice itself.
  private func wordingAndNote(_ text: String) -> TypedAnswer? {
    guard let end = text.firstIndex(where: { ",;:.".contains($0) }) else { return nil }
    let (word, note) = (text[..<end].trimmed, text[text.index(after: end)...].trimmed)
    guard !note.isEmpty, let offer = exact(word), (try? found(note)) == nil else { return nil }
    return TypedAnswer(.code(offer.code), note: note)
  }

  /// By the beginning of any word in the wording or code, then by any part of it; each only if it is unique.
  private func byWording(_ text: String) throws(Rejection) -> Offer {
    let wanted = ChoiceReader.folded(text)
    guard !wanted.isEmpty else { throw notAChoice(text) }
    let forms = offers.map { (offer: $0, label: ChoiceReader.folded($0.label), code: ChoiceReader.folded($0.code)) }
    // Where places are letters, figures in the wording count as a whole: `2` is a slip, not the beginning of `29`.
    let sought = letters && wanted.allSatisfy(\.isNumber) ? " \(wanted) " : " \(wanted)"
    let inside = forms.filter { " \($0.label) ".contains(sought) || " \($0.code) ".contains(sought) }
    let anywhere = wanted.count >= 3 ? forms.filter { $0.label.contains(wanted) } : []
    for matches in [inside, anywhere] {
      if matches.count == 1 { return matches[0].offer }
      if matches.count > 1 { throw .severalMatch(text, matches.map(\.offer)) }
    }
    throw notAChoice(text)
  }

  private func notAChoice(_ text: String) -> Rejection {
    let labels = offers.flatMap { [($0, ChoiceReader.folded($0.label)), ($0, ChoiceReader.folded($0.code))] }
    let wanted = ChoiceReader.folded(text)
    let near = wanted.count >= 3 ? nearest(to: wanted, among: labels.map(\.1)) : nil
    let offer = near.flatMap { name in labels.first { $0.1 == name }?.0 }
    return .notAChoice(text, nearest: offer, offers: offers)
  }

  /// Lower case, `_` and `-` as spaces, single spaces, no full stop at the end.
  static func folded(_ text: String) -> String {
    text.plainlyNormal { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }
      ?? anyFolded(text)
  }

  private static func anyFolded(_ text: String) -> String {
    let plain = text.lowercased().map { "_-–".contains($0) ? " " : ($0 == "’" ? "'" : $0) }
    let words = String(plain).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.trimmingSuffix { ".!".contains($0) }
  }
}
