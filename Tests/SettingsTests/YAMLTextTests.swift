import Billing
import Settings
import Testing

@Suite struct YAMLTextTests {
    @Test(arguments: [
        ("name: \"Acme\nnext: b\n", 3), ("a: b\n\tc: d\n", 2), ("a: [1, 2\nb: c\n", 2),
        ("a: b: c\n", 1), ("x: 1\ny: 2\nx: 3\n", 1), ("a: 1\n---\nb: 2\n", 2),
    ])
    func brokenYAMLIsReportedWithItsLine(_ text: String, _ line: Int) {
        var settings = SettingsReader(text: text, file: "firm.yaml")
        #expect(!settings.isReadable)
        let found = settings.finish()
        #expect(found.map(\.code) == [.yamlUnreadable])
        #expect(found.first?.place?.line == line)
        #expect((found.first?.place?.column ?? 0) >= 1)
    }

    @Test func controlCharactersAreReported() {
        var settings = SettingsReader(text: "a: b\nc: \u{1}\n", file: "f")
        let found = settings.finish()
        #expect(found.map(\.code) == [.yamlUnreadable])
        #expect(found.first?.place?.line == 2)
    }
}
