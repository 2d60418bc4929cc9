import Glibc

/// What became of a text in an external editor.
public enum EditOutcome: Equatable, Sendable {
  case edited(String)
  /// The editor left the text as it was.
  case unchanged
  /// The editor ended with an error or was killed: the old text stands.
  case broken(editor: String)
  case invalid(InputProblem)
  /// No editor could be started, or the file could not be written or read. errno(3).
  case failed(code: Int32)
}

/// The user's editor: `VISUAL`, `EDITOR`, or the first of Debian's `editor`, `nano` and `vi` that there is.
public func editorCandidates(environment: (String) -> String?) -> [[String]] {
  let named = ["VISUAL", "EDITOR"].compactMap { environment($0) }.compactMap(commandWords).filter { !$0.isEmpty }
  return named.prefix(1) + [["editor"], ["nano"], ["vi"]]
}

/// Lets people edit a text in their own editor, in a file that is made for it and gone afterwards.
///
/// - Parameters:
///   - text: what is in the file at first.
///   - path: a file that doesn't exist yet, in a folder that only its owner may enter. Made with mode 0600.
///   - note: lines below the text that say what this is; they and the cut line before them are no part of the answer.
public func editExternally(_ text: String, path: String, note: [String], editors: [[String]]) -> EditOutcome {
  let original = text + "\n"
  let content = note.isEmpty ? original : original + ([cutLine] + note.map { "# \($0)" }).joined(separator: "\n") + "\n"
  if let code = create(path, content) { return .failed(code: code) }
  defer { unlink(path) }
  for words in editors {
    switch runChild(words + [path]) {
    case .notStarted(ENOENT): continue
    case .notStarted(let code): return .failed(code: code)
    case .exited(0): return outcome(path, original: text)
    case .exited, .killed: return .broken(editor: words.first ?? "")
    }
  }
  return .failed(code: ENOENT)
}

/// What is below is not part of the text.
let cutLine = "# ------------------------ >8 ------------------------"

private func create(_ path: String, _ content: String) -> Int32? {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { return errno }
  defer { close(descriptor) }
  fchmod(descriptor, 0o600)
  do throws(ScreenProblem) {
    try writeAll(content, to: descriptor)
    return nil
  } catch {
    unlink(path)
    return error.code
  }
}

private func outcome(_ path: String, original: String) -> EditOutcome {
  let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { return .failed(code: errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .failed(code: EINVAL) }
  var bytes = [UInt8](repeating: 0, count: lineBytesMax * 2)
  var count = 0
  while count < bytes.count {
    let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count) }
    if got < 0 && errno == EINTR { continue }
    guard got >= 0 else { return .failed(code: errno) }
    if got == 0 { break }
    count += got
  }
  bytes.removeLast(bytes.count - count)
  switch editedText(bytes) {
  case .success(let text): return text == original ? .unchanged : .edited(text)
  case .failure(let problem): return .invalid(problem)
  }
}

/// The text above the cut line, without line feeds at its end.
func editedText(_ bytes: [UInt8]) -> Result<String, InputProblem> {
  var kept: [ArraySlice<UInt8>] = []
  for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
    if line.elementsEqual(cutLine.utf8) { break }
    kept.append(line.last == 0x0D ? line.dropLast() : line)
  }
  while kept.last?.isEmpty == true { kept.removeLast() }
  return inputText(Array(kept.joined(separator: [0x0A])))
}

/// Shows a text with `PAGER`, or `less`, if it has more rows than the screen; false if it is to be written as it is.
///
/// `less` quits by itself where all fits, leaves the screen as it is, says how to go on, and may run no other programs.
public func page(_ text: String, rows: Int, environment: (String) -> String?) -> Bool {
  guard text.split(separator: "\n", omittingEmptySubsequences: false).count > rows else { return false }
  let named = (environment("SOUNDING_PAGER") ?? environment("PAGER")).flatMap(commandWords) ?? []
  let words = named.isEmpty ? ["less", "-FRX", "-P" + TerminalMessages.pagerPrompt] : named
  switch runChild(words, input: Array(text.utf8), environment: ["LESSSECURE=1"]) {
  case .notStarted: return false
  case .exited(let code): return code != 127
  case .killed: return true
  }
}
