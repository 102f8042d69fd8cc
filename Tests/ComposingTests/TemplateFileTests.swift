import Billing
import Composing
import Paper
import Testing

@Suite struct TemplateFileTests {
    private func read(_ text: String) -> (template: Template?, diagnostics: [Diagnostic]) {
        guard let language = try? ShippedTemplate.language("en-US") else { return (nil, []) }
        let file = TemplateSource.File(name: "template.yaml", text: text)
        return TemplateFile.read(TemplateSource([language, file]), named: "own")
    }

    /// The shipped template with one line changed, and the number of that line.
    private func changing(_ old: String, to new: String) throws -> (text: String, line: Int) {
        let text = try ShippedTemplate.text()
        let parts = text.split(separator: old, omittingEmptySubsequences: false)
        let first = try #require(parts.first)
        try #require(parts.count == 2, "\"\(old)\" stands once in the template")
        let line = first.count { $0.isNewline } + old.prefix { $0.isNewline }.count + 1
        return (parts.joined(separator: new), line)
    }

    @Test func theShippedTemplateReadsWithoutADiagnostic() throws {
        let text = try ShippedTemplate.text()
        let (template, found) = read(text)
        #expect(found == [])
        let read = try #require(template)
        #expect(read.name == "own")
        #expect(
            read.source.files.map(\.name) == ["Templates/languages/en-US.yaml", "template.yaml"])
        #expect(read.source.files.last?.bytes == Array(text.utf8))
        #expect(read.papers["letter"]?.width == 612)
        #expect(read.papers["a4"]?.height == 841.89)
        #expect(read.invoiceMargins.right == 58)
        #expect(read.proformaMargins.right == 118)
        #expect(read.words.labels.count == Label.allCases.count)
        #expect(read.columns.count == Template.ColumnRole.allCases.count)
        #expect(read.rules.count == Template.RuleRole.allCases.count)
        #expect(read.styles.names == Template.Role.allCases.map(\.rawValue))
        #expect(read.dates.months.count == 12)
        #expect(read.figures.symbols["USD"] == "$")
    }

    @Test func proFormasLeaveRoomForAPen() throws {
        let template = try #require(try ShippedTemplate.read())
        let narrative = try #require(template.styles.id("narrative"))
        let footer = try #require(template.styles.id("footer"))
        #expect(template.styles[narrative].leading == 12.4)
        // 12.4 × 1.22 = 15.128
        #expect(abs(template.proformaStyles[narrative].leading - 15.128) < 0.000_1)
        #expect(template.proformaStyles[footer].leading == template.styles[footer].leading)
    }

    @Test func stylesAreReadWithTheirFontsAndColours() throws {
        let template = try #require(try ShippedTemplate.read())
        let total = template.styles[try #require(template.styles.id("total"))]
        #expect(total.isBold)
        #expect(total.families.first == "Linux Libertine O")
        #expect(total.families.count == 5)
        #expect(total.colour == Colour(red: 0x16, green: 0x18, blue: 0x1D))
        let heading = template.styles[try #require(template.styles.id("heading"))]
        #expect(heading.hasSmallCapitals)
        #expect(heading.tracking == 0.5)
    }

    @Test func lengthsMayBeWrittenInMillimetres() throws {
        let (text, _) = try changing("details: 264", to: "details: 25.4mm")
        let width = try #require(read(text).template?.columns[.details])
        #expect(abs(width - 72) < 0.000_1)
    }

    @Test(
        "what is wrong is reported with its line",
        arguments: [
            Fault(
                "tables:\n", to: "labels: {remarx: Remarks}\ntables:\n", .settingUnknown,
                "\"labels.remarx\" is not a known setting"),
            Fault(
                "# Invoices\n", to: "# Invoices\nmargin: 3\n", .settingUnknown,
                "\"margin\" is not a known setting", after: 1),
            Fault(
                "  tick: {font: text, size: 7.4,", to: "  tick: {font: text, size: 7.4, bald: yes,",
                .settingUnknown, "\"styles.tick.bald\" is not a known setting"),
            Fault(
                "leading: 10, colour: muted", to: "leading: 10, colour: mutde",
                .settingUnreadable, "\"mutde\" is not defined in this template"),
            Fault(
                "label: {font: text, size: 9", to: "label: {font: sans, size: 9",
                .settingUnreadable, "\"sans\" is not defined in this template"),
            Fault(
                "cut: {weight: 0.5, colour: line", to: "cut: {weight: 0.5, colour: lines",
                .settingUnreadable, "\"lines\" is not defined in this template"),
            Fault(
                "ink: \"#16181d\"", to: "ink: \"#16181g\"", .settingUnreadable,
                "\"colours.ink\" cannot be \"#16181g\"", more: true),
            Fault(
                "details: 264", to: "details: wide", .settingUnreadable,
                "\"columns.details\" cannot be \"wide\""),
            Fault(
                "small-capitals: yes, tracking: 0.4", to: "small-capitals: perhaps, tracking: 0.4",
                .settingUnreadable, "\"styles.firm.small-capitals\" cannot be \"perhaps\""),
        ])
    func faults(_ fault: Fault) throws {
        let (text, line) = try changing(fault.old, to: fault.new)
        let (template, found) = read(text)
        #expect(template == nil)
        let first = try #require(found.first)
        #expect(first.severity == .error)
        #expect(first.code == fault.code)
        #expect(first.fact == fault.fact)
        #expect(first.place?.file == "template.yaml")
        #expect(first.place?.line == line + fault.after)
        #expect(first.remedy?.isEmpty == false)
        // A colour that is refused is missing wherever it is used.
        if !fault.more { #expect(found.count == 1) }
    }

    @Test(
        "what is missing is named",
        arguments: [
            ("  strong: {weight: 1, colour: accent}\n", "\"rules.strong\" is missing"),
            ("  details: 264\n", "\"columns.details\" is missing"),
            (
                "  banner: {font: text, size: 11, leading: 14, colour: accent, bold: yes}\n",
                "\"styles.banner\" is missing"
            ),
            (
                "margins: {top: 50, right: 58, bottom: 64, left: 58}\n", "\"margins\" is missing"
            ),
        ])
    func missing(_ line: String, _ fact: String) throws {
        let (text, _) = try changing(line, to: "")
        let (template, found) = read(text)
        #expect(template == nil)
        #expect(found.map(\.code) == [.settingMissing])
        #expect(found.map(\.fact) == [fact])
    }

    @Test func everythingIsReportedInOneRun() throws {
        var text = try changing("details: 264", to: "details: wide").text
        text = text.replacing("ink: \"#16181d\"", with: "ink: blue")
        text = text.replacing("  strong: {weight: 1, colour: accent}\n", with: "")
        #expect(read(text).diagnostics.count == 3)
    }

    @Test func textThatIsNoYamlIsRefused() {
        let (template, found) = read("papers: [\n")
        #expect(template == nil)
        #expect(found.map(\.code) == [.yamlUnreadable])
    }
}

/// A change to the shipped template that breaks it, and what is said of it.
struct Fault: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var code: Diagnostic.Code
    var fact: String
    /// Lines between the changed one and the one that is reported.
    var after: Int
    /// Whether other reports follow from this one.
    var more: Bool

    init(
        _ old: String, to new: String, _ code: Diagnostic.Code, _ fact: String, after: Int = 0,
        more: Bool = false
    ) {
        self.old = old
        self.new = new
        self.code = code
        self.fact = fact
        self.after = after
        self.more = more
    }

    var testDescription: String { fact }
}
