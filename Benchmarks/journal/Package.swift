// swift-tools-version: 6.2
import PackageDescription

// The journal alone, for measurements and for killing it: a package of its own, so that the product has no such command.
let package = Package(
  name: "journal",
  targets: [
    .systemLibrary(name: "CLibmd", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(name: "Storage", dependencies: ["CLibmd"]),
    .executableTarget(name: "journal", dependencies: ["Storage"]),
  ],
  swiftLanguageModes: [.v6]
)
