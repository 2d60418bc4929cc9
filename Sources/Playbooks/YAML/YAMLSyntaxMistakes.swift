import CLibyaml
import Diagnostics

/// libyaml's messages in words an author can use. Its own text never reaches the screen.
func syntaxFailure(_ parser: yaml_parser_t, _ source: SourceText) -> YAMLFailure {
  let problem = parser.problem.map { String(cString: $0) } ?? ""
  let context = parser.context.map { String(cString: $0) } ?? ""
  let line = min(Int(parser.problem_mark.line) + 1, source.lineCount)
  let column = Int(parser.problem_mark.column) + 1
  let place = SourcePosition(line: line, column: column)
  let slips = YAMLSlips(source: source, place: place)
  if let slip = slips.slip() { return YAMLFailure(diagnostic: slip) }
  let message = message(for: problem, in: context)
  return YAMLFailure(
    diagnostic: Diagnostic(
      .error, message, file: source.name, at: SourceRange(line: place.line, column: place.column),
      hint: hint(for: problem, source, place) ?? slips.indentation(), notes: opening(parser, context, source, place)))
}

private func message(for problem: String, in context: String) -> String {
  switch problem {
  case "mapping values are not allowed in this context": "a ': ' where none can be"
  case "could not find expected ':'": "a line without ':' among keys"
  case "did not find expected key": "a key was expected here"
  case "did not find expected '-' indicator": "an entry beginning with '- ' was expected here"
  case "did not find expected ',' or ']'": "',' or ']' was expected here"
  case "did not find expected ',' or '}'": "',' or '}' was expected here"
  case "did not find expected node content": "a value was expected here"
  case "found character that cannot start any token": "a text can't begin with this character"
  case "found unexpected end of stream": "the quotes are never closed"
  case "found unknown escape character": "an unknown '\\' escape"
  case "found a tab character that violates indentation",
    "found a tab character where an indentation space is expected":
    "a tab in the indentation"
  case "block sequence entries are not allowed in this context": "a '- ' where none can be"
  case "did not find expected <document start>": "this doesn't belong to what stands above"
  case "found undefined tag handle", "did not find expected tag URI", "did not find expected '!'":
    "a '!' at the start is a YAML tag"
  case "did not find expected alphabetic or numeric character": "'&' and '*' at the start belong to YAML"
  case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
    "a '\\' escape without its number"
  case "exceeded maximum depth", "unable to store more nested items": "nested too deeply"
  default: context.contains("block scalar") ? "the '|' or '>' text isn't indented as its first line" : "this isn't YAML"
  }
}

private func hint(for problem: String, _ source: SourceText, _ place: SourcePosition) -> String? {
  let line = source.line(place.line)
  if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") { return "indent with spaces" }
  if problem == "found unknown escape character" { return "in \"...\" write '\\\\' for a '\\', or use '...' quotes" }
  if problem.hasSuffix("',' or ']'") || problem.hasSuffix("',' or '}'") { return flowHint }
  if let quoted = quotedLine(source, place.line) { return "put the text in quotes: \(quoted)" }
  return nil
}

/// Where the thing began that isn't finished.
private func opening(_ parser: yaml_parser_t, _ context: String, _ source: SourceText, _ place: SourcePosition)
  -> [Diagnostic.Note]
{
  let line = Int(parser.context_mark.line) + 1
  guard !context.isEmpty, line < place.line, line <= source.lineCount else { return [] }
  return [.init("it begins here", at: SourceRange(line: line, column: Int(parser.context_mark.column) + 1))]
}

/// The line with the text after its key in quotes, when that text has something YAML reads as its own; else nil.
func quotedLine(_ source: SourceText, _ number: Int) -> String? {
  let line = source.line(number)
  var rest = line[...].drop { $0 == " " }
  var head = ""
  while rest.hasPrefix("- ") {
    head += "- "
    rest = rest.dropFirst(2).drop { $0 == " " }
  }
  let key = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  if !key.isEmpty, rest.dropFirst(key.count).hasPrefix(": ") {
    head += key + ": "
    rest = rest.dropFirst(key.count + 2).drop { $0 == " " }
  }
  while let last = rest.last, last == " " { rest.removeLast() }
  guard !rest.isEmpty, rest.count <= 300, !head.isEmpty, needsQuotes(rest) else { return nil }
  let isPlain = !rest.contains("\"") && !rest.contains("\\")
  return head
    + (isPlain
      ? "\"\(rest)\"" : "'\(rest.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'")
}

private func needsQuotes(_ text: Substring) -> Bool {
  guard let first = text.first else { return false }
  return "{}[]&*!|>'\"%@`,?".contains(first) || text.contains(": ") || text.contains(" #") || text.hasSuffix(":")
}
