/// What to write instead, for slips of people who know spreadsheets, other notations, or plain English.
enum Advice {
  /// Words that stand where an operator is missing, lower case.
  static let operators: [String: String] = [
    "and": "write '&&' with a condition on both sides", "or": "write '||' with a condition on both sides",
    "xor": "write 'a != b'", "between": "write 'x >= 1 && x <= 5'", "than": "write '>' for more, '<' for less",
    "more": "write '>'", "greater": "write '>'", "above": "write '>'", "over": "write '>'", "less": "write '<'",
    "below": "write '<'", "under": "write '<'", "equals": "write '=='", "equal": "write '=='",
    "then": "write 'condition ? this : that'", "else": "write 'condition ? this : that'",
    "includes": "write \"'…' in list\", or \"text.contains('…')\"", "has": "write \"'…' in list\"",
    "like": "write \"text.contains('…')\"", "mod": "write '%'", "modulo": "write '%'", "div": "write '/'",
    "times": "write '*'", "plus": "write '+'", "minus": "write '-'", "is": "write 'x in list', without 'is'",
    "empty": "write \"x == ''\" for a text, 'size(x) == 0' for a list",
  ]

  /// Reserved words that people try.
  static func reserved(_ word: String) -> String {
    switch word {
    case "if", "else": "write 'condition ? this : that'"
    case "for", "while", "loop": "write 'list.all(x, …)', 'list.exists(x, …)' or 'list.map(x, …)'"
    case "let", "var", "const": "write 'cel.bind(name, value, …)'"
    default: "choose another name"
    }
  }

  /// Signs that have no meaning.
  static func sign(_ sign: Unicode.Scalar) -> String {
    switch sign {
    case ";": "an expression ends without ';'"
    case "£", "$", "€", "¥": "write the number alone"
    case "^": "write 'x * x' for a square"
    case "~": "write '!' for not"
    default: "leave it out"
    }
  }

  /// Names nobody declared.
  static func name(_ name: String, near: String?) -> String {
    switch name.lowercased() {
    case "true", "yes": "write 'true'"
    case "false", "no": "write 'false'"
    case "none", "nil", "null": "write 'null'"
    case "empty": near ?? "write \"x == ''\" for a text, 'size(x) == 0' for a list"
    case "declined", "known", "applies": near ?? "write '\(name.lowercased())(x)' with the name of an answer"
    case "unknown", "unanswered", "missing": near ?? "write '!known(x)' with the name of an answer"
    default: near ?? "a text or a choice stands in quotes: '\(name)'"
    }
  }

  /// Functions of other notations, lower case.
  private static let functions: [String: String] = [
    "count": "did you mean 'size'?", "length": "did you mean 'size'?", "len": "did you mean 'size'?",
    "average": "write 'list.avg()'", "mean": "write 'list.avg()'", "round": "write 'math.round(x)'",
    "floor": "write 'math.floor(x)'", "ceil": "write 'math.ceil(x)'", "ceiling": "write 'math.ceil(x)'",
    "abs": "write 'math.abs(x)'", "sqrt": "write 'math.sqrt(x)'", "any": "write 'list.exists(x, condition)'",
    "some": "write 'list.exists(x, condition)'", "every": "write 'list.all(x, condition)'",
    "empty": "write \"x == ''\" for a text, 'size(x) == 0' for a list",
    "isempty": "write \"x == ''\" for a text, 'size(x) == 0' for a list", "str": "write 'string(x)'",
    "tostring": "write 'string(x)'", "number": "write 'double(x)', or 'int(x)' for a whole number",
    "tolower": "write 'text.lowerAscii()'", "lower": "write 'text.lowerAscii()'",
    "lowercase": "write 'text.lowerAscii()'", "toupper": "write 'text.upperAscii()'",
    "upper": "write 'text.upperAscii()'", "uppercase": "write 'text.upperAscii()'",
    "includes": "write \"'…' in list\", or \"text.contains('…')\"",
    "date": "write \"timestamp('2026-01-31T00:00:00Z')\"", "if": "write 'condition ? this : that'",
    "not": "write '!(…)'", "and": "write '&&' between the conditions", "or": "write '||' between the conditions",
    "isknown": "write 'known(x)'", "sort": "write 'list.sortedBy(x, key)'", "unique": "write 'list.distinct()'",
  ]

  /// Macros called with another number of arguments than they take.
  private static let macros: [String: String] = [
    "all": "write 'list.all(x, condition)', where x is a name for each element",
    "exists": "write 'list.exists(x, condition)', where x is a name for each element",
    "exists_one": "write 'list.exists_one(x, condition)', where x is a name for each element",
    "existsOne": "write 'list.existsOne(i, x, condition)', where i and x are names for place and element",
    "filter": "write 'list.filter(x, condition)', where x is a name for each element",
    "map": "write 'list.map(x, value)', where x is a name for each element",
    "sortedBy": "write 'list.sortedBy(x, key)', where x is a name for each element",
    "optMap": "write 'optional.optMap(x, value)'", "optFlatMap": "write 'optional.optFlatMap(x, optional)'",
    "transformList": "write 'list.transformList(i, x, value)'", "transformMap": "write 'map.transformMap(k, x, value)'",
    "transformMapEntry": "write 'map.transformMapEntry(k, x, {key: value})'", "has": "write 'has(row.cell)'",
    "known": "write 'known(x)'", "declined": "write 'declined(x)'", "applies": "write 'applies(x)'",
    "given": "write 'given(x, other)'", "bind": "write 'cel.bind(name, value, …)'",
  ]

  /// A macro's name where the call isn't one of its forms.
  static func macro(_ name: String) -> String? { macros[name] }

  /// Whether a call of that name, right or not, gives names of its own to elements.
  static func bindsNames(_ name: String) -> Bool {
    macros[name] != nil || ["any", "some", "every", "sort"].contains(name)
  }

  static func function(_ name: String) -> String? { functions[name.lowercased()] }
}
