import CEL
import Diagnostics

extension Compiler {
  /// A rule's `ask`, and where the reply goes.
  mutating func followUp(
    _ index: Int, _ fields: Fields, _ iteration: Iteration?, _ when: Condition?, _ scope: Scope
  ) -> FollowUp? {
    guard let node = fields["ask"] else {
      for key in ["into", "reply"] {
        if let other = fields.value(of: key) {
          report("'\(key)' says where the reply to 'ask' goes", other, hint: "add 'ask: ...'")
        }
      }
      return nil
    }
    guard let line = wording(node, scope) else { return nil }
    if fields.has("into"), let reply = fields["reply"] { report("either 'into' or 'reply'", reply) }
    if let reply = rules[index].reply { return FollowUp(wording: line, into: .reply(question: reply)) }
    guard let into = fields["into"] else {
      return FollowUp(wording: line, into: .note(question: firstRead(when, iteration)))
    }
    guard let target = target(into, fields, iteration, scope) else { return nil }
    return FollowUp(wording: line, into: target)
  }

  /// The first question a condition reads.
  private func firstRead(_ when: Condition?, _ iteration: Iteration?) -> Int? {
    for program in (iteration.map { [$0.list] } ?? []) + (when?.conjuncts ?? []) {
      for scanned in scanNames(program.source) where !scanned.isMember {
        if case .question(let question)? = names[scanned.text] { return question }
      }
    }
    return nil
  }

  private mutating func target(
    _ node: YAMLNode, _ fields: Fields, _ iteration: Iteration?, _ scope: Scope
  ) -> FollowUp.Target? {
    let places = texts(node)
    guard let first = places.first else { return nil }
    let parts = first.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let iteration, parts.first == iteration.name { return cellTarget(places, iteration) }
    if places.count > 1 { report("several places have to be cells of the row at hand", node) }
    let name = scope.renamed.map { replaced(parts[0], $0.from, $0.to) } ?? parts[0]
    guard case .question(let question)? = names[name] else {
      report("unknown question '\(visible(name))'", first, hint: didYouMean(name, among: questions.map(\.name)))
      return nil
    }
    guard parts.count == 2 else {
      if parts.count > 2 { report("'\(visible(first.text))' isn't question.column", first) }
      return .question(question)
    }
    guard let record = questions[question].record else {
      report("'\(name)' has no columns", first)
      return nil
    }
    let columns = questions[question].columns
    guard let column = columns.firstIndex(where: { $0.name == parts[1] }) else {
      report("unknown column '\(visible(parts[1]))'", first, hint: didYouMean(parts[1], among: columns.map(\.name)))
      return nil
    }
    if questions[question].kind == "form" { return .cells(question: question, columns: [column]) }
    let cells = cells(fields["cells"], record, columns, scope)
    return .newRow(question: question, column: column, cells: cells)
  }

  /// `p.helps`, `[s.in_running, s.in_telling]`: cells of the row the rule runs over.
  private mutating func cellTarget(_ places: [YAMLNode], _ iteration: Iteration) -> FollowUp.Target? {
    guard case .record(let record) = iteration.element,
      case .question(let question)? = records[ObjectIdentifier(record)]?.owner
    else {
      if let node = places.first { report("the reply can only go into rows that are asked for", node) }
      return nil
    }
    let columns = questions[question].columns
    var found: [Int] = []
    for place in places {
      let parts = place.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, parts[0] == iteration.name else {
        report("'\(visible(place.text))' isn't a cell of the row at hand", place, hint: "\(iteration.name).column")
        continue
      }
      guard let column = columns.firstIndex(where: { $0.name == parts[1] }) else {
        report("unknown column '\(visible(parts[1]))'", place, hint: didYouMean(parts[1], among: columns.map(\.name)))
        continue
      }
      found.append(column)
    }
    return found.isEmpty ? nil : .cells(question: question, columns: found)
  }
}
