import Sessions
import Text

/// What to do when something can't be stored: try again, or write all of it elsewhere.
extension Conversation {
  /// The text stays on the line however often it is sent: it may be the only copy.
  mutating func storeFailed(_ reason: String, _ hint: String?) {
    unsaved = waiting
    waiting = nil
    show(look.wrap(Wording.notStored(sanitizedLine(reason)), role: .error))
    if let hint { tell(Wording.whatHelps(sanitizedLine(hint))) }
    tell(Wording.notStoredHint)
    ask(prefill: typedLine)
  }

  /// `/retry`: stores what couldn't be stored.
  mutating func retry() {
    switch unsaved {
    case .store(let event, let after)?: store(event, after)
    case .action(let draft)?:
      waiting = .action(draft)
      outputs.append(.keepAction(draft))
    case .rescue, .report, .editor, nil: cannot(Wording.nothingToRetry)
    }
  }

  /// `/rescue PATH`: all that is saved, and the answer that isn't, in a new file.
  mutating func rescue(_ path: String) {
    guard !path.isEmpty else { return refuse(Wording.rescueWhere, Wording.rescueExample) }
    waiting = .rescue
    var events: [Event] = []
    if case .store(let event, _)? = unsaved { events = [event] }
    outputs.append(.rescue(path: path, unsaved: events))
  }

  mutating func rescued(_ path: String, _ lines: Int) {
    waiting = nil
    mark(.ok, Wording.rescued(lines, isWhole: unsaved != nil))
    showPath(path)
    tell(Wording.afterRescue)
    ask()
  }

  mutating func rescueFailed(_ path: String, _ reason: String) {
    waiting = nil
    refuse(Wording.notRescued(sanitizedLine(path), sanitizedLine(reason)), Wording.rescueExample)
  }

  /// A path that is broken can't be copied: it stands on a line of its own, however long.
  mutating func showPath(_ path: String) {
    show([StyledText((look.isAccessible ? "" : "    ") + sanitizedLine(path))])
  }
}
