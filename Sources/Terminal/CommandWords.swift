/// The words of a command line such as the value of `EDITOR`: split at spaces, with the quotes and the backslash of
/// the shell (POSIX 2.2) and nothing else of it. nil if a quote is left open.
public func commandWords(_ line: String) -> [String]? {
  var words: [String] = []
  var word: String?
  var quote: Character?
  var characters = line[...]
  while let character = characters.popFirst() {
    switch (character, quote) {
    case ("\\", nil), ("\\", "\""):
      guard let next = characters.popFirst() else { return nil }
      let isKept = quote == "\"" && next != "\"" && next != "\\"
      word = (word ?? "") + (isKept ? "\\" : "") + String(next)
    case (let mark, let open?) where mark == open: quote = nil
    case ("'", nil), ("\"", nil):
      quote = character
      word = word ?? ""
    case (" ", nil), ("\t", nil), ("\n", nil):
      if let done = word { words.append(done) }
      word = nil
    default: word = (word ?? "") + String(character)
    }
  }
  if let done = word { words.append(done) }
  return quote == nil ? words : nil
}
