import Billing
import Loading
import Testing

@Suite struct MatchingTests {
    private var directory: Directory<ClientID> {
        var directory = Directory<ClientID>()
        directory.add(ClientID("C1"), text: "C1", name: "Acme Holdings", aliases: ["Acme", "C9"])
        directory.add(ClientID("C2"), text: "C2", name: "Beta LLC", aliases: ["Acme"])
        directory.add(ClientID("C9"), text: "C9", name: "Beta LLC", aliases: [])
        return directory
    }

    @Test(
        arguments: [
            ("C1", .found(ClientID("C1"))), ("c1", .found(ClientID("C1"))),
            (" acme   HOLDINGS ", .found(ClientID("C1"))), ("C9", .found(ClientID("C9"))),
            ("Acme", .several([ClientID("C1"), ClientID("C2")])),
            ("beta llc", .several([ClientID("C2"), ClientID("C9")])), ("Gamma", .none),
        ] as [(String, Directory<ClientID>.Match)])
    func idBeatsNameBeatsAlias(_ text: String, _ expected: Directory<ClientID>.Match) {
        #expect(directory.match(text) == expected)
    }

    /// A blank and an accent are one character, and still a blank.
    @Test(arguments: ["a \u{301}b", " \u{301}", "É  \u{308} ", "\u{A0}\u{301}\u{A0}"])
    func whatIsFoldedStaysSo(_ name: String) {
        let once = folded(name)
        #expect(Array(folded(once).unicodeScalars) == Array(once.unicodeScalars))
        #expect(!once.unicodeScalars.starts(with: " ".unicodeScalars))
        #expect(folded("\t" + name + " ") == once)
    }

    @Test func onlyEligibleRecordsMatch() {
        #expect(directory.match("Acme") { $0.text == "C2" } == .found(ClientID("C2")))
        #expect(directory.match("C1") { $0.text == "C2" } == .none)
    }

    @Test func suggestionsShowNameAndID() {
        #expect(
            directory.suggestion(for: "Acme Holdngs") == "did you mean Acme Holdings (C1)?")
        #expect(directory.suggestion(for: "zzzzzz") == nil)
    }

    @Test func aSwapOfNeighboursIsOneSlip() {
        var directory = Directory<ClientID>()
        // "Acme Holdigs" is two letters away from what was written, "Acme Holdings" one swap.
        directory.add(ClientID("C1"), text: "C1", name: "Acme Holdogs", aliases: [])
        directory.add(ClientID("C2"), text: "C2", name: "Acme Holdings", aliases: [])
        #expect(
            directory.suggestion(for: "Acme Holdigns") == "did you mean Acme Holdings (C2)?")
    }

    @Test func upToThreeAreNamedThatAreEquallyNear() {
        var directory = Directory<ClientID>()
        for (id, name) in [("A", "Cast"), ("B", "Case"), ("C", "Cash"), ("D", "Cart")] {
            directory.add(ClientID(id), text: id, name: name, aliases: [name + " & Co"])
        }
        #expect(
            directory.suggestion(for: "Casx")
                == "did you mean Cast (A), Case (B) or Cash (C)?")
        #expect(
            directory.suggestion(for: "Casx") { $0.text > "B" } == "did you mean Cash (C)?")
        #expect(directory.suggestion(for: "Carts") == "did you mean Cart (D)?")
    }

    @Test func aShortFormIsNamedWhereNothingIsNear() {
        var directory = Directory<ClientID>()
        directory.add(ClientID("C1"), text: "C1", name: "Acme Holdings", aliases: [])
        directory.add(ClientID("C2"), text: "C2", name: "Acme Shipping", aliases: [])
        #expect(
            directory.suggestion(for: "ACME")
                == "did you mean Acme Holdings (C1) or Acme Shipping (C2)?")
    }

    /// The nearest is found wherever it stands.
    @Test func aNameIsFoundAmongAFewThousand() {
        var directory = Directory<ClientID>()
        for number in 0..<5_000 {
            let letters = String(number, radix: 26, uppercase: true)
            directory.add(
                ClientID("C\(number)"), text: "C\(number)", name: "\(letters) Trading of Anytown",
                aliases: [])
        }
        directory.add(ClientID("Z"), text: "Z", name: "Whitcombe & Daughters", aliases: [])
        for _ in 0..<3 {
            #expect(
                directory.suggestion(for: "Whitcombe & Duaghters")
                    == "did you mean Whitcombe & Daughters (Z)?")
        }
    }

    @Test func anIDIsTakenOnce() {
        var directory = directory
        let isNew = directory.add(ClientID("c1"), text: "c1", name: "Other", aliases: [])
        #expect(!isNew)
    }

    @Test func foldingCollapsesWhiteSpace() {
        #expect(folded("  Acme\u{A0}\t  HOLDINGS\n") == "acme holdings")
        #expect(folded("E\u{301}t\u{E9}") == folded("\u{C9}te\u{301}"))
    }

    @Test(
        arguments: [
            // Full-width letters and an ideographic space.
            ("\u{FF21}\u{FF23}\u{FF2D}\u{FF25}\u{3000}Holdings", "acme holdings"),
            // Half-width kana, with its voicing mark apart.
            ("\u{FF76}\u{FF9E}\u{FF72}\u{FF84}\u{FF9E}", "\u{30AC}\u{30A4}\u{30C9}"),
            ("Mu\u{308}ller", "M\u{FC}ller"), ("Stra\u{DF}e", "STRASSE"),
            // Sigma at the end of a word has a form of its own.
            ("\u{39F}\u{394}\u{39F}\u{3A3}", "\u{3BF}\u{3B4}\u{3BF}\u{3C2}"),
            ("Acme\u{2003}Holdings\u{202F}\u{2009}Ltd\u{A0}", "acme holdings ltd"),
            ("Ac\u{200B}me\u{FEFF} Hold\u{AD}ings", "Acme Holdings"),
            ("O\u{2019}Brien\u{2010}Smith", "o'brien-smith"),
        ])
    func foldingSeesOneName(_ left: String, _ right: String) {
        #expect(folded(left) == folded(right))
    }

    @Test(arguments: [
        ("M\u{FC}ller", "Muller"), ("Acme Holdings", "AcmeHoldings"), ("Co. 2", "Co. \u{B2}"),
    ])
    func foldingKeepsWhatIsAnotherName(_ left: String, _ right: String) {
        #expect(folded(left) != folded(right))
    }
}
