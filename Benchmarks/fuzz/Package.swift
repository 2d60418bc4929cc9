// swift-tools-version: 6.2
import PackageDescription

/// libFuzzer targets, apart from the product so that `swift build` there stays plain. `make fuzz` builds and runs them.
let fuzzed: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer"])]
let harness: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])]
let linked: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer"]), .linkedLibrary("m")]

let package = Package(
  name: "fuzz",
  targets: [
    .target(name: "Diagnostics", swiftSettings: fuzzed),
    .target(name: "CEL", dependencies: ["Diagnostics"], swiftSettings: fuzzed),
    .target(name: "JSON", swiftSettings: fuzzed),
    .executableTarget(name: "FuzzJSON", dependencies: ["JSON"], swiftSettings: harness, linkerSettings: linked),
    .executableTarget(name: "FuzzExpressions", dependencies: ["CEL"], swiftSettings: harness, linkerSettings: linked),
    .executableTarget(name: "FuzzPatterns", dependencies: ["CEL"], swiftSettings: harness, linkerSettings: linked),
  ],
  swiftLanguageModes: [.v6]
)
