import Diagnostics

/// Where other playbooks and the shared files come from.
public protocol Library {
  /// The text of a playbook by its name (`quick-assessment`), or of `registers`, `words`, `universal`, `journey`.
  func playbookText(named name: String) -> SourceText?
}

/// Texts that are already at hand, by name.
public struct TextLibrary: Library, Sendable {
  public var texts: [String: SourceText]

  public init(_ texts: [String: SourceText] = [:]) { self.texts = texts }

  public func playbookText(named name: String) -> SourceText? { texts[name] }
}
