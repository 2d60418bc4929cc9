import CEL

extension Compiler {
  /// The functions of the playbook language beside the standard ones. All are strict unless it says otherwise.
  mutating func declareFunctions() {
    declareTextFunctions()
    declareNumberFunctions()
    declareDayFunctions()
    declareRowFunctions()
  }

  private mutating func function(
    _ name: String, isMember: Bool = false, _ parameters: [Type], _ result: Type, nonStrict: Bool = false,
    _ body: @escaping ([Value]) -> Value
  ) {
    environment.declare(
      function: FunctionDeclaration(
        name, isMember: isMember, [.init(parameters, result, nonStrict: nonStrict, body)]))
    functionNames.insert(name)
  }

  func environmentHasFunction(_ name: String) -> Bool { functionNames.contains(name) }

  /// `vague(text)`, declared by a playbook's `words:`.
  mutating func declareWordFunction(_ name: String, _ test: WordTest) {
    function(name, [.string], .bool) { arguments in
      guard case .string(let text) = arguments[0] else { return wrongArguments(name) }
      return .bool(test.matches(text))
    }
  }

  private mutating func declareTextFunctions() {
    let little = shelf.littleWords(for: root.tree.source)
    function("words", [.string], .int, nonStrict: true) { arguments in
      switch arguments[0] {
      case .string(let text): .int(Int64(Words.count(text)))
      case .error(let error) where error.kind == .declined: .int(0)
      case let other: other
      }
    }
    function("same", [.string, .string], .bool) { arguments in
      twoTexts(arguments, "same") { .bool(Words.same($0, $1)) }
    }
    function("alike", [.string, .string], .bool) { arguments in
      twoTexts(arguments, "alike") { .bool(Words.alike($0, $1, little: little)) }
    }
    function("mentions", [.string, .list(.string)], .bool) { arguments in
      guard case .string(let text) = arguments[0], case .list(let list) = arguments[1] else {
        return wrongArguments("mentions")
      }
      return .bool(Words.mentions(text, strings(list)))
    }
    function("@alikeGroups", [.list(.string), .list(.string)], .list(.list(.string))) { arguments in
      guard case .list(let ids) = arguments[0], case .list(let texts) = arguments[1] else {
        return wrongArguments("alikeGroups")
      }
      let groups = alikeGroups(strings(ids), strings(texts), little: little)
      return .list(groups.map { .list($0.map { .string($0) }) })
    }
  }

  private mutating func declareNumberFunctions() {
    function("rating", [.int], .double) { arguments in
      guard case .int(let step) = arguments[0] else { return wrongArguments("rating") }
      return .double((Double(step) - 1) / 4)
    }
    function("share", [.double, .double], .double) { arguments in
      guard let part = asNumber(arguments[0]), let whole = asNumber(arguments[1]) else {
        return wrongArguments("share")
      }
      guard whole != 0 else { return .error(EvalError(.divisionByZero, "a share of nothing")) }
      return .double(part / whole)
    }
    function("round", [.double, .int], .double) { arguments in
      guard let value = asNumber(arguments[0]), case .int(let places) = arguments[1] else {
        return wrongArguments("round")
      }
      guard (0...9).contains(places) else { return .error(EvalError(.invalidArgument, "round takes 0 to 9 places")) }
      return .double(roundedHalfUp(value, Int(places)))
    }
    function("of", isMember: true, [.opaque("bands", [.typeParam("T")]), .double], .typeParam("T")) { arguments in
      guard case .opaque(let box) = arguments[0], let bands = box.payload as? Bands, let value = asNumber(arguments[1])
      else {
        return wrongArguments("of")
      }
      return bands.of(value)
    }
    function("@mean", [.list(.int), .list(.int)], .double) { arguments in
      guard case .list(let values) = arguments[0], case .list(let counts) = arguments[1] else {
        return wrongArguments("mean")
      }
      return weightedMean(values.elements.compactMap(asNumber), counts.elements.compactMap(asNumber))
    }
  }

  private mutating func declareDayFunctions() {
    function("days", [.timestamp, .timestamp], .int) { arguments in
      moments(arguments, "days") { .int(Days.between($0, $1)) }
    }
    function("weeks", [.timestamp, .timestamp], .double) { arguments in
      moments(arguments, "weeks") { .double(Double(Days.between($0, $1)) / 7) }
    }
    let steps: [(String, (Timestamp, Int64) -> Value)] = [
      ("plusDays", { Days.plus($0, days: $1) }), ("plusWeeks", { Days.plus($0, weeks: $1) }),
      ("plusMonths", { Days.plus($0, months: $1) }),
    ]
    for (name, step) in steps {
      function(name, [.timestamp, .int], .timestamp) { arguments in
        guard case .timestamp(let time) = arguments[0], case .int(let count) = arguments[1] else {
          return wrongArguments(name)
        }
        return step(time, count)
      }
    }
  }

  private mutating func declareRowFunctions() {
    let ids: Type = .list(.string)
    let needs: Type = .list(.list(.string))
    let whole: Type = .list(.int)
    function("@cycle", [ids, needs], ids) { arguments in idList(waiting(arguments).cycle()) }
    function("@longest", [ids, needs, whole, whole], ids) { arguments in idList(waiting(arguments).longest()) }
    function("@ordered", [ids, needs, whole], ids) { arguments in
      let rows = waiting(arguments)
      return idList(rows.ordered().map { rows.rows[$0].id })
    }
    function("cascaded", isMember: true, [.list(.typeParam("T"))], .list(.typeParam("T"))) { arguments in
      guard case .list(let list) = arguments[0] else { return wrongArguments("cascaded") }
      return cascaded(list)
    }
  }
}

/// The checker lets no other arguments through; at run time a value of type `dyn` may still be something else.
private func wrongArguments(_ name: String) -> Value {
  .error(EvalError(.noSuchOverload, "'\(name)' can't be used with these values"))
}

private func twoTexts(_ arguments: [Value], _ name: String, _ body: (String, String) -> Value) -> Value {
  guard case .string(let left) = arguments[0], case .string(let right) = arguments[1] else {
    return wrongArguments(name)
  }
  return body(left, right)
}

private func moments(_ arguments: [Value], _ name: String, _ body: (Timestamp, Timestamp) -> Value) -> Value {
  guard case .timestamp(let left) = arguments[0], case .timestamp(let right) = arguments[1] else {
    return wrongArguments(name)
  }
  return body(left, right)
}

private func strings(_ list: List) -> [String] {
  list.elements.map { if case .string(let text) = $0 { text } else { "" } }
}

private func idList(_ ids: [String]) -> Value { .list(ids.map { .string($0) }) }

func asNumber(_ value: Value) -> Double? {
  switch value {
  case .int(let whole): Double(whole)
  case .double(let number): number
  default: nil
  }
}

/// `floor(x * 10^n + 0.5 + 1e-9) / 10^n`, so that 13.499999999999998 is the 13.5 it should be before it is rounded.
public func roundedHalfUp(_ value: Double, _ places: Int) -> Double {
  guard value.isFinite, abs(value) < 1e15 else { return value }
  var power = 1.0
  for _ in 0..<max(0, places) { power *= 10 }
  return (value * power + 0.5 + 1e-9).rounded(.down) / power
}

/// Values weighted by counts; absent when nothing was counted.
private func weightedMean(_ values: [Double], _ counts: [Double]) -> Value {
  let total = counts.reduce(0, +)
  guard total > 0, values.count == counts.count else { return .absent }
  return .double(zip(values, counts).reduce(0) { $0 + $1.0 * $1.1 } / total)
}

/// Columns `id, needs[, start[, end]]` as waiting rows.
private func waiting(_ arguments: [Value]) -> Waiting {
  func column(_ index: Int) -> ContiguousArray<Value> {
    guard index < arguments.count, case .list(let list) = arguments[index] else { return [] }
    return list.elements
  }
  let (ids, needs, starts, ends) = (column(0), column(1), column(2), column(3))
  return Waiting(
    ids.indices.map { row in
      let needed: [String] = if row < needs.count, case .list(let list) = needs[row] { strings(list) } else { [] }
      return Waiting.Row(
        id: text(ids[row]), needs: needed, start: whole(starts, row), end: whole(ends, row), wasEnd: 0)
    })
}

private func text(_ value: Value) -> String { if case .string(let text) = value { text } else { "" } }

private func whole(_ column: ContiguousArray<Value>, _ row: Int) -> Int64 {
  guard row < column.count else { return 0 }
  switch column[row] {
  case .int(let value): return value
  case .double(let value): return Int64(exactly: value.rounded()) ?? 0
  default: return 0
  }
}

/// Rows moved behind what they need; what isn't known of a row makes the whole list unknown.
private func cascaded(_ list: List) -> Value {
  var rows: [Waiting.Row] = []
  var records: [Record] = []
  for element in list.elements {
    guard case .record(let record) = element else { return element.isKnown ? wrongArguments("cascaded") : element }
    let cells = ["id", "needs", "start", "end", "was_end"].map { record.value(of: $0) ?? .absent }
    if let open = cells.first(where: { !$0.isKnown }) { return open }
    guard case .list(let needs) = cells[1] else { return wrongArguments("cascaded") }
    let numbers = ContiguousArray(cells[2...])
    rows.append(
      Waiting.Row(
        id: text(cells[0]), needs: strings(needs), start: whole(numbers, 0), end: whole(numbers, 1),
        wasEnd: whole(numbers, 2)))
    records.append(record)
  }
  var waiting = Waiting(rows)
  waiting.cascade()
  return .list(
    zip(records, waiting.rows).map { record, row in
      let copy = Record(copying: record)
      for (name, value) in [("start", row.start), ("end", row.end)] {
        guard let index = record.type.index(of: name) else { continue }
        copy.fields[index] = record.type.fields[index].type == .double ? .double(Double(value)) : .int(value)
      }
      return .record(copy)
    })
}

/// Ids of texts that are alike, in groups of the first such text; every id stands in one group.
func alikeGroups(_ ids: [String], _ texts: [String], little: Set<String>) -> [[String]] {
  var groups: [(text: String, ids: [String])] = []
  for (id, text) in zip(ids, texts) {
    if let place = groups.firstIndex(where: { Words.alike($0.text, text, little: little) }) {
      groups[place].ids.append(id)
    } else {
      groups.append((text, [id]))
    }
  }
  return groups.map(\.ids)
}
