import Glibc
import Text

/// A prompt as libedit takes it: escape sequences between marks, so that they count no columns.
///
/// libedit garbles two groups of escape sequences side by side and drops one at the very end. So neighbours are merged,
/// and the last character that is seen stands behind the last group; a prompt that ends in a look gets a space there.
struct PromptText {
  var characters: [wchar_t]
  /// Columns of what is seen.
  var width: Int

  /// Stands before and after each group.
  static let mark: wchar_t = 1

  init(_ prompt: StyledText, _ appearance: Appearance) {
    var built: [wchar_t] = []
    var group = ""
    func add(_ text: String) {
      for scalar in text.unicodeScalars { built.append(wchar_t(bitPattern: scalar.value)) }
    }
    func closeGroup() {
      guard !group.isEmpty else { return }
      built.append(Self.mark)
      add(group)
      built.append(Self.mark)
      group = ""
    }
    var pieces = appearance.pieces(prompt).map { (look: $0.look, text: sanitizedLine($0.text)) }
    if let last = pieces.last, !last.look.isEmpty {
      let words = last.text.hasSuffix(" ") ? String(last.text.dropLast()) : last.text
      pieces[pieces.count - 1].text = words
      pieces.append(("", " "))
    }
    for piece in pieces {
      group += piece.look
      closeGroup()
      add(piece.text)
      if !piece.look.isEmpty { group = Theme.reset }
    }
    built.append(0)
    characters = built
    width = pieces.reduce(0) { $0 + displayWidth($1.text) }
  }
}
