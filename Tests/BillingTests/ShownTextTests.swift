import Billing
import Testing

@Suite struct ShownTextTests {
    private func shown(_ cell: String) -> String {
        Diagnostic(.matterUnknown, at: nil, "no matter \"\(cell)\" is known").shownFact
    }

    @Test(arguments: [
        ("\u{1B}[31mLease\u{1B}[0m", "\\u{1B}[31mLease\\u{1B}[0m"), ("M1\nM2", "M1\\nM2"),
        ("a\r\nb", "a\\r\\nb"), ("\u{7}\u{7F}\u{9B}", "\\u{07}\\u{7F}\\u{009B}"),
        ("a\u{202E}b\u{2066}", "a\\u{202E}b\\u{2066}"), ("é 漢字 ‏שלום", "é 漢字 ‏שלום"),
        ("C:\\temp", "C:\\temp"),
    ])
    func nothingInACellReachesTheTerminal(_ cell: String, _ expected: String) {
        #expect(shown(cell) == "no matter \"\(expected)\" is known")
    }

    @Test func longCellsAreCutAndOurOwnWordsAreNot() {
        let long = String(repeating: "漢", count: 61)
        #expect(shown(String(long.dropLast())) == "no matter \"\(long.dropLast())\" is known")
        #expect(shown(long) == "no matter \"\(long.dropLast())…\" is known")
        let words = String(repeating: "words ", count: 20)
        #expect(shownText(words + "\"x\"" + words) == words + "\"x\"" + words)
    }

    @Test func theFactItselfKeepsWhatTheCellHolds() {
        let diagnostic = Diagnostic(
            .matterUnknown, at: nil, "no \"\u{1B}\"", remedy: "did you mean \"a\nb\"?")
        #expect(diagnostic.fact == "no \"\u{1B}\"")
        #expect(diagnostic.shownRemedy == "did you mean \"a\\nb\"?")
    }
}
