/// Mistakes to be planted behind the questions of a sound playbook. `# !check` marks the line where it must be found.
enum Planting {
  static let all = [
    neverAsked, contradictions, deadEnds, idleParts, unsatisfiable, outOfReach, mayNotApply, unused,
  ]

  static let neverAsked = [
    "  - { question: q, ask: Q?, type: text, when: mood > 5 } # !never-asked",
    "  - { question: q, ask: Q?, type: text, when: [sector == 'public', budget > 3] } # !never-asked",
    "  - { question: q, ask: Q?, type: text, when: team < 1 } # !never-asked",
    "  - { question: q, ask: Q?, type: text, when: \"ready && !ready\" } # !never-asked",
    "  - { question: q, ask: Q?, type: text, when: budget > 100 } # !never-asked",
    "  - { question: q, ask: Q?, type: text, when: \"pilots.exists(p, p.weeks < 0)\" } # !never-asked",
    "  - { question: q, ask: Q?, type: text, when: size(pilots) < 0 } # !never-asked",
    "  - { question: q, ask: Q?, type: text, when: mood > 3 && mood < 4 } # !never-asked",
    """
      - { question: x, ask: X?, type: yesno, when: mood > 3 }
      - question: y
        ask: Y?
        type: yesno
        when: x && mood < 3 # !never-asked
    """,
    """
      - { question: x, ask: X?, type: yesno, decline: false }
      - question: y
        ask: Y?
        type: yesno
        when: declined(x) # !never-asked
    """,
    """
      - question: q
        ask: Q?
        type: text
        when: size_of_it == 'big' # !never-asked
    calculations:
      - { calculation: size_of_it, codes: [big, small], pick: [{ when: mood > 5, is: big }, { is: small }] }
    """,
    "  - { question: q, ask: Q?, type: text, when: \"sector == 'public' && applies(budget)\" } # !never-asked",
    // What is computed with other numbers, or with this one, hides nothing.
    "  - { question: q, ask: Q?, type: text, when: budget > 300 } # !never-asked\n" + computing("p.weeks * 3"),
    "  - { question: q, ask: Q?, type: text, when: team > 9 } # !never-asked\n" + computing("p.weeks * team / 5"),
    "  - { question: q, ask: Q?, type: text, when: 3 < team && team < 4 } # !never-asked\n"
      + computing("p.weeks * team"),
    "  - { question: q, ask: Q?, type: text, when: [ready, budget > 7, budget <= 7] } # !never-asked\n"
      + computing("p.weeks * budget"),
  ]

  /// A calculation for each pilot, shown in a report.
  private static func computing(_ formula: String) -> String {
    """
    calculations:
      - { calculation: effort, for: pilots as p, is: \(formula) }
    report: [{ heading: H, table: pilots, columns: [weeks, effort] }]
    """
  }

  static let contradictions = [
    both("mood > 3", "ready"), both("mood >= 3", "mood <= 3"), both("sector == 'private'", "budget > 10"),
    both("known(team)", "team > 5"), both("size(pilots) == 0", "ready"), both("declined(ready)", "mood > 1"),
    both("mood in [1, 2]", "mood in [2, 3]"), both("budget > 50", "team == 9"), both("!ready", "sector != 'private'"),
    both("mood < 5", "pilots.exists(p, p.kind == 'a')"), both("sector == 'private' && known(budget)", "budget < 1"),
    """
    rules:
      - rule: R # !contradiction
        for: pilots as p
        when: p.weeks > 3
        flag: high
        text: Long.
        excludes: [S]
      - { rule: S, for: pilots as p, when: p.weeks < 2, flag: high, text: Short. }
    """,
    """
    rules:
      - { rule: T, when: ready, say: No. }
      - { rule: S, when: mood < 2, say: No. }
      - rule: R # !contradiction
        when: mood > 4
        say: So.
        excludes: [S, T]
    """,
  ]

  private static func both(_ first: String, _ second: String) -> String {
    """
    rules:
      - rule: R # !contradiction
        when: "\(first)"
        say: So.
        excludes: [S]
      - { rule: S, when: "\(second)", say: No. }
    """
  }

  static let deadEnds = [
    hard("sector == 'private'"), hard("ready"), hard("team > 3"), hard("sector == 'public' || budget > 20"),
    hard("given(budget, 0) >= 10"), hard("!declined(mood)"), hard("mood in [3, 4, 5]"),
    hard("known(team) && team < 8"), hard("sector != 'public' || ready"),
    """
      - { question: last, ask: Anything else?, type: text }
    gates:
      - gate: go
        needs:
          - that: size(pilots) > 0 # !dead-end
            otherwise: X
            hard: true
    """,
    """
      - { question: last, ask: Anything else?, type: text }
    gates:
      - gate: go
        needs:
          - { that: mood > 1, otherwise: X }
          - for: pilots as p
            that: p.weeks > 2 # !dead-end
            otherwise: X
            hard: true
    """,
    """
    rules:
      - rule: R # !dead-end
        when: team < 3
        block: finish
        hard: true
        text: Too few.
    """,
    """
    gates:
      - gate: go
        override: false
        needs:
          - that: ready # !dead-end
            otherwise: X
    """,
    """
    calculations:
      - { calculation: level, codes: [good, bad], pick: [{ when: team > 4, is: good }, { is: bad }] }
    gates:
      - gate: go
        needs:
          - that: level == 'good' # !dead-end
            otherwise: X
            hard: true
    """,
  ]

  private static func hard(_ need: String) -> String {
    """
    gates:
      - gate: go
        needs:
          - that: "\(need)" # !dead-end
            otherwise: X
            hard: true
    """
  }

  static let idleParts = [
    when("mood > 3", "mood > 2 # !idle-condition"), when("budget > 10", "sector == 'private' # !idle-condition"),
    when("team > 3", "known(team) # !idle-condition"), when("ready", "\"!declined(ready)\" # !idle-condition"),
    when("mood == 5", "mood >= 4 # !idle-condition"), when("size(pilots) > 1", "size(pilots) > 0 # !idle-condition"),
    when("mood in [1, 2]", "mood < 4 # !idle-condition"), when("team < 3", "team != 9 # !idle-condition"),
    when("sector == 'public' && ready", "ready # !idle-condition"),
    when("sector == 'private' # !idle-condition", "sector != 'public' # !idle-condition"),
    when("budget > 10 && mood > 2", "applies(budget) # !idle-condition"),
    when("mood > 2 # !idle-condition", "ready", "mood > 3"),
    """
    rules:
      - rule: R
        for: pilots as p
        when:
          - p.weeks > 3
          - p.weeks <= 6 # !idle-condition
        flag: high
        text: Long.
    """,
    """
      - question: q
        ask: Q?
        type: text
        when:
          - ready
          - known(ready) # !idle-condition
    """,
  ]

  private static func when(_ parts: String...) -> String {
    "rules:\n  - rule: R\n    say: So.\n    when:\n" + parts.map { "      - \($0)" }.joined(separator: "\n")
  }

  static let unsatisfiable = [
    valid("type: number", "max: 6", that: "q > 6"), valid("type: scale", that: "q > 5"),
    valid("type: choice", "choices: { x: X, y: Y } # !same-choices", that: "q != 'x' && q != 'y'"),
    valid("type: yesno", that: "q && !q"),
    valid("type: number", "min: 10", that: "q < 10"),
    valid("type: number", "whole: true", "min: 0", "max: 3", that: "q == 5"),
    valid("type: multi", "choices: { x: X, y: Y, z: Z }", that: "size(q) > 3"), valid("type: scale4", that: "q > 1.0"),
    valid("type: scale", that: "q <= 3 && q > 3"), valid("type: scale", that: "q < mood && q > mood"),
    valid("type: number", "max: 6", that: "q in [7.0, 8.0]"), valid("type: number", "min: 0", that: "q < 0"),
    """
      - question: plans
        ask: Which?
        type: table
        columns:
          - column: worth
            type: scale
            validate:
              - that: this.worth > 5 # !rejects-all
                message: More.
    """,
    """
      - question: q
        ask: Q?
        type: scale
        when: mood > 3
        validate:
          - that: q > 0
            message: Fine.
          - that: mood < 3 # !rejects-all
            message: More.
    """,
  ]

  private static func valid(_ kind: String..., that: String) -> String {
    "  - question: q\n    ask: Q?\n" + kind.map { "    \($0)\n" }.joined()
      + "    validate:\n      - that: \"\(that)\" # !rejects-all\n        message: No."
  }

  static let outOfReach = [
    score("is: mood * 2", "score > 10 # !out-of-reach never-true"),
    score("is: mood * 2", "11 <= score # !out-of-reach never-true"),
    score("mean: [mood, mood]", "score >= 5.5 # !out-of-reach never-true"),
    score("weigh: [{ weight: 10, is: double(mood) / 5.0 }]", "score > 10 # !out-of-reach never-true"),
    score("pick: [{ when: ready, is: 3 }, { is: 1 }]", "score == 4 # !out-of-reach never-true"),
    score("is: mood + 1", "score <= 6 # !out-of-reach"), score("is: mood - 6", "score < 0 # !out-of-reach"),
    score("is: mood * mood", "score < 1 # !out-of-reach never-true"),
    score("is: 'ready ? mood : 0'", "score < 0 # !out-of-reach never-true"),
    score("is: '-mood'", "score > -1 # !out-of-reach never-true"),
    """
    data: [{ data: limit, is: 99 }]
    calculations: [{ calculation: score, is: mood * 10 }]
    rules:
      - rule: R
        when: score >= limit # !out-of-reach never-true
        say: So.
    """,
    """
    data: [{ data: bands, is: { low: 1.5, high: 9.5 } }]
    calculations: [{ calculation: score, mean: [mood, mood] }]
    rules:
      - rule: R
        when:
          - ready # !never-true
          - score > bands.high # !out-of-reach
        say: So.
      - { rule: S, when: score > bands.low, say: Yes. }
    """,
    """
    calculations: [{ calculation: score, is: mood * 5 }]
    gates:
      - gate: go # !never-open
        needs:
          - that: score >= 30 # !out-of-reach never-met
            otherwise: X
    """,
    """
      - question: q
        ask: Q?
        type: text
        when: score < 0 # !out-of-reach never-asked
    calculations: [{ calculation: score, is: mood * 5 }]
    """,
  ]

  private static func score(_ body: String, _ when: String) -> String {
    "calculations: [{ calculation: score, \(body) }]\nrules:\n  - rule: R\n    when: \(when)\n    say: So."
  }

  static let mayNotApply = [
    need("budget > 3"), need("budget < 90"), need("!(budget > 50)"), need("ready ? budget > 3 : true"),
    need("budget == 5.0 || mood > 3"), need("budget > 3 && ready"), need("declined(budget) || budget < 50"),
    """
    gates:
      - gate: go
        needs:
          - otherwise: X
            that:
              - ready
              - budget > 3 # !may-not-apply
    """,
    """
    calculations:
      - calculation: fit
        all:
          - that: budget > 3 # !may-not-apply
            otherwise: X
    carries: [fit]
    """,
    """
    calculations: [{ calculation: twice, when: ready, is: mood * 2 }]
    gates:
      - gate: go
        needs:
          - that: twice > 3 # !may-not-apply
            otherwise: X
    """,
    """
      - { question: more, ask: More?, type: scale, when: mood > 2 }
    gates:
      - gate: go
        needs:
          - that: more > 2 # !may-not-apply
            otherwise: X
    """,
    """
    gates:
      - gate: go
        needs:
          - for: pilots as p
            that: p.weeks < budget # !may-not-apply
            otherwise: X
    """,
  ]

  private static func need(_ that: String) -> String {
    "gates:\n  - gate: go\n    needs:\n      - that: \"\(that)\" # !may-not-apply\n        otherwise: X"
  }

  static let unused = [
    "data:\n  - { data: d, is: 3 } # !unused", "data:\n  - { data: d, is: [1, 2, 3] } # !unused",
    "data:\n  - { data: d, is: { private: 1, public: 2 } } # !unused",
    "data:\n  - { data: d, bands: { \"< 2\": 0.3, else: 0.0 } } # !unused",
    "data:\n  - { data: d, rows: [{ id: a, name: First }] } # !unused",
    "calculations:\n  - { calculation: c, is: team * 2 } # !unused",
    "calculations:\n  - { calculation: c, codes: [x, y], pick: [{ when: ready, is: x }, { is: y }] } # !unused",
    "calculations:\n  - { calculation: c, mean: [mood, mood] } # !unused",
    "calculations:\n  - { calculation: c, weigh: [{ weight: 2, is: double(mood) / 5.0 }] } # !unused",
    "calculations:\n  - { calculation: c, for: pilots as p, is: p.weeks * 2.0 } # !unused",
    "calculations:\n  - { calculation: c, is: team * 2 }\n  - { calculation: d, is: c + 1 } # !unused",
    "data:\n  - data: d # !unused\n    is: 3\n  - data: e\n    is: 4\nrules: [{ rule: R, when: mood < e, say: So. }]",
  ]
}
