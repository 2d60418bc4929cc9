extension Shelf {
  /// The codes of what a playbook carries under a name: those of the question of that name with its columns and rows.
  ///
  /// For anything else (a calculation, a playbook as a whole) the codes of all its questions: what was computed from
  /// hidden answers stays as hidden on the way to another playbook, except what that playbook releases by name.
  func sensitivity(ofMember member: String?, in playbook: String) -> Sensitivity {
    if playbook == "registers" { return member.map(sensitivity(ofRegister:)) ?? [] }
    guard let root = tree(playbook) else { return [] }
    if let member, let question = questions(root).first(where: { $0["question"]?.text == member }) {
      return codes(below: question)
    }
    if let released = released(member, in: playbook), released.columns.isEmpty { return released.codes }
    return questions(root).reduce(into: []) { $0.formUnion(codes(below: $1)) }
  }

  /// What a playbook releases of a thing it carries: the thing as a whole where no columns are named, else only those
  /// columns, with the ids of their rows; and the codes that are left of what is released.
  func released(_ member: String?, in playbook: String) -> (columns: [String], codes: Sensitivity)? {
    guard let member, let root = tree(playbook) else { return nil }
    let entry = root["declassify"]?.children.first { $0["name"]?.text == member }
    guard let entry, let audience = entry["to"]?.text else { return nil }
    return (entry["columns"]?.children.map(\.text) ?? [], Sensitivity.left(for: audience))
  }

  /// The codes of a register and its columns.
  func sensitivity(ofRegister name: String) -> Sensitivity { register(name).map(codes(below:)) ?? [] }

  private func questions(_ root: YAMLNode) -> [YAMLNode] {
    let loose = root["questions"]?.children ?? []
    return loose + (root["sections"]?.children ?? []).flatMap { $0["questions"]?.children ?? [] }
  }

  /// All letters under any `sensitive:` at or below a node.
  private func codes(below node: YAMLNode) -> Sensitivity {
    var found: Sensitivity = []
    for (key, value) in node.entries {
      guard key.text == "sensitive" else {
        found.formUnion(codes(below: value))
        continue
      }
      let letters = value.isScalar ? [value.text] : value.children.map(\.text)
      for letter in letters { if let code = Sensitivity(letter: letter) { found.insert(code) } }
    }
    if node.kind == .list { for child in node.children { found.formUnion(codes(below: child)) } }
    return found
  }
}
