import Diagnostics
import Glibc

import Playbooks

/// `BenchPlaybooks FILE`: reads a playbook of any size and builds its model; the limits on files are lifted.
func bytes(of path: String) -> [UInt8]? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let size = ftell(file)
  rewind(file)
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in count = fread(buffer.baseAddress, 1, size, file)
  }
}

guard CommandLine.arguments.count == 2, let bytes = bytes(of: CommandLine.arguments[1]) else { exit(66) }
var limits = YAMLLimits()
(limits.bytesMax, limits.nodesMax) = (1 << 30, 1 << 30)
let source = SourceText(name: CommandLine.arguments[1], bytes: bytes)
let (playbook, diagnostics) = PlaybookLoader.load(source, limits: limits)
guard let playbook else {
  print(DiagnosticRenderer([source]).text(diagnostics))
  exit(65)
}
print("\(playbook.questions.count) questions, \(playbook.rules.count) rules")
