import Conversation
import JSON
import Reports
import Sessions
import Storage

/// Writes reports of one session.
struct ReportDesk {
  let shelf: SessionShelf
  let name: String

  /// A report in one of the formats the program writes itself.
  static func rendered(_ report: Report, format: String) throws -> String {
    switch format {
    case "md", "markdown": return report.markdown
    case "txt", "text": return report.text()
    case "html": return report.html
    case "json": return report.json.text(JSONStyle(isPretty: true, escapesMarkup: true)) + "\n"
    default:
      throw Failure("there is no report format \(format)", hint: "There are: md, html, txt, json", code: Code.usage)
    }
  }

  static func audience(_ name: String) throws -> Audience {
    guard let audience = Audience(rawValue: name) else {
      throw Failure("there is no audience \(name)", hint: "There are: full, team, shared, public", code: Code.usage)
    }
    return audience
  }

  /// For the conversation: writes the file and says where, or why not.
  func write(_ request: ReportRequest, of session: Session) -> Input {
    do {
      let report = Report.of(
        session, audience: try ReportDesk.audience(request.audience),
        journey: shelf.journey(to: session))
      let text = try ReportDesk.rendered(report, format: request.format)
      let path = try request.path ?? defaultPath(request, of: session)
      try AtomicFile.write(
        Array(text.utf8), to: path, suffix: Surroundings.randomHex(bytes: 8), replacing: request.path == nil)
      return .reportWritten(path: path)
    } catch let failure as Failure {
      return .reportFailed(path: request.path, reason: failure.message)
    } catch let problem as FileProblem {
      return .reportFailed(path: problem.path, reason: "\(problem)")
    } catch {
      return .reportFailed(path: request.path, reason: "\(error)")
    }
  }

  private func defaultPath(_ request: ReportRequest, of session: Session) throws -> String {
    // The demo's session goes; its report stays.
    if session.playbook.name == Conversation.demoName { return shelf.engagement.path + "/demo.\(request.format)" }
    let folder = try shelf.engagement.session(try shelf.folderName(name)).reportsFolder()
    return folder + "/\(name)-\(request.audience).\(request.format)"
  }
}
