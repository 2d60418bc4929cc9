import Diagnostics
import Playbooks

extension Checker {
  /// Questions that take long to read aloud, and minutes that the playbook doesn't keep to.
  mutating func checkReading() {
    for question in playbook.questions {
      note(Reading(question.ask.written), question.name, question.ask.range)
      for column in question.table?.columns ?? [] {
        note(Reading(column.ask.written), "\(question.name).\(column.name)", column.ask.range)
      }
    }
    result.burden = Burden(search)
    guard let burden = result.burden, playbook.minutes.upperBound > 0 else { return }
    let promised = playbook.minutes
    let isLonger = Double(burden.minutes.usual) > Double(promised.upperBound) * 1.5
    guard isLonger || Double(burden.minutes.usual) < Double(promised.lowerBound) * 0.5 else { return }
    let words =
      promised.lowerBound == promised.upperBound
      ? "\(promised.upperBound)" : "\(promised.lowerBound)..\(promised.upperBound)"
    report(
      "minutes", playbook.name,
      "the usual way takes about \(burden.minutes.usual) minutes, the playbook says \(words)",
      minutesRange, hint: "8 seconds an answer, 20 a text, over \(burden.ways) ways through it",
      severity: isLonger ? .warning : .note)
  }

  private var minutesRange: SourceRange {
    let line = (1...playbook.source.lineCount).first { playbook.source.line($0).hasPrefix("minutes:") }
    return line.map { SourceRange(line: $0, column: 1, length: "minutes".count) } ?? .start
  }

  private mutating func note(_ reading: Reading, _ name: String, _ range: SourceRange) {
    guard let complaint = reading.complaint else { return }
    report(
      "hard-to-read", name, "'\(name)' \(complaint)", range, hint: "say it in two sentences, or in 'why'",
      severity: .note)
  }
}

/// How much a reader has to hold in mind.
struct Reading {
  let words: Int
  /// Words of the longest sentence.
  let longest: Int
  private static let wordsMax = 45
  private static let sentenceMax = 30

  init(_ text: String) {
    var (words, sentence, longest) = (0, 0, 0)
    for word in text.split(whereSeparator: \.isWhitespace) {
      words += 1
      sentence += 1
      longest = max(longest, sentence)
      if let last = word.last, ".?!:;".contains(last) { sentence = 0 }
    }
    (self.words, self.longest) = (words, longest)
  }

  var complaint: String? {
    if longest > Self.sentenceMax { return "has a sentence of \(longest) words" }
    return words > Self.wordsMax ? "takes \(words) words to ask" : nil
  }
}
