/// Every command of the conversation, once: the parser, `/help`, completion and the manual page are made from it.
public enum CommandTable {
  public static func entry(_ name: CommandName) -> CommandEntry {
    entries.first { $0.name == name } ?? entries[0]
  }

  /// In the order of `CommandGroup`.
  public static let entries: [CommandEntry] = moving + understanding + writing + together + finishing

  private static func command(
    _ name: CommandName, _ arguments: String = "", aliases: [String] = [], _ summary: String, _ details: String,
    example: String, related: [CommandName] = []
  ) -> CommandEntry {
    CommandEntry(
      name: name, aliases: aliases, arguments: arguments, summary: summary, details: details, example: example,
      related: related)
  }

  private static let moving: [CommandEntry] = [
    command(
      .back, "[n]", "go back to the question before",
      "Goes back one question, in a row one cell, or n of them, with your answer ready to be changed. Enter keeps it; Esc twice does the same.",
      example: "/back 2", related: [.next, .go, .undo]),
    command(
      .next, "", "go on to the next open question",
      "Leaves this question as it is and goes on. An unanswered question stays open and comes again at the end.",
      example: "/next", related: [.skip, .back]),
    command(
      .go, "QUESTION", "go to a question by number, name or words",
      "Goes straight to a question, answered or not, or to a row by its name. Then it goes on with what is still open; a table that isn't done is gone through first.",
      example: "/go Q7", related: [.list, .find, .back]),
    command(
      .list, "[open]", aliases: ["questions"], "list the questions with their answers",
      "Lists every question that applies, with a sign for its state and the answer so far. /list open shows only what is open.",
      example: "/list open", related: [.go, .review, .status]),
    command(
      .find, "WORDS", "find words in questions and answers",
      "Looks for the words in questions, answers and notes. Each place is shown with its number, for /go.",
      example: "/find month-end", related: [.go, .list]),
    command(
      .skip, "[reason]", "leave this question for later",
      "Leaves the question open and goes on; a reason is kept as its note. Skipped questions come again at the end.",
      example: "/skip ask the controller first", related: [.next, .na]),
    command(
      .na, "[reason]", "say that this question doesn't apply",
      "Records that the question does not apply to you. It then counts neither for nor against.",
      example: "/na we have no sites abroad", related: [.skip]),
    command(
      .rows, "", "show the rows of this table",
      "Shows the rows of the table that is asked. /go B2 changes one of them, cell by cell.",
      example: "/rows", related: [.drop, .move, .go]),
    command(
      .drop, "ROW", aliases: ["remove", "delete"], "remove a row",
      "Removes a row of a table, named by its id or as it is shown, after asking. /undo brings it back with its old name.",
      example: "/drop B2", related: [.rows, .undo]),
    command(
      .move, "ROW PLACE", "move a row to another place",
      "Moves a row of a table to a place, counted from 1. The row keeps its name.",
      example: "/move B2 1", related: [.rows, .drop]),
    command(
      .fast, "", "ask only what is needed for the next gate",
      "Asks first what the gate still needs, leaving out what is optional. /fast again goes back to the usual order.",
      example: "/fast", related: [.goal, .status]),
  ]

  private static let understanding: [CommandEntry] = [
    command(
      .why, "[not] [THING]", aliases: ["whynot", "why-not"], "why this is asked, or why something was concluded",
      "Shows the reasons for a question, finding or result, with the answers they rest on. /why not shows what keeps one away.",
      example: "/why QA-R11", related: [.ifThen, .goal, .history]),
    command(
      .ifThen, "QUESTION = ANSWER", "try an answer without giving it",
      "Shows what would change: questions, findings and gates. Nothing is saved.",
      example: "/if sponsor = no", related: [.why, .goal]),
    command(
      .goal, "[GATE]", "what a gate still needs",
      "Shows what is missing for a gate, and the least answers that were found to settle it. Without a name it takes the next gate.",
      example: "/goal enough", related: [.fast, .why]),
    command(
      .status, "", "where we are and what was concluded",
      "Shows how much is answered, what is open, and the findings so far. Gates are shown with what they miss.",
      example: "/status", related: [.list, .review]),
    command(
      .scale, "", "what the numbers or choices mean",
      "Shows the scale or the choices again. Where there are explanations, they stand beside them.",
      example: "/scale", related: [.example, .why]),
    command(
      .example, "", "an invented example of an answer",
      "Shows an invented answer to this question. It is only there to give you an idea of the form.",
      example: "/example", related: [.scale, .why]),
    command(
      .what, "WORD", "what a word means here",
      "Explains a word as it is used here. Without a word it lists the words it knows.",
      example: "/what timebox", related: [.help]),
    command(
      .history, "[QUESTION]", "how an answer changed over time",
      "Lists the earlier answers to a question with their times and reasons. Nothing that was said is lost.",
      example: "/history sponsor", related: [.undo, .inactive]),
    command(
      .inactive, "", "answers that don't count at the moment",
      "Lists answers to questions that no longer apply, each with the reason. They come back when the reason goes.",
      example: "/inactive", related: [.history, .list]),
  ]

  private static let writing: [CommandEntry] = [
    command(
      .note, "TEXT", "add a note to this answer",
      "Keeps a note beside the answer to this question. It is shown in the full report.",
      example: "/note numbers from the controller", related: [.park, .edit]),
    command(
      .edit, "[QUESTION]", "write the answer in your editor",
      "Opens the answer in $VISUAL or $EDITOR. Closing it without a change keeps the answer.",
      example: "/edit", related: [.note, .back]),
    command(
      .undo, "", "take the last change back",
      "Takes back the last answer or change. It stays in the history and /redo brings it back.",
      example: "/undo", related: [.redo, .history, .back]),
    command(
      .redo, "", "do again what was undone",
      "Brings back what /undo took away. A new answer in between ends that.",
      example: "/redo", related: [.undo]),
    command(
      .park, "TEXT", "keep a thought for later",
      "Puts a thought into the parking lot, so that it doesn't stop you now. The review shows what is parked.",
      example: "/park pay scales come up again", related: [.note, .action, .review]),
    command(
      .action, "TEXT [@who] [by DATE] | X3 done", "note down what somebody will do, or did",
      "Writes an action into the register, with an owner and a day if you name them. With its number it is marked done, dropped, started or open.",
      example: "/action Show the file to two users @Ana by 14 May", related: [.park]),
    command(
      .keep, "REASON", "say why an answer was changed",
      "Adds the reason to the last change, for the history. In the demo, /keep alone keeps its answers.",
      example: "/keep the controller counted again", related: [.history, .note]),
  ]

  private static let together: [CommandEntry] = [
    command(
      .people, "[number or names]", "say how many people answer together",
      "Sets how many people are in the room, or their names or initials, with commas where names have spaces. Ratings then take one number per person, in this order or by name: Ana 3, Ben 4.",
      example: "/people Ana Ben Cem", related: [.votes, .blind]),
    command(
      .votes, "[numbers]", "show or change the votes of this question",
      "Shows the votes of the last rating question; with numbers it replaces them, with a name and a number that one. The middle vote is the answer.",
      example: "/votes 3 4 4 2 5", related: [.people, .blind]),
    command(
      .blind, "on|off", "collect votes one by one, unseen",
      "Asks for one vote after the other without showing what was typed, then shows them all. It keeps the first vote from pulling the rest.",
      example: "/blind on", related: [.votes, .people]),
    command(
      .timer, "[5m|off]", "set a timer",
      "Says when the time starts, when a minute is left, and when it is over. Without a time it shows what is left.",
      example: "/timer 5m", related: [.agenda]),
    command(
      .agenda, "", "the sections with their minutes",
      "Shows the sections of this playbook with planned minutes and where we are. Any section can be opened again with /go.",
      example: "/agenda", related: [.timer, .status]),
  ]

  private static let finishing: [CommandEntry] = [
    command(
      .review, "", "look over everything before finishing",
      "Shows all answers by section with what is open and what was concluded. From here you can change anything with /go.",
      example: "/review", related: [.list, .report]),
    command(
      .report, "[format] [audience] [file]", "write the report",
      "Writes a report of this session, finished or not. Formats: md html txt json; audiences: full team shared public.",
      example: "/report html team", related: [.export, .review]),
    command(
      .export, "[file]", "write all answers as data",
      "Writes everything in this session as JSON. It holds every answer, so treat the file with care.",
      example: "/export answers.json", related: [.report]),
    command(
      .pause, "", "stop for now",
      "Stops here; everything is saved. Type `sounding resume` to go on.",
      example: "/pause", related: [.quit]),
    command(
      .quit, "", aliases: ["exit", "bye"], "leave",
      "Leaves the conversation; everything is saved. `sounding resume` goes on where you stopped.",
      example: "/quit", related: [.pause]),
    command(
      .help, "[command or topic]", "show this help, or more about one thing",
      "Shows the commands on one screen, or explains one of them. Topics: keys, accessibility, environment, exit-codes, files, formats, privacy, playbooks.",
      example: "/help back", related: [.what]),
    command(
      .set, "[key value]", "show or change settings",
      "Shows the settings, or changes one for this session. Keys: accessible, ascii, bell, blind, color, editor, hints, notify, theme, width.",
      example: "/set accessible on", related: [.help]),
    command(
      .retry, "", "save again what couldn't be saved",
      "Saves what the disk didn't take, once there is room again. Nothing has to be typed a second time.",
      example: "/retry", related: [.rescue]),
    command(
      .rescue, "PATH", "write everything to another file",
      "Writes all that is saved, and the answer that couldn't be, to a new file elsewhere. For a disk that is full or failing.",
      example: "/rescue /media/stick/session.jsonl", related: [.retry]),
  ]
}
