/// Checks beside the eight kinds, and what each tells apart.
extension Planting {
  /// Each defect beside what is right and nearly looks like it; all in one line each.
  static let nearby = [
    "rules: [{ rule: R, when: budget > 50, say: Much. }]",
    "rules: [{ rule: R, when: budget > 200, say: Much. }] # !never-true",
    "rules: [{ rule: R, when: [sector == 'public', budget > 5], say: Much. }] # !never-true",
    "rules: [{ rule: R, when: mood >= 1, say: So. }]",
    "rules: [{ rule: R, when: team >= 1 || !known(team), say: So. }] # !always-true",
    "rules: [{ rule: R, when: mood > 5, say: So. }] # !never-true",
    "rules: [{ rule: R, when: [mood > 3, mood > 2], say: So. }] # !idle-condition",
    "rules: [{ rule: R, when: [mood > 3, ready], say: So. }]",
    "rules: [{ rule: R, for: pilots as p, when: p.weeks > 6, flag: high, text: T }] # !never-true",
    "rules: [{ rule: R, for: pilots as p, when: p.weeks > 5, flag: high, text: T }]",
    "rules: [{ rule: R, when: \"pilots.exists(p, p.kind == 'b' && p.weeks < 0)\", say: So. }] # !never-true",
    "rules: [{ rule: R, when: \"pilots.exists(p, p.kind == 'b')\", say: So. }]",
    "rules: [{ rule: R, when: size(pilots) > 2, say: So. }]",
    "rules: [{ rule: R, when: size(pilots) < 0, say: So. }] # !never-true",
    "gates: [{ gate: go, needs: [{ that: ready, otherwise: X }] }]",
    "gates: [{ gate: go, needs: [{ that: ready, otherwise: X }, { that: '!ready', otherwise: Y }] }] # !never-open",
    "gates: [{ gate: go, needs: [{ that: mood > 5, otherwise: X }] }] # !never-met never-open",
    "gates: [{ gate: go, needs: [{ that: size(pilots) >= 0, otherwise: X }] }] # !never-fails",
    "gates: [{ gate: go, needs: [{ for: pilots as p, that: p.weeks <= 6, otherwise: X }] }]",
    "gates: [{ gate: go, needs: [{ that: budget > 3, otherwise: X }] }] # !may-not-apply",
    "gates: [{ gate: go, needs: [{ that: 'given(budget, 9) > 3', otherwise: X }] }]",
    "gates: [{ gate: go, needs: [{ that: sector == 'public' || budget > 3, otherwise: X }] }]",
    "calculations: [{ calculation: c, is: 'team / 2' }] # !drops-rest\ncarries: [c]",
    "calculations: [{ calculation: c, is: 'share(team, 2)' }]\ncarries: [c]",
    "calculations: [{ calculation: c, is: 'share(team, size(pilots))' }] # !defect\ncarries: [c]",
    "calculations: [{ calculation: c, when: size(pilots) > 0, is: 'share(team, size(pilots))' }]\ncarries: [c]",
    "calculations: [{ calculation: c, is: 'pilots.map(p, p.weeks).avg()' }] # !defect\ncarries: [c]",
    "data: [{ data: d, is: { private: 1 } }]\ncalculations: [{ calculation: c, is: 'd[sector]' }] # !defect\ncarries: [c]",
    "data: [{ data: d, is: { private: 1, public: 2 } }]\ncalculations: [{ calculation: c, is: 'd[sector]' }]\ncarries: [c]",
    "calculations: [{ calculation: c, pick: [{ when: size(pilots) == 0, is: 0.0 }, { is: 'share(1, size(pilots))' }] }]\ncarries: [c]",
    "calculations: [{ calculation: c, is: team * 2 }] # !unused",
    "data: [{ data: d, is: 3 }] # !unused",
    "rules: [{ rule: R, when: mood > 3, say: So., excludes: [S] }, { rule: S, when: ready, say: No. }] # !contradiction",
    "rules: [{ rule: R, when: mood > 3, say: So., excludes: [S] }, { rule: S, when: mood < 3, say: No. }]",
    "waive: [{ check: never-true, name: R, because: Later. }]\nrules: [{ rule: R, when: mood > 5, say: So. }]",
    "waive: [{ check: never-true, name: R, because: Later. }] # !idle-waiver",
    "uses: { x: planted.sector }\ncarries: [sector]\nrules: [{ rule: R, when: x == 'other', say: So. }]",
    "rules: [{ rule: R, when: size(earlier) > 3, say: So. }]",
    "rules: [{ rule: R, when: \"today > timestamp('2026-03-01T00:00:00Z')\", say: So. }]",
    "rules: [{ rule: R, when: \"today > timestamp('2026-03-01T00:00:00Z') && mood > 5\", say: So. }] # !never-true",
  ]

  /// Of the checks beside the eight kinds, and things that look like a mistake and are none (those have no mark).
  static let others = [
    "  - { question: q, ask: Q?, type: choice, choices: { x: X, y: Y, z: Z } } # !same-choices",
    """
      - question: q
        ask: Q?
        type: choice
        choices:
          x: X
          y: Y
          z: Z # !same-choices
    rules: [{ rule: R, when: q == 'x', say: So. }]
    """,
    """
      - { question: q, ask: Q?, type: choice, choices: { x: X, y: Y, z: Z } }
    rules: [{ rule: R, when: q == 'x', say: So. }, { rule: S, when: q == 'z', say: No. }]
    """,
    """
      - { question: q, ask: Q?, type: choice, choices: { x: X, y: Y } }
      - question: r
        ask: R?
        type: number
        validate: [{ that: "q == 'x' || r < 5", message: No. }]
    """,
    refused("r == 2 || q != 'x'"), refused("r == 2 && q == 'x'", "# !never-true", choice: "# !same-choices"),
    """
      - { question: q, ask: Q?, type: scale, better: up }
    calculations:
      - calculation: score # !gets-worse
        better: up
        is: 10 - q
    carries: [score]
    """,
    """
      - { question: q, ask: Q?, type: scale, better: up }
      - question: r
        ask: R?
        type: scale
        validate: [{ that: r == q, message: No. }]
    calculations: [{ calculation: score, better: up, is: 2 * r - q }]
    carries: [score]
    """,
    """
      - { question: q, ask: Q?, type: scale, better: down }
    calculations: [{ calculation: score, better: up, is: 10 - q }]
    carries: [score]
    """,
    """
      - { question: q, ask: Q?, type: scale4, better: up }
      - { question: r, ask: R?, type: yesno, better: up }
    calculations:
      - calculation: score # !gets-worse
        better: up
        pick: [{ when: r, is: 0.25 }, { is: q }]
    carries: [score]
    """,
    """
      - { question: q, ask: Q?, type: scale4, better: up }
      - { question: r, ask: R?, type: scale4, better: up }
    calculations: [{ calculation: score, better: up, mean: [q, r] }]
    carries: [score]
    """,
    "gates: [{ gate: go, needs: [{ that: ready, otherwise: X }] }]",
    "gates: [{ gate: go, needs: [{ that: size(pilots) > 0, otherwise: X, hard: true }] }]",
    """
      - { question: must, ask: M?, type: yesno, required: true }
      - { question: late, ask: L?, type: scale }
    gates: [{ gate: go, needs: [{ that: late > 2, otherwise: X }] }]
    """,
    """
    calculations: [{ calculation: score, mean: [mood, mood] }]
    rules: [{ rule: R, when: score > 4.5, say: So. }, { rule: S, when: score <= 1, say: No. }]
    """,
  ]

  /// A question nobody can answer: x and z differ only where a rule holds without it.
  private static func refused(_ when: String, _ mark: String = "", choice: String = "") -> String {
    """
      - question: q
        ask: Q?
        type: choice
        choices:
          x: X
          y: Y
          z: Z \(choice)
      - question: r
        ask: R?
        type: scale
        decline: false
        not_applicable: false
        when: q != 'y'
        validate: [{ that: r > 5, message: No. }] # !rejects-all
    rules: [{ rule: R, when: "\(when)", say: So. }] \(mark)
    """
  }
}
