import Diagnostics
import Glibc
import Playbooks
import Testing

/// A fenced example: what stands behind the fence, its lines, and where it begins.
private struct Example {
  let kind: String
  let text: String
  let line: Int
}

private func examples(_ path: String) -> [Example] {
  let source = SourceText(name: path, bytes: Files.bytes(Files.root + path) ?? [])
  var found: [Example] = []
  var open: (kind: String, line: Int, lines: [String])?
  for number in 1...source.lineCount {
    let line = source.line(number)
    guard line.hasPrefix("```") else {
      open?.lines.append(line)
      continue
    }
    if let example = open {
      found.append(Example(kind: example.kind, text: example.lines.joined(separator: "\n"), line: example.line))
      open = nil
    } else {
      open = (String(line.dropFirst(3)), number + 1, [])
    }
  }
  return found
}

@Test("Every example of the tutorial compiles, and the wrong one gives the message it shows")
func tutorial() throws {
  let all = examples("docs/playbooks.md")
  #expect(all.filter { $0.kind == "yaml" }.count >= 7)
  for example in all where example.kind == "yaml" {
    let (playbook, diagnostics) = PlaybookLoader.load(SourceText(name: "line \(example.line)", text: example.text))
    #expect(playbook != nil && diagnostics.isEmpty, "line \(example.line): \(diagnostics.map(\.message))")
  }
  let wrong = try #require(all.first { $0.kind == "yaml wrong" })
  let shown = try #require(all.first { $0.kind == "text" })
  let source = SourceText(name: "first-look.yaml", text: wrong.text)
  let text = DiagnosticRenderer([source]).text(PlaybookLoader.load(source).diagnostics)
  #expect(text.contains(shown.text), "\(text)")
}

@Test("The reference of keys is what the key tables say (UPDATE_FIXTURES=1 writes it)")
func reference() throws {
  let path = Files.root + "docs/playbook-reference.md"
  let text = playbookReference()
  if getenv("UPDATE_FIXTURES") != nil { Files.write(text, to: path) }
  let bytes = try #require(Files.bytes(path))
  #expect(String(decoding: bytes, as: UTF8.self) == text)
}
