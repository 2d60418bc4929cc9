import CLineShim
import Glibc

/// Signals as this program takes them: a handler only sets a flag and wakes whoever waits.
public enum Signals {
  /// Interrupt, resize, suspend, continue, terminate, hang up, quit and CPU limit set flags from now on.
  /// Writing to a closed pipe or beyond a file size limit gives an error instead of a signal. False if that failed.
  @discardableResult
  public static func install() -> Bool { shim_signals_install() == 0 }

  /// Whether Ctrl-C was pressed since the last time somebody asked.
  public static func takeInterrupt() -> Bool { shim_signals_take(Int32(SHIM_INTERRUPT)) != 0 }

  /// The signal that asks this program to leave, if one came. Stays set: there is no way back.
  public static var termination: Int32? {
    let pending = shim_signals_pending()
    return endings.first { pending & $0.bit != 0 }?.signal
  }

  static var isInterrupted: Bool { shim_signals_pending() & Int32(SHIM_INTERRUPT) != 0 }

  private static let endings: [(bit: Int32, signal: Int32)] = [
    (Int32(SHIM_TERMINATE), SIGTERM), (Int32(SHIM_HANGUP), SIGHUP),
    (Int32(SHIM_QUIT), SIGQUIT), (Int32(SHIM_CPU), SIGXCPU),
  ]
}
