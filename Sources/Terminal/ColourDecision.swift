/// What a flag or a setting says about colour.
public enum ColourWish: String, CaseIterable, Sendable { case auto, always, never }

/// What the decision about colour rests on.
public struct ColourGrounds {
  public var flag: ColourWish?
  public var setting: ColourWish?
  public var isTerminal: Bool
  public var isAccessible: Bool
  /// The value of an environment variable.
  public var environment: (String) -> String?

  public init(
    flag: ColourWish? = nil, setting: ColourWish? = nil, isTerminal: Bool, isAccessible: Bool = false,
    environment: @escaping (String) -> String?
  ) {
    self.flag = flag
    self.setting = setting
    self.isTerminal = isTerminal
    self.isAccessible = isAccessible
    self.environment = environment
  }
}

/// Whether to send colour. The first that has an opinion decides: accessible mode (never), the flag, the setting,
/// `NO_COLOR` (no-color.org), `FORCE_COLOR` and `CLICOLOR_FORCE`, a dumb terminal or none at all, and then yes.
public func usesColour(_ grounds: ColourGrounds) -> Bool {
  if grounds.isAccessible { return false }
  for wish in [grounds.flag, grounds.setting] {
    switch wish {
    case .always: return true
    case .never: return false
    case .auto, nil: break
    }
  }
  if isSet(grounds.environment("NO_COLOR")) { return false }
  if ["FORCE_COLOR", "CLICOLOR_FORCE"].contains(where: { isSwitchedOn(grounds.environment($0)) }) { return true }
  return grounds.isTerminal && !["dumb", "", nil].contains(grounds.environment("TERM"))
}

/// Whether signs are to be written in ASCII: asked for, a codeset other than UTF-8, or a terminal with a poor font.
public func usesASCII(isUTF8: Bool, environment: (String) -> String?) -> Bool {
  if isSwitchedOn(environment("SOUNDING_ASCII")) { return true }
  return !isUTF8 || ["linux", "dumb"].contains(environment("TERM"))
}

/// Whether `ACCESSIBLE` asks for accessible mode: any value but `0` and `false`.
public func wantsAccessible(environment: (String) -> String?) -> Bool {
  isSwitchedOn(environment("ACCESSIBLE")) && environment("ACCESSIBLE")?.lowercased() != "false"
}

private func isSet(_ value: String?) -> Bool { !(value ?? "").isEmpty }
private func isSwitchedOn(_ value: String?) -> Bool { isSet(value) && value != "0" }
