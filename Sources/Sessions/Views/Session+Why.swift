import Playbooks
import CEL
extension Session {
  func whyNot(_ program: Program) -> String { program.source }
}
