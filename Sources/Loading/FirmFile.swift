import Billing
import Foundation
import Settings

/// firm.yaml: who bills, and the firm's defaults.
enum FirmFile {
    static let name = "firm.yaml"

    /// Nil where the file is no YAML at all; a setting that cannot be read keeps its default.
    /// `languages` are those that there are; nil where that is not known.
    static func read(
        _ bytes: [UInt8], languages: [String]? = nil, letters: [String: Letter] = [:]
    ) -> (firm: Firm?, diagnostics: [Diagnostic]) {
        var settings = SettingsReader(bytes: bytes, file: name)
        guard settings.isReadable else { return (nil, settings.finish()) }
        var firm = read(&settings, letters)
        if let language = settings.string("language") {
            firm.language = language
            if let fault = UnknownLanguage(language, among: languages) {
                settings.refuse(
                    "language", as: .languageUnknown, fault.fact, remedy: fault.remedy)
            }
        }
        firm.translations = translations(&settings, languages)
        return (firm, settings.finish())
    }

    private static func read(
        _ settings: inout SettingsReader, _ letters: [String: Letter]
    ) -> Firm {
        var firm = Firm(name: settings.string("name", required: true) ?? "")
        firm.letterhead = settings.strings("letterhead") ?? []
        for key in ["name", "letterhead"] {
            let texts = key == "name" ? [firm.name] : firm.letterhead
            guard texts.contains(where: isToFillIn) else { continue }
            settings.refuse(
                key, as: .leftToFillIn, severity: .warning,
                "\"\(key)\" is still marked \(fillInMark)",
                remedy: "replace \(fillInMark) by what belongs here")
        }
        firm.taxID = settings.string("tax-id")
        firm.currency = currency(&settings) ?? .usd
        firm.paper = settings.oneOf("paper", PaperWord.self)?.rawValue ?? firm.paper
        firm.template = settings.string("template") ?? firm.template
        firm.presentation = presentation(&settings) ?? firm.presentation
        firm.dateOrder = settings.oneOf("date-order", DateOrder.self)
        firm.usesExportRates = settings.oneOf("export-rates", ExportRateWord.self) != .ignore
        firm.timeZone = timeZone(&settings)
        settings.mapping("time") { readTime(&$0, into: &firm) }
        settings.mapping("invoices") { readInvoices(&$0, into: &firm.invoices) }
        settings.mapping("proformas") { $0.numberSeries(into: &firm.proformas) }
        settings.mapping("credit-notes") { $0.numberSeries(into: &firm.creditNotes) }
        firm.corrections =
            settings.oneOf("corrections", CorrectionPractice.self) ?? firm.corrections
        firm.office = settings.string("office")
        firm.requiresApproval = settings.flag("require-approval") ?? firm.requiresApproval
        settings.officeIsKnown(in: firm)
        firm.taxes = settings.taxes()
        firm.costRules = settings.costRules(in: firm.currency, isOfAnyMatter: false)
        firm.payment = settings.strings("payment") ?? []
        firm.coverLetter = settings.letter("cover-letter", for: .invoice, among: letters)
        firm.statementLetter = settings.letter(
            "statement-letter", for: .statement, among: letters)
        firm.reminders = settings.reminders(among: letters, in: firm.currency)
        firm.ageing = settings.ageingLimits() ?? firm.ageing
        firm.charts = settings.charts()
        firm.paymentCode = settings.paymentCode(of: firm)
        settings.mapping("pdf") { readPDF(&$0, into: &firm.pdf) }
        settings.mapping("combined") { readCombined(&$0, into: &firm.combined) }
        return firm
    }

    private static func readPDF(_ settings: inout SettingsReader, into form: inout PDFForm) {
        form.isArchival = settings.flag("archival") ?? form.isArchival
        form.isTagged = settings.flag("tagged") ?? form.isTagged
        form.hasData = settings.flag("data") ?? form.hasData
    }

    private static func readCombined(
        _ settings: inout SettingsReader, into files: inout CombinedFiles
    ) {
        files.hasCoverSheet = settings.flag("cover-sheet") ?? files.hasCoverSheet
        files.isDuplex = settings.flag("duplex") ?? files.isDuplex
        files.hasWholeRun = settings.flag("whole-run") ?? files.hasWholeRun
    }

    /// Texts of the firm's own in other languages: `fr: {Sales tax: TVA}`.
    private static func translations(
        _ settings: inout SettingsReader, _ languages: [String]?
    ) -> [String: [String: String]] {
        settings.mapping("translations") { settings in
            var translations: [String: [String: String]] = [:]
            for language in settings.keys {
                if let fault = UnknownLanguage(language, among: languages) {
                    settings.refuse(
                        language, as: .languageUnknown, fault.fact, remedy: fault.remedy)
                }
                translations[language] = settings.mapping(language) { settings in
                    var texts: [String: String] = [:]
                    for text in settings.keys { texts[text] = settings.string(text) }
                    return texts
                }
            }
            return translations
        } ?? [:]
    }

    private enum PaperWord: String, CaseIterable {
        case letter, a4
    }

    private enum ExportRateWord: String, CaseIterable {
        case use, ignore
    }

    /// `show: [no-rates, by-task]`
    private static func presentation(_ settings: inout SettingsReader) -> Presentation? {
        guard let texts = settings.strings("show") else { return nil }
        let words = texts.flatMap { $0.split(separator: " ").map(String.init) }
        for text in words where Presentation.Word(rawValue: text) == nil {
            settings.refuseValue(
                "show", text,
                remedy: "write of these: "
                    + Presentation.Word.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return Presentation(words.compactMap(Presentation.Word.init(rawValue:)))
    }

    private static func currency(_ settings: inout SettingsReader) -> Currency? {
        guard let text = settings.string("currency") else { return nil }
        if let currency = Currency(code: text) { return currency }
        settings.refuse(
            "currency", as: .currencyUnknown, "\"\(text)\" is not a currency",
            remedy: "write its three capital letters, like USD")
        return nil
    }

    private static func timeZone(_ settings: inout SettingsReader) -> String? {
        guard let text = settings.string("time-zone") else { return nil }
        if TimeZone(identifier: text) != nil, text.contains("/") || text == "UTC" { return text }
        settings.refuseValue(
            "time-zone", text,
            remedy: didYouMean(text, among: TimeZone.knownTimeZoneIdentifiers)
                ?? "write a zone like America/New_York or Europe/Berlin")
        return nil
    }

    private static func readTime(_ settings: inout SettingsReader, into firm: inout Firm) {
        if let text = settings.string("increment") {
            let minutes = Int(text) ?? 0
            if text == "exact" {
                firm.time.increment = .exact
            } else if TimePractice.incrementsMinutes.contains(minutes) {
                firm.time.increment = .minutes(minutes)
            } else {
                let list = TimePractice.incrementsMinutes.map(String.init)
                settings.refuseValue(
                    "increment", text,
                    remedy: "write exact, or one of \(list.joined(separator: ", ")) minutes")
            }
        }
        firm.time.rounding =
            settings.oneOf("rounding", TimePractice.Rounding.self) ?? firm.time.rounding
        firm.time.minimumMinutes =
            settings.integer("minimum", in: 0...480) ?? firm.time.minimumMinutes
        firm.time.graceMinutes =
            settings.integer("grace", in: TimePractice.graceMinutes) ?? firm.time.graceMinutes
        firm.time.per = settings.oneOf("per", TimePractice.Per.self) ?? firm.time.per
        if firm.time.graceIsTooLong {
            settings.refuse(
                "grace", "the grace is as long as the increment: nothing would be rounded up",
                remedy: "write fewer minutes, or rounding: down")
        }
        firm.hoursDecimals = settings.integer("decimals", in: 0...4) ?? firm.hoursDecimals
    }

    private static func readInvoices(
        _ settings: inout SettingsReader, into invoices: inout InvoicePractice
    ) {
        settings.numberSeries(into: &invoices.numbers)
        invoices.batch = settings.oneOf("batch", InvoiceBatch.self) ?? invoices.batch
        invoices.termsDays = settings.integer("terms-days", in: 0...366) ?? invoices.termsDays
        invoices.terms = settings.string("terms") ?? invoices.terms
        let filled = invoices.terms.split(separator: "{days}", omittingEmptySubsequences: false)
        if filled.contains(where: { $0.contains("{") || $0.contains("}") }) {
            settings.refuse(
                "terms", "the terms hold braces that nothing fills in",
                remedy: "the only word in braces is {days}, the days until the invoice is due")
        }
        invoices.statements =
            settings.oneOf("statements", StatementPractice.self) ?? invoices.statements
        invoices.promptPayment = settings.promptPayment("prompt-payment")
    }
}
