/// Where things are kept, after the XDG Base Directory Specification: relative values of the variables are ignored.
public struct Paths: Equatable, Sendable {
  /// Engagements: `$SOUNDING_DATA`, else `$XDG_DATA_HOME/sounding`, else `~/.local/share/sounding`.
  public let data: String
  /// This machine's writer: `$XDG_STATE_HOME/sounding`, else `~/.local/state/sounding`. Outside any engagement, so that a
  /// copied session gets a writer of its own.
  public let state: String
  /// Settings: `$XDG_CONFIG_HOME/sounding`, else `~/.config/sounding`.
  public let config: String

  public init(environment: [String: String]) throws(FileProblem) { try self.init { environment[$0] } }

  /// Reads the variables. Throws when one is missing and there is no absolute `HOME` either.
  public init(environment: (_ name: String) -> String?) throws(FileProblem) {
    if let own = environment("SOUNDING_DATA"), own.hasPrefix("/") {
      data = Path.trimmed(own)
    } else {
      data = try Self.folder("XDG_DATA_HOME", "/.local/share", environment)
    }
    state = try Self.folder("XDG_STATE_HOME", "/.local/state", environment)
    config = try Self.folder("XDG_CONFIG_HOME", "/.config", environment)
  }

  private static func folder(
    _ variable: String, _ fallback: String, _ environment: (String) -> String?
  ) throws(FileProblem) -> String {
    if let value = environment(variable), value.hasPrefix("/") { return Path.join(Path.trimmed(value), "sounding") }
    guard let home = environment("HOME"), home.hasPrefix("/") else { throw FileProblem(.use, variable, .noHome) }
    return Path.trimmed(home) + fallback + "/sounding"
  }

  public static let engagementDefault = "default"

  /// The engagement with a name, or the folder at a path: anything with a `/` is a path, also `.` and `..`.
  public func engagement(_ nameOrPath: String, on disk: any Disk = LiveDisk()) throws(FileProblem) -> EngagementFolder {
    if nameOrPath.contains("/") || nameOrPath == "." || nameOrPath == ".." {
      return EngagementFolder(nameOrPath, on: disk)
    }
    guard let name = FolderName(nameOrPath) else { throw FileProblem(.use, nameOrPath, .badName) }
    return EngagementFolder(Path.join(data, name.text), on: disk)
  }

  /// The names of the engagements there are, sorted.
  public func engagements(on disk: any Disk = LiveDisk()) throws(FileProblem) -> [FolderName] {
    try EngagementFolder(data, on: disk).folders(in: data)
  }
}
