import JSON
import Playbooks
import Testing

@testable import Reports
@testable import Sessions

/// Whatever an audience may not see can be anything: its report stays the same, byte for byte.
@Suite("What an audience may not see")
struct InterferenceTests {
  static let seeds: [UInt64] = [1, 2, 3]
  static let audiences: [Audience] = [.team, .shared, .everyone]

  @Test("changes nothing in its report", arguments: Shipped.names)
  func hidden(_ name: String) throws {
    let playbook = try Shipped.strictPlaybook(name)
    for seed in Self.seeds {
      let filler = Filler(playbook, seed: seed)
      for audience in Self.audiences {
        var other = filler
        other.chance = Chance(seed + 100)
        let changed = other.changeHidden(from: audience)
        let before = Self.rendered(filler.session, audience)
        let after = Self.rendered(other.session, audience)
        for (one, two) in zip(before, after) where one != two {
          Issue.record("\(name), seed \(seed), \(audience.rawValue), of \(changed): \(Self.difference(one, two))")
        }
      }
    }
  }

  @Test("is there to be changed")
  func isSensible() throws {
    var changed = 0
    for name in Shipped.names {
      var filler = Filler(try Shipped.playbook(name), seed: 1)
      changed += filler.changeHidden(from: .everyone)
    }
    #expect(changed > 100)
  }

  @Test("is shown in full", arguments: Shipped.names)
  func full(_ name: String) throws {
    var filler = Filler(try Shipped.playbook(name), seed: 1)
    let before = Report.of(filler.session, audience: .full).markdown
    if filler.changeHidden(from: .everyone) > 5 {
      #expect(Report.of(filler.session, audience: .full).markdown != before)
    }
  }

  static func rendered(_ session: Session, _ audience: Audience) -> [String] {
    let report = Report.of(session, audience: audience)
    return [report.json.text(JSONStyle(isPretty: true)), report.markdown, report.text(), report.html]
  }

  /// The first line that differs.
  static func difference(_ one: String, _ two: String) -> String {
    let (left, right) = (one.split(separator: "\n"), two.split(separator: "\n"))
    for (a, b) in zip(left, right) where a != b { return "\(a)  |  \(b)" }
    return "\(left.count) lines  |  \(right.count) lines"
  }
}

extension Filler {
  /// Changes everything the audience may not see, and says how many places that were.
  mutating func changeHidden(from audience: Audience) -> Int {
    let map = SensitivityMap(session)
    func hides(_ codes: Sensitivity) -> Bool { Policy.treatment(of: codes, for: audience) == .hide }
    // A row with codes of its own is left out as a whole where a number would be shown as a range.
    func guards(_ spec: TableSpec, _ row: String) -> Bool {
      Policy.treatment(of: codes(spec, row), for: audience) != .show
    }
    var changed = 0
    for question in session.playbook.questions {
      guard let spec = question.table else {
        guard hides(map.sensitivity(ofQuestion: question.index)) else { continue }
        changed += 1
        if chance.below(4) == 0 { wish(.answer(CellRef(question.name), nil)) }
        answer(CellRef(question.name), question.kind)
        continue
      }
      if hides(map.sensitivity(ofQuestion: question.index)) {
        changed += 1
        wish(.reopenTable(question.name))
        if case .free = spec.rows, let row = session.rows(ofQuestion: question.index).first, chance.below(2) == 0 {
          wish(.removeRow(question: question.name, row: row.id))
        }
        fill(question)
      }
      for column in spec.columns {
        let isHidden = hides(map.sensitivity(ofColumn: column.index, question: question.index))
        for row in session.rows(ofQuestion: question.index) where isHidden || guards(spec, row.id) {
          changed += 1
          answer(cell(question, row, column), column.kind)
        }
      }
    }
    return changed
  }

  private func codes(_ spec: TableSpec, _ row: String) -> Sensitivity {
    guard case .fixed(let choices, _) = spec.rows else { return [] }
    return choices.first { $0.code == row }?.sensitivity ?? []
  }
}
