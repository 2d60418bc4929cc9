import ArgumentParser
import Storage

/// What a shell offers for arguments: names from disk, asked for only when somebody presses Tab.
enum Completions {
  /// Playbooks by name; a shell offers files by itself where none fits.
  static let playbooks = CompletionKind.custom { _, _, prefix in
    let own = PlaybookShelf(paths: try? Paths(environment: Surroundings.all)).ownNames
    let names = (PlaybookShelf.builtinPlaybookNames + own).filter { $0.hasPrefix(prefix) }
    return names.isEmpty ? files(prefix) : names
  }

  /// Sessions of the engagement that is named on the line, latest first.
  static let sessions = CompletionKind.custom { words, _, prefix in
    guard let shelf = try? SessionShelf(engagement: engagement(in: words)) else { return [] }
    return ((try? shelf.latestFirst()) ?? []).filter { $0.hasPrefix(prefix) }
  }

  static let engagements = CompletionKind.custom { _, _, prefix in
    guard let paths = try? Paths(environment: Surroundings.all) else { return [] }
    return ((try? paths.engagements()) ?? []).map(\.text).filter { $0.hasPrefix(prefix) }
  }

  static let formats = CompletionKind.list(["md", "html", "txt", "json"])
  static let audiences = CompletionKind.list(["full", "team", "shared", "public"])

  /// `--engagement NAME` or `--engagement=NAME`.
  private static func engagement(in words: [String]) -> String? {
    for (index, word) in words.enumerated() {
      if word.hasPrefix("--engagement=") { return String(word.dropFirst("--engagement=".count)) }
      if word == "--engagement", words.indices.contains(index + 1) { return words[index + 1] }
    }
    return nil
  }

  /// Playbook files in the folder that is typed.
  private static func files(_ prefix: String) -> [String] {
    let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
    return PlaybookShelf.fileNames(in: folder).map { folder + $0 }.filter { $0.hasPrefix(prefix) }
  }
}
