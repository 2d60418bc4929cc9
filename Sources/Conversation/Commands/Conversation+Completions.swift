import Playbooks
import Sessions
import Text

/// What Tab offers behind a command: questions, rows, rules, words. Worked out only when somebody asks.
extension Conversation {
  /// `word` is the command without its slash, as it was typed.
  public func completions(after word: String) -> [Completion] {
    guard case .command(let name, _) = TypedLine("/" + word) else { return [] }
    switch name {
    case .go, .edit, .history: return questionNames + rowNames(playbook.questions.map(\.index))
    case .ifThen: return questionNames
    case .why: return [Completion("not", Wording.whyNotOffer)] + ruleNames + gateNames + questionNames
    case .drop, .move: return rowNames(focus.question.map { [$0] } ?? [])
    case .goal: return gateNames
    case .what: return voice.glossary.map { Completion($0.term, "") }
    case .help:
      return HelpTopic.allCases.map { Completion($0.rawValue, Wording.topicOffer) }
        + CommandTable.entries.map { Completion($0.name.rawValue, $0.summary) }
    case .set: return Setting.allCases.map { Completion($0.rawValue, $0.values) }
    case .report:
      return (Conversation.formats + Conversation.audiences).map { Completion($0, "") }
    case .blind: return [Completion("on", ""), Completion("off", "")]
    case .list: return [Completion("open", Wording.nothingElse)]
    default: return []
    }
  }

  private var questionNames: [Completion] {
    playbook.questions.indices.filter { session.relevance(ofQuestion: $0) == .yes }.map { index in
      Completion(playbook.questions[index].name, listName(index))
    }
  }

  private func rowNames(_ questions: [Int]) -> [Completion] {
    questions.filter { playbook.questions[$0].table != nil }.flatMap { index in
      session.rows(ofQuestion: index).filter { !$0.id.isEmpty && $0.id.first?.isUppercase == true }.map {
        Completion($0.id, sanitizedLine(session.shortText(of: $0.record)))
      }
    }
  }

  /// Rules that have concluded something.
  private var ruleNames: [Completion] {
    var seen: Set<String> = []
    return session.findings.filter { seen.insert($0.id).inserted }.map { Completion($0.id, sanitizedLine($0.text)) }
  }

  private var gateNames: [Completion] { playbook.gates.map { Completion($0.name, sanitizedLine($0.title)) } }
}

extension Setting {
  /// What may stand behind it, in words.
  var values: String { Wording.values(of: self) }
}
