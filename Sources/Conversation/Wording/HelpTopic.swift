/// Longer explanations: `/help keys`, `sounding help keys`.
public enum HelpTopic: String, CaseIterable, Sendable {
  case keys, accessibility, environment
  case exitCodes = "exit-codes"
  case files, formats, privacy, playbooks

  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// The page, in lines of at most 72 columns.
  public var lines: [String] {
    switch self {
    case .keys: HelpTopic.keysPage
    case .accessibility: HelpTopic.accessibilityPage
    case .environment: HelpTopic.environmentPage
    case .exitCodes: HelpTopic.exitCodesPage
    case .files: HelpTopic.filesPage
    case .formats: HelpTopic.formatsPage
    case .privacy: HelpTopic.privacyPage
    case .playbooks: HelpTopic.playbooksPage
    }
  }

  private static let keysPage = [
    "Keys while you type",
    "  Enter              send the answer",
    "  \\ then Enter       a new line inside the answer; Alt+Enter does the same",
    "  Up, Down           earlier lines that begin with what you typed",
    "  Tab                complete, or list what fits",
    "  Ctrl-R             search earlier lines",
    "  Esc Esc            on an empty line: back to the question before",
    "  Ctrl-C             drop the line; on an empty line twice: leave",
    "  Ctrl-D             on an empty line: leave, everything is saved",
    "  Ctrl-L             show the question again on a clear screen",
    "  Ctrl-X Ctrl-E      write the answer in your editor",
    "  Ctrl-_             undo typing",
    "  Ctrl-W, Ctrl-U     delete a word, delete to the start",
    "  Ctrl-Z             suspend; fg comes back with the line",
    "vi keys: put \"bind -v\" into ~/.editrc.",
  ]

  private static let accessibilityPage = [
    "Accessible mode uses words instead of signs and columns, sends no colours",
    "and repaints nothing. All features stay available.",
    "  sounding --accessible        for one run",
    "  ACCESSIBLE=1                 in the environment",
    "  /set accessible on           in the conversation",
    "Everything works without colour. /set theme safe avoids red and green.",
    "/set ascii on uses only plain letters and signs.",
  ]

  private static let environmentPage = [
    "SOUNDING_DATA      where engagements are kept",
    "SOUNDING_CONFIG    the configuration file",
    "SOUNDING_ASCII     1: plain letters and signs only",
    "SOUNDING_PAGER     program for long lists, else PAGER",
    "NO_COLOR           no colours; goes before FORCE_COLOR, CLICOLOR_FORCE",
    "ACCESSIBLE         accessible mode, unless empty, 0 or false",
    "VISUAL, EDITOR     the editor for /edit",
    "EDITRC             the key bindings, else ~/.editrc",
    "TERM, COLUMNS, TZ, LANG, LC_ALL, XDG_DATA_HOME, XDG_CONFIG_HOME and",
    "XDG_STATE_HOME mean what they always mean.",
    "A flag goes before a variable, a variable before the configuration:",
    "lines such as `theme: safe` in $SOUNDING_CONFIG, else in",
    "$XDG_CONFIG_HOME/sounding/config.yaml. The keys are those of /set.",
  ]

  private static let exitCodesPage = [
    "  0   done                      73  can't create the output",
    "  1   a check did not pass      74  reading or writing failed",
    " 64   wrong usage               75  locked, or left unfinished",
    " 65   bad playbook or answers   77  not permitted",
    " 66   input file is missing     78  bad configuration",
    " 69   a needed tool is missing 128+n ended by signal n (130 Ctrl-C)",
    " 70   a mistake in the program",
  ]

  private static let filesPage = [
    "Everything is kept below $XDG_DATA_HOME/sounding (~/.local/share/sounding),",
    "one folder per engagement: sessions, playbooks as they were used, reports.",
    "A session is a text file with one line per event that is only ever added",
    "to; `sounding verify` checks it. --engagement DIR uses any other folder.",
    "Folders and files can be read by you alone (modes 0700 and 0600).",
  ]

  private static let formatsPage = [
    "  md     Markdown, to edit and to put beside code",
    "  html   one file without scripts, to read and to print",
    "  txt    plain text, for mail",
    "  json   everything, for programs",
    "Example: /report html team",
    "Audiences: full, team, shared, public. Each hides more than the one before.",
  ]

  private static let privacyPage =
    [
      "Everything stays on this machine: there is no network and no telemetry.",
      "Answers are kept in files that only you can read.",
      "Reports are made for an audience (full, team, shared, public) and leave",
      "out what that audience may not see, and what was computed from it.",
      "Names typed into free text are not removed: a role travels better.",
      "Who sees what a playbook marks as sensitive:",
    ] + audienceTable

  private static let playbooksPage = [
    "A playbook is a text file of sections, questions and rules.",
    "  sounding list playbooks      those that are here",
    "  sounding run NAME            start a session, or go on with it",
    "  sounding check FILE          find mistakes in your own",
    "  sounding test FILE           run the tests in it",
    "  sounding new NAME            write a small one to begin with",
    "Your own playbooks go into $XDG_CONFIG_HOME/sounding/playbooks; the manual",
    "page sounding-playbook(5) lists every key.",
  ]
}
