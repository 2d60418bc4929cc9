import Testing

/// A failure here names a file and what to do about it; nothing needs to be accepted or updated.
@Suite("The house is tidy")
struct TidyTests {
  /// Who may import whom. A new arrow is a design decision: change ARCHITECTURE.md with it.
  static let arrows: [String: Set<String>] = [
    "Diagnostics": [],
    "JSON": [],
    "Text": [],
    "CEL": ["Diagnostics", "Glibc"],
    "Playbooks": ["CEL", "Diagnostics", "CLibyaml", "CHeap"],
    "Sessions": ["Playbooks", "CEL", "JSON", "Diagnostics"],
    "Engagements": ["Sessions", "Playbooks", "CEL", "JSON", "Diagnostics"],
    "Reports": ["Engagements", "Sessions", "Playbooks", "CEL", "JSON", "Text"],
    "Conversation": ["Reports", "Engagements", "Sessions", "Playbooks", "CEL", "Text", "Diagnostics"],
    "Storage": ["CLibmd", "Glibc"],
    "Terminal": ["CLibedit", "CLineShim", "Text", "Glibc"],
    "sounding": [
      "Terminal", "Storage", "Conversation", "Reports", "Engagements", "Sessions", "Playbooks", "CEL", "JSON",
      "Diagnostics", "Text", "BuiltinPlaybooks", "ArgumentParser", "Glibc",
    ],
  ]

  @Test("A target imports only what stands below it", arguments: arrows.keys.sorted())
  func imports(_ room: String) {
    for path in Tree.files(below: "Sources/\(room)", endings: [".swift"]) {
      for line in Tree.lines(path) {
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "import"), at <= 1, at + 1 < words.count else { continue }
        guard at == 0 || words[0].hasPrefix("@") || words[0] == "public" || words[0] == "internal" else { continue }
        #expect(Self.arrows[room]?.contains(String(words[at + 1])) == true, "\(path): \(line)")
      }
    }
  }

  @Test("Every room has its arrows written down")
  func rooms() {
    let rooms = Set(Tree.files(below: "Sources", endings: [".swift"]).map { String($0.split(separator: "/")[1]) })
    #expect(rooms == Set(Self.arrows.keys))
  }

  @Test("No file is longer than 400 lines")
  func lengths() {
    for folder in ["Sources", "Tests", "Benchmarks"] {
      for path in Tree.files(below: folder, endings: [".swift", ".c", ".h"]) {
        let count = Tree.lines(path).count
        #expect(count <= 401, "\(path) has \(count) lines: it is two rooms")
      }
    }
  }

  @Test("Nothing that ships is marked as unfinished")
  func marks() {
    let unfinished = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "not impl" + "emented"]
    for path in Tree.files(below: "Sources", endings: [".swift", ".c", ".h"])
      + Tree.files(below: "Playbooks", endings: [".yaml"])
    {
      let text = Tree.text(path)
      for mark in unfinished { #expect(!text.contains(mark), "\(path) says \(mark)") }
    }
  }

  @Test("Shipped code never forces or gives up")
  func force() {
    for path in Tree.files(below: "Sources", endings: [".swift"]) {
      for (number, line) in Tree.lines(path).enumerated() {
        let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
        #expect(!code.contains("try!") && !code.contains("fatalError("), "\(path):\(number + 1)")
      }
    }
  }
}
