import Diagnostics

extension Compiler {
  /// `ask: Rate #2 of the list` is cut to "Rate": to YAML ` #` begins a comment. Only where something stands directly behind
  /// the sign, since comments are written with a blank there.
  mutating func warnOfCutTexts(_ node: YAMLNode, areTexts: Bool = false) {
    for child in node.kind == .list ? node.children : [] { warnOfCutTexts(child) }
    for (key, value) in node.entries {
      if value.isScalar {
        if areTexts || Self.textKeys.contains(key.text) { warnIfCut(value) }
      } else {
        warnOfCutTexts(value, areTexts: Self.textMaps.contains(key.text))
      }
    }
  }

  /// Keys whose values are sentences or names that people read.
  private static let textKeys: Set<String> = [
    "title", "subtitle", "ask", "why", "example", "say", "about", "text", "otherwise", "recommend", "heading", "low",
    "high",
    "hint", "origin", "message", "label", "because", "what", "says",
  ]
  /// Maps from names or codes to texts.
  private static let textMaps: Set<String> = ["choices", "fixed", "extra", "cells", "risk", "labels"]

  private mutating func warnIfCut(_ value: YAMLNode) {
    guard value.style == .plain else { return }
    let (source, bytes) = (value.tree.source, value.tree.source.bytes)
    var at = value.tree.items[value.index].end
    let end = at
    while at < bytes.count, bytes[at] == UInt8(ascii: " ") { at += 1 }
    guard at > end, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "#"), bytes[at + 1] > UInt8(ascii: " "),
      bytes[at + 1] != UInt8(ascii: "#"), bytes[at + 1] != UInt8(ascii: "!")
    else { return }
    let place = source.position(ofByte: at)
    let quoted = quotedLine(source, place.line).flatMap { $0.contains("{") ? nil : $0 }
    diagnostics.append(
      Diagnostic(
        .warning, "the text ends here: ' #' begins a comment", file: source.name,
        at: SourceRange(line: place.line, column: place.column),
        hint: "put the text in quotes" + (quoted.map { ": \($0)" } ?? "")))
  }
}
