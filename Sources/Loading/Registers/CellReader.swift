import Billing
import Foundation
import Settings

/// Reads typed values from register cells and collects what cannot be read.
///
/// A blank cell gives nil without a report; so does one still marked to fill in.
struct CellReader {
    var diagnostics: [Diagnostic] = []
    /// What firm.yaml says of dates with strokes.
    private let dateOrder: DateOrder?
    /// False where firm.yaml could not be read: what it would have told is then no fault.
    private let isFirmKnown: Bool
    /// Cells without a value that are not reported, because another report says why.
    private(set) var unreported = 0

    /// Those that statements can be written in; nil where that is not known.
    private let languages: [String]?

    init(firm: Firm?, languages: [String]? = nil) {
        self.languages = languages
        dateOrder = firm?.dateOrder
        isFirmKnown = firm != nil
    }

    mutating func report(
        _ severity: Diagnostic.Severity = .error, as code: Diagnostic.Code, at place: Place,
        _ fact: String, remedy: String? = nil
    ) {
        diagnostics.append(Diagnostic(severity, code, at: place, fact, remedy: remedy))
    }

    /// The text of a cell that may not be blank.
    mutating func required<Column>(_ column: Column, of row: RegisterRow<Column>) -> String? {
        let cell = row.cell(column)
        if cell.content == .blank {
            report(
                as: .cellBlank, at: cell.place, "\"\(column.rawValue)\" is blank",
                remedy: "fill it in, or delete the row")
        }
        return cell.text
    }

    mutating func integer(
        _ cell: RegisterCell, _ what: String, in range: ClosedRange<Int>
    ) -> Int? {
        guard let text = cell.text else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        report(
            as: .numberUnreadable, at: cell.place, "\"\(text)\" is not a number of \(what)",
            remedy: "write a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    /// The order in which the dates of a column are written, as decided for all of them together;
    /// nil where neither they nor firm.yaml tell it.
    func dateOrder<Column>(of column: Column, in rows: RegisterRows<Column>) -> DateOrder? {
        guard rows.has(column) else { return nil }
        var dates = DateColumn()
        for row in rows {
            let cell = row.cell(column)
            if let text = cell.text { dates.add(text, line: cell.place.line, place: cell.place) }
        }
        if case .order(let order) = dates.verdict(dateOrder) { return order }
        return nil
    }

    /// `order` is that of the cell's column.
    mutating func date(_ cell: RegisterCell, in order: DateOrder?) -> CivilDate? {
        guard let text = cell.text else { return nil }
        let read = DateText(text)
        if case .date(let date)? = read { return date }
        if let order, let date = read?.date(in: order) { return date }
        if let read, let date = read.date(in: .dayFirst), date == read.date(in: .monthFirst) {
            return date
        }
        if read != nil, order == nil, !isFirmKnown {
            unreported += 1
            return nil
        }
        report(
            as: .dateUnreadable, at: cell.place, "\"\(text)\" is not a date",
            remedy: read == nil
                ? "write it as year-month-day, like 2026-10-31"
                : "write it as year-month-day, like 2026-10-31, or set date-order in firm.yaml")
        return nil
    }

    mutating func language(_ cell: RegisterCell) -> String? {
        guard let text = cell.text else { return nil }
        guard let fault = UnknownLanguage(text, among: languages) else { return text }
        report(as: .languageUnknown, at: cell.place, fault.fact, remedy: fault.remedy)
        return nil
    }

    mutating func word<Word: CaseIterable & RawRepresentable>(
        _ cell: RegisterCell, _ words: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let text = cell.text else { return nil }
        if let word = Word(rawValue: folded(text)) { return word }
        reportWord(text, at: cell.place, among: Word.allCases.map(\.rawValue))
        return nil
    }

    /// Words with blanks between them: "no-rates by-task".
    mutating func presentation(_ cell: RegisterCell) -> Presentation? {
        guard let text = cell.text else { return nil }
        let words = text.split { " ,;".contains($0) }.map { folded(String($0)) }
        let known = words.compactMap(Presentation.Word.init(rawValue:))
        for word in words where Presentation.Word(rawValue: word) == nil {
            reportWord(word, at: cell.place, among: Presentation.Word.allCases.map(\.rawValue))
        }
        return Presentation(known)
    }

    mutating func reportWord(_ text: String, at place: Place, among known: [String]) {
        report(
            as: .wordUnknown, at: place, "\"\(text)\" is not one of the words for this column",
            remedy: didYouMean(text, among: known) ?? "write \(known.joined(separator: " or "))")
    }

    mutating func amount(
        _ cell: RegisterCell, in currency: Currency, mayBeNegative: Bool = false
    ) -> Money? {
        guard let text = cell.text else { return nil }
        do {
            let minorUnits = try AmountText.minorUnits(text, in: currency)
            if minorUnits >= 0 || mayBeNegative { return Money(minorUnits: minorUnits, currency) }
            report(
                as: .amountNegative, at: cell.place, "\"\(text)\" is less than zero",
                remedy: "write an amount of zero or more")
        } catch {
            diagnostics.append(AmountText.diagnostic(error, text, in: currency, at: cell.place))
        }
        return nil
    }

    /// A percentage of at most three decimals, with a point or a comma before them.
    mutating func percent(_ cell: RegisterCell, in range: ClosedRange<Int>) -> Percent? {
        guard let text = cell.text else { return nil }
        let percent = exactPercent(String(text.map { $0 == "," ? "." : $0 }))
        let allowed = (range.lowerBound * 1_000)...(range.upperBound * 1_000)
        if let percent, allowed.contains(percent.thousandths) { return percent }
        report(
            as: .numberUnreadable, at: cell.place,
            "\"\(text)\" is not a percentage from \(range.lowerBound) to \(range.upperBound)",
            remedy: "write it with at most 3 decimals, like 12.5")
        return nil
    }

    mutating func currency(_ cell: RegisterCell) -> Currency? {
        guard let text = cell.text else { return nil }
        if let currency = Currency(code: text.uppercased()) { return currency }
        report(
            as: .currencyUnknown, at: cell.place, "\"\(text)\" is not a currency",
            remedy: "write its three letters, like USD")
        return nil
    }

    /// `exact`, or minutes.
    mutating func increment(_ cell: RegisterCell) -> TimePractice.Increment? {
        guard let text = cell.text else { return nil }
        if folded(text) == "exact" { return .exact }
        let allowed = TimePractice.incrementsMinutes
        if let minutes = Int(text), allowed.contains(minutes) { return .minutes(minutes) }
        let list = allowed.map(String.init).joined(separator: ", ")
        report(
            as: .wordUnknown, at: cell.place, "time cannot be billed in steps of \"\(text)\"",
            remedy: "write exact, or one of \(list) minutes")
        return nil
    }

    /// No report quotes it.
    mutating func password(_ cell: RegisterCell) -> FilePassword? {
        guard let text = cell.text else { return nil }
        // As keyboards give it to a PDF reader, also where a file has letters and accents apart.
        if let password = FilePassword(text.precomposedStringWithCanonicalMapping) {
            return password
        }
        report(
            as: .passwordUnusable, at: cell.place, "the password cannot be given to a PDF",
            remedy: "write at most \(FilePassword.longest) letters, figures and signs on one line; "
                + "an accented letter counts as two, other scripts as three")
        return nil
    }

    mutating func aliases(_ cell: RegisterCell) -> [String] {
        (cell.text ?? "").split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// The id that a cell names in another register; an unknown name is reported.
    mutating func reference<Subject>(
        _ cell: RegisterCell, in directory: Directory<Identifier<Subject>>, _ what: String,
        as code: Diagnostic.Code
    ) -> Identifier<Subject>? {
        guard let text = cell.text else { return nil }
        switch directory.match(text) {
        case .found(let id): return id
        case .several(let ids):
            report(
                as: code == .matterUnknown ? .matterAmbiguous : code, at: cell.place,
                "\"\(text)\" is the name of \(ids.count) \(what)s",
                remedy: "write the id: \(ids.map(\.text).joined(separator: " or "))")
        case .none where directory.mayBeRefused(text):
            unreported += 1
        case .none:
            report(
                as: code, at: cell.place, "no \(what) \"\(text)\"",
                remedy: directory.suggestion(for: text) ?? "add it to \(what)s.csv")
        }
        return nil
    }

    mutating func repeated(_ id: String, at place: Place, first: Place?) {
        let firstLine = first.map { " in line \($0.line)" } ?? ""
        report(
            as: .idRepeated, at: place, "the id \"\(id)\" stands\(firstLine) already",
            remedy: "give each row an id of its own; capital and small letters count as the same")
    }
}
