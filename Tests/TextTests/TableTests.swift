import Testing
import Text

private let people = TextTable(
  header: ["Name", "Stance", "Votes"],
  rows: [["山田", "for", "12"], ["Ann", "against it until the risks are known", "3"], ["Bo"]],
  alignments: [.leading, .leading, .trailing])

@Test("Columns line up by display width, long cells wrap, the widest column gives way")
func tableLines() {
  #expect(
    people.lines(width: 32) == [
      "Name  Stance               Votes",
      "山田  for                     12",
      "Ann   against it until         3",
      "      the risks are known",
      "Bo",
    ])
}

@Test("A table that fits keeps its natural width")
func naturalWidth() {
  #expect(TextTable(header: ["A", "B"], rows: [["1", "2"]]).lines(width: 72) == ["A  B", "1  2"])
  #expect(TextTable(header: ["", ""], rows: [["1", "2"]]).lines(width: 72) == ["1  2"])
}

@Test("Read aloud, a table is names and values")
func spoken() {
  #expect(
    people.spokenLines() == [
      "Name: 山田", "Stance: for", "Votes: 12", "", "Name: Ann", "Stance: against it until the risks are known",
      "Votes: 3", "", "Name: Bo",
    ])
}

@Test("A table survives any width", arguments: -1...60)
func anyWidth(_ width: Int) {
  let lines = people.lines(width: width)
  #expect(lines.joined().contains("山田"))
  #expect(width < 20 || lines.allSatisfy { displayWidth($0) <= width })
}

@Test("Signs have ASCII forms; letters stay")
func signs() {
  #expect(asciiGlyphs("✓ Q3 › 2–5 … Zoë 日") == "ok Q3 > 2-5 ... Zoë 日")
  #expect((StyledText("✓", .ok) + " saved…").asciiGlyphs == StyledText("ok", .ok) + " saved...")
}
