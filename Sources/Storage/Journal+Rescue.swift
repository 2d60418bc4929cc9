extension Journal {
  /// An event that couldn't be appended.
  public struct Unsaved: Sendable {
    public var body: String
    public var time: String

    public init(body: String, time: String) {
      self.body = body
      self.time = time
    }
  }

  /// Writes this writer's verified lines, and after them the events that couldn't be saved, to a new file elsewhere.
  ///
  /// Uses only what is in memory, so it works when the session's own disk doesn't. The new file is a whole journal of its
  /// own: it verifies, and may take the damaged one's place. Returns the number of lines.
  @discardableResult
  public func rescue(
    to path: String, unsaved: [Unsaved], suffix: String, replacing: Bool = false
  ) throws(FileProblem) -> Int {
    var copy = self
    var bytes = Array(opened) + added
    for event in unsaved {
      let (line, next, _) = try copy.framed(Array(event.body.utf8), event.time)
      bytes += line
      copy.chain = next
    }
    try AtomicFile.write(bytes, to: path, suffix: suffix, replacing: replacing, on: folder.disk)
    return copy.chain.nextNumber
  }
}
