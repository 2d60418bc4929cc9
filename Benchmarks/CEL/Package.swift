// swift-tools-version: 6.2
import PackageDescription

/// Times of the expression language, apart from the product so that `swift build` there stays plain. `./run` measures.
let package = Package(
  name: "bench-cel",
  targets: [
    .target(name: "Diagnostics"),
    .target(name: "CEL", dependencies: ["Diagnostics"], linkerSettings: [.linkedLibrary("m")]),
    .executableTarget(
      name: "BenchCEL", dependencies: ["CEL"],
      swiftSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))],
      linkerSettings: [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]),
  ],
  swiftLanguageModes: [.v6]
)
