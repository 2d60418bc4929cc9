import Glibc

/// Signals that would end the program in the middle of a write.
public enum Signals {
  /// From now on writing to a closed pipe or past `ulimit -f` is an error to be handled (`EPIPE`, `EFBIG`), not the end.
  ///
  /// Child processes inherit this: reset both to their defaults when starting one.
  public static func ignoreThoseOfWriting() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}
