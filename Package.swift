// swift-tools-version: 6.2
import PackageDescription

/// Rooms of our own: Swift 6 language mode, warnings as errors.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

/// How rooms are built for the program itself, so that the first question comes quickly: types are asked for by code, not by
/// names that the runtime has to read (each costs a search through all conformances when it is met first), and functions can
/// be put in order when they are linked. As a part of somebody else's package the rooms are built plainly.
let isOurs = !Context.packageDirectory.contains("/checkouts/")
let quick: [SwiftSetting] =
  house
  + (isOurs
    ? [
      .unsafeFlags(
        [
          "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors", "-Xfrontend", "-function-sections",
        ], .when(configuration: .release))
    ] : [])

/// One executable that runs anywhere, without a Swift runtime (ARCHITECTURE.md, "Dependencies"). Tests that are built for
/// release, as `make soak` does, can't be linked with parts of it.
let isForTests = Context.environment["SOUNDING_SOAK"] != nil
let everythingInside: [String] = isForTests ? [] : ["-static-executable"]

/// What the static executable needs from the toolchain's own archives, and what it can leave behind.
let lastWords: [String] =
  isForTests
  ? []
  : [
    "-use-ld=lld", "-Xlinker", "-T", "-Xlinker", "\(Context.packageDirectory)/Sources/sounding/leave-out.ld",
    "-l_FoundationCShims", "-l_FoundationCollections", "-lswiftSynchronization", "-Xlinker", "--gc-sections",
    "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/sounding/first-question.order",
    "-Xlinker", "--no-warn-symbol-ordering", "-Xlinker", "-s",
  ]

func room(_ name: String, _ needs: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: needs, swiftSettings: quick)
}

func tests(
  _ name: String, _ needs: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .testTarget(name: name, dependencies: needs, exclude: exclude, resources: resources, swiftSettings: house)
}

let package = Package(
  name: "sounding",
  products: [
    .executable(name: "sounding", targets: ["sounding"]),
    .library(name: "CEL", targets: ["CEL"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLibmd", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(name: "CLineShim", dependencies: ["CLibedit"]),
    .target(name: "CHeap"),
    .target(name: "BuiltinPlaybooks", path: "Playbooks", sources: ["builtin.c"], publicHeadersPath: "include"),

    room("Diagnostics"),
    room("JSON"),
    room("Text"),
    room("CEL", ["Diagnostics"]),
    room("Playbooks", ["CEL", "Diagnostics", "CLibyaml", "CHeap"]),
    room("Sessions", ["Playbooks", "CEL", "JSON"]),
    room("Engagements", ["Sessions", "Playbooks", "CEL", "JSON"]),
    room("Reports", ["Text", "Engagements", "Sessions", "Playbooks", "CEL", "JSON"]),
    room("Conversation", ["Diagnostics", "Text", "Reports", "Engagements", "Sessions", "Playbooks", "CEL"]),
    room("Storage", ["CLibmd"]),
    room("Terminal", ["Text", "CLibedit", "CLineShim"]),
    .executableTarget(
      name: "sounding",
      dependencies: [
        "Terminal", "Storage", "Conversation", "Reports", "Engagements", "Sessions", "Playbooks", "CEL", "JSON",
        "Diagnostics", "Text", "BuiltinPlaybooks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["leave-out.ld", "first-question.order"],
      swiftSettings: quick + [.unsafeFlags(everythingInside, .when(configuration: .release))],
      linkerSettings: [.unsafeFlags(everythingInside + lastWords, .when(configuration: .release))]),

    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("JSONTests", ["JSON"]),
    tests("TextTests", ["Text"]),
    tests("CELTests", ["CEL", "JSON", "Diagnostics"]),
    tests("PlaybooksTests", ["Playbooks", "CEL", "Diagnostics", "BuiltinPlaybooks"]),
    tests("SessionsTests", ["Sessions", "CEL", "JSON", "BuiltinPlaybooks"], exclude: ["Shown"]),
    tests("EngagementsTests", ["Engagements", "Reports", "BuiltinPlaybooks"]),
    tests("ReportsTests", ["Reports", "BuiltinPlaybooks"]),
    tests("ConversationTests", ["Conversation", "BuiltinPlaybooks"], exclude: ["Transcripts"]),
    tests("EvalTests", ["sounding", "CEL", "JSON"]),
    tests("StorageTests", ["Storage"], exclude: ["Fixtures"]),
    tests("TerminalTests", ["Terminal", "Text", "EchoLine"]),
    .executableTarget(
      name: "EchoLine", dependencies: ["Terminal"], path: "Tests/EchoLine", swiftSettings: house),
    tests("TidyTests", []),
  ],
  swiftLanguageModes: [.v6]
)
