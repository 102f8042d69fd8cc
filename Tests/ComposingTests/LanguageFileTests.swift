import Billing
import Foundation
import Paper
import TestSupport
import Testing

@testable import Composing

/// The files of words: complete, alike, and written as each language writes figures and dates.
@Suite struct LanguageFileTests {
    static let shipped = ["ar", "de", "en-GB", "en-US", "es", "fr", "he", "it", "nl", "pt"]

    private func words(_ name: String) throws -> Words {
        try #require(try ShippedTemplate.read(in: name)).words
    }

    private func names(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
            part in
            part.split(separator: "}", omittingEmptySubsequences: false).first.map(String.init)
        }.sorted()
    }

    @Test func theFolderHasTheLanguagesThatTheDocumentationNames() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            atPath: file.appendingPathComponent("Templates/languages").path)
        #expect(files.sorted() == Self.shipped.map { $0 + ".yaml" })
        let page = try ShippedTemplate.text(of: "Documentation/languages.md")
        for name in Self.shipped { #expect(page.contains("`\(name)`")) }
    }

    /// What is filled in must have its place in each language, and nothing else stands in braces.
    @Test(arguments: shipped)
    func everyTextFillsInWhatTheEnglishOneDoes(_ name: String) throws {
        let (own, english) = (try words(name), try words("en-US"))
        #expect(own.language == name)
        for label in Label.allCases {
            let text = try #require(own.labels[label], "\(label)")
            #expect(names(in: text) == names(in: english.labels[label] ?? ""), "\(label)")
        }
        #expect(Set(own.items.values).count == FeeItem.Kind.allCases.count)
        #expect(own.steps.count == WorkingStep.Name.allCases.count)
        #expect(own.steps.values.allSatisfy { names(in: $0).isEmpty })
        #expect(Set(own.dates.months).count == 12)
    }

    /// What was put together of isolates has no direction of its own: it has the page's.
    @Test func whatIsFilledInTwiceReadsFromTheRight() throws {
        let words = try words("he")
        let name = words.text(.named, [("name", "תביעה"), ("text", "שירותים")])
        #expect(words.text(.continued, [("name", name)]).hasPrefix("\u{2067}\u{2068}תביעה"))
    }

    @Test func onlyHebrewAndArabicReadFromTheRight() throws {
        let fromRight = try Self.shipped.filter { try words($0).direction == .rightToLeft }
        #expect(fromRight == ["ar", "he"])
    }

    @Test(
        "figures are written as the language writes them",
        arguments: [
            // 1,234,567.89; 1,234.50 below zero; 12.5 percent; 1,234.50 euros; of francs, below zero.
            (
                "en-US",
                ["1,234,567.89", "(1,234.50)", "12.5\u{A0}%", "€1,234.50", "(CHF\u{A0}0.05)"]
            ),
            ("en-GB", ["1,234,567.89", "(1,234.50)", "12.5%", "€1,234.50", "(CHF\u{A0}0.05)"]),
            (
                "fr",
                [
                    "1\u{202F}234\u{202F}567,89", "–1\u{202F}234,50", "12,5\u{A0}%",
                    "1\u{202F}234,50\u{A0}€", "–0,05\u{A0}CHF",
                ]
            ),
            (
                "de",
                [
                    "1.234.567,89", "–1.234,50", "12,5\u{A0}%", "1.234,50\u{A0}€",
                    "–0,05\u{A0}CHF",
                ]
            ),
            (
                "es",
                [
                    "1.234.567,89", "–1.234,50", "12,5\u{A0}%", "1.234,50\u{A0}€",
                    "–0,05\u{A0}CHF",
                ]
            ),
            ("it", ["1.234.567,89", "–1.234,50", "12,5%", "1.234,50\u{A0}€", "–0,05\u{A0}CHF"]),
            ("nl", ["1.234.567,89", "–1.234,50", "12,5%", "€\u{A0}1.234,50", "–CHF\u{A0}0,05"]),
            ("pt", ["1.234.567,89", "–1.234,50", "12,5%", "1.234,50\u{A0}€", "–0,05\u{A0}CHF"]),
            ("he", ["1,234,567.89", "(1,234.50)", "12.5%", "€1,234.50", "(CHF\u{A0}0.05)"]),
            ("ar", ["1,234,567.89", "(1,234.50)", "12.5%", "€1,234.50", "(CHF\u{A0}0.05)"]),
        ])
    func figures(_ name: String, _ texts: [String]) throws {
        let figures = try words(name).figures
        let euro = try #require(Currency(code: "EUR"))
        let franc = try #require(Currency(code: "CHF"))
        let written = [
            figures.amount(Money(minorUnits: 123_456_789, euro)).text,
            figures.amount(Money(minorUnits: -123_450, euro)).text,
            figures.percent(Percent(thousandths: 12_500)),
            figures.total(Money(minorUnits: 123_450, euro)).text,
            figures.total(Money(minorUnits: -5, franc)).text,
        ]
        #expect(written == texts)
        // The point that columns are aligned on is where the decimal sign stands.
        for money in [Money(minorUnits: -123_450, euro), Money(minorUnits: 5, franc)] {
            for figure in [figures.amount(money), figures.total(money)] {
                let tail = figure.point.map { String(figure.text.utf8.dropFirst($0)) ?? "" }
                #expect(tail?.hasPrefix(figures.decimal) == true, "\(figure.text)")
            }
        }
    }

    @Test(
        "dates are written as the language writes them",
        arguments: [
            ("en-US", "10/31/2026", "October 31, 2026", "March 1, 2026"),
            ("en-GB", "31/10/2026", "31 October 2026", "1 March 2026"),
            ("fr", "31/10/2026", "31 octobre 2026", "1er mars 2026"),
            ("de", "31.10.2026", "31. Oktober 2026", "1. März 2026"),
            ("es", "31/10/2026", "31 de octubre de 2026", "1 de marzo de 2026"),
            ("it", "31/10/2026", "31 ottobre 2026", "1º marzo 2026"),
            ("nl", "31-10-2026", "31 oktober 2026", "1 maart 2026"),
            ("pt", "31/10/2026", "31 de outubro de 2026", "1 de março de 2026"),
            ("he", "31/10/2026", "31 באוקטובר 2026", "1 במרץ 2026"),
            ("ar", "31/10/2026", "31 أكتوبر 2026", "1 مارس 2026"),
        ])
    func dates(_ name: String, _ short: String, _ long: String, _ first: String) throws {
        let dates = try words(name).dates
        #expect(dates.short(day("2026-10-31")) == short)
        #expect(dates.long(day("2026-10-31")) == long)
        #expect(dates.long(day("2026-03-01")) == first)
    }

    @Test func namesThatNobodyGaveAreInTheLanguageToo() throws {
        let german = try #require(try ShippedTemplate.read(in: "de"))
        #expect(german.own("Instalment 3 of 12") == "Rate 3 von 12")
        #expect(german.own("Hourly") == "Nach Zeitaufwand")
        #expect(german.own("Instalment of 12") == "Instalment of 12")
        #expect(german.own("Due diligence") == "Due diligence")
        let english = try #require(try ShippedTemplate.read())
        for name in ["Instalment 3 of 12", "Hourly", "Fixed fee", "Blended rate"] {
            #expect(english.own(name) == name)
        }
    }

    /// Put among words that read from the right, a percentage or a name keeps its order.
    @Test func whatIsFilledInIsKeptApartWhereWordsReadFromTheRight() throws {
        let hebrew = try #require(try ShippedTemplate.read(in: "he"))
        #expect(
            hebrew.text(.percentOf, ("percent", "8.5%"), ("base", "100.00"))
                == "\u{2066}8.5%\u{2069} מתוך \u{2066}100.00\u{2069}")
        #expect(
            hebrew.text(.totalMatter, ("matter", "M-1 (old)"))
                == "סך הכול תיק \u{2068}M-1 (old)\u{2069}")
        let french = try #require(try ShippedTemplate.read(in: "fr"))
        #expect(french.named("Remise", "fidélité") == "Remise\u{A0}: fidélité")
    }

    // MARK: Faults

    private func read(
        _ english: String, then own: String? = nil
    ) throws -> (template: Template?, diagnostics: [Diagnostic]) {
        let name = ShippedTemplate.languageFile("en-US")
        let files = [english, own].compactMap(\.self).map {
            TemplateSource.File(name: name, text: $0)
        }
        return TemplateFile.read(
            TemplateSource(files + [try ShippedTemplate.template()]), named: "standard")
    }

    private func english() throws -> String {
        try ShippedTemplate.text(of: ShippedTemplate.languageFile("en-US"))
    }

    @Test(
        "what is missing or wrong is named",
        arguments: [
            ("  enclosed: Amount enclosed\n", "", "\"labels.enclosed\" is missing"),
            ("  set-fee: Adjustment to an agreed total\n", "", "\"items.set-fee\" is missing"),
            ("  forfeited: Given up\n", "", "\"steps.forfeited\" is missing"),
            (", December]", "]", "a year has twelve months, and 11 are named"),
            (
                "negative: \"({figure})\"", "negative: minus",
                "\"minus\" does not say where the figure stands"
            ),
            ("  due: Due\n", "  due: Due\n  dew: Due\n", "\"labels.dew\" is not a known setting"),
            ("dates:\n", "direction: left\ndates:\n", "\"direction\" cannot be \"left\""),
        ])
    func faults(_ old: String, _ new: String, _ fact: String) throws {
        let (template, found) = try read(try english().replacing(old, with: new))
        #expect(template == nil)
        #expect(found.map(\.fact) == [fact])
        #expect(found.first?.place?.file == "Templates/languages/en-US.yaml")
        #expect(found.first?.remedy?.isEmpty == false)
    }

    @Test func aFirmsOwnFileSaysOnlyWhatDiffers() throws {
        let own = "labels: {invoice: Fee note}\nfigures: {symbols: {CHF: Fr.}}\n"
        let template = try #require(try read(try english(), then: own).template)
        #expect(template.text(.invoice) == "Fee note")
        #expect(template.text(.due) == "Due")
        let franc = try #require(Currency(code: "CHF"))
        #expect(template.figures.total(Money(minorUnits: 100, franc)).text == "Fr.1.00")
        #expect(template.figures.total(usd(100)).text == "$1.00")
    }
}
