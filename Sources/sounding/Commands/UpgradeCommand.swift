import ArgumentParser
import JSON
import Playbooks
import Sessions
import Storage
import Text

struct UpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade", abstract: "Go on with a session under the present version of its playbook.",
    discussion: "Says what becomes of every answer. In the conversation, /undo takes an upgrade back.")

  @Argument(help: "The session's name.")
  var session: String

  @Option(
    help: ArgumentHelp("The version to go on with: a playbook's name or a file.", valueName: "playbook"))
  var to: String?

  @Flag(help: "Say what would happen, and change nothing.")
  var dryRun = false

  @Flag(help: "As JSON.")
  var json = false

  @OptionGroup var engagement: EngagementOptions

  func run() throws {
    try reporting {
      let shelf = try engagement.shelf()
      let present = try shelf.load(session).session
      let playbook = try shelf.playbooks.playbook(try to ?? nameInLibrary(present.playbook.name, shelf))
      guard playbook.name == present.playbook.name else {
        throw Failure(
          "\(session) is a session of \(present.playbook.name), not of \(playbook.name)",
          hint: "Name a version of \(present.playbook.name) with --to", code: Code.usage)
      }
      let sha256 = shelf.engagement.checksum(ofPlaybook: playbook.source.bytes)
      guard sha256 != present.opening?.playbook.sha256 else {
        throw Failure("\(session) holds this version of \(playbook.name) already", code: Code.usage)
      }
      let rehearsal = present.rehearse(playbook, sha256: sha256)
      if !dryRun { try shelf.upgrade(session, to: playbook) }
      let listing = UpgradeListing(rehearsal, from: present, isDone: !dryRun, to: to)
      say(json ? listing.json.text(JSONStyle(isPretty: true)) : listing.text)
    }
  }
}

extension UpgradeCommand {
  /// The playbook's name, where one is found by it: a session may have been begun from a file that has to be named again.
  private func nameInLibrary(_ name: String, _ shelf: SessionShelf) throws -> String {
    if shelf.playbooks.playbookText(named: name) != nil { return name }
    let file = CommandText.word(PlaybookShelf.fileHere(name) ?? "FILE.yaml")
    throw Failure(
      "\(session) was begun from a file: there is no playbook named \(name) to go on with",
      hint: "Name the file: sounding upgrade \(session) --to \(file)\(dryRun ? " --dry-run" : "")\(shelf.option)",
      code: Code.noInput)
  }
}

/// What an upgrade does or would do, for people and for other programs. Names places, never what was answered.
struct UpgradeListing {
  let rehearsal: UpgradeRehearsal
  let from: Session
  let isDone: Bool
  /// The version as it was named on the command line.
  let to: String?

  init(_ rehearsal: UpgradeRehearsal, from: Session, isDone: Bool, to: String? = nil) {
    (self.rehearsal, self.from, self.isDone, self.to) = (rehearsal, from, isDone, to)
  }

  var text: String {
    let new = rehearsal.outcome.playbook
    var lines = ["\(from.playbook.title): from version \(from.playbook.version) to \(new.version)"]
    lines.append("  \(rehearsal.count(.unaffected)) answers unaffected")
    for fate in [UpgradeFate.Fate.toConfirm, .lost] {
      let places = rehearsal.fates.filter { $0.fate == fate }
      lines.append("  \(places.count) \(fate == .lost ? "lost" : "to be confirmed")")
      for place in places { lines.append("    \(name(of: place)): \(why(place))") }
    }
    let required = rehearsal.newlyRequired
    if !required.isEmpty { lines.append("  \(required.count) required besides, not answered yet") }
    lines += required.map { "    \($0.name): \(sanitizedLine($0.title))" }
    let changes = verdicts
    lines.append(changes.isEmpty ? "  No verdict changes" : "  Verdicts that change")
    lines += changes.map { "    " + $0 }
    let session = from.opening?.session ?? ""
    lines.append(
      isDone
        ? "Done. To take it back: sounding resume \(session), then /undo"
        : "Nothing was changed. To do it: sounding upgrade \(session)"
          + (to.map { " --to \(CommandText.word($0))" } ?? ""))
    return lines.joined(separator: "\n")
  }

  private func name(of fate: UpgradeFate) -> String {
    guard let new = fate.newPlace, new != fate.place else { return "\(fate.place)" }
    return "\(fate.place), now \(new)"
  }

  /// Which choices are gone stands in the playbooks: it names no answer.
  private func why(_ fate: UpgradeFate) -> String {
    guard let reason = fate.reason else { return "" }
    let gone = reason == .notTaken ? rehearsal.codesGone(at: fate.place) : []
    return self.reason(reason) + (gone.isEmpty ? "" : "; gone from its choices: \(gone.joined(separator: ", "))")
  }

  private func reason(_ reason: UpgradeFate.Reason) -> String {
    switch reason {
    case .questionIsGone: "the question is gone"
    case .columnIsGone: "the column is gone"
    case .rowIsGone: "the row is gone"
    case .meaningChanged: "it means something else now"
    case .kindChanged: "it takes another kind of answer"
    case .columnsAdded: "there are new columns"
    case .notTaken: "this answer isn't taken any more"
    }
  }

  private var verdicts: [String] {
    let difference = rehearsal.difference
    var lines = difference.gates.map { "gate \($0.name): \($0.from.rawValue) -> \($0.to.rawValue)" }
    lines += difference.findingsComing.map { "\(rule($0.id, $0.row)) comes" }
    lines += difference.findingsGoing.map { "\(rule($0.id, $0.row)) goes" }
    lines += difference.calculations.map { "\($0.name) changes" }
    return lines
  }

  private func rule(_ id: String, _ row: String?) -> String { id + (row.map { " \($0)" } ?? "") }

  var json: JSON {
    let difference = rehearsal.difference
    return [
      "schemaVersion": 1, "session": .string(from.opening?.session ?? ""), "done": .bool(isDone),
      "from": .string(from.playbook.version), "to": .string(rehearsal.outcome.playbook.version),
      "answers": .array(
        rehearsal.fates.map { fate in
          var object: JSONObject = ["answer": .string("\(fate.place)"), "fate": .string(fate.fate.rawValue)]
          if let new = fate.newPlace { object["now"] = .string("\(new)") }
          if let reason = fate.reason { object["reason"] = .string(reason.rawValue) }
          if fate.reason == .notTaken { object["gone"] = .array(rehearsal.codesGone(at: fate.place).map(JSON.string)) }
          return .object(object)
        }),
      "required": .array(rehearsal.newlyRequired.map { .string($0.name) }),
      "verdicts": [
        "gates": .array(
          difference.gates.map {
            ["gate": .string($0.name), "from": .string($0.from.rawValue), "to": .string($0.to.rawValue)]
          }),
        "coming": .array(difference.findingsComing.map { .string($0.id) }),
        "going": .array(difference.findingsGoing.map { .string($0.id) }),
        "calculations": .array(difference.calculations.map { .string($0.name) }),
      ],
    ]
  }
}
