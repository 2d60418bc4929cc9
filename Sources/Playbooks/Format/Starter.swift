/// The playbook that `sounding new NAME` writes: small, whole, and without a mistake.
public enum Starter {
  /// Names that can be one: lower-case words with hyphens.
  public static func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first != "-", name.utf8.count <= 64 else { return false }
    return name.unicodeScalars.allSatisfy { ($0 == "-" || isNameScalar($0)) && $0 != "_" }
  }

  public static func text(named name: String) -> String {
    let words = name.split(separator: "-").joined(separator: " ")
    let title = words.prefix(1).uppercased() + words.dropFirst()
    return """
      # Check it:  sounding check \(name).yaml
      # Test it:   sounding test \(name).yaml
      # Try it:    sounding run ./\(name).yaml
      playbook: \(name)
      version: 0.1.0
      title: \(title)
      about: What this playbook is for, in a sentence.
      minutes: 5..10
      say: Rough answers are welcome.

      sections:
        - section: start
          title: Where are we?
          questions:
            - question: topic
              ask: What is it about?
              type: text
              required: true
              why: It stands on the report.
              example: The Friday report
            - question: tried
              ask: Has anyone tried this before?
              type: choice
              choices: { yes: "Yes", no: "No" }
              required: true
            - question: lesson
              ask: What came of it?
              type: text
              when: tried == 'yes'
            - question: steps
              ask: Which steps are left?
              type: table
              rows: 1..5
              row: S
              required: true
              columns:
                - { column: what, ask: Which step?, type: text, required: true }
                - { column: weeks, ask: How many weeks?, type: number, min: 0 }

      calculations:
        - calculation: length
          title: Weeks in all
          is: steps.filter(s, known(s.weeks)).map(s, s.weeks).sum()

      rules:
        - rule: R-01
          for: steps as s
          when: s.weeks > 6
          flag: medium
          text: "'{s.what}' is long. What could be seen after two weeks?"
        - rule: R-02
          when: length > 12
          say: That is a quarter of a year. Which part would be useful by itself?

      gates:
        - gate: ready
          title: Ready to begin
          needs:
            - { that: size(steps) >= 1, otherwise: At least one step. }

      carries: [topic, steps]

      report:
        - { heading: Topic, answers: [topic, lesson] }
        - { heading: Steps, table: steps, columns: [what, weeks] }

      tests:
        - test: a long step is flagged
          answers:
            topic: Reports
            tried: no
            steps: [{ what: Ask, weeks: 1 }, { what: Build, weeks: 8 }]
          expect:
            findings: [R-01@S2]
            silent: [R-01@S1, R-02]
            calculations: { length: 9 }
            gates: { ready: open }

      """
  }
}
