import Testing

@testable import Storage

/// A session's folder from its first line on.
@Suite struct JournalTests {
  @Test("A journal gives back what was added, with the opening line first")
  func givesBack() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 3)
      let found = try folder.read()
      #expect(found.entries.map(\.kind) == ["open", "note", "note", "note"])
      #expect(found.entries.map(\.n) == [0, 1, 2, 3])
      #expect(found.entries.map(\.l) == [0, 1, 2, 3])
      #expect(found.entries.dropFirst().map(\.bodyText) == (0..<3).map(Sample.body))
      #expect(found.entries.allSatisfy { $0.time == Sample.time && $0.writer == Sample.writer })
      #expect(found.journal.session == Sample.session)
      #expect(try folder.verify().exitCode == 0)
      #expect(try folder.verify().journals.map(\.head) == [found.journal.head])
    }
  }

  @Test("Going on continues the numbers and the chain")
  func goesOn() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 2)
      try folder.add(2, from: 2)
      let found = try folder.read()
      #expect(found.entries.map(\.n) == [0, 1, 2, 3, 4])
      #expect(try folder.verify().exitCode == 0)
    }
  }

  @Test("The opening line counts as an entry at once, and nothing is added by opening again")
  func opensTwice() throws {
    try withFolder { path in
      let folder = SessionFolder(path + "/s")
      try folder.create()
      var first = try folder.open(Sample.writing(), time: Sample.time)
      #expect(first.recovery.isNew)
      #expect(first.entries.map(\.kind) == ["open"])
      try first.journal.close()
      let before = try bytes(folder.file())
      var second = try folder.open(Sample.writing(), time: Sample.time)
      #expect(!second.recovery.isNew)
      try second.journal.close()
      #expect(try bytes(folder.file()) == before)
    }
  }

  @Test("Two writers are merged by Lamport counter, writer and number; the second notes what it has seen")
  func merges() throws {
    try withFolder { path in
      let folder = try SessionFolder.sample(path + "/s", answers: 2)
      try folder.add(1, writer: Sample.other, from: 10)
      try folder.add(1, from: 2)
      let entries = try folder.read().entries
      #expect(entries.map(\.kind) == ["open", "note", "note", "open", "see", "note", "see", "note"])
      #expect(entries.map(\.l) == Array(0..<8))
      #expect(Seen(entries[4])?.heads == [Sample.writer: 2])
      #expect(Seen(entries[6])?.heads == [Sample.other: 2])
      #expect(try folder.verify().exitCode == 0)
    }
  }
}
