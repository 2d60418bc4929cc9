/// Limits on everything that comes from a disk. Far above what people reach, far below what a machine can bear.
public enum Limits {
  /// Bytes of one journal line without its line end. A pasted answer is at most 64 KiB.
  public static let lineLengthMax = 1 << 20
  /// Bytes of one writer's journal: a million answers.
  public static let journalLengthMax = 512 << 20
  /// Bytes of all journals of one session.
  public static let sessionLengthMax = 1 << 30
  /// Writers in one session: everybody who ever answered, once per machine.
  public static let writerCountMax = 1_000
  /// Names read from one folder.
  public static let folderEntryCountMax = 100_000
  /// Sequence numbers and Lamport counters stay where every JSON reader is exact (2^53).
  public static let counterMax = 1 << 53
  /// Bytes of the field `t`.
  public static let timeLengthMax = 40
  /// Bytes of a line besides the event's body: two counters, a time and a link.
  public static let envelopeLengthMax = 160
  /// Members of an event's body.
  public static let memberCountMax = 64
  /// Nesting of an event's body.
  public static let bodyDepthMax = 64
  /// Bytes of a playbook or an answer file.
  public static let playbookLengthMax = 1 << 20
  /// Tries to find a free name, or to repeat an interrupted call, before giving up.
  public static let tryCountMax = 1_000
}
