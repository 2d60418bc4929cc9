import Testing

@testable import Terminal
@testable import Text

@Test(
  "Who asks for colour, who forbids it, and who comes first",
  arguments: [
    (nil, nil, [:], true, true), (nil, nil, [:], false, false),
    (nil, nil, ["NO_COLOR": "1"], true, false), (nil, nil, ["NO_COLOR": ""], true, true),
    (nil, nil, ["NO_COLOR": "1", "FORCE_COLOR": "1"], true, false),
    (nil, nil, ["FORCE_COLOR": "1"], false, true), (nil, nil, ["FORCE_COLOR": "0"], false, false),
    (nil, nil, ["CLICOLOR_FORCE": "1"], false, true), (nil, nil, ["CLICOLOR_FORCE": ""], false, false),
    (nil, nil, ["TERM": "dumb"], true, false), (nil, nil, ["TERM": "dumb", "FORCE_COLOR": "3"], true, true),
    (nil, nil, ["TERM": ""], true, false),
    (.always, nil, ["NO_COLOR": "1", "TERM": "dumb"], false, true),
    (.never, .always, ["FORCE_COLOR": "1"], true, false),
    (.auto, .always, [:], false, true), (nil, .never, ["FORCE_COLOR": "1"], true, false),
    (.auto, .auto, ["NO_COLOR": "1"], true, false),
  ] as [(ColourWish?, ColourWish?, [String: String], Bool, Bool)])
func colour(
  _ flag: ColourWish?, _ setting: ColourWish?, _ variables: [String: String], _ isTerminal: Bool, _ expected: Bool
) {
  let environment = ["TERM": "xterm"].merging(variables) { $1 }
  let grounds = ColourGrounds(flag: flag, setting: setting, isTerminal: isTerminal) { environment[$0] }
  #expect(usesColour(grounds) == expected)
  var accessible = grounds
  accessible.isAccessible = true
  #expect(!usesColour(accessible))
}

@Test(
  "When signs are ASCII",
  arguments: [
    (true, [:], false), (false, [:], true), (true, ["TERM": "linux"], true), (true, ["TERM": "dumb"], true),
    (true, ["SOUNDING_ASCII": "1"], true), (true, ["SOUNDING_ASCII": "0"], false), (true, ["TERM": "xterm"], false),
  ] as [(Bool, [String: String], Bool)])
func ascii(_ isUTF8: Bool, _ variables: [String: String], _ expected: Bool) {
  #expect(usesASCII(isUTF8: isUTF8) { variables[$0] } == expected)
}

@Test(
  "What ACCESSIBLE means",
  arguments: [("1", true), ("yes", true), ("0", false), ("false", false), ("False", false), ("", false), (nil, false)]
    as [(String?, Bool)])
func accessible(_ value: String?, _ expected: Bool) {
  #expect(wantsAccessible { $0 == "ACCESSIBLE" ? value : nil } == expected)
}
