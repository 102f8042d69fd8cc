import Settings
import Testing

@Suite struct NearestTests {
    @Test(
        arguments: [
            ("Acme Holdngs", ["Beta LLC", "Acme Holdings"], "Acme Holdings"),
            ("currnecy", ["name", "currency"], "currency"),
            ("JQD", ["JDQ", "ABC"], "JDQ"),
            ("ACME", ["acme"], "acme"),
            ("Acme", ["Beta", "Acme Holdings"], "Acme Holdings"),
            ("zzz", ["currency", "paper"], nil),
            ("", ["a"], nil),
            ("a", [], nil),
        ] as [(String, [String], String?)])
    func findsWhatWasMeant(_ name: String, _ candidates: [String], _ expected: String?) {
        #expect(nearest(name, among: candidates) == expected)
    }

    @Test(arguments: [
        ("kitten", "sitting", 3), ("ab", "ba", 1), ("", "abc", 3), ("same", "same", 0),
        ("abc", "", 3), ("flat", "falt", 1),
    ])
    func countsEdits(_ left: String, _ right: String, _ expected: Int) {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        #expect(editDistance(left, right, upTo: 9) == expected)
        if expected > 0 {
            #expect(editDistance(left, right, upTo: expected - 1) == nil)
        }
    }

    @Test func firstWinsATie() {
        #expect(nearest("cat", among: ["bat", "hat"]) == "bat")
    }
}
