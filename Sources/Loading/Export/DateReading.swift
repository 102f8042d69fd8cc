import Billing

/// How the dates of one file are read, decided for the column as a whole.
struct DateReading: Sendable {
    struct Refusal: Error {
        /// Nil where the whole column is refused, which is reported once.
        var diagnostic: Diagnostic?
    }

    let verdict: DateColumn.Verdict
    var form = DateForm()

    func read(_ text: String, at place: @autoclosure () -> Place) -> Result<CivilDate, Refusal> {
        guard let read = form.plain(text).flatMap(DateText.init) else {
            let words = form.inWords.map { ", " + $0 } ?? ""
            return .failure(unreadable("\"\(text)\" is not a date\(words)", at: place()))
        }
        if case .date(let date) = read { return .success(date) }
        // 3 March is 03/03 in either order.
        let dayFirst = read.date(in: .dayFirst)
        if let dayFirst, dayFirst == read.date(in: .monthFirst) { return .success(dayFirst) }
        switch verdict {
        case .order(let order):
            if let date = read.date(in: order) { return .success(date) }
            let words = order == .dayFirst ? "day first" : "month first"
            return .failure(unreadable("\"\(text)\" is not a date, read \(words)", at: place()))
        case .contradictory(let dayFirst, let monthFirst):
            return .failure(
                unreadable(
                    "the dates contradict each other: line \(dayFirst) has the day first, and "
                        + "line \(monthFirst) the month", at: place()))
        case .ambiguous:
            return .failure(Refusal(diagnostic: nil))
        }
    }

    /// The report for the column; nil where it can be read.
    var diagnostic: Diagnostic? {
        guard case .ambiguous(let place) = verdict else { return nil }
        return Diagnostic(
            .error, .dateAmbiguous, at: place,
            "every date in this file can be read with the day first or with the month first",
            remedy: "add \"date-order: month-first\" or \"date-order: day-first\" to firm.yaml")
    }

    private func unreadable(_ fact: String, at place: Place) -> Refusal {
        Refusal(
            diagnostic: Diagnostic(
                .error, .dateUnreadable, at: place, fact,
                remedy: "write dates as year-month-day, like 2026-10-31"))
    }

    /// Looks through the dates of a file, before its rows are read.
    static func decide(
        _ path: String, shownAs name: String, opening: ExportOpening, setting: DateOrder?
    ) throws(EnvironmentError) -> DateReading {
        let form = opening.layout.profile.spelling.dates
        guard !form.isOrderStated else {
            return DateReading(verdict: .order(.monthFirst), form: form)
        }
        let columns = opening.layout.dateColumns
        var reader = try opening.open(path, shownAs: name, digests: false)
        var column = DateColumn()
        while try reader.next() {
            let row = reader.row
            guard row.fault == nil else { continue }
            for index in columns where row.withBytes(index, { $0.contains(0x2F) }) {
                column.add(
                    form.plain(row.trimmed(index)) ?? "", line: row.line,
                    place: row.place(of: index, in: name))
            }
            if column.onlyDayFirst != nil, column.onlyMonthFirst != nil { break }
        }
        return DateReading(verdict: column.verdict(setting), form: form)
    }
}
