import Glibc
import JSON

/// Any bytes: reader and scanner must agree, and what was read must be read again from what is written.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  var scanner = JSONScanner(bytes)
  let isScanned = (try? scanner.skip()) != nil && (try? scanner.finish()) != nil
  do {
    let value = try JSON.read(bytes)
    check(isScanned, "read, but not scanned")
    for style in [JSONStyle(), JSONStyle(isPretty: true, sortsKeys: true, escapesMarkup: true)] {
      check((try? JSON.read(value.bytes(style))) == value, "written, but not read again")
    }
  } catch {
    check(!isScanned || error.reason == .duplicateKey || error.reason == .tooManyValues, "scanned, but not read")
    check(error.offset >= 0 && error.offset <= count && error.line > 0 && error.column > 0, "a mistake lies outside")
  }
  return 0
}

func check(_ holds: Bool, _ message: StaticString) {
  if holds { return }
  _ = Array("\(message)\n".utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  abort()
}
