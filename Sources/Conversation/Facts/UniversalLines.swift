import Playbooks

/// The lines and words of `universal.yaml`, read when they are wanted.
///
/// The first question needs the lines for opening a session alone; the others are read while somebody thinks about it.
/// A class, so that copies of a conversation share what was read.
public final class UniversalLines {
  private let read: ([Moment]?) -> Universal?
  private lazy var opening = read([.open])
  private lazy var resuming = read([.resume])
  /// Everything. Reads it, if nobody did so before.
  private(set) lazy var all = read(nil)

  /// - Parameter read: reads the lines for some moments, or all of the file.
  public init(_ read: @escaping (_ moments: [Moment]?) -> Universal?) { self.read = read }

  /// Lines that were read already, or none.
  public convenience init(_ universal: Universal?) { self.init { _ in universal } }

  /// Scripts that were wanted already.
  private var scripts: [(moment: Moment, script: CoachScript)] = []

  /// The lines for a moment.
  func script(for moment: Moment) -> CoachScript? {
    if let known = scripts.first(where: { $0.moment == moment }) { return known.script }
    guard let lines = lines(for: moment) else { return nil }
    let script = CoachScript(lines, on: moment)
    scripts.append((moment, script))
    return script
  }

  private func lines(for moment: Moment) -> Universal? {
    switch moment {
    case .open: opening
    case .resume: resuming
    default: all
    }
  }

  /// Reads what wasn't wanted yet.
  public func readAll() { _ = all }
}
