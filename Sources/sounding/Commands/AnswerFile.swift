import Diagnostics
import Playbooks
import Sessions
import Storage

/// An answers file, and what to say when parts of it can't be used. No message quotes an answer.
enum AnswerFile {
  static let bytesMax = 1 << 20

  static func read(_ path: String, _ playbooks: PlaybookShelf) throws -> AnswerSheet {
    let bytes =
      path == "-"
      ? try FileReader.readStream(0, name: "standard input", limit: bytesMax)
      : try FileReader.read(path, limit: bytesMax)
    let source = SourceText(name: path, bytes: withoutMark(bytes))
    let (data, diagnostics) = PlainData.read(source)
    guard let data, case .map = data else {
      if !diagnostics.isEmpty { complain(text(of: diagnostics)) }
      throw Failure(
        "no answer was taken: \(path) can't be read as answers", hint: "It takes lines such as: question: answer",
        code: Code.badData)
    }
    return AnswerSheet(data) { try? playbooks.playbook($0) }
  }

  /// Editors elsewhere begin a file with a byte order mark; it says nothing.
  private static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// Where and what, without the lines of the file and without hints that repeat them.
  static func text(of diagnostics: [Diagnostic]) -> String {
    DiagnosticRenderer([]).text(
      diagnostics.map { diagnostic in
        var shown = diagnostic
        if let hint = diagnostic.hint, hint.hasPrefix(quotesHint) { shown.hint = quotesHint }
        return shown
      })
  }

  private static let quotesHint = "put the text in quotes"

  /// - Parameter saved: how much was taken of it.
  static func failure(_ problems: [AnswerSheet.Problem], saved: Int, in path: String) -> Failure {
    for problem in problems {
      complain(
        "\(path):\(problem.range.start.line):\(problem.range.start.column): \(problem.message)")
    }
    return Failure(
      "\(problems.count) \(problems.count == 1 ? "answer" : "answers") could not be used",
      hint: saved > 0 ? "The others are saved." : "Nothing was saved.",
      code: Code.badData)
  }
}
