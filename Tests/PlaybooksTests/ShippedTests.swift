import Diagnostics
import Playbooks
import Testing

/// A message here is a mistake in a shipped playbook, or a rule of the compiler that is too strict.
@Test("Every shipped playbook loads without a message", arguments: Files.names(Files.root + "Playbooks"))
func shipped(_ name: String) throws {
  let library = FolderLibrary.shipped
  let source = try #require(library.playbookText(named: name))
  let diagnostics: [Diagnostic]
  switch name {
  case "journey": diagnostics = PlaybookLoader.loadJourney(source, library: library).diagnostics
  case "universal": diagnostics = PlaybookLoader.loadUniversal(source, library: library).diagnostics
  case "words", "registers": diagnostics = PlaybookLoader.checkShared(source, library: library)
  default:
    let (playbook, found) = PlaybookLoader.load(source, library: library)
    diagnostics = found
    #expect(playbook?.name == name)
  }
  #expect(DiagnosticRenderer([source]).text(diagnostics) == "")
}
