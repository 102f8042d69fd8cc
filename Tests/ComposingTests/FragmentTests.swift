import Billing
import Paper
import TestSupport
import Testing

@testable import Composing

/// Texts of a template's own: what is wrong with them, and what they become.
@Suite struct FragmentTests {
    private func read(
        _ texts: [String: String], template: String = "extends: standard\n"
    ) throws -> (template: Template?, diagnostics: [Diagnostic]) {
        let files = texts.sorted { $0.key < $1.key }.map {
            TemplateSource.File(name: "Templates/own/" + $0.key, text: $0.value)
        }
        return TemplateFile.read(
            TemplateSource(
                [
                    try ShippedTemplate.language("en-US"), try ShippedTemplate.template(),
                    .init(name: "Templates/own/template.yaml", text: template),
                ] + files), named: "own")
    }

    private func invoice(_ texts: [String: String]) throws -> Document {
        let (template, found) = try read(texts)
        #expect(found == [])
        return composeInvoice(
            SampleStatement.make(.invoice, [SampleStatement.hourly]), in: try #require(template))
    }

    /// What is set as markup, paragraph by paragraph.
    private func markup(_ document: Document) -> [String] {
        func texts(_ block: Block) -> [String] {
            switch block {
            case .paragraph(let paragraph): paragraph.isMarkup ? [paragraph.text] : []
            case .together(let blocks, _): blocks.flatMap(texts)
            default: []
            }
        }
        return document.blocks.flatMap(texts)
    }

    /// The client's name is written as if it were markup; it prints as itself.
    @Test func valuesAreFilledInAndEscaped() throws {
        let document = try invoice([
            "closing.mustache":
                "Dear <b>{{client}}</b>,\nplease pay {{amount}}\nby {{due}}.\n\nThank you."
        ])
        // 681.10 + 500.01 - 120.03
        #expect(
            markup(document) == [
                "Dear <b>Client &#60;b&#62;One&#60;/b&#62;</b>, please pay $1,061.08 "
                    + "by December 5, 2026.", "Thank you.",
            ])
    }

    /// Letters with marks of their own, line ends and what letters give a meaning are no markup either.
    @Test(arguments: [
        ("<\u{338}b", "&#60;\u{338}b"), ("a\\", "a&#92;"), ("# no heading", "&#35; no heading"),
        ("{{amount}} {{/x}}", "{{amount}} {{/x}}"),
        ("&amp; 'so' \"called\"", "&#38;amp; &#39;so&#39; &#34;called&#34;"), ("a\nb", "a b"),
        ("a\u{2028}b", "a b"), ("\u{200F}\u{202E}x", "\u{200F}\u{202E}x"),
    ])
    func whateverAValueSaysItIsNoMarkup(name: String, printed: String) throws {
        let (template, _) = try read(["opening.mustache": "{{client}}\nand on."])
        var statement = SampleStatement.make(.invoice, [SampleStatement.hourly])
        statement.billTo.name = name
        let document = composeInvoice(statement, in: try #require(template))
        #expect(markup(document) == [printed + " and on."])
    }

    @Test func sectionsAreForSomeDocumentsAlone() throws {
        let text = """
            {{#invoice}}
            Pay to:\\
            {{#payment}}{{.}}\\
            {{/payment}}
            {{/invoice}}
            {{#credit-note}}
            Nothing to pay.
            {{/credit-note}}
            {{^reference}}No reference.{{/reference}}
            """
        #expect(markup(try invoice(["closing.mustache": text])) == ["Pay to:", "Bank 123"])
        let template = try #require(try read(["closing.mustache": text]).template)
        let note = composeCreditNote(
            SampleStatement.make(.creditNote, [SampleStatement.hourly]), in: template)
        #expect(markup(note) == ["Nothing to pay."])
    }

    @Test func openingStandsAboveTheMattersAndClosingBelowTheSums() throws {
        let document = try invoice([
            "opening.mustache": "# Our work\n\nAs agreed.", "closing.mustache": "Thanks.",
        ])
        #expect(markup(document) == ["Our work", "As agreed.", "Thanks."])
        let texts = document.texts
        let places = try ["Our work", "Professional services", "Amount due", "Thanks."].map {
            try #require(texts.firstIndex(of: $0))
        }
        #expect(places == places.sorted())
    }

    @Test func theLanguagesOwnTextGoesBefore() throws {
        let texts = ["footer.en-US.mustache": "American", "footer.mustache": "Any"]
        #expect(try invoice(texts).footer.lines == ["American"])
        #expect(FragmentFile.isFragment("footer.de.mustache", in: "de"))
        #expect(!FragmentFile.isFragment("footer.de.mustache", in: "fr"))
        #expect(FragmentFile.isFragment("footer.mustache", in: "fr"))
        #expect(!FragmentFile.isFragment("footer.txt", in: "fr"))
    }

    @Test func theFooterHasItsLines() throws {
        let document = try invoice([
            "footer.mustache": "<b>{{firm}}</b> · {{title}}\\\nTax ID {{tax-id}}"
        ])
        #expect(
            document.footer.lines
                == ["<b>Hale &#38; Partners</b> · Invoice 10421", "Tax ID 98-76"])
    }

    @Test(arguments: [
        ("Dear {{clint}}", 1, 6, "nothing fills in \"clint\"", "did you mean \"client\""),
        ("a\n{{#due}}\nb", 2, 1, "the section {{#due}} is not closed", "add {{/due}}"),
        ("{{#due}}a{{/date}}", 1, 10, "{{/date}} ends the section {{#due}}", "write {{/due}}"),
        ("a{{/due}}", 1, 2, "{{/due}} ends no section", "before it"),
        ("a {{due", 1, 3, "the tag is not closed", "}} behind"),
        ("{{{client}}}", 1, 1, "would fill in a value as markup", "write {{client}}"),
        ("{{& client}}", 1, 1, "would fill in a value as markup", "write {{client}}"),
        ("{{> other}}", 1, 1, "is of no use here", "{{#name}}"),
        ("{{% CONTENT_TYPE: TEXT}}", 1, 1, "is of no use here", "{{#name}}"),
        ("{{=<% %>=}}", 1, 1, "is of no use here", "{{#name}}"),
        ("{{.}}", 1, 1, "{{.}} stands for nothing here", "{{#payment}}"),
        ("{{#invoice}}{{.}}{{/invoice}}", 1, 13, "stands for nothing", "another list"),
        ("{{payment}}", 1, 1, "payment has several lines", "{{#payment}}{{.}}"),
        ("{{invoice}}", 1, 1, "has no text of its own", "{{#invoice}}"),
        ("a <b>b\nc</b>", 1, 3, "<b> is not closed on its line", "before the line ends"),
        ("<b><i>a</b></i>", 1, 8, "</b> stands where <i> is open", "write </i> first"),
        ("a</b>", 1, 2, "</b> closes nothing", "before it"),
        (
            "{{#due}}<b>a{{/due}}</b>", 1, 9, "<b> is not closed within its section",
            "write </b> before {{/due}}"
        ),
        ("<u>a</u>", 1, 1, "<u> is no element of fragments", "<b>, <i>"),
        ("a < b", 1, 3, "\"<\" begins no element", "&lt;"),
        ("a > b", 1, 3, "\">\" stands alone", "&gt;"),
        ("Roe & Partners", 1, 5, "\"&\" stands alone", "&amp;"),
        ("<span font='Arial'>a</span>", 1, 1, "has attributes", "foreground"),
        ("<b class='x'>a</b>", 1, 1, "has attributes", "without attributes"),
    ])
    func whatIsWrongIsToldWithItsPlace(
        text: String, line: Int, column: Int, fact: String, remedy: String
    ) throws {
        let (template, found) = try read(["closing.mustache": text])
        #expect(template == nil)
        let told = try #require(found.first)
        #expect(told.code == .fragmentUnreadable)
        #expect(told.fact.contains(fact))
        #expect(told.remedy?.contains(remedy) == true)
        #expect(
            told.place
                == Place(file: "Templates/own/closing.mustache", line: line, column: column))
    }

    @Test func whatIsSoundPasses() throws {
        let text = """
            {{! For whoever reads the file. }}
            <b>{{client}}</b> &amp; <i>others</i>: <small>small</small>, <big>big</big>
            {{#due}}<span foreground="#7a1f1f">due {{due}}</span>{{/due}}{{^due}}at once{{/due}}

            {{# address }}{{ . }}\\
            {{/ address }}
            """
        #expect(try read(["closing.mustache": text]).diagnostics == [])
    }

    @Test func aFileThatNothingPrintsIsTold() throws {
        let unknown = try read(["closnig.mustache": "x"]).diagnostics
        #expect(unknown.map(\.code) == [.fragmentUnknown])
        #expect(unknown.first?.place?.file == "Templates/own/closnig.mustache")
        #expect(unknown.first?.remedy?.contains("\"closing\"") == true)
        let unprinted = try read(
            ["closing.mustache": "x"],
            template: "layout: {sections: [letterhead, address, matters, sums]}\n"
        ).diagnostics
        #expect(unprinted.map(\.code) == [.fragmentUnknown])
        #expect(unprinted.first?.remedy?.contains("layout.sections") == true)
    }
}
