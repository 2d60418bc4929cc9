/// What a file may cost before it is refused (a playbook of 1,000 questions needs a third of it).
public struct YAMLLimits: Hashable, Sendable {
  public var bytesMax = 1 << 20
  public var nodesMax = 50_000
  public var depthMax = 32
  public var scalarBytesMax = 64 << 10

  public init() {}
}
