/// Options of the echo loop: `--plain`, `--accessible`, `--secret`, `--single` (no new lines), `--colour`, `--timer`,
/// `--prefill TEXT`, `--history LINE` (any number), `--payload TEXT` (in prompt, header, candidates, notes and title).
struct EchoOptions {
  let arguments: [String]

  func has(_ option: String) -> Bool { arguments.contains(option) }

  func values(_ option: String) -> [String] {
    zip(arguments, arguments.dropFirst()).filter { $0.0 == option }.map(\.1)
  }
}
