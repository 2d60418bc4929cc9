// swift-tools-version: 6.2
import PackageDescription

/// Times of the engine, apart from the product so that `swift build` there stays plain. `./run` measures.
let package = Package(
  name: "bench-engine",
  targets: [
    .systemLibrary(name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLibmd", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(name: "CHeap"),
    .target(name: "Diagnostics"),
    .target(name: "JSON"),
    .target(name: "CEL", dependencies: ["Diagnostics"], linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Playbooks", dependencies: ["CEL", "Diagnostics", "CLibyaml", "CHeap"]),
    .target(name: "Sessions", dependencies: ["Playbooks", "CEL", "JSON"]),
    .target(name: "Storage", dependencies: ["CLibmd"]),
    .executableTarget(
      name: "engine", dependencies: ["Sessions", "Playbooks", "Storage", "JSON", "Diagnostics"],
      swiftSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))],
      linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]),
  ],
  swiftLanguageModes: [.v6]
)
