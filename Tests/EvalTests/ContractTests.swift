import Glibc
import Testing

/// The command line as a contract: exit codes, and messages that say what was not done, why, and what to type.
@Suite("The contract of the command line")
struct ContractTests {
  /// A shell line in an empty folder, where `$S` is the program; what its two outputs hold together, and its code.
  struct Row: Sendable, CustomTestStringConvertible {
    let line: String
    let code: Int32
    var says: [String] = []
    var hides: [String] = []
    var testDescription: String { line }
  }

  /// Every required answer of a quick assessment.
  private static let complete = """
    {"org":"Zed Works","goals":["g"],"problems":[{"problem":"late","horizon":"immediate","goal":"G1","helps":"x"}],\
    "top":["B1"],"capacities":{"tools":{"rating":"workable"}},"past":"no",\
    "stakeholders":[{"who":"CFO","expects":"x","in_running":""}],"sponsor":"yes","enough":"yes"}
    """

  private static let run = "$S run quick-assessment --no-input --session s --answers "

  private static let damaging = "sed -i '3s/e/f/' data/sounding/default/sessions/s/*.jsonl;"

  @Test(
    "Answers files",
    arguments: [
      Row(line: "\(run)a.json; c=$?; $S show s --json; exit $c", code: 0, says: ["\"in_running\": \"\""]),
      Row(line: "sed 's/late//' a.json > b.json; \(run)b.json", code: 65, says: ["'problems[B1].problem' is empty"]),
      Row(
        line: "sed 's/\"problem\":\"late\",//' a.json > b.json; \(run)b.json", code: 75, says: ["missing: problems"]),
      Row(
        line: "sed 's/\"late\"/null/' a.json > b.json; \(run)b.json", code: 65,
        says: ["'problems[B1].problem' doesn't take \"don't know\""]),
      Row(
        line: "sed 's/\"past\":\"no\"/\"past\":null/' a.json > b.json; \(run)b.json; c=$?; $S show s --json; exit $c",
        code: 0, says: ["\"past\": \"unknown\""]),
      Row(line: "sed 's/\"g\"/\"g\",\"g\"/' a.json | \(run)-", code: 0),
      Row(
        line: "sed 's/\"stakeholders\":\\[{/&\"stance\":\"Zed\",/' a.json > b.json; \(run)b.json", code: 65,
        says: ["b.json:1:", "'stakeholders[S1].stance' is not one of the choices", "use one of: sponsor"],
        hides: ["Zed"]),
      Row(line: "printf 'org: [Zed' > b.yaml; \(run)b.yaml", code: 65, says: ["b.yaml:1:"], hides: ["Zed"]),
      Row(
        line: "printf 'org: Zed: Works\\n' > b.yaml; \(run)b.yaml", code: 65,
        says: ["in quotes", "no answer was taken"],
        hides: ["Zed"]),
      Row(
        line: "printf 'org: Zed\\norg: y\\n' > b.yaml; \(run)b.yaml", code: 65, says: ["stands twice"], hides: ["Zed"]),
      Row(line: "printf 'org: \"Z\\000ed\"\\n' > b.yaml; \(run)b.yaml", code: 65, says: ["control"], hides: ["ed\""]),
      Row(line: "printf 'org: \"Zed\\377\"\\n' > b.yaml; \(run)b.yaml", code: 65, says: ["not UTF-8"], hides: ["Zed"]),
      Row(
        line: "printf '\\357\\273\\277org: x\\r\\nme: y\\r\\n' > b.yaml; \(run)b.yaml", code: 75,
        says: ["missing: goals"]),
      Row(line: "printf '[1,2]' > b.json; \(run)b.json", code: 65, says: ["can't be read as answers"]),
      Row(line: "printf '{\"$bogus\":1}' > b.json; \(run)b.json", code: 65, says: ["'$bogus'"]),
      Row(line: "\(run)nowhere.json", code: 66, says: ["cannot read nowhere.json"]),
      Row(line: "\(run)a.json --engagement /dev/null/e", code: 65, says: ["is not a folder"]),
    ])
  func answers(_ row: Row) { check(row) }

  @Test(
    "Reports go where they are told, or say why not",
    arguments: [
      Row(line: "$S report s -o r.md && stat -c %a r.md", code: 0, says: ["600"]),
      Row(line: "$S report s | head -1", code: 0, says: ["(full: everything is shown)"]),
      Row(line: "$S report s --audience team | head -1", code: 0, hides: ["full"]),
      Row(line: "$S report s -o -", code: 0, says: ["Zed Works"]),
      Row(line: "touch r.md; $S report s -o r.md", code: 73, says: ["cannot create r.md: it is there already"]),
      Row(line: "ln -s nowhere.md r.md; $S report s -o r.md", code: 73, says: ["it is there already"]),
      Row(line: "$S report s -o no/r.md", code: 73, says: ["cannot create no/r.md: its folder isn't there"]),
      Row(line: "$S report s -o a.json/r.md", code: 73, says: ["not a folder"]),
      Row(line: "$S report s -o .", code: 64, says: ["names no file", "report.md"]),
      Row(line: "$S report s -o ''", code: 64, says: ["names no file"]),
      Row(line: "$S report s > /dev/full", code: 74, says: ["cannot write the output: the disk is full"]),
      Row(line: "$S report s --format xyz", code: 64, says: ["md"]),
      Row(line: "\(damaging) $S show s", code: 65, says: ["this is not all of s: line 3 is damaged"]),
      Row(line: "\(damaging) $S report s", code: 65, says: ["no report was drawn"], hides: ["#"]),
      Row(line: "\(damaging) $S list", code: 0, says: ["damaged, look with: sounding verify s"]),
      Row(line: "$S list sessions --json", code: 0, says: ["\"schemaVersion\": 1", "\"sessions\": ["]),
      Row(line: "$S report s --audience all", code: 64, says: ["shared"]),
      Row(line: "$S report none", code: 66, says: ["there is no session named none"]),
    ])
  func reports(_ row: Row) {
    check(Row(line: "\(Self.run)a.json; " + row.line, code: row.code, says: row.says, hides: row.hides))
  }

  @Test(
    "Scripts and what surrounds the program",
    arguments: [
      Row(line: "printf 'Zed\\n/quit\\n' | $S run quick-assessment --session s", code: 75, says: ["saved"]),
      Row(line: "$S run quick-assessment --script none", code: 66, says: ["cannot read none"]),
      Row(
        line: "printf x | $S run quick-assessment > /dev/full", code: 74,
        says: ["cannot write the output: the disk is full"]),
      Row(line: "env -u HOME -u XDG_DATA_HOME $S list", code: 78, says: ["set HOME or XDG_DATA_HOME"]),
      Row(line: "$S list none", code: 64, says: ["There are: playbooks"]),
      Row(line: "$S run none", code: 66, says: ["There are: quick-assessment"]),
      Row(line: "$S run quick-assessment --session ../s --no-input", code: 64, says: ["can't be used"]),
      Row(line: "$S nonsense", code: 64, says: ["There are: run"]),
      Row(line: "$S --engagement e < /dev/null", code: 64, says: ["sounding needs a terminal"]),
      Row(line: "printf '/quit\n' | $S --engagement e --script -", code: 0, says: ["guided assessments"]),
      Row(line: "$S run quick-assessment --session q --title T --engagement e < /dev/null", code: 75, says: ["Q1"]),
      Row(line: "$S run quick-assessment < /dev/null; $S resume < /dev/null", code: 75, says: ["resume"]),
      Row(line: "$S resume none < /dev/null", code: 66, says: ["there is no session named none"]),
      Row(line: "sleep 2 | timeout --preserve-status -s INT 1 $S run quick-assessment --session s", code: 130),
    ])
  func surroundings(_ row: Row) { check(row) }

  private func check(_ row: Row) {
    let folder = "/tmp/sounding-contract-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let before =
      "mkdir \(folder) && cd \(folder) && export XDG_DATA_HOME=\(folder)/data HOME=\(folder) S='\(program)';"
      + " printf '%s' '\(Self.complete)' > a.json; { "
    let done = shell(before + row.line + "; } 2>&1")
    defer { _ = shell("rm -r \(folder)") }
    #expect(done.code == row.code, "\(done.output)")
    for text in row.says { #expect(done.output.contains(text), "\(done.output)") }
    for text in row.hides { #expect(!done.output.contains(text), "\(done.output)") }
  }
}
