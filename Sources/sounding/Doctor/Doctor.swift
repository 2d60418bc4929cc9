import Conversation
import Glibc
import JSON
import Storage
import Terminal

/// Looks at everything the program rests on: terminal, locale, folders, journals, settings, other programs.
struct Doctor {
  /// One thing that was looked at.
  struct Check {
    enum State: String { case ok, note, problem }

    var area: String
    var state: State
    var text: String
    /// What to do about it.
    var remedy: String?
  }

  private(set) var checks: [Check] = []
  private let environment = { (name: String) in Surroundings.value(name) }

  init() {
    terminal()
    do throws(FileProblem) {
      let paths = try Paths(environment: Surroundings.all)
      settings(paths)
      folders(paths)
      journals(paths)
    } catch {
      add(DoctorWords.folders, .problem, "\(error)", error.hint)
    }
    programs()
  }

  var hasProblems: Bool { checks.contains { $0.state == .problem } }

  var json: JSON {
    let checks = checks.map { check -> JSON in
      let remedy = check.remedy.map(JSON.string) ?? .null
      return [
        "area": .string(check.area), "state": .string(check.state.rawValue), "text": .string(check.text),
        "remedy": remedy,
      ]
    }
    return ["schemaVersion": 1, "checks": .array(checks)]
  }

  private mutating func add(_ area: String, _ state: Check.State, _ text: String, _ remedy: String? = nil) {
    checks.append(Check(area: area, state: state, text: text, remedy: remedy))
  }

  // MARK: Terminal

  private mutating func terminal() {
    let area = DoctorWords.terminal
    let isUTF8 = TerminalFacts.setLocale()
    let name = environment("TERM") ?? ""
    if !TerminalFacts.isTerminal(0) || !TerminalFacts.isTerminal(1) {
      add(area, .note, DoctorWords.noTerminal)
    } else if TerminalFacts.isDumb {
      add(area, .note, DoctorWords.dumb(name), DoctorWords.dumbRemedy)
    } else {
      add(area, .ok, DoctorWords.screen(name, TerminalFacts.columns(), TerminalFacts.rows()))
    }
    let isAccessible = wantsAccessible(environment: environment)
    let grounds = ColourGrounds(
      isTerminal: TerminalFacts.isTerminal(1), isAccessible: isAccessible, environment: environment)
    add(area, .ok, DoctorWords.colour(usesColour(grounds), isAccessible: isAccessible))
    let isASCII = usesASCII(isUTF8: isUTF8, environment: environment)
    add(
      area, isUTF8 ? .ok : .note, DoctorWords.letters(isUTF8: isUTF8, isASCII: isASCII),
      isUTF8 ? nil : DoctorWords.localeRemedy)
    let keys = environment("EDITRC") ?? environment("HOME").map { $0 + "/.editrc" }
    if let keys, access(keys, R_OK) == 0 { add(area, .ok, DoctorWords.keys(keys)) }
  }

  // MARK: Settings and folders

  private mutating func settings(_ paths: Paths) {
    do {
      let count = try Preferences(paths).values.count
      add(DoctorWords.settings, .ok, DoctorWords.preferences(count, paths.config + "/config.yaml"))
    } catch let failure as Failure {
      add(DoctorWords.settings, .problem, failure.message, failure.hint)
    } catch {
      add(DoctorWords.settings, .problem, "\(error)")
    }
  }

  private mutating func folders(_ paths: Paths) {
    for (what, path) in [(DoctorWords.data, paths.data), (DoctorWords.state, paths.state)] {
      var found = stat()
      guard lstat(path, &found) == 0 else {
        add(DoctorWords.folders, .ok, DoctorWords.notYet(what, path))
        continue
      }
      let mode = UInt32(found.st_mode & 0o777)
      if found.st_mode & S_IFMT != S_IFDIR {
        add(DoctorWords.folders, .problem, DoctorWords.noFolder(what, path), DoctorWords.noFolderRemedy)
      } else if mode & 0o077 != 0 {
        add(DoctorWords.folders, .problem, DoctorWords.open(what, path, mode), DoctorWords.openRemedy(path))
      } else if access(path, W_OK) != 0 {
        add(DoctorWords.folders, .problem, DoctorWords.readOnly(what, path), DoctorWords.readOnlyRemedy)
      } else {
        add(DoctorWords.folders, .ok, DoctorWords.folder(what, path))
      }
      if what == DoctorWords.data { room(path) }
    }
  }

  private mutating func room(_ path: String) {
    var found = statvfs()
    guard statvfs(path, &found) == 0 else { return }
    let megabytes = (Int(found.f_bavail) * Int(found.f_frsize)) >> 20
    let isTight = megabytes < Doctor.megabytesMin
    add(
      DoctorWords.folders, isTight ? .problem : .ok, DoctorWords.room(megabytes), isTight ? DoctorWords.roomRemedy : nil
    )
  }

  /// A session is some kilobytes; below this other programs are about to fail, too.
  private static let megabytesMin = 50

  // MARK: Journals

  private mutating func journals(_ paths: Paths) {
    let area = DoctorWords.journals
    do throws(FileProblem) {
      var count = 0
      for name in try paths.engagements() {
        let engagement = try paths.engagement(name.text)
        for (session, result) in try engagement.verifyAll() {
          count += 1
          look(at: result, DoctorWords.journal(session, name.text), session, name.text)
        }
      }
      if !checks.contains(where: { $0.area == area && $0.state == .problem }) {
        add(area, .ok, DoctorWords.allVerify(count))
      }
    } catch {
      add(area, .problem, "\(error)", error.hint)
    }
  }

  private mutating func look(
    at result: Result<Verification, FileProblem>, _ journal: String, _ session: String, _ engagement: String
  ) {
    switch result {
    case .failure(let problem): add(DoctorWords.journals, .problem, "\(journal): \(problem)", problem.hint)
    case .success(let verification):
      for warning in verification.warnings { add(DoctorWords.journals, .note, "\(journal): \(warning.message)") }
      for found in verification.journals where found.finding.exitCode != 0 {
        let isTorn = found.finding.exitCode == 1
        add(
          DoctorWords.journals, isTorn ? .note : .problem, "\(journal): \(found.finding.message)",
          isTorn ? DoctorWords.tornRemedy : DoctorWords.damagedRemedy(session, engagement))
      }
    }
  }

  // MARK: Other programs

  private mutating func programs() {
    let editor = editorCandidates(environment: environment).first { $0.first.map(Doctor.isThere) ?? false }
    add(
      DoctorWords.tools, editor == nil ? .note : .ok, DoctorWords.editor(editor?.joined(separator: " ")),
      editor == nil ? DoctorWords.editorRemedy : nil)
    let pager = [environment("SOUNDING_PAGER") ?? environment("PAGER"), "less"].compactMap(\.self).first { line in
      line.split(separator: " ").first.map { Doctor.isThere(String($0)) } ?? false
    }
    add(DoctorWords.tools, pager == nil ? .note : .ok, DoctorWords.pager(pager))
  }

  private static func isThere(_ program: String) -> Bool {
    if program.contains("/") { return access(program, X_OK) == 0 }
    let folders = (Surroundings.value("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { access("\($0)/\(program)", X_OK) == 0 }
  }
}
