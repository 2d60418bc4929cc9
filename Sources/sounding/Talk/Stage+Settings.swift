import Conversation
import Terminal
import Text

/// Settings, and what is said to the terminal rather than to the person.
extension Stage {
  /// What the configuration says beside looks.
  mutating func prefer(_ preferences: Preferences) {
    for (setting, value) in preferences.values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      switch setting {
      case .bell, .notify, .editor: set(setting, value)
      case .hints: settings.hints.mode = Settings.Hints.Mode(rawValue: value) ?? .fading
      case .accessible, .ascii, .blind, .color, .theme, .width: break
      }
    }
  }

  /// A setting that changes how the screen looks or sounds, or what keys do.
  mutating func set(_ setting: Setting, _ value: String) {
    let isOn = value == "on"
    switch setting {
    case .accessible:
      settings.isAccessible = isOn
      screen.appearance.isAccessible = isOn
      if isOn { screen.appearance.theme = nil }
    case .ascii:
      settings.isASCII = isOn
      screen.appearance.isASCII = isOn
    case .color: setColour(ColourWish(rawValue: value))
    case .theme:
      theme = value == "safe" ? .safe : .standard
      if screen.appearance.theme != nil { screen.appearance.theme = theme }
    case .width:
      widthChosen = Int(value)
      settings.width = widthChosen ?? settings.width
    case .bell: ringsBell = isOn
    case .notify: notifies = isOn
    case .editor: (reader as? LibeditReader)?.useKeys(of: value)
    case .blind, .hints: break
    }
    (reader as? LibeditReader)?.appearance = screen.appearance
  }

  private mutating func setColour(_ wish: ColourWish?) {
    let grounds = ColourGrounds(
      flag: wish, isTerminal: TerminalFacts.isTerminal(1), isAccessible: settings.isAccessible,
      environment: { Surroundings.value($0) })
    screen.appearance.theme = usesColour(grounds) && !isScript ? theme : nil
  }

  // MARK: Signals

  /// Time is up: the bell once, and a notification for people who asked for it. Neither in accessible mode.
  func ring(_ reason: String) { bell(reason) }

  /// The bell alone, for while a line is read: the reader has to stay with its only owner.
  var bell: (String) -> Void {
    guard !isScript, !settings.isAccessible else { return { _ in } }
    return { [screen, ringsBell, notifies] reason in
      var screen = screen
      if ringsBell { try? screen.writeUnfiltered("\u{7}") }
      if notifies { try? screen.send(.notification(reason)) }
    }
  }

  func signal(_ signal: TerminalSignal) {
    guard !isScript else { return }
    var screen = screen
    // A screen that is gone shows at the next line.
    try? screen.send(signal)
  }

  /// The window's title while something is asked; the old one comes back with `restoreTitle`.
  mutating func show(title: String) {
    guard !title.isEmpty, screen.appearance.sendsSignals, !isScript else { return }
    if !hasTitle { signal(.saveTitle) }
    hasTitle = true
    signal(.title("sounding: \(title)"))
  }

  mutating func restoreTitle() {
    guard hasTitle else { return }
    hasTitle = false
    signal(.restoreTitle)
  }

  /// Lines that may be more than the screen holds: through the pager, where somebody can turn pages.
  func page(_ lines: [StyledText]) -> Bool {
    guard !isScript, !settings.isAccessible, !screen.appearance.isDumb else { return false }
    let text = lines.map { screen.appearance.rendered($0) + "\n" }.joined()
    return Terminal.page(text, rows: TerminalFacts.rows()) { Surroundings.value($0) }
  }
}
