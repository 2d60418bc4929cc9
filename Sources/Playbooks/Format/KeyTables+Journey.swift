extension KeyTables {
  static let journey = KeyTable(
    "journey", required: ["journey", "stages"],
    [
      Key("journey", .name, "its name"), Key("version", .text, "of the journey"),
      Key("title", .text, "what people read"),
      Key("anytime", .texts, "playbooks offered at every stage"),
      Key("uses", .open(.either([.text, .texts, .map("used value")])), "values of finished sessions"),
      Key("data", .maps("data entry"), "numbers and lists by name"),
      Key("stages", .maps("stage"), "the places on the way"),
      Key("transitions", .maps("transition"), "what leads from one to another"),
      Key("lines", .maps("rule"), "what the coach says on the way"),
      Key("glossary", .maps("term"), "what words mean"),
      Key("tests", .maps("journey test"), "run by `sounding test`"),
    ])

  static let stage = KeyTable(
    "stage", required: ["stage"],
    [
      Key("stage", .text, "its name"), Key("title", .text, "what people read"), Key("say", .wording, "said on arrival"),
      Key("playbooks", .texts, "offered here"), Key("rounds", .flag, "belongs to a round of pilots"),
      Key("covers", .texts, "source items it serves"),
    ])

  static let transition = KeyTable(
    "transition", required: ["transition", "from", "to"],
    [
      Key("transition", .text, "its id; may stand twice with different stages"),
      Key("from", .texts, "a stage or several"), Key("to", .text, "a stage"),
      Key("when", .condition, "none: always offered"), Key("say", .wording, "what the coach says"),
      Key("round", .word(["first", "next"]), "begins to count rounds, or goes on"),
      Key("override", .cel, "the text that is the reason"),
      Key("topic", .text, "words by which a person may ask for it"), Key("covers", .texts, "source items it serves"),
    ])

  static let term = KeyTable(
    "term", required: ["term", "text"],
    [
      Key("term", .text, "the word"), Key("text", .text, "what it means"), Key("also", .texts, "other words for it"),
      Key("covers", .texts, "source items it serves"),
    ])

  static let universal = KeyTable(
    "file of universal lines",
    [
      Key("version", .text, "of the file"), Key("lines", .maps("rule"), "what the coach says in any playbook"),
      Key("glossary", .maps("term"), "what words mean"), Key("data", .maps("data entry"), "numbers and lists by name"),
      Key("tests", .maps("test"), "run by `sounding test`"),
    ])

  static let journeyTest = KeyTable(
    "journey test", required: ["test"],
    [
      Key("test", .text, "what it shows"), Key("stage", .text, "where the journey is"), Key("today", .text, "the day"),
      Key("entered", .text, "the day the stage was entered"), Key("round_number", .whole, "the round"),
      Key("uses", .open(.anything), "values by name"), Key("registers", .open(.anything), "rows by register"),
      Key("topic", .text, "what was asked for"), Key("expect", .map("journey expectation"), "what must come out"),
    ])

  static let journeyExpectation = KeyTable(
    "journey expectation",
    [Key("offered", .texts, "transitions that are offered"), Key("silent", .texts, "transitions that aren't")])

  static let registersFile = KeyTable(
    "file of registers", required: ["registers"],
    [
      Key("version", .text, "of the file"),
      Key("registers", .maps("register"), "lists that live as long as the engagement"),
    ])

  static let register = KeyTable(
    "register", required: ["register", "columns"],
    [
      Key("register", .name, "its name"), Key("title", .text, "what people read"),
      Key("about", .text, "what it is for"), Key("row", .text, "what row ids begin with"),
      Key("columns", .maps("column"), "what each row holds"),
      Key("calculations", .maps("calculation"), "for each row (`this`)"), Key("sensitive", .letters, "who may see it"),
      Key("covers", .texts, "source items it serves"), Key("sort", .text, "a column; -column for the largest first"),
    ])

  static let wordsFile = KeyTable(
    "file of word tests", required: ["data"],
    [Key("version", .text, "of the file"), Key("data", .maps("data entry"), "word tests and lists of words")])
}
