import Diagnostics
import Glibc
import Playbooks

/// Files beside the tests, read plainly.
enum Files {
  static let root = String(#filePath.dropLast("Tests/PlaybooksTests/Support/Files.swift".count))
  static let fixtures = root + "Tests/PlaybooksTests/Fixtures"

  static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[0..<count]
    }
  }

  static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  /// Names of the YAML files of a folder, sorted, without `.yaml`.
  static func names(_ folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".yaml") { names.append(String(name.dropLast(5))) }
    }
    return names.sorted()
  }
}

/// A folder of playbooks as a library; names in messages are the files' own.
struct FolderLibrary: Library {
  let folder: String

  func playbookText(named name: String) -> SourceText? {
    Files.bytes("\(folder)/\(name).yaml").map { SourceText(name: "\(name).yaml", bytes: $0) }
  }

  static let shipped = FolderLibrary(folder: Files.root + "Playbooks")
}
