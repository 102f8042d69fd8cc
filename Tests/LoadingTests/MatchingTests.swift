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

    @Test func onlyEligibleRecordsMatch() {
        #expect(directory.match("Acme") { $0.text == "C2" } == .found(ClientID("C2")))
        #expect(directory.match("C1") { $0.text == "C2" } == .none)
    }

    @Test func suggestionsShowNameAndID() {
        #expect(
            directory.suggestion(for: "Acme Holdngs") == "did you mean Acme Holdings (C1)?")
        #expect(directory.suggestion(for: "zzzzzz") == nil)
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
}
