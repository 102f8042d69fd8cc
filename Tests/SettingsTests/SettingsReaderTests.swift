import Billing
import Settings
import Testing

@Suite struct SettingsReaderTests {
    @Test func unknownKeysAreReportedWithTheNearest() {
        var settings = SettingsReader(text: "name: Acme\ncurency: USD\n", file: "firm.yaml")
        #expect(settings.string("name") == "Acme")
        #expect(settings.string("currency") == nil)
        let found = settings.finish()
        #expect(found.map(\.code) == [.settingUnknown])
        #expect(found.first?.place == Place(file: "firm.yaml", line: 2, column: 1))
        #expect(found.first?.remedy == "did you mean \"currency\"?")
    }

    @Test func missingAndBlankKeysAreReportedWhereTheyBelong() {
        var settings = SettingsReader(text: "name:\ntime:\n  rounding: up\n", file: "f")
        _ = settings.string("name", required: true)
        _ = settings.string("paper", required: true)
        settings.mapping("time") { time in
            _ = time.string("rounding")
            _ = time.string("increment", required: true)
        }
        let found = settings.finish()
        #expect(found.map(\.code) == [.settingMissing, .settingMissing, .settingMissing])
        #expect(found.map(\.place?.line) == [0, 1, 3])
        #expect(found.last?.fact == "\"time.increment\" is missing")
    }

    @Test func nestedMappingsReportTheirOwnUnknownKeys() {
        let text = "taxes:\n  - {code: a, nam: x}\n  - {code: b}\n"
        var settings = SettingsReader(text: text, file: "f")
        let codes = settings.mappings("taxes") { tax -> String? in
            _ = tax.string("name")
            return tax.string("code")
        }
        #expect(codes == ["a", "b"])
        let found = settings.finish()
        #expect(found.map(\.code) == [.settingUnknown])
        #expect(found.first?.fact == "\"taxes (item 1).nam\" is not a known setting")
        #expect(found.first?.place == Place(file: "f", line: 2, column: 15))
    }

    @Test func keysComeInTheOrderOfTheFile() {
        var settings = SettingsReader(text: "fonts:\n  z: 1\n  a: 2\n  m: 3\n", file: "f")
        let keys = settings.mapping("fonts") { fonts -> [String] in
            for key in fonts.keys { _ = fonts.points(key) }
            return fonts.keys
        }
        #expect(keys == ["z", "a", "m"])
        #expect(settings.finish().isEmpty)
    }

    /// Of settings that exclude each other: those that say something count, and all are known.
    @Test func whatIsWrittenOfSeveralKeysIsToldInTheOrderOfTheFile() {
        let text = "band:\n  tiers: [1]\n  amount:\n  percent: 5\n"
        var settings = SettingsReader(text: text, file: "f")
        let written = settings.mapping("band") { band in
            #expect(band.place == Place(file: "f", line: 2, column: 3))
            return band.written(of: ["percent", "amount", "tiers", "stages"])
        }
        #expect(written == ["tiers", "percent"])
        #expect(settings.finish().isEmpty)
    }

    @Test func wrongShapesAreReported() {
        let text = "name: [a]\ntime: 6\ntaxes: {a: b}\n"
        var settings = SettingsReader(text: text, file: "f")
        _ = settings.string("name")
        settings.mapping("time") { _ in }
        _ = settings.mappings("taxes") { _ in 1 }
        #expect(settings.shape(of: "name") == .list)
        #expect(settings.shape(of: "time") == .text)
        #expect(settings.shape(of: "taxes") == .mapping)
        #expect(settings.finish().map(\.code) == Array(repeating: .settingUnreadable, count: 3))
    }

    @Test func aTextThatIsNoMappingSaysSoOnce() {
        var settings = SettingsReader(text: "- a\n- b\n", file: "f")
        #expect(!settings.isReadable)
        _ = settings.string("name", required: true)
        #expect(settings.finish().map(\.code) == [.settingUnreadable])
    }

    @Test func anEmptyFileLacksWhatIsRequired() {
        var settings = SettingsReader(text: "# nothing\n", file: "f")
        #expect(settings.isReadable)
        _ = settings.string("name", required: true)
        #expect(settings.finish().map(\.code) == [.settingMissing])
    }

    @Test func bytesMustBeUTF8() {
        var settings = SettingsReader(bytes: Array("a: b\nc: ".utf8) + [0xE9], file: "f")
        _ = settings.string("a", required: true)
        let found = settings.finish()
        #expect(found.map(\.code) == [.fileNotUTF8])
        #expect(found.first?.place == Place(file: "f", line: 2, column: 4))
    }
}
