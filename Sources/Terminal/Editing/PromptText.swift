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
    var built: [Unicode.Scalar] = []
    var group = ""
    func closeGroup() {
      guard !group.isEmpty else { return }
      built += ["\u{1}"] + Array(group.unicodeScalars) + ["\u{1}"]
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
      built += Array(piece.text.unicodeScalars)
      if !piece.look.isEmpty { group = Theme.reset }
    }
    characters = built.map { wchar_t(bitPattern: $0.value) } + [0]
    width = pieces.reduce(0) { $0 + displayWidth($1.text) }
  }
}
