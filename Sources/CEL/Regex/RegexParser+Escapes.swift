extension RegexParser {
  /// An escape outside a class.
  mutating func escape() throws(RegexProblem) -> RegexNode {
    let start = offset
    for (mark, check) in [
      ("\\A", RegexCheck.textStart), ("\\z", .textEnd), ("\\b", .wordBoundary), ("\\B", .noWordBoundary),
    ] where take(mark) {
      return .check(check)
    }
    if let set = try namedSet() { return .set(set) }
    let scalar = try escapedScalar()
    if let value = Unicode.Scalar(scalar) { return literal(value) }
    throw problem("this is no Unicode character", at: start)
  }

  /// `\d \D \s \S \w \W`, `\pL`, `\p{Lu}`, `\P{Lu}`, `\p{^Lu}`; nil where none of them stands.
  mutating func namedSet() throws(RegexProblem) -> ScalarSet? {
    let start = offset
    for (mark, set) in [("d", ScalarSet.digits), ("s", .spaces), ("w", .words)] {
      let set = flags.ignoresCase ? CaseFolding.folded(set) : set
      if take("\\" + mark) { return set }
      if take("\\" + mark.uppercased()) { return set.inverted }
    }
    var isInverted = hasPrefix("\\P")
    guard take("\\p") || take("\\P") else { return nil }
    guard let first = next else { throw problem("a category is missing after '\\p'", at: start) }
    offset += 1
    var name = String(first)
    if first == "{" {
      guard let end = scalars[offset...].firstIndex(of: "}") else {
        throw problem("missing '}' after '\\p{'", at: start)
      }
      name = ""
      name.unicodeScalars.append(contentsOf: scalars[offset..<end])
      offset = end + 1
      if name.hasPrefix("^") {
        isInverted.toggle()
        name.removeFirst()
      }
    }
    guard let categories = CategorySet(name: name) else {
      throw problem("unknown category of characters: write one of Unicode's, such as L, Lu or Nd", at: start)
    }
    let set = ScalarSet([], categories: flags.ignoresCase ? categories.withOtherCases : categories)
    return isInverted ? set.inverted : set
  }

  /// The scalar that an escape stands for, in a class or outside: `\n`, `\.`, `\x41`, `\x{1F600}`, `\101`.
  mutating func escapedScalar() throws(RegexProblem) -> UInt32 {
    let start = offset
    offset += 1
    guard let letter = next else { throw problem("a backslash at the end", at: start) }
    offset += 1
    switch letter {
    case "a": return 0x07
    case "f": return 0x0C
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "v": return 0x0B
    case "x": return try hexadecimal(start)
    case "0": return octal(0)
    case "1"..."7":
      if let digit = next, "0"..."7" ~= digit { return octal(letter.value - 0x30) }
      fallthrough
    case "8", "9": throw problem("backreferences are not supported: they can't be matched in linear time", at: start)
    case "k" where next == "<" || next == "{":
      throw problem("backreferences are not supported: they can't be matched in linear time", at: start)
    default:
      guard letter.isASCII, letter == "_" || !ScalarSet.words.contains(letter.value) else {
        throw problem("unknown escape '\\\(letter)'", at: start)
      }
      return letter.value
    }
  }

  private mutating func octal(_ first: UInt32) -> UInt32 {
    var value = first
    for _ in 0..<2 {
      guard let digit = next, "0"..."7" ~= digit else { break }
      value = value * 8 + digit.value - 0x30
      offset += 1
    }
    return value
  }

  private mutating func hexadecimal(_ start: Int) throws(RegexProblem) -> UInt32 {
    let isBraced = take("{")
    var value: UInt32 = 0
    var count = 0
    while let digit = next.flatMap(hexDigit), isBraced ? count < 8 : count < 2 {
      value = Swift.min(value << 4 | digit, 0x100_0000)
      count += 1
      offset += 1
    }
    guard count == 2 && !isBraced || count > 0 && isBraced && take("}"), value <= ScalarSet.scalarMax else {
      throw problem("write '\\x' with two hexadecimal digits, or '\\x{…}' with a character's number", at: start)
    }
    return value
  }
}

private func hexDigit(_ scalar: Unicode.Scalar) -> UInt32? {
  switch scalar {
  case "0"..."9": scalar.value - 0x30
  case "a"..."f": scalar.value - 0x61 + 10
  case "A"..."F": scalar.value - 0x41 + 10
  default: nil
  }
}
