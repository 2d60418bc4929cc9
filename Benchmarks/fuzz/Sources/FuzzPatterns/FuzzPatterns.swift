import CEL
import Glibc

/// A pattern, a zero byte, and a text: both machines must agree, within the steps that linear time allows.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let split = bytes.firstIndex(of: 0) ?? count
  let pattern = String(decoding: bytes[..<split], as: UTF8.self)
  let text = String(decoding: bytes[min(split + 1, count)...], as: UTF8.self)
  let limits = RegexLimits.playbook
  guard let regex = try? LinearRegex(pattern, limits: limits) else { return 0 }
  let long = String(repeating: text, count: text.isEmpty ? 1 : 1 + 120 / text.utf8.count)
  for subject in [text, long] {
    let search = regex.search(subject)
    let first = regex.firstMatch(in: subject)
    check(search.isMatch == (first != nil), "the machines disagree")
    check(search.stepCount <= (limits.stateCountMax + 1) * (subject.unicodeScalars.count + 1), "too many steps")
    if let first {
      check(first.lowerBound >= 0 && first.upperBound <= subject.unicodeScalars.count, "the match lies outside")
    }
  }
  return 0
}

/// Written at once: what is buffered is lost when the process ends.
func complain(_ text: String) { _ = Array((text + "\n").utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) } }

func check(_ holds: Bool, _ message: StaticString) {
  if holds { return }
  complain("\(message)")
  abort()
}
