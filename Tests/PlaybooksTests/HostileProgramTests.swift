import Glibc
import Testing

/// The release build that is tested, if there is one.
private let testedProgram = getenv("SOUNDING_PROGRAM").map { String(cString: $0) }

/// The program itself on hostile files: `SOUNDING_PROGRAM` names the release build (`scripts/test` does).
///
/// A failure names the file and what it took. 250 ms of processor time are allowed; memory beyond 64 MB isn't given, so
/// that a file that wants more ends the program with a signal.
@Suite("The program and hostile files", .enabled(if: testedProgram != nil))
struct HostileProgramTests {
  private static let millisecondsMax = 250.0
  private static let kilobytesMax = 64 * 1024

  @Test("Each file is refused or checked within 250 ms and 64 MB")
  func limits() throws {
    let program = try #require(testedProgram)
    var slowest = ("", 0.0)
    for file in hostileFiles {
      let run = try Checking(file.bytes, program, kilobytesMax: Self.kilobytesMax)
      #expect([0, 65, 74].contains(run.code), "\(file.name) ended with \(run.code)")
      #expect(run.milliseconds <= Self.millisecondsMax, "\(file.name) took \(run.milliseconds) ms")
      if run.milliseconds > slowest.1 { slowest = (file.name, run.milliseconds) }
    }
    print("\(hostileFiles.count) hostile files, the slowest \(slowest.0): \(Int(slowest.1)) ms")
  }

  @Test("The limit on memory is felt")
  func isLimited() throws {
    let program = try #require(testedProgram)
    let file = try #require(hostileFiles.first { $0.name == "a chain of 1,000" })
    #expect(try Checking(file.bytes, program, kilobytesMax: 4 * 1024).code >= 128)
  }
}

/// One run of `sounding check`, the full check as an author runs it, with so much memory and no more.
private struct Checking {
  let code: Int32
  let milliseconds: Double

  init(_ bytes: [UInt8], _ program: String, kilobytesMax: Int) throws {
    var template = Array("/tmp/sounding-test-XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    let path = folder + "/hostile.yaml"
    defer {
      unlink(path)
      rmdir(folder)
    }
    let file = try #require(fopen(path, "w"))
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for number in [1, 2] as [Int32] { posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0) }
    let script = "ulimit -c 0; ulimit -d \(kilobytesMax) && exec \"$0\" check \"$1\""
    var words: [UnsafeMutablePointer<CChar>?] = [
      strdup("/bin/sh"), strdup("-c"), strdup(script), strdup(program), strdup(path), nil,
    ]
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("HOME=\(folder)"), nil]
    defer { for word in words + environment { free(word) } }
    var child: pid_t = 0
    #expect(posix_spawn(&child, "/bin/sh", &actions, nil, &words, &environment) == 0)
    var status: Int32 = 0
    var usage = rusage()
    wait4(child, &status, 0, &usage)
    let signal = status & 0x7F
    code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    let rest = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    milliseconds = seconds * 1000 + rest / 1000
  }
}
