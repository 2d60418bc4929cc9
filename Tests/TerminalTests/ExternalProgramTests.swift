import Glibc
import Testing

@testable import Terminal

@Test(
  "A command line is split as the shell would, without its powers",
  arguments: [
    ("vi", ["vi"]), ("code --wait  -n", ["code", "--wait", "-n"]), ("'my editor' -x", ["my editor", "-x"]),
    ("\"a b\" c\\ d", ["a b", "c d"]), ("vi; rm -rf $HOME `id`", ["vi;", "rm", "-rf", "$HOME", "`id`"]), ("", []),
    ("  ", []),
    ("a''b \"\"", ["ab", ""]), ("\"a\\\"b\\n\"", ["a\"b\\n"]), ("'open", nil), ("back\\", nil),
  ] as [(String, [String]?)])
func words(_ line: String, _ words: [String]?) {
  #expect(commandWords(line) == words)
}

/// Runs `body` with a path in a new folder that only its owner may enter.
private func withPath(_ body: (String) throws -> Void) rethrows {
  var template = Array("/tmp/sounding-edit-XXXXXX".utf8CString)
  guard let folder = mkdtemp(&template).map({ String(cString: $0) }) else { return }
  defer { rmdir(folder) }
  try body(folder + "/ANSWER.md")
}

private func edit(_ script: String, text: String = "old text") -> EditOutcome? {
  var outcome: EditOutcome?
  withPath { path in
    outcome = editExternally(text, path: path, note: ["Save and leave."], editors: [["sh", "-c", script, "sh"]])
    #expect(access(path, F_OK) != 0, "the file is gone")
  }
  return outcome
}

@Test(
  "What an editor may do to a text",
  arguments: [
    ("printf 'new\\ntext\\n' > \"$1\"", .edited("new\ntext")), ("sed -i s/old/new/ \"$1\"", .edited("new text")),
    ("true", .unchanged), ("printf 'new' > \"$1\"; exit 1", .broken(editor: "sh")),
    ("printf 'new' > \"$1\"; kill -9 $$", .broken(editor: "sh")),
    (": > \"$1\"", .edited("")), ("printf 'a\\377' > \"$1\"", .invalid(.notUTF8)),
    ("printf 'a\\0' > \"$1\"", .invalid(.controlCharacter)),
    ("head -c 10000000 /dev/zero | tr '\\0' a > \"$1\"", .invalid(.tooLong(bytesMax: lineBytesMax))),
    ("rm \"$1\"; ln -s /etc/hostname \"$1\"", .failed(code: ELOOP)),
    ("rm \"$1\"; mkfifo \"$1\"", .failed(code: EINVAL)),
    ("rm \"$1\"", .failed(code: ENOENT)), ("printf 'a\\r\\nb\\r\\n' > \"$1\"", .edited("a\nb")),
    ("stat -c %a \"$1\" > /dev/null; test \"$(stat -c %a \"$1\")\" = 600 && printf yes > \"$1\"", .edited("yes")),
    ("ls /proc/self/fd | wc -l > \"$1\"", .edited("4")),
  ] as [(String, EditOutcome)])
func editors(_ script: String, _ outcome: EditOutcome) {
  #expect(edit(script) == outcome)
}

@Test("A missing editor gives way to the next; with none there is an error")
func missingEditors() {
  withPath { path in
    let found = editExternally(
      "x", path: path, note: [], editors: [["/no/such"], ["sh", "-c", "echo y > \"$1\"", "sh"]])
    #expect(found == .edited("y"))
    #expect(editExternally("x", path: path, note: [], editors: [["/no/such"]]) == .failed(code: ENOENT))
    #expect(editExternally("x", path: path, note: [], editors: [["/etc"]]) == .failed(code: EACCES))
  }
}

@Test("A file that is there already is never touched")
func existingFile() {
  withPath { path in
    #expect(symlink("/etc/hostname", path) == 0)
    #expect(editExternally("x", path: path, note: [], editors: [["true"]]) == .failed(code: EEXIST))
    unlink(path)
  }
}

@Test("VISUAL comes before EDITOR, and both before what Debian has")
func editorOrder() {
  func first(_ variables: [String: String]) -> [String]? { editorCandidates { variables[$0] }.first }
  #expect(first(["VISUAL": "code -w", "EDITOR": "vi"]) == ["code", "-w"])
  #expect(first(["EDITOR": "ed"]) == ["ed"])
  #expect(first(["VISUAL": "", "EDITOR": " "]) == ["editor"])
  #expect(first(["VISUAL": "'broken", "EDITOR": "vi"]) == ["vi"])
}

@Test("Child programs: how they end, what they read")
func children() {
  signal(SIGPIPE, SIG_IGN)
  #expect(runChild(["sh", "-c", "exit 3"]) == .exited(3))
  #expect(runChild(["sh", "-c", "kill -TERM $$"]) == .killed(signal: SIGTERM))
  #expect(runChild(["/no/such/program"]) == .notStarted(code: ENOENT))
  #expect(runChild([]) == .notStarted(code: ENOENT))
  #expect(runChild(["a\0b"]) == .notStarted(code: ENOENT))
  #expect(runChild(["sh", "-c", "test \"$(cat)\" = hello"], input: Array("hello".utf8)) == .exited(0))
  #expect(runChild(["true"], input: [UInt8](repeating: 0x61, count: 1 << 20)) == .exited(0))
  #expect(runChild(["sh", "-c", "test \"$LESSSECURE\" = 1"], environment: ["LESSSECURE=1"]) == .exited(0))
}

@Test("A text that fits is not paged; a pager that isn't there is no pager")
func paging() {
  signal(SIGPIPE, SIG_IGN)
  #expect(!page("one\ntwo", rows: 24) { _ in nil })
  let long = String(repeating: "x\n", count: 100)
  #expect(!page(long, rows: 24) { $0 == "PAGER" ? "/no/such/pager" : nil })
  #expect(page(long, rows: 24) { $0 == "PAGER" ? "sh -c 'cat > /dev/null'" : nil })
}
