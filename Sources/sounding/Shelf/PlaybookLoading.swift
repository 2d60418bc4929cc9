import Diagnostics
import Glibc
import Playbooks
import Storage

/// Loads playbooks, and says what is wrong with them as a compiler does.
enum PlaybookDesk {
  static func load(
    _ source: SourceText, library: PlaybookShelf, includesTests: Bool = false, shared: SharedFiles? = nil
  ) throws -> Playbook {
    let (playbook, diagnostics) = PlaybookLoader.load(
      source, library: library, includesTests: includesTests, shared: shared)
    guard let playbook else {
      let errors = diagnostics.filter { $0.severity == .error }
      complain(DiagnosticRenderer([source]).text(errors))
      throw Failure(
        "\(source.name): \(errors.count == 1 ? "one mistake" : "\(errors.count) mistakes")", code: Code.badData)
    }
    return playbook
  }
}

extension PlaybookShelf {
  /// The text of a playbook by its name, or of a file: anything with a `/` or the ending `.yaml` is a file.
  func source(_ nameOrFile: String) throws -> SourceText {
    if nameOrFile.contains("/") || nameOrFile.hasSuffix(".yaml") || nameOrFile.hasSuffix(".yml") {
      let bytes = try FileReader.read(nameOrFile, limit: PlaybookShelf.bytesMax)
      return SourceText(name: nameOrFile, bytes: bytes)
    }
    guard let source = playbookText(named: nameOrFile), !PlaybookShelf.shared.contains(nameOrFile + ".yaml") else {
      throw unknown(nameOrFile)
    }
    return source
  }

  /// The file in the present folder that somebody may mean who names a playbook: `./NAME.yaml`; nil where there is none.
  static func fileHere(_ name: String) -> String? {
    let path = "./" + name + ".yaml"
    return FolderName(name) != nil && access(path, R_OK) == 0 ? path : nil
  }

  /// A library in which what the file uses may lie beside it.
  func beside(_ nameOrFile: String) -> PlaybookShelf {
    guard nameOrFile.contains("/") || nameOrFile.hasSuffix(".yaml") else { return self }
    var shelf = self
    let slash = nameOrFile.utf8.lastIndex(of: UInt8(ascii: "/"))
    shelf.beside = slash.map { String(nameOrFile[..<$0]) } ?? "."
    return shelf
  }

  /// Its own tests are read only where they are wanted.
  func playbook(_ nameOrFile: String, includesTests: Bool = false) throws -> Playbook {
    let source = try source(nameOrFile)
    let reading = Reading()
    readings.byFile[source.name] = reading
    return try PlaybookDesk.load(source, library: beside(nameOrFile).noting(reading), includesTests: includesTests)
  }

  func journey(_ source: SourceText, beside file: String) throws -> Journey {
    let (journey, diagnostics) = PlaybookLoader.loadJourney(source, library: beside(file))
    guard let journey else {
      complain(DiagnosticRenderer([source]).text(diagnostics))
      throw Failure("\(source.name): the journey has mistakes", code: Code.badData)
    }
    return journey
  }

  private func unknown(_ name: String) -> Failure {
    if let file = PlaybookShelf.fileHere(name) {
      let text = CommandText.word(file)
      return Failure(
        "there is no playbook named \(name)",
        hint: "There is a file \(file.dropFirst(2)) here; a file is named with its folder: sounding run \(text)",
        code: Code.noInput)
    }
    let shipped = PlaybookShelf.builtinPlaybookNames
    let names = shipped + ownNames.filter { !shipped.contains($0) }
    let near = nearest(to: name, among: names)
    return Failure(
      "there is no playbook named \(name)",
      hint: near.map { "Did you mean \($0)?" } ?? "There are: " + names.joined(separator: ", "), code: Code.noInput)
  }
}
