/// Everything `sounding doctor` says.
enum DoctorWords {
  static let terminal = "terminal"
  static let settings = "settings"
  static let folders = "folders"
  static let journals = "journals"
  static let tools = "tools"

  static let noTerminal = "input or output is no terminal here; the conversation needs both, or --script"
  static func dumb(_ name: String) -> String {
    name.isEmpty ? "TERM is not set: lines are edited plainly" : "TERM=\(name) is not known: lines are edited plainly"
  }
  static let dumbRemedy = "set TERM to what your terminal is, such as xterm-256color"
  static func screen(_ name: String, _ columns: Int, _ rows: Int) -> String { "\(name), \(columns) by \(rows)" }
  static func colour(_ isOn: Bool, isAccessible: Bool) -> String {
    (isOn ? "colour" : "no colour") + (isAccessible ? ", accessible mode (from ACCESSIBLE)" : "")
  }
  static func letters(isUTF8: Bool, isASCII: Bool) -> String {
    (isUTF8 ? "the locale is UTF-8" : "the locale is not UTF-8: answers are kept whole all the same")
      + (isASCII ? ", signs are ASCII" : "")
  }
  static let localeRemedy = "for signs such as a tick: export LC_ALL=C.UTF-8"
  static func keys(_ path: String) -> String { "key bindings from \(path)" }

  static func preferences(_ count: Int, _ path: String) -> String {
    count == 0 ? "none; \(path) takes lines such as theme: safe" : "\(count) from the configuration"
  }

  static let data = "engagements"
  static let state = "this machine's writer and commands"
  static func notYet(_ what: String, _ path: String) -> String { "\(what): \(path), made when it is needed" }
  static func folder(_ what: String, _ path: String) -> String { "\(what): \(path), for you alone" }
  static func noFolder(_ what: String, _ path: String) -> String { "\(what): \(path) is not a folder" }
  static let noFolderRemedy = "move it away, or set XDG_DATA_HOME to another place"
  static func open(_ what: String, _ path: String, _ mode: UInt32) -> String {
    "\(what): others may look into \(path) (mode 0\(String(mode, radix: 8)))"
  }
  static func openRemedy(_ path: String) -> String { "chmod 0700 \(path)" }
  static func readOnly(_ what: String, _ path: String) -> String { "\(what): \(path) can't be written to" }
  static let readOnlyRemedy = "make it yours, or set XDG_DATA_HOME to another place"
  static func room(_ megabytes: Int) -> String {
    megabytes >= 10_240 ? "\(megabytes / 1024) GB free" : "\(megabytes) MB free"
  }
  static let roomRemedy = "make room: an answer that can't be written isn't saved"

  static func journal(_ session: String, _ engagement: String) -> String { "\(session) in \(engagement)" }
  static func allVerify(_ count: Int) -> String {
    count == 0 ? "none yet" : count == 1 ? "one journal, and it verifies" : "\(count) journals, and all verify"
  }
  static let tornRemedy = "opening the session sets it aside; nothing that was saved is in it"
  static func damagedRemedy(_ session: String, _ engagement: String) -> String {
    "look with: sounding verify \(session) --engagement \(engagement)"
  }

  static func editor(_ name: String?) -> String { name.map { "editor: \($0)" } ?? "no editor for /edit" }
  static let editorRemedy = "set EDITOR; everything else works without"
  static func pager(_ name: String?) -> String {
    name.map { "pager: \($0)" } ?? "no pager: long lists are printed whole"
  }
}
