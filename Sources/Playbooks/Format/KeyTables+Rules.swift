extension KeyTables {
  static let data = KeyTable(
    "data entry", required: ["data"],
    [
      Key("data", .name, "its name"),
      Key("about", .text, "what it means"),
      Key("origin", .text, "where it comes from"),
      Key("is", .anything, "a number, text, list or map"),
      Key("rows", .list(.open(.anything)), "records with `id`"),
      Key("bands", .open(.anything), "first match: \"< 2\": 0.3, ..., else: 0"),
      Key("words", .map("word test"), "a word test"),
      Key("like", .text, "copies another entry"),
      Key("covers", .texts, "source items it serves"),
    ])

  static let wordTest = KeyTable(
    "word test",
    [
      Key("has", .texts, "words or phrases anywhere in the text"),
      Key("starts", .texts, "words or phrases at its beginning"),
      Key("unless", .texts, "words that make it false"),
      Key("unless_any", .texts, "digit, date, weekday"),
      Key("yes", .texts, "texts that must match"),
      Key("no", .texts, "texts that must not"),
    ])

  static let calculation = KeyTable(
    "calculation", required: ["calculation"],
    [
      Key("calculation", .name, "its name"),
      Key("title", .text, "what people read"),
      Key("about", .text, "what it means"),
      Key("for", .text, "LIST as x: one value for each row"),
      Key("when", .condition, "otherwise it has no value, shown as -"),
      Key("is", .cel, "the value"),
      Key("pick", .either([.maps("pick row"), .map("pick")]), "the first row that matches"),
      Key("add", .map("add"), "sum of points"),
      Key("weigh", .maps("weigh line"), "weighted score"),
      Key("mean", .list(.cel), "mean of the items that have a value"),
      Key("all", .maps("line"), "checklist"),
      Key("speaks", .condition, "of a checklist: rows whose failing lines are findings; all by default"),
      Key("codes", .either([.names, .open(.text)]), "the result is one of these"),
      Key("places", .whole, "rounded half up; 0 gives a whole number"),
      Key(
        "better", .word(Better.allCases.map(\.rawValue)),
        "whether more of it is better; the check then proves that a better answer never makes it worse"),
      Key("like", .text, "copies another calculation"),
      Key("covers", .texts, "source items it serves"),
    ])

  static let pickTable = KeyTable(
    "pick",
    [
      Key("inputs", .list(.cel), "what the cells of each row are compared with"),
      Key("rows", .maps("pick row"), "the first that matches counts"),
    ])

  static let pickRow = KeyTable(
    "pick row",
    [
      Key("when", .condition, "none: it always matches"),
      Key("if", .list(.anything), "one cell for each input: a literal, _ for any, a list for one of"),
      Key("is", .cel, "a code, or CEL"),
      Key("because", .wording, "why, in words"),
    ])

  static let line = KeyTable(
    "line", required: ["that"],
    [
      Key("for", .text, "LIST as x: one line for each"),
      Key("that", .condition, "must hold"),
      Key("otherwise", .wording, "what is missing"),
      Key("rule", .text, "the id it is a finding under"),
      Key("hard", .flag, "can't be overridden"),
      Key("covers", .texts, "source items it serves"),
    ])

  static let need = KeyTable("need", required: ["that"], line.keys)

  static let weighLine = KeyTable(
    "weigh line", required: ["weight", "is"],
    [
      Key("weight", .cel, "how much it counts"), Key("is", .cel, "0..1"), Key("title", .text, "what people read"),
    ])

  static let addTable = KeyTable(
    "add", required: ["columns", "rows"],
    [
      Key("columns", .names, "ids of the rows it runs over"),
      Key("rows", .list(.list(.anything)), "[condition, points...]; _ is 0"),
    ])

  static let table = KeyTable(
    "table", required: ["table"],
    [
      Key("table", .name, "its name"),
      Key("title", .text, "what people read"),
      Key("row", .text, "what row ids begin with"),
      Key("columns", .maps("column"), "names and types"),
      Key("rows", .maps("row"), "the blocks that make them"),
      Key("covers", .texts, "source items it serves"),
      Key("sensitive", .letters, "who may see it"),
    ])

  static let rule = KeyTable(
    "rule", required: ["rule"],
    [
      Key("rule", .text, "its id"),
      Key("for", .text, "LIST as x: for each row"),
      Key("each", .text, "[names] as q: a copy of the rule for each question"),
      Key("when", .condition, "none: always"),
      Key("on", .word(Moment.allCases.map(\.rawValue)), "only at this moment"),
      Key("text", .wording, "wording of flags, risks and blocks"),
      Key("say", .wording, "the coach speaks"),
      Key("ask", .wording, "a follow-up question"),
      Key("into", .either([.text, .texts]), "where the reply goes: a question, a cell, a column, a list of cells"),
      Key("cells", .open(.anything), "the other cells of a row that the reply adds"),
      Key("reply", .name, "the name of the follow-up as a question of its own"),
      Key(
        "flag", .either([.word(["info", "watch", "medium", "high"]), .open(.anything)]), "a finding with this severity"),
      Key("recommend", .wording, "a recommendation"),
      Key("action", .map("action"), "the action to offer beside it"),
      Key("risk", .open(.anything), "a row offered to the risk register"),
      Key("draft", .map("draft"), "a drafted row of a table"),
      Key("block", .name, "the gate it closes, or `finish`"),
      Key("hard", .flag, "can't be overridden"),
      Key("carry", .map("carry"), "a named value for later playbooks"),
      Key("goto", .text, "a playbook or a section; a suggestion"),
      Key("offer", .word(["next-section", "finish", "keep-as-note"]), "what the coach offers to do"),
      Key("fires", .word(Rule.Fires.allCases.map(\.rawValue)), "once, always or sticky"),
      Key("excludes", .texts, "rules that must never hold at the same time"),
      Key("like", .text, "copies another rule"),
    ] + replyKeys)

  /// Keys of a rule that describe the question its reply becomes.
  static let replyKeys = reply.keys.filter { !["ask", "when", "suggest", "because"].contains($0.name) }

  static let carry = KeyTable(
    "carry", required: ["name", "is"], [Key("name", .name, "what it is called"), Key("is", .cel, "its value")])

  static let action = KeyTable(
    "action",
    [Key("what", .wording, "what to do"), Key("who", .wording, "who takes it"), Key("due", .cel, "by when")])

  static let draft = KeyTable(
    "draft", required: ["into", "cells"],
    [
      Key("into", .name, "a table question, or a register"), Key("cells", .open(.anything), "as in prefill"),
      Key("id", .cel, "the row's id"), Key("at", .name, "taken when this gate opens"),
    ])

  static let gate = KeyTable(
    "gate", required: ["gate"],
    [
      Key("gate", .name, "its name"),
      Key("title", .text, "what people read"),
      Key("say", .wording, "what the coach says when it opens"),
      Key("needs", .maps("need"), "what must hold"),
      Key("override", .flag, "may be passed with a reason; true if not said"),
      Key("override_by", .map("override by"), "answers that override it"),
      Key("then", .name, "a stage of the journey"),
      Key("covers", .texts, "source items it serves"),
    ])

  static let overrideBy = KeyTable(
    "override by", required: ["when", "reason"],
    [Key("when", .condition, "when they do"), Key("reason", .cel, "the text that is the reason")])

  static let reportEntry = KeyTable(
    "report entry",
    [
      Key("heading", .wording, "its heading"),
      Key("when", .condition, "hides it otherwise"),
      Key("each", .text, "LIST as x: repeated for each"),
      Key("text", .wording, "a paragraph"),
      Key("list", .name, "a table, one line a row"),
      Key("table", .name, "a table"),
      Key("columns", .names, "which columns, in this order"),
      Key("sort", .text, "a column; -column for the largest first"),
      Key("where", .condition, "which rows (`this`)"),
      Key("answers", .names, "questions, with title and value"),
      Key("bars", .map("bars"), "a bar for each element of a list"),
      Key("gate", .name, "whether it is open, and what is missing"),
      Key("open_points", .flag, "what nobody knows yet"),
      Key("calculations", .names, "calculations, with title and value"),
      Key("fields", .name, "title and value of each column of a row or form"),
      Key("appendix", .flag, "goes to the end, may be left out"),
      Key("sensitive", .letters, "who may see it"),
      Key("covers", .texts, "source items it serves"),
    ])

  static let bars = KeyTable(
    "bars", required: ["label", "value"],
    [
      Key("for", .text, "LIST as x"), Key("label", .wording, "what stands before the bar"),
      Key("value", .cel, "its length"), Key("of", .cel, "the longest there can be"),
      Key("text", .wording, "what stands behind it"),
    ])
}
