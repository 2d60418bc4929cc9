/// The format's keys, table by table.
enum KeyTables {
  static let all: [KeyTable] = [
    playbook, section, question, column, companion, fixedRow, rows, calculation, pickTable, pickRow, line, weighLine,
    addTable, table, rowBlock, rowFor, data, wordTest, rule, carry, action, draft, gate, need, overrideBy, reportEntry,
    expectation,
    bars, declassification, waiver, test, use, suggestion, suggestFrom, validation, choice, reply, journey, stage,
    transition, term, universal, journeyTest, journeyExpectation,
    registersFile, register, wordsFile,
  ]

  static let playbook = KeyTable(
    "playbook", required: ["playbook"],
    [
      Key("playbook", .name, "its name: lower-case words with hyphens"),
      Key("version", .text, "of the playbook; every session keeps the one it was started with"),
      Key("title", .text, "what people read"),
      Key("subtitle", .text, "a second line; the name of a question: its answer, in reports"),
      Key("about", .wording, "what it is for"),
      Key("say", .wording, "the coach's opening line"),
      Key("minutes", .range, "honest estimate: 45, or 30..90"),
      Key("repeatable", .flag, "whether it is meant to be gone through again"),
      Key("subject", .name, "the question that says what its sessions are about"),
      Key("review_every", .text, "when to come back to it: 13 weeks"),
      Key("covers", .texts, "source items it serves"),
      Key("uses", .open(.either([.text, .texts, .map("used value")])), "values carried over from earlier sessions"),
      Key("data", .maps("data entry"), "numbers, lists, bands and word tests, by name"),
      Key("sections", .maps("section"), "the questions, part by part"),
      Key("questions", .maps("question"), "questions of a playbook without sections"),
      Key("calculations", .maps("calculation"), "named computed values"),
      Key("tables", .maps("table"), "rows made from other rows"),
      Key("rules", .maps("rule"), "conditions and what follows"),
      Key("gates", .maps("gate"), "requirements to go on"),
      Key("carries", .names, "what later playbooks may use"),
      Key("report", .maps("report entry"), "what the report shows, in order"),
      Key("declassify", .maps("declassification"), "computed things that may go to a lower audience"),
      Key("waive", .maps("waiver"), "findings of the check that are accepted, with the reason"),
      Key("tests", .maps("test"), "run by `sounding test`"),
    ])

  static let use = KeyTable(
    "used value",
    [
      Key("all", .text, "every finished session of that playbook, oldest first"),
      Key("from", .either([.text, .texts]), "playbook.name, or several of which the latest counts"),
      Key("same", .name, "only sessions with the same subject as this question's answer"),
    ])

  static let section = KeyTable(
    "section", required: ["section"],
    [
      Key("section", .name, "its name"),
      Key("title", .text, "what people read"),
      Key("say", .wording, "the coach's opening line"),
      Key("when", .condition, "whether its questions apply"),
      Key("minutes", .cel, "length of its time box; display only"),
      Key("questions", .maps("question"), "what is asked, in order"),
      Key("covers", .texts, "source items it serves"),
    ])

  static let waiver = KeyTable(
    "waiver", required: ["check", "name", "because"],
    [
      Key("check", .text, "the short name of the check, as the finding shows it"),
      Key("name", .text, "the question, rule, gate or other thing it is about"),
      Key("because", .text, "why it is right as it stands"),
    ])

  static let declassification = KeyTable(
    "declassification", required: ["name", "to", "because"],
    [
      Key("name", .name, "the computed thing"),
      Key("columns", .names, "only these columns of it"),
      Key("to", .word(["team", "shared", "public"]), "the audience"),
      Key("because", .text, "why it may be seen"),
    ])

  static let test = KeyTable(
    "test", required: ["test"],
    [
      Key("test", .text, "what it shows"),
      Key("answers", .anything, "as in an answers file"),
      Key("today", .text, "the day: 2026-05-04"),
      Key("round_number", .whole, "the round"),
      Key("minutes", .number, "elapsed minutes"),
      Key("tries", .open(.whole), "how often a gate was tried"),
      Key("uses", .open(.anything), "carried values by name"),
      Key("earlier", .list(.anything), "earlier sessions, oldest first"),
      Key("registers", .open(.anything), "rows of registers by name"),
      Key("on", .word(Moment.allCases.map(\.rawValue)), "the moment"),
      Key("answer", .open(.anything), "the answer just given, with on: answer"),
      Key("session", .open(.anything), "the state of the session, with on:"),
      Key("topic", .text, "with on: asked"),
      Key("runs", .open(.anything), "finished sessions inside, by question and row"),
      Key("follow_ups", .anything, "replies to rules"),
      Key("expect", .map("expectation"), "what must come out"),
    ])

  static let expectation = KeyTable(
    "expectation",
    [
      Key("findings", .texts, "rules that flag, block or fail a line: ID, or ID@ROW"),
      Key("rules", .texts, "active rules of any kind"),
      Key("silent", .texts, "rules that are not active"),
      Key("severity", .open(.text), "by rule"),
      Key("calculations", .open(.anything), "values by name; null means absent"),
      Key("gates", .open(.word(["open", "closed", "needs"])), "by name"),
      Key("carries", .open(.anything), "carried values by name"),
      Key("drafts", .open(.anything), "drafted rows by table"),
      Key("not_asked", .names, "questions that don't apply"),
      Key("asked", .names, "questions that apply"),
      Key("inactive", .names, "questions that don't apply"),
      Key("tables", .open(.anything), "rows of computed tables by name"),
    ])
}
