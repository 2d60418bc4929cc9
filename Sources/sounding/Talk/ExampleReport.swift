import BuiltinPlaybooks

/// The finished example report that the first screen offers: `docs/example-report.md`, written by the program itself from
/// the first session of `Examples/riverside`.
enum ExampleReport {
  static var text: String {
    let file = sounding_example_report
    return String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.length), as: UTF8.self)
  }
}
