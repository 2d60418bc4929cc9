import Conversation
import Testing

/// Each row: what was typed, how it is read. `no:` rows are refusals, with both lines a person sees.
@Suite("Choices are read by place, code, wording or part of it")
struct ChoiceGrammarTests {
  static let past: [Offer] = [Offer("yes", "Yes"), Offer("no", "No"), Offer("unknown", "Don't know")]
  static let outcome: [Offer] = [
    Offer("worked", "Worked"), Offer("partly", "Worked in part"), Offer("fizzled", "Fizzled out"),
    Offer("failed", "Failed"), Offer("running", "Still running"),
  ]
  static let share: [Offer] = [
    Offer("50_up", "50 percent or more"), Offer("30_49", "30 to 49 percent"), Offer("10_29", "10 to 29 percent"),
    Offer("under_5", "Under 5 percent"),
  ]
  static let problems: [Offer] = [
    Offer("B1", "Month-end report takes 4 days"), Offer("B2", "Nobody can combine two sources"),
    Offer("B3", "Reports disagree"),
  ]
  static let habits: [Offer] = [
    Offer("board", "Board"), Offer("stand_up", "Stand-up"), Offer("demos", "Demos"), Offer("retros", "Retros"),
    Offer("none", "None of these"),
  ]

  @Test(
    "One choice",
    arguments: [
      ("1", "worked"), (" 2 ", "partly"), ("5", "running"), ("3)", "fizzled"), ("3.", "fizzled"),
      ("failed", "failed"), ("FAILED", "failed"), ("Worked", "worked"), ("worked in part", "partly"),
      ("part", "partly"), ("fizz", "fizzled"), ("still", "running"), ("out", "fizzled"), ("unni", "running"),
      ("running", "running"), ("Still running.", "running"), ("dk", "declined"), ("don't know", "declined"),
      ("Don’t know", "declined"), ("not sure", "declined"), ("unknown", "declined"), ("n/a", "n/a"), ("na", "n/a"),
      ("", "nothing"), ("   ", "nothing"), ("?", "help"), ("-", "skip"), ("–", "skip"),
      ("2 since last year", "partly (since last year)"), ("2: since last year", "partly (since last year)"),
      ("Failed, twice last year", "failed (twice last year)"), ("worked: they ask for it", "worked (they ask for it)"),
      (
        "worked, failed",
        "no: \"worked, failed\" is not one of the choices. Type 1 to 5, or a word of the choice; ? explains."
      ),
      ("6", "no: there is no choice 6. Type 1 to 5, or ? for what they mean."),
      ("0", "no: there is no choice 0. Type 1 to 5, or ? for what they mean."),
      ("2 3", "no: \"2 3\" is more than one choice. Type one of them."),
      ("f", "no: \"f\" could be \"Fizzled out\" or \"Failed\". Type a little more, or the number."),
      ("wo", "no: \"wo\" could be \"Worked\" or \"Worked in part\". Type a little more, or the number."),
      (
        "faild",
        "no: \"faild\" is not one of the choices. Did you mean \"Failed\"? Type 1 to 5, or a word of the choice."
      ),
      ("purple", "no: \"purple\" is not one of the choices. Type 1 to 5, or a word of the choice; ? explains."),
    ])
  func one(_ line: String, _ expected: String) {
    #expect(read(.choice(Self.outcome, allowsText: false), line) == expected)
  }

  @Test(
    "A choice that says \"don't know\" goes before the state of that name",
    arguments: [
      ("dk", "unknown"), ("don't know", "unknown"), ("unknown", "unknown"), ("not sure", "unknown"), ("y", "yes"),
      ("n", "no"), ("yes", "yes"), ("3", "unknown"), ("no idea", "unknown"), ("n/a", "n/a"),
      ("do", "unknown"),
    ])
  func unknownCode(_ line: String, _ expected: String) {
    #expect(read(.choice(Self.past, allowsText: false), line) == expected)
  }

  @Test(
    "Where there is nothing to choose from, that is said",
    arguments: ["1", "q", "purple"])
  func nothing(_ line: String) {
    let said = "no: there is nothing to choose from yet. - leaves it for later."
    #expect(read(.choice([], allowsText: false), line) == said)
  }

  @Test(
    "A single letter isn't nearly another one",
    arguments: [("q", "Ada"), ("q", "a")])
  func letter(_ typed: String, _ name: String) {
    let said = read(.choice([Offer("a", name), Offer("b", "Bo")], allowsText: false), typed)
    #expect(!said.contains("Did you mean"), "\(said)")
  }

  @Test(
    "Places are letters where codes start with a digit",
    arguments: [
      ("a", "50_up"), ("B", "30_49"), ("d)", "under_5"), ("under", "under_5"), ("30", "30_49"), ("50", "50_up"),
      ("10-29", "10_29"), ("30_49", "30_49"), ("e", "no: there is no choice e. Type a to d, or ? for what they mean."),
      ("1", "no: \"1\" is not one of the choices. Type a to d, or a word of the choice; ? explains."),
      ("29", "10_29"), ("5", "under_5"),
      ("7", "no: \"7\" is not one of the choices. Type a to d, or a word of the choice; ? explains."),
    ])
  func letters(_ line: String, _ expected: String) {
    #expect(read(.choice(Self.share, allowsText: false), line) == expected)
  }

  @Test(
    "A code of one letter goes before a place",
    arguments: [("S", "S"), ("m", "M"), ("l", "L"), ("1", "S"), ("3", "L"), ("large", "L"), ("medium", "M")])
  func sizes(_ line: String, _ expected: String) {
    let sizes = [Offer("S", "Small"), Offer("M", "Medium"), Offer("L", "Large")]
    #expect(read(.choice(sizes, allowsText: false), line) == expected)
  }

  @Test(
    "Rows are named by id, place or words",
    arguments: [
      ("B2", "B2"), ("b2", "B2"), ("2", "B2"), ("combine", "B2"), ("month", "B1"), ("disagree", "B3"),
      (
        "B7",
        "no: \"B7\" is not one of the choices. Type B1, B2 or B3, or a word of the choice; ? explains."
      ),
      (
        "report",
        "no: \"report\" could be \"Month-end report takes 4 days\" or \"Reports disagree\". "
          + "Type a little more, or the number."
      ),
    ])
  func rows(_ line: String, _ expected: String) {
    #expect(read(.choice(Self.problems, allowsText: false), line) == expected)
  }

  static let goals: [Offer] = [
    Offer("G2", "Fewer late reports"), Offer("G3", "Data in one place"), Offer("G4", "Beds given once"),
    Offer("none", "None of them"), Offer("S3", "Sales office"), Offer("other", "Something else"),
  ]

  @Test(
    "A number is that of an id, also where rows are gone; what stands beside rows has numbers of its own",
    arguments: [
      ("2", "G2"), ("4", "G4"), ("4.", "G4"), ("4 since May", "G4 (since May)"), ("5", "none"), ("6", "other"),
      ("G4", "G4"), ("none", "none"),
      ("3", "no: \"3\" could be \"Data in one place\" or \"Sales office\". Type a little more, or the number."),
      ("1", "no: there is no choice 1. Type G2, G3, G4, 5, S3 or 6, or ? for what they mean."),
      ("7", "no: there is no choice 7. Type G2, G3, G4, 5, S3 or 6, or ? for what they mean."),
    ])
  func rowsWithGaps(_ line: String, _ expected: String) {
    #expect(read(.choice(Self.goals, allowsText: false), line) == expected)
  }

  @Test(
    "Several rows by the numbers of their ids",
    arguments: [("2, 4", "G2+G4"), ("4 2", "G4+G2"), ("G2 4", "G2+G4"), ("5", "none")])
  func severalWithGaps(_ line: String, _ expected: String) {
    #expect(read(.multi(Self.goals, alone: ["none"], picks: nil), line) == expected)
  }

  @Test(
    "Rows may be called what they are",
    arguments: [
      ("cards 1, 2 and 3", "B1+B2+B3"), ("problems 2", "B2"),
      ("cards 2 and 9", "no: there is no choice 9. Type B1, B2 or B3, or ? for what they mean."),
      ("cards", "no: \"cards\" is not one of the choices. Type B1, B2 or B3, or a word of the choice; ? explains."),
    ])
  func rowsWithAWord(_ line: String, _ expected: String) {
    #expect(read(.multi(Self.problems, alone: [], picks: nil), line) == expected)
  }

  @Test(
    "Where free text is allowed too, other words are text",
    arguments: [
      ("B1", "B1"), ("combine", "B2"), ("Team North", "'Team North'"), ("2", "B2"), ("dk", "declined"),
      ("unknown", "'unknown'"), ("9", "no: there is no choice 9. Type B1, B2 or B3, or ? for what they mean."),
    ])
  func textToo(_ line: String, _ expected: String) {
    #expect(read(.choice(Self.problems, allowsText: true), line) == expected)
  }

  @Test(
    "Several choices",
    arguments: [
      ("1,3", "board+demos"), ("1 3", "board+demos"), ("1, 3", "board+demos"), ("3 1", "demos+board"),
      ("board", "board"), ("board, demos", "board+demos"), ("board and demos", "board+demos"),
      ("board demos", "board+demos"), ("stand-up", "stand_up"), ("stand-up, retros", "stand_up+retros"),
      ("stand; dem", "stand_up+demos"), ("5", "none"), ("none", "none"), ("None of these", "none"),
      ("1 and 4", "board+retros"), ("1+2", "board+stand_up"), ("dk", "declined"), ("-", "skip"),
      ("1,1", "no: \"Board\" is there twice. Name each one once."),
      ("1,5", "no: \"None of these\" can't stand with others. Type it alone, or leave it out."),
      ("1,9", "no: there is no choice 9. Type 1 to 5, or ? for what they mean."),
      ("board, purple", "no: \"purple\" is not one of the choices. Type 1 to 5, or a word of the choice; ? explains."),
      (",", "no: \",\" is not one of the choices. Type 1 to 5, or a word of the choice; ? explains."),
    ])
  func several(_ line: String, _ expected: String) {
    #expect(read(.multi(Self.habits, alone: ["none"], picks: nil), line) == expected)
  }

  @Test(
    "Rankings keep the order",
    arguments: [
      ("B2 B1", "B2+B1"), ("b2, b1", "B2+B1"), ("2 1", "B2+B1"), ("B2 > B1", "B2+B1"), ("B3", "B3"),
      ("combine, month", "B2+B1"), ("B2 then B1", "B2+B1"),
      (
        "B2 B2",
        "no: \"Nobody can combine two sources\" is there twice. "
          + "Name each one once."
      ),
      ("1 2 3", "no: 3 named, 2 at most. Type up to 2, the most important first."), ("dk", "declined"),
    ])
  func ranking(_ line: String, _ expected: String) {
    #expect(read(.ranking(Self.problems, top: 2), line) == expected)
  }

  @Test("Where neither is allowed, \"don't know\" and \"n/a\" are refused with a way on")
  func required() {
    let grammar = AnswerGrammar(
      .choice(Self.outcome, allowsText: false), today: friday, mayDecline: false, mayNotApply: false)
    #expect(
      brief(grammar.read("dk"))
        == "no: this one needs an answer. A rough one will do; - leaves it for later.")
    #expect(
      brief(grammar.read("n/a"))
        == "no: this one applies to everybody. Type dk if you don't know; - leaves it for later.")
  }

  @Test(
    "Yes and no",
    arguments: [
      ("y", "yes"), ("Yes", "yes"), ("YES!", "yes"), ("n", "no"), ("no", "no"), ("nope", "no"), ("yep", "yes"),
      ("sure", "yes"), ("no, not this year", "no (not this year)"), ("yes since May", "yes (since May)"),
      ("dk", "declined"),
      ("not sure", "declined"), ("n/a", "n/a"), ("-", "skip"), ("?", "help"), ("true", "yes"), ("ok", "yes"),
      ("maybe", "no: \"maybe\" is neither yes nor no. Type y or n; - leaves it for later."),
      ("1", "no: \"1\" is neither yes nor no. Type y or n; - leaves it for later."),
    ])
  func yesno(_ line: String, _ expected: String) {
    #expect(read(.yesno, line) == expected)
  }

  @Test(
    "Texts are taken as they are",
    arguments: [
      ("Riverside", "'Riverside'"), ("  two  words ", "'two  words'"), ("dk", "declined"), ("unknown", "'unknown'"),
      ("not sure", "'not sure'"), ("na", "'na'"), ("n/a", "n/a"), ("-", "skip"), ("- a dash", "'- a dash'"),
      ("?", "help"), ("? what", "'? what'"), ("nothing yet", "none"), ("none", "none"),
      ("two\nlines", "'two lines' read as \"two lines\""),
      ("I don't know", "declined"), ("Don't know yet, ask Ana", "'Don't know yet, ask Ana'"), ("日本語", "'日本語'"),
    ])
  func text(_ line: String, _ expected: String) {
    #expect(read(.text(or: [Offer("none", "Nothing yet")]), line) == expected)
  }

  @Test("Long texts keep their lines, up to a limit")
  func long() {
    #expect(read(.long(or: []), "one\ntwo\n") == "'one\ntwo'")
    let book = String(repeating: "a", count: AnswerGrammar.characterCountMax + 1)
    #expect(read(.long(or: []), book).hasPrefix("no: that is longer than 20000 characters."))
  }
}
