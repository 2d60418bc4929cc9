import Glibc
import JSON
import Testing

/// Runs the built `sounding` itself, by a shell, as a person or a script would.
@Suite("The built command")
struct BinaryTests {
  @Test(
    "One expression",
    arguments: [
      ("'1 + 2 * 3'", "7\n", 0), ("'[1, 2].map(x, x * 2)'", "[\n  2,\n  4\n]\n", 0), ("'1 +'", "", 65),
      ("ghost", "", 65), ("'1 / 0'", "", 65),
      ("", "", 64), ("1 --batch", "", 64), ("1 --data /nowhere.json", "", 66),
    ] as [(String, String, Int32)])
  func single(_ arguments: String, _ output: String, _ code: Int32) {
    let done = run("eval \(arguments) 2>/dev/null")
    #expect(done.output == output)
    #expect(done.code == code)
  }

  @Test("Data from a file")
  func data() {
    let good = withFile(#"{"sites": [{"size": 4}, {"size": 2}]}"#) {
      run("eval 'sites.filter(s, s.size > 3).size()' --data \($0)")
    }
    #expect(good.output == "1\n")
    let bad = withFile("[1,") { run("eval 1 --data \($0) 2>&1") }
    #expect(bad.code == 65 && bad.output.hasSuffix(":1:4: the text ends before the value does\n"))
  }

  @Test("A session's answers; what isn't answered yet is named")
  func session() {
    let folder = "/tmp/sounding-eval-\(getpid())"
    let home = "XDG_DATA_HOME=\(folder) XDG_STATE_HOME=\(folder) "
    defer { _ = run("true; rm -r \(folder)", before: "true ") }
    let talk = withFile("Example Works\n/quit\n") {
      run("run quick-assessment --session s1 --script \($0) > /dev/null", before: home)
    }
    #expect(talk.code == 0 || talk.code == 75)
    #expect(run("eval --session s1 org", before: home).output == "\"Example Works\"\n")
    #expect(run("eval --session s1 \"org.startsWith('Example') || goals.size() > 2\"", before: home).output == "true\n")
    let open = run("eval --session s1 'goals.size()' 2>&1", before: home)
    #expect(open.code == 75 && open.output.hasSuffix("It waits for: goals\n"))
    #expect(run("eval --session s2 1 2>/dev/null", before: home).code == 66)
  }

  @Test("A batch: an answer for each line, in order; empty lines and a missing last line feed don't matter")
  func batch() {
    let requests = (0..<3_000).map { #"{"id":\#($0),"expr":"\#($0) * 2"}"# }
    let answered = withFile(requests.joined(separator: "\n\n")) { run("eval --batch < \($0)") }
    #expect(answered.code == 0)
    #expect(answered.output == (0..<3_000).map { "{\"id\":\($0),\"value\":{\"int\":\"\($0 * 2)\"}}\n" }.joined())
    let long = #"{"expr":""# + String(repeating: " ", count: 5 << 20) + "1\"}\n" + #"{"expr":"2"}"#
    #expect(
      withFile(long) { run("eval --batch < \($0)") }.output
        == "{\"error\":\"this line is too long\"}\n{\"value\":{\"int\":\"2\"}}\n")
  }

  private static let cases = root + "/../shared/conformance/"

  @Test(
    "The public CEL cases, all in one batch",
    .enabled(
      if: access(cases + "cel-partial.jsonl", R_OK) == 0,
      "../shared/conformance is not there: the public cases are NOT run"))
  func publicCases() throws {
    var failures: [String] = []
    var count = 0
    for name in ["cel-core-and-extensions", "cel-unknown-logic", "cel-partial"] {
      let path = Self.cases + name + ".jsonl"
      let rows = try text(path).split(separator: "\n").map { try JSON.read(String($0)) }
      let requests = rows.map { row in
        var request = row.object ?? JSONObject()
        request["id"] = nil
        if row["residual"] != nil { request["residual"] = true }
        return JSON.object(request).text()
      }
      let answers = withFile(requests.joined(separator: "\n")) { run("eval --batch < \($0)") }.output
        .split(separator: "\n")
      #expect(answers.count == rows.count)
      for (row, answer) in zip(rows, answers) {
        count += 1
        if !Self.isRight(try JSON.read(String(answer)), row) {
          failures.append("\(row["expr"]?.string ?? "")  \(answer)")
        }
      }
    }
    #expect(count > 1_500)
    #expect(failures.isEmpty, "\(failures.count) of \(count) fail:\n\(failures.joined(separator: "\n"))")
  }

  private static func isRight(_ answer: JSON, _ row: JSON) -> Bool {
    if let residual = row["residual"]?.string {
      return answer["residual"]?.string?.filter { !$0.isWhitespace } == residual.filter { !$0.isWhitespace }
    }
    guard let expect = row["expect"] else { return false }
    if expect["error"] != nil { return answer["error"] != nil }
    if let names = expect["unknown"] { return answer["unknown"] == names }
    if row["checkOnly"]?.bool == true { return answer["deducedType"] == expect["deducedType"] }
    guard let value = expect["value"], let found = answer["value"] else { return false }
    return sorted(value) == sorted(found)
  }

  /// Doubles by value and maps in the order of their texts.
  private static func sorted(_ value: JSON) -> JSON {
    if let text = value["double"]?.string, let double = Double(text) { return ["double": .string("\(double)")] }
    if let list = value["list"]?.array { return ["list": .array(list.map(sorted))] }
    guard let pairs = value["map"]?.array else { return value }
    let written = pairs.map { pair in JSON.array((pair.array ?? []).map(sorted)).text() }
    return ["map": .array(written.sorted().map(JSON.string))]
  }
}

private let root = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(
  separator: "/")

/// The folder this test was built into.
private let products: String = {
  let bundle = CommandLine.arguments.first { $0.contains("/.build/") } ?? root + "/.build/debug/x"
  return bundle.split(separator: "/", omittingEmptySubsequences: false).prefix { !$0.hasSuffix(".xctest") }
    .joined(separator: "/")
}()

/// The built program.
let program = (access(products + "/sounding", X_OK) == 0 ? products : root + "/.build/debug") + "/sounding"

private func run(_ arguments: String, before: String = "") -> (output: String, code: Int32) {
  shell("\(before)'\(program)' \(arguments)")
}

/// What a shell line writes, and its exit code.
func shell(_ line: String) -> (output: String, code: Int32) {
  guard let pipe = popen(line, "r") else { return ("", -1) }
  let output = contents(pipe)
  return (output, pclose(pipe) >> 8 & 0xFF)
}

private func text(_ path: String) -> String {
  guard let file = fopen(path, "r") else { return "" }
  defer { fclose(file) }
  return contents(file)
}

private func contents(_ file: UnsafeMutablePointer<FILE>) -> String {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return String(decoding: bytes, as: UTF8.self)
}

/// Does something with a new file that holds this text, and removes the file.
private func withFile<R>(_ text: String, _ body: (String) -> R) -> R {
  var path = Array("/tmp/sounding-eval-XXXXXX".utf8CString)
  let descriptor = mkstemp(&path)
  defer { unlink(path) }
  let bytes = Array(text.utf8)
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written) }
    guard count > 0 else { break }
    written += count
  }
  close(descriptor)
  return body(String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
}
