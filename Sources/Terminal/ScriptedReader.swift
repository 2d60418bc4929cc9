/// Answers from a list, for tests: gives each in turn, then the end of the input, and keeps what it was asked.
public struct ScriptedReader: LineReader {
  public private(set) var requests: [LineRequest] = []
  private var results: ArraySlice<LineResult>

  public init(_ results: [LineResult]) { self.results = results[...] }
  public init(lines: [String]) { self.init(lines.map { .text($0) }) }

  public mutating func read(_ request: LineRequest) -> LineResult {
    requests.append(request)
    return results.popFirst() ?? .endOfInput
  }
}
