import CEL
import Diagnostics

extension Compiler {
  /// Puts questions in document order, replies right behind what triggers them, and gives all their final numbers.
  mutating func arrangeQuestions() {
    var followers: [Int: [Int]] = [:]
    var order: [Int] = []
    for (index, draft) in questions.enumerated() {
      guard case .reply(let rule) = draft.origin else { continue }
      followers[trigger(of: rule) ?? -1, default: []].append(index)
    }
    var lastOfSection = -1
    for (index, draft) in questions.enumerated() {
      if case .reply = draft.origin { continue }
      order.append(index)
      order += followers[index] ?? []
      lastOfSection = draft.section
    }
    order += followers[-1] ?? []
    renumber(order, lastSection: max(0, lastOfSection))
  }

  /// The last question, in the order of the file, that a rule's condition names (calculations are looked into).
  private func trigger(of rule: Int) -> Int? {
    let fields = rules[rule].fields
    var seen: Set<String> = []
    var found: Int?
    var open: [String] = []
    func collect(_ node: YAMLNode?) {
      guard let node else { return }
      if node.isScalar { open += scanNames(node.text).filter { !$0.isMember }.map(\.text) }
      for child in node.children { collect(child) }
    }
    collect(fields["for"])
    collect(fields["when"])
    while let raw = open.popLast() {
      let name = rules[rule].renamed.map { replaced(raw, $0.from, $0.to) } ?? raw
      guard seen.insert(name).inserted else { continue }
      switch names[name] {
      case .question(let index):
        if case .reply = questions[index].origin { continue }
        found = max(found ?? index, index)
      case .calculation(let index):
        let node = calculations[index].fields.node
        for (key, value) in node.entries where !["title", "about", "covers", "calculation"].contains(key.text) {
          collect(value)
        }
      default: break
      }
    }
    return found
  }

  private mutating func renumber(_ order: [Int], lastSection: Int) {
    var place = [Int](repeating: 0, count: questions.count)
    for (new, old) in order.enumerated() { place[old] = new }
    var section = 0
    questions = order.map { old in
      let draft = questions[old]
      switch draft.origin {
      case .companion(let owner): draft.renumber(.companion(of: place[owner]), section: draft.section)
      case .reply(let rule): draft.renumber(.reply(rule: rule), section: order.first == old ? 0 : section)
      case .section: break
      }
      section = draft.section
      return draft
    }
    if order != Array(order.indices) { renumberNames(place) }
    for index in rules.indices { rules[index].reply = rules[index].reply.map { place[$0] } }
    for (new, draft) in questions.enumerated() {
      if let record = draft.record { records[ObjectIdentifier(record)]?.owner = .question(new) }
    }
    settleSections()
  }

  private mutating func renumberNames(_ place: [Int]) {
    for (name, named) in names {
      if case .question(let old) = named { names[name] = .question(place[old]) }
    }
    for (index, variable) in playbook.variables.enumerated() {
      guard case .question(let old) = variable.kind else { continue }
      playbook.variables[index] = Variable(
        slot: variable.slot, name: variable.name, type: variable.type, kind: .question(place[old]))
    }
  }

  /// The questions of each section; they stand together.
  private mutating func settleSections() {
    var first = [Int?](repeating: nil, count: sections.count)
    var end = [Int](repeating: 0, count: sections.count)
    for index in questions.indices {
      let section = questions[index].section
      guard sections.indices.contains(section) else { continue }
      first[section] = first[section] ?? index
      end[section] = index + 1
    }
    var before = 0
    for index in sections.indices {
      sections[index].questions = first[index].map { $0..<end[index] } ?? before..<before
      before = sections[index].questions.upperBound
    }
  }
}
