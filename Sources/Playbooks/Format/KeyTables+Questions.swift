extension KeyTables {
  static let kinds = [
    "text", "long", "choice", "multi", "number", "scale", "scale4", "yesno", "date", "table", "ranking", "tally", "ref",
    "refs", "list", "form", "run",
  ]

  /// What questions, columns, companions and replies have in common.
  private static let common: [Key] = [
    Key("type", .word(kinds), "what kind of answer it takes"),
    Key("title", .text, "short heading for reports and lists"),
    Key("ask", .wording, "what the coach asks"),
    Key("why", .wording, "why it is asked, shown by ? and /why"),
    Key("example", .wording, "an invented answer"),
    Key("when", .condition, "whether it applies"),
    Key("required", .flag, "must be answered to finish"),
    Key("optional", .flag, "asked in its place, never required"),
    Key("decline", .flag, "whether \"don't know\" is taken"),
    Key("not_applicable", .flag, "whether \"doesn't apply\" is taken"),
    Key("sensitive", .letters, "who may see it: P names, H people matters, B money, C candid, X security, S stance"),
    Key("covers", .texts, "source items it serves"),
    Key(
      "choices", .either([.open(.either([.text, .map("choice")])), .map("choices from")]),
      "code: wording, in this order"),
    Key("alone", .names, "codes that exclude all others"),
    Key("or", .either([.open(.text), .word(["text"])]), "codes beside the rows or texts; `or: text` takes any text"),
    Key("of", .names, "tables whose rows are picked"),
    Key("picks", .range, "how many are invited"),
    Key("top", .whole, "how many places of a ranking count"),
    Key("unit", .text, "shown behind a number"),
    Key("whole", .flag, "whole numbers only"),
    Key("min", .number, "least number taken"),
    Key("max", .number, "largest number taken"),
    Key("scale", .range, "first and last step, 1..5 if not said"),
    Key("low", .text, "wording of the lowest step"),
    Key("high", .text, "wording of the highest step"),
    Key("labels", .open(.text), "wordings of steps by value"),
    Key("words", .whole, "soft length of a text"),
    Key("suggest", .cel, "a value that Enter takes"),
    Key("because", .wording, "why it is suggested"),
    Key("validate", .maps("validation"), "which answers are acceptable"),
  ]

  static let question = KeyTable(
    "question", required: ["question"],
    [Key("question", .name, "its name: lower_snake_case")] + common + [
      Key("say", .wording, "what the coach says before asking"),
      Key("rows", .either([.range, .map("row source")]), "how many rows, or which"),
      Key("row", .text, "what row ids begin with: A1, A2"),
      Key("limit", .whole, "hard top on rows, 40 if not said"),
      Key("columns", .maps("column"), "what each row holds"),
      Key("more_columns", .maps("column"), "behind the columns copied with `like`"),
      Key("prefill", .maps("row block"), "rows drafted from other answers"),
      Key("with", .open(.map("companion")), "small questions that belong to this answer"),
      Key("register", .name, "the register whose rows it edits"),
      Key("show", .condition, "which rows of the register (`this`)"),
      Key("keep", .word(["summary"]), "only the aggregates are kept, never the votes"),
      Key("aggregates", .names, "which ones: count, mean, low_share"),
      Key("better", .word(Better.allCases.map(\.rawValue)), "whether more of it is better: up, down"),
      Key("timer", .whole, "minutes of quiet; display only"),
      Key("changeable", .flag, "may be proposed by /goal as something to change"),
      Key("holds", .text, "after this time the answer has to be confirmed: 26 weeks"),
      Key("was", .names, "names it had in earlier versions of the playbook"),
      Key("meaning", .text, "what the answer means; when this changes, answers given before have to be confirmed"),
      Key("playbook", .name, "of `type: run`: the playbook inside"),
      Key("gives", .open(.cel), "of `type: run`: what the inner session is given"),
      Key("like", .text, "copies another question; keys given here replace"),
    ])

  static let column = KeyTable(
    "column", required: ["column"],
    [Key("column", .name, "its name: lower_snake_case")] + common + [
      Key("was", .names, "names it had in earlier versions of the playbook")
    ])

  static let companion = KeyTable("companion", common)

  static let reply = KeyTable("reply", common)

  static let choice = KeyTable(
    "choice",
    [
      Key("title", .text, "the wording"), Key("hint", .text, "a word more about it"),
      Key("sensitive", .letters, "who may see this row"),
    ])

  static let suggestFrom = KeyTable(
    "choices from", required: ["from"], [Key("from", .cel, "a list of rows, code = id")])

  static let suggestion = KeyTable("suggestion", [Key("is", .cel, "the value"), Key("because", .wording, "why")])

  static let validation = KeyTable(
    "validation", required: ["that", "message"],
    [Key("that", .condition, "must hold"), Key("message", .wording, "what to say if not")])

  static let rows = KeyTable(
    "row source",
    [
      Key("fixed", .open(.either([.text, .map("choice")])), "one row for each code"),
      Key("more", .range, "so many rows of one's own beside the fixed ones"),
      Key("from", .cel, "one row for each row of another list, same id, source readable as `of`"),
    ])

  static let fixedRow = KeyTable("fixed row", choice.keys)

  static let rowBlock = KeyTable(
    "row block", required: ["cells"],
    [
      Key("for", .text, "LIST as x: one row for each"),
      Key("when", .condition, "only then"),
      Key("id", .cel, "the row's id"),
      Key("cells", .open(.anything), "by column: wording for texts, CEL or a code for others"),
    ])

  static let rowFor = KeyTable("row", rowBlock.keys)
}
