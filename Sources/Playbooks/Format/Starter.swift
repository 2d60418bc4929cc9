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
      minutes: 3..6
      say: Rough answers are welcome.

      # What is asked, in this order. `why` and `example` are shown to whoever types ?.
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
              choices: { yes: "Yes", no: "No" }   # the code stands left, the wording right
              required: true
            - question: lesson
              ask: What came of it?
              type: text
              when: tried == 'yes'                # asked only then
            - question: steps
              ask: Which steps are left?
              type: table
              rows: 1..5                          # how many are invited
              row: S                              # rows are called S1, S2, ...
              required: true
              columns:
                - { column: what, ask: Which step?, type: text, required: true }
                - { column: weeks, ask: How many weeks?, type: number, min: 0 }

      # Values with names. "Don't know" is left out of the sum.
      calculations:
        - calculation: length
          title: Weeks in all
          is: steps.filter(s, known(s.weeks)).map(s, s.weeks).sum()

      # What follows from answers: `flag` is a finding of the report, `say` is what the coach says at once.
      rules:
        - rule: R-01
          for: steps as s
          when: s.weeks > 6
          flag: medium
          text: "'{s.what}' is long. What could be seen after two weeks?"
        - rule: R-02
          when: length > 12
          say: That is a quarter of a year. Which part would be useful by itself?

      # What has to be there to go on. People may go past it with a reason.
      gates:
        - gate: ready
          title: Ready to begin
          needs:
            - { that: size(steps) >= 1, otherwise: At least one step. }

      # What later playbooks may use.
      carries: [topic, steps]

      report:
        - { heading: Topic, answers: [topic, lesson] }
        - { heading: Steps, table: steps, columns: [what, weeks] }

      # Each side of each limit once: then `sounding test --mutate` finds nothing to complain about.
      tests:
        - test: more than six weeks are long for a step, more than twelve for all
          answers:
            topic: Reports
            tried: yes
            lesson: It took too long
            steps: [{ what: Ask, weeks: 6 }, { what: Build, weeks: 7 }]
          expect:
            findings: [R-01@S2]
            silent: [R-01@S1]
            rules: [R-02]
            calculations: { length: 13 }
            asked: [lesson]
        - test: twelve weeks are not too long
          answers:
            tried: no
            steps: [{ what: Ask, weeks: 6 }, { what: Build, weeks: 6 }]
          expect: { silent: [R-01, R-02], inactive: [lesson] }
        - test: one step is enough
          answers: { steps: [{ what: Ask, weeks: 1 }] }
          expect: { gates: { ready: open } }
        - test: without a step it is too early
          answers: { steps: [] }
          expect: { gates: { ready: closed } }

      """
  }
}
