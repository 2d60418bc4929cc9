/// The finished example report that the first screen offers: the one in the repository, made by running a playbook.
enum ExampleReport {
  static var text: String { PlaybookShelf.builtin("example-report")?.text ?? "" }
}
