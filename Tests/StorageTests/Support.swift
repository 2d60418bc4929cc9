import Glibc

@testable import Storage

/// Makes a folder of its own under the system's place for such, and removes it afterwards.
func withFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
  var template = Array("/tmp/sounding-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw SystemError(code: errno) }
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { removeAll(path) }
  return try body(path)
}

func removeAll(_ path: String) {
  let disk = LiveDisk()
  if let found = try? disk.status(of: path, in: LiveDisk.currentFolder), found.kind == .folder {
    if let folder = try? disk.open(path, in: LiveDisk.currentFolder, .folder, mode: 0) {
      for name in (try? disk.names(in: folder)) ?? [] { removeAll(path + "/" + name) }
      disk.dismiss(folder)
    }
    rmdir(path)
  } else {
    unlink(path)
  }
}

/// Fixed identities: nothing in these tests is random.
enum Sample {
  static let writer = WriterID(0x0123_4567_89ab_cdef)
  static let other = WriterID(0xfedc_ba98_7654_3210)
  static let session = String(repeating: "5e", count: 16)
  static let salt = String(repeating: "a1", count: 32)
  static let time = "2026-11-20T17:48:25.768Z"

  static func writing(_ writer: WriterID = writer, session: String = session) -> Writing {
    Writing(writer: writer, session: session, salt: salt, opening: #""app":"1.0.0""#)
  }

  static func body(_ number: Int) -> String { #""k":"note","text":"answer \#(number)""# }
}

extension SessionFolder {
  /// A session with some answers in it.
  static func sample(_ path: String, answers: Int, writer: WriterID = Sample.writer) throws -> SessionFolder {
    let folder = SessionFolder(path)
    try folder.create()
    try folder.add(answers, writer: writer)
    return folder
  }

  func add(_ answers: Int, writer: WriterID = Sample.writer, from first: Int = 0) throws {
    var open = try opened(writer)
    for number in first..<first + answers {
      _ = try open.journal.append(body: Sample.body(number), time: Sample.time)
    }
    try open.journal.close()
  }

  /// A program that another test starts has this process's locks until it is a program of its own.
  private func opened(_ writer: WriterID) throws -> OpenedJournal {
    for _ in 0..<100 {
      do {
        return try open(Sample.writing(writer), time: Sample.time)
      } catch {
        guard case .locked = error.reason else { throw error }
        usleep(10_000)
      }
    }
    return try open(Sample.writing(writer), time: Sample.time)
  }

  func file(_ writer: WriterID = Sample.writer) -> String { path + "/\(writer).jsonl" }
}

func bytes(_ path: String) throws -> [UInt8] { try FileReader.read(path, limit: 1 << 30) }

/// Puts bytes in a file's place, without any ceremony.
func put(_ bytes: [UInt8], _ path: String) throws {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  guard file >= 0 else { throw SystemError(code: errno) }
  defer { close(file) }
  try LiveDisk().writeAll(file, bytes.span)
}

extension Entry {
  var bodyText: String { String(decoding: body, as: UTF8.self) }
}
