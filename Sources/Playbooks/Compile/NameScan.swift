/// A name found in an expression's text, and whether it stands behind a dot.
struct ScannedName {
  let name: Substring.UnicodeScalarView
  let isMember: Bool
  let isCalled: Bool
  /// Unicode scalar offset of its first scalar.
  let offset: Int

  var text: String { String(name) }
}

/// The names of an expression without parsing it: a superset of what it reads, texts and comments left out.
///
/// Used to compile what an expression stands on before it is compiled itself.
func scanNames(_ source: String) -> [ScannedName] {
  var found: [ScannedName] = []
  let scalars = source.unicodeScalars
  var at = scalars.startIndex
  var offset = 0
  var isMember = false
  func advance() {
    at = scalars.index(after: at)
    offset += 1
  }
  while at < scalars.endIndex {
    let scalar = scalars[at]
    if scalar == "'" || scalar == "\"" {
      advance()
      while at < scalars.endIndex, scalars[at] != scalar {
        if scalars[at] == "\\" {
          advance()
          guard at < scalars.endIndex else { return found }
        }
        advance()
      }
      if at < scalars.endIndex { advance() }
      isMember = false
    } else if beginsName(scalar) {
      let start = at
      let from = offset
      while at < scalars.endIndex,
        beginsName(scalars[at]) || isDigit(scalars[at])
      {
        advance()
      }
      let isCalled = at < scalars.endIndex && scalars[at] == "("
      found.append(
        ScannedName(name: source[start..<at].unicodeScalars, isMember: isMember, isCalled: isCalled, offset: from))
      isMember = false
    } else if isDigit(scalar) {
      while at < scalars.endIndex, isDigit(scalars[at]) || scalars[at] == "." || beginsName(scalars[at]) {
        advance()
      }
      isMember = false
    } else {
      if scalar == "." { isMember = true } else if scalar != " " && scalar != "\n" { isMember = false }
      advance()
    }
  }
  return found
}

private func beginsName(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || (scalar.value | 0x20 >= 0x61 && scalar.value | 0x20 <= 0x7A)
}
