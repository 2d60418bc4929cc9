import Glibc
import Testing

/// What came of a program that had no terminal.
struct RunResult {
  var code: Int32
  var output: String
  var errors: String
  /// Seconds of processor time.
  var processorSeconds: Double
}

/// Runs a program with these bytes as its input, and its output in files. `outputPath`: a file to write to instead.
func run(
  _ command: [String], input: [UInt8], environment: [String: String], outputPath: String? = nil
) throws -> RunResult {
  let folder = try newFolder()
  defer { for name in ["in", "out", "err"] { unlink("\(folder)/\(name)") }; rmdir(folder) }
  let file = open("\(folder)/in", O_WRONLY | O_CREAT | O_EXCL, 0o600)
  var rest = input[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    try #require(count > 0)
    rest = rest.dropFirst(count)
  }
  close(file)
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "\(folder)/in", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, outputPath ?? "\(folder)/out", O_WRONLY | O_CREAT, 0o600)
  posix_spawn_file_actions_addopen(&actions, 2, "\(folder)/err", O_WRONLY | O_CREAT, 0o600)
  let child = try spawn(command, environment, actions, startsSession: true)
  var status: Int32 = 0
  var usage = rusage()
  wait4(child, &status, 0, &usage)
  let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return RunResult(
    code: code(status), output: content("\(folder)/out"), errors: content("\(folder)/err"),
    processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime))
}

/// What is in a file; empty if there is none.
func content(_ path: String) -> String {
  let file = open(path, O_RDONLY)
  guard file >= 0 else { return "" }
  defer { close(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 65536)
  while case let count = read(file, &block, block.count), count > 0 { bytes += block.prefix(count) }
  return String(decoding: bytes, as: UTF8.self)
}

/// A new folder that only its owner may enter.
func newFolder() throws -> String {
  var template = Array("/tmp/sounding-test-XXXXXX".utf8CString)
  return String(cString: try #require(mkdtemp(&template)))
}
