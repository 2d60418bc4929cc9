// swift-tools-version: 6.2
import PackageDescription

/// Loading large playbooks, apart from the product so that `swift build` there stays plain. `./run` measures.
let package = Package(
  name: "bench-playbooks",
  targets: [
    .systemLibrary(name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "Diagnostics"),
    .target(name: "CEL", dependencies: ["Diagnostics"], linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "Playbooks", dependencies: ["CEL", "Diagnostics", "CLibyaml"],
      swiftSettings: [.unsafeFlags(["-enable-testing"])]),
    .executableTarget(
      name: "BenchPlaybooks", dependencies: ["Playbooks", "Diagnostics"],
      swiftSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))],
      linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]),
    .executableTarget(name: "events", dependencies: ["CLibyaml"]),
  ],
  swiftLanguageModes: [.v6]
)
