import Billing

/// How dates are written in a worksheet that came back: spreadsheets write them as the country does
/// in which they run. Since the dates that were shown are known, what has become of them tells the
/// order in which the others are meant.
struct WorksheetDates {
    /// Nil where nothing tells it.
    private(set) var order: DateOrder?

    private static let forms = [
        DateForm(.dayFirst, allowsTwoDigitYears: true),
        DateForm(.monthFirst, allowsTwoDigitYears: true), DateForm(.yearFirst),
    ]

    /// The days that a text can mean, read day first, month first, and year first.
    private static func readings(_ text: String) -> [CivilDate?] {
        if let date = CivilDate(iso: text) { return [date] }
        return forms.map { $0.plain(text).flatMap { CivilDate(iso: $0) } }
    }

    /// Whether `text` may stand for `date`, also as the number of the day that spreadsheets have.
    static func mayMean(_ date: CivilDate, _ text: String) -> Bool {
        readings(text).contains(date) || Int(text) == date.dayNumber + 25_569
    }

    /// `setting` is firm.yaml's, for a file that shows nothing.
    init(shown: some Sequence<(text: String, date: CivilDate)>, setting: DateOrder?) {
        order = setting
        for (text, date) in shown {
            let readings = WorksheetDates.readings(text)
            guard readings.count > 1, readings[0] != readings[1] else { continue }
            if readings[0] == date {
                order = .dayFirst
                return
            }
            if readings[1] == date {
                order = .monthFirst
                return
            }
        }
    }

    /// The day meant by what somebody wrote, or what is wrong with it.
    func date(_ text: String, at place: Place) -> Result<CivilDate, Refusal> {
        let readings = WorksheetDates.readings(text)
        let days = Set(readings.compactMap { $0 })
        if days.count == 1, let day = days.first { return .success(day) }
        let remedy = "write it as year-month-day, like 2026-10-31"
        guard !days.isEmpty else {
            return .failure(
                Refusal(
                    diagnostic: Diagnostic(
                        .dateUnreadable, at: place, "\"\(text)\" is not a date", remedy: remedy)))
        }
        if let order, let day = readings[order == .dayFirst ? 0 : 1] { return .success(day) }
        return .failure(
            Refusal(
                diagnostic: Diagnostic(
                    .dateAmbiguous, at: place,
                    "\"\(text)\" can be read with the day first or with the month first",
                    remedy: remedy)))
    }

    struct Refusal: Error {
        var diagnostic: Diagnostic
    }
}
