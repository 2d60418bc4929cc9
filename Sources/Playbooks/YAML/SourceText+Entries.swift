import Diagnostics

/// Reading only what is wanted of a shared file: start-up time counts.
extension SourceText {
  /// The same text with blank lines in place of what isn't wanted, so that places stay what they are.
  ///
  /// Looks at lines alone, as the shared files are laid out: keys stand at the margin, the entries of a key's list begin
  /// with two blanks, a dash and a blank. What is laid out otherwise is kept as a whole.
  ///
  /// - Parameter isWanted: asked once for each entry, and for each key with nil.
  func keeping(_ isWanted: (_ key: String, _ entry: ArraySlice<UInt8>?) -> Bool) -> SourceText {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var key = ""
    var keepsKey = true
    var line = 0
    while line < lineStarts.count {
      var end = line + 1
      if let name = keyName(line) {
        (key, keepsKey) = (name, isWanted(name, nil))
        add(line..<end, to: &kept, keepsKey)
      } else if keepsKey, beginsEntry(line) {
        while end < lineStarts.count, !beginsEntry(end), keyName(end) == nil { end += 1 }
        add(line..<end, to: &kept, isWanted(key, bytes[start(line)..<start(end)]))
      } else {
        add(line..<end, to: &kept, keepsKey)
      }
      line = end
    }
    return SourceText(name: name, bytes: kept)
  }

  /// Whether a name stands anywhere in the text, be it as a part of another.
  public func mentions(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { wanted in bytes.withUnsafeBufferPointer { $0.holds(wanted) } }
  }

  private func start(_ line: Int) -> Int { line < lineStarts.count ? lineStarts[line] : bytes.count }

  private func add(_ lines: Range<Int>, to kept: inout [UInt8], _ isWanted: Bool) {
    if isWanted {
      kept += bytes[start(lines.lowerBound)..<start(lines.upperBound)]
    } else {
      kept += repeatElement(UInt8(ascii: "\n"), count: lines.count)
    }
  }

  private func beginsEntry(_ line: Int) -> Bool {
    let at = lineStarts[line]
    guard at + 3 < bytes.count else { return false }
    let blank = UInt8(ascii: " ")
    return bytes[at] == blank && bytes[at + 1] == blank && bytes[at + 2] == UInt8(ascii: "-") && bytes[at + 3] == blank
  }

  /// The key that begins at the margin of a line.
  private func keyName(_ line: Int) -> String? {
    let at = lineStarts[line]
    guard at < bytes.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[at]) else { return nil }
    let name = bytes[at..<start(line + 1)].prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "\n") }
    return String(decoding: name, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// What follows `  - NAME: ` on the first line.
  func entryName(_ item: String) -> String? {
    let before = Array("  - \(item): ".utf8)
    guard starts(with: before) else { return nil }
    let rest = dropFirst(before.count).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return String(decoding: rest, as: UTF8.self)
  }

  /// Whether a line of the entry is this one.
  func hasLine(_ line: String) -> Bool {
    let wanted = Array(line.utf8)
    return split(separator: UInt8(ascii: "\n")).contains { $0.elementsEqual(wanted) }
  }
}
