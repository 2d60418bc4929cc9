import Diagnostics
import JSON
import Playbooks
import Sessions
import Storage
import Text

/// What there is: playbooks and sessions, for people and for other programs.
struct Listing {
  struct SessionLine {
    let name: String
    let title: String?
    let playbook: String
    let state: String
    let answered: Int
    let total: Int
    let last: String
    /// The local day of the last sitting.
    let day: String
    let isDamaged: Bool
  }

  let playbooks: [PlaybookHead]
  /// Those of them that lie in the user's own folder, by their names.
  let own: [String: OwnPlaybook]
  let sessions: [SessionLine]
  /// Sessions that can't be read, with the reason.
  let unreadable: [(name: String, reason: String)]

  init(_ shelf: SessionShelf) throws {
    let library = shelf.playbooks
    // One that can't be read is in the list all the same, as broken.
    playbooks = library.listedNames.map { name in
      PlaybookHead(name: name, library.playbookText(named: name) ?? SourceText(name: name, text: ""))
    }
    own = library.own
    var lines: [SessionLine] = []
    var broken: [(String, String)] = []
    for name in try shelf.latestFirst() {
      do {
        let open = try shelf.load(name)
        let progress = open.session.progress
        lines.append(
          SessionLine(
            name: name, title: open.session.opening?.title, playbook: open.session.playbook.name,
            state: open.session.isFinished ? "finished" : "unfinished", answered: progress.answered,
            total: progress.answered + progress.likely, last: open.lastTime,
            day: open.session.today ?? String(open.lastTime.prefix(10)), isDamaged: open.damage != nil))
      } catch let failure as Failure {
        broken.append((name, failure.message))
      } catch {
        broken.append((name, "\(error)"))
      }
    }
    sessions = lines.sorted { ($1.last, $0.name) < ($0.last, $1.name) }
    unreadable = broken
  }

  // MARK: For people

  var playbooksText: String {
    playbooks.map { line in
      let minutes =
        line.minutes.lowerBound == line.minutes.upperBound
        ? "\(line.minutes.lowerBound)" : "\(line.minutes.lowerBound)-\(line.minutes.upperBound)"
      return "\(line.name): \(sanitizedLine(line.title))" + (line.minutes.upperBound > 0 ? ", \(minutes) minutes" : "")
        + (own[line.name].map { "; \($0.remark)" } ?? "")
    }.joined(separator: "\n")
  }

  var sessionsText: String {
    if sessions.isEmpty && unreadable.isEmpty { return "No sessions yet. Start one: sounding run quick-assessment" }
    let known = sessions.map { line in
      "\(line.name): \(line.title ?? line.playbook), \(line.state), \(line.answered) of \(line.total) answered, last \(line.day)"
        + (line.isDamaged ? "; damaged, look with: sounding verify \(line.name)" : "")
    }
    return (known + unreadable.map { "\($0.name): can't be read, \($0.reason)" }).joined(separator: "\n")
  }

  var allText: String { "Playbooks\n" + indented(playbooksText) + "\n\nSessions\n" + indented(sessionsText) }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  }

  // MARK: For programs

  var playbooksJSON: JSON {
    .array(
      playbooks.map {
        [
          "playbook": .string($0.name), "title": .string($0.title), "about": .string($0.about),
          "minutes": [.int(Int64($0.minutes.lowerBound)), .int(Int64($0.minutes.upperBound))],
          "own": .bool(own[$0.name] != nil), "broken": .bool(own[$0.name]?.isBroken ?? false),
        ]
      })
  }

  var sessionsJSON: JSON {
    .array(
      sessions.map {
        [
          "session": .string($0.name), "title": $0.title.map(JSON.string) ?? .null, "playbook": .string($0.playbook),
          "state": .string($0.state), "answered": .int(Int64($0.answered)), "total": .int(Int64($0.total)),
          "last": .string($0.last), "damaged": .bool($0.isDamaged),
        ]
      })
  }

  /// Lists under their names, with the version of their shape.
  func json(_ lists: KeyValuePairs<String, JSON>) -> JSON {
    var object: JSONObject = ["schemaVersion": 1]
    for (name, list) in lists { object[name] = list }
    return .object(object)
  }
}
