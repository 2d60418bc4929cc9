// swift-tools-version: 6.2
import PackageDescription

/// Loading large playbooks, apart from the product so that `swift build` there stays plain. `./run` measures.
let package = Package(
  name: "bench-playbooks",
  targets: [
    .systemLibrary(name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "Diagnostics"),
    .target(name: "CHeap"),
    .target(name: "CEL", dependencies: ["Diagnostics"], linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Playbooks", dependencies: ["CEL", "Diagnostics", "CLibyaml", "CHeap"]),
    .executableTarget(
      name: "BenchPlaybooks", dependencies: ["Playbooks", "Diagnostics"],
      // As the program is built, since whole processes are compared.
      swiftSettings: [.unsafeFlags(["-static-executable"], .when(configuration: .release))],
      linkerSettings: [.unsafeFlags(["-static-executable"], .when(configuration: .release))]),
    .executableTarget(name: "events", dependencies: ["CLibyaml"]),
  ],
  swiftLanguageModes: [.v6]
)
