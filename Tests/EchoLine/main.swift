/// The least program around the line reader: says what it reads. The terminal tests drive it.
import Glibc
import Terminal

private func echo() -> Int32 {
  let options = EchoOptions(arguments: Array(CommandLine.arguments.dropFirst()))
  let isUTF8 = TerminalFacts.setLocale()
  Signals.install()
  TerminalFacts.forbidCoreFiles()
  let appearance = Appearance(
    theme: options.has("--colour") ? .standard : nil,
    isASCII: usesASCII(isUTF8: isUTF8, environment: TerminalFacts.environment),
    isAccessible: options.has("--accessible"), isDumb: TerminalFacts.isDumb)
  let screen = TerminalScreen(appearance: appearance)
  var loop = EchoLoop(screen: screen, options: options)
  if options.has("--plain") || !TerminalFacts.isTerminal(0) || !TerminalFacts.isTerminal(1) {
    var reader = PlainReader(prompts: TerminalFacts.isTerminal(0) ? screen : nil)
    return loop.run(&reader)
  }
  guard var reader = LibeditReader(name: "echo-line", appearance: appearance) else { return 70 }
  return loop.run(&reader)
}

exit(echo())
