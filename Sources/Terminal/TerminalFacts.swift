import CLineShim
import Glibc

/// What can be found out about the process and its terminal. Asked once at start, except for the size.
public enum TerminalFacts {
  /// Whether a descriptor is a terminal.
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal: what the terminal says, else `COLUMNS`, else 80.
  public static func columns(descriptor: Int32 = 1) -> Int {
    let size = shim_window_size(descriptor)
    if size > 0 { return Int(size >> 16) }
    guard let value = environment("COLUMNS"), let columns = Int(value), (1...10_000).contains(columns) else {
      return 80
    }
    return columns
  }

  /// Rows of the terminal; 24 if it doesn't say.
  public static func rows(descriptor: Int32 = 1) -> Int {
    let rows = Int(shim_window_size(descriptor) & 0xFFFF)
    return rows > 0 ? rows : 24
  }

  /// Whether `TERM` names no terminal, a dumb one, or one that terminfo doesn't know.
  public static var isDumb: Bool {
    guard let name = environment("TERM"), !name.isEmpty, name != "dumb" else { return true }
    return shim_knows_terminal(name) != 1
  }

  /// Sets the locale of the process: the user's own, with UTF-8 for characters in any case and a point in numbers.
  /// Returns whether the user's own codeset is UTF-8.
  public static func setLocale() -> Bool { shim_set_locale() == 1 }

  /// The memory of this process holds answers: no core file may.
  public static func forbidCoreFiles() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  }

  public static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
