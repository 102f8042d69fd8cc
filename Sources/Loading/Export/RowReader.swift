import Billing
import Foundation
import Settings

/// Turns the raw cells of one row after the other into work that names records of the firm.
struct RowReader: ~Copyable {
    let firm: Firm
    let layout: ExportLayout
    /// Nil as long as each date was written year-month-day, so that nothing needs to be decided.
    var dates: DateReading?
    private var names: RowNames
    /// What is wrong with the row read last.
    private(set) var found: [Diagnostic] = []

    /// Few rows have anything wrong at all.
    private var hasErrors: Bool { !found.isEmpty && found.hasErrors }

    /// In which the row read last is.
    private(set) var currency: Currency

    // What cells were found to mean, by their bytes: most rows are read without making texts.
    private let kindCells = SpellingCache<ExportProfile.Kind>(capacity: 64)
    private let billingCells = SpellingCache<Disposition>(capacity: 64)
    private let billedCells = SpellingCache<Bool>(capacity: 64)
    private let zone: TimeZone?

    init(_ records: FirmRecords, names: RecordDirectory, layout: ExportLayout) {
        firm = records.firm
        currency = records.firm.currency
        self.layout = layout
        zone = records.firm.timeZone.flatMap { TimeZone(identifier: $0) }
        self.names = RowNames(records, names, layout)
    }

    /// Nil where the row is refused; `found` then says why.
    mutating func read(_ raw: RawEntry) -> LoadedRow.Work? {
        found.removeAll(keepingCapacity: true)
        if isBilledElsewhere(raw) {
            report(
                .warning, .alreadyBilled, at: raw.place(.billed),
                "the export says that this entry is invoiced already",
                remedy: "nothing to do; to bill it here, mark it as not invoiced where it was kept")
            return nil
        }
        let kind = kind(raw)
        let matter = names.matter(of: raw, reporting: &found)
        let date = date(raw)
        let currency = matter?.currency ?? firm.currency
        self.currency = currency
        switch kind {
        case .time: return time(raw, matter, date, currency)
        case .cost: return cost(raw, matter, date, currency)
        case .payment: return receipt(.payment, raw, matter, date, currency)
        case .balance: return receipt(.balance, raw, matter, date, currency)
        case .retainer: return receipt(.retainer, raw, matter, date, currency)
        case nil: return nil
        }
    }

    // MARK: Kinds of work

    private mutating func time(
        _ raw: RawEntry, _ matter: RowNames.Named?, _ date: CivilDate?, _ currency: Currency
    ) -> LoadedRow.Work? {
        let timekeeper = names.timekeeper(of: raw, isRequired: true, reporting: &found)
        let seconds = seconds(raw, on: date)
        let rate = amount(.rate, raw, currency)
        let disposition = disposition(raw, currency)
        let narrative = narrative(raw)
        if let rate, rate < 0 { reportNegative(.rate, raw) }
        if let seconds { checkFlatRate(raw, seconds: seconds, rate: rate ?? 0, currency) }
        guard !hasErrors, let matter, let timekeeper, let date, let seconds, let disposition
        else { return nil }
        return .time(
            TimeEntry(
                key: EntryKey(0), matter: matter.matter, timekeeper: timekeeper, date: date,
                seconds: seconds, narrative: narrative, task: raw.text(.task),
                activity: raw.text(.activity), phase: raw.text(.phase), disposition: disposition,
                rateMinorUnits: rate == 0 ? nil : rate,
                place: raw.timekeeperPlace))
    }

    /// A cost may be negative: a refund from a court or a supplier.
    private mutating func cost(
        _ raw: RawEntry, _ matter: RowNames.Named?, _ date: CivilDate?, _ currency: Currency
    ) -> LoadedRow.Work? {
        let timekeeper = names.timekeeper(of: raw, isRequired: false, reporting: &found)
        var minorUnits = amount(.amount, raw, currency)
        let disposition = disposition(raw, currency)
        let quantity = quantity(raw)
        if layout.profile.costsHaveQuantity, let price = minorUnits, let quantity {
            minorUnits = multiply(price, by: quantity.thousandths, dividingHalfUpBy: 1_000)
        }
        if minorUnits == 0, let unbilled = amount(.unbilledAmount, raw, currency), unbilled != 0 {
            minorUnits = unbilled
        }
        let description = narrative(raw)
        if minorUnits == nil, quantity == nil, raw.text(.amount) == nil {
            reportBlank(.amount, raw, "amount")
        }
        guard !hasErrors, let matter, let date, let disposition else { return nil }
        return .cost(
            CostEntry(
                key: EntryKey(0), matter: matter.matter, timekeeper: timekeeper, date: date,
                minorUnits: minorUnits,
                quantity: layout.profile.oneIsNoQuantity && quantity == .one ? nil : quantity,
                description: description, code: raw.text(.expense), disposition: disposition,
                place: raw.place))
    }

    private mutating func receipt(
        _ kind: Receipt.Kind, _ raw: RawEntry, _ matter: RowNames.Named?, _ date: CivilDate?,
        _ currency: Currency
    ) -> LoadedRow.Work? {
        let minorUnits = amount(.amount, raw, currency)
        if raw.text(.amount) == nil { reportBlank(.amount, raw, "amount") }
        if let minorUnits, kind == .retainer ? minorUnits == 0 : minorUnits <= 0 {
            report(
                .error, .amountNegative, at: raw.place(.amount),
                kind == .retainer
                    ? "\"\(raw.text(.amount) ?? "")\" neither adds to the retainer nor pays it back"
                    : "a \(kind.rawValue) of \"\(raw.text(.amount) ?? "")\" is not more than zero",
                remedy: kind == .retainer
                    ? "write what was received, or with a minus what was paid back to the client"
                    : "write it without a minus; the type says whether it was paid or is owed")
        }
        guard !hasErrors, let matter, let date, let minorUnits else { return nil }
        return .receipt(
            Receipt(
                kind: kind, client: matter.client, matter: matter.matter, date: date,
                minorUnits: minorUnits, description: raw.narrative,
                reference: raw.text(.reference), place: raw.place))
    }

    // MARK: What a row names

    private mutating func isBilledElsewhere(_ raw: RawEntry) -> Bool {
        if let known = raw.reading(.billed, { billedCells.meaning(of: $0) }) { return known }
        let isBilled = raw.isBilledElsewhere
        raw.reading(.billed) { billedCells.keep(isBilled, for: $0) }
        return isBilled
    }

    private mutating func kind(_ raw: RawEntry) -> ExportProfile.Kind? {
        if let known = raw.reading(.kind, { kindCells.meaning(of: $0) }) { return known }
        guard let text = raw.text(.kind) else { return layout.profile.blankKind }
        if let kind = layout.profile.kind(of: text) {
            raw.reading(.kind) { kindCells.keep(kind, for: $0) }
            return kind
        }
        reportWord(text, at: raw.place(.kind), among: layout.profile.kinds.keys.sorted())
        return nil
    }

    // MARK: Values

    private mutating func date(_ raw: RawEntry) -> CivilDate? {
        if let date = raw.reading(.date, { CivilDate(iso: $0) }) { return date }
        guard let text = raw.text(.date) else {
            reportBlank(.date, raw, "date")
            return nil
        }
        let dates =
            dates
            ?? DateReading(
                verdict: .order(.monthFirst), form: layout.profile.spelling.dates)
        switch dates.read(text, at: raw.place(.date)) {
        case .success(let date): return date
        case .failure(let refusal):
            // An ambiguous column is reported once, for the file.
            if let diagnostic = refusal.diagnostic { found.append(diagnostic) }
            return nil
        }
    }

    private mutating func seconds(_ raw: RawEntry, on date: CivilDate?) -> Int? {
        let hasNoEnd = layout.index(.end) != nil && raw.isBlank(.end)
        if layout.profile.spelling.writesPlainHours,
            let seconds = raw.reading(.hours, Duration.plainSeconds), !hasNoEnd || seconds > 0
        {
            checkClock(raw, seconds)
            return seconds
        }
        guard let text = raw.text(.hours) else {
            if hasNoEnd {
                reportRunning(raw)
                return nil
            }
            if raw.isBlank(.start) || raw.isBlank(.end) {
                reportBlank(.hours, raw, "length of time")
                return nil
            }
            return clockSeconds(raw, on: date)
        }
        do {
            let seconds = try layout.profile.spelling.seconds(text)
            if hasNoEnd, seconds == 0 {
                reportRunning(raw)
                return nil
            }
            checkClock(raw, seconds)
            return seconds
        } catch {
            found.append(Duration.diagnostic(error, text, at: raw.place(.hours)))
            return nil
        }
    }

    /// The time between start and end, for a row without a length; nil where they do not tell.
    private mutating func clockSeconds(_ raw: RawEntry, on date: CivilDate?) -> Int? {
        guard let start = clock(.start, raw), let end = clock(.end, raw), let date else {
            return nil
        }
        var endDate: CivilDate?
        if let text = raw.text(.endDate) {
            let dates =
                dates
                ?? DateReading(
                    verdict: .order(.monthFirst), form: layout.profile.spelling.dates)
            switch dates.read(text, at: raw.place(.endDate)) {
            case .success(let date): endDate = date
            case .failure(let refusal):
                if let diagnostic = refusal.diagnostic { found.append(diagnostic) }
                return nil
            }
        }
        let span = ClockSpan(from: start, on: date, to: end, on: endDate, in: zone)
        if span.isUncertain {
            report(
                .warning, .clockUncertain, at: raw.place(.start),
                "the clock was put forward or back during this time, and one of its hours "
                    + "came twice or not at all",
                remedy: "see that \(plainHours(seconds: max(0, span.seconds))) hours are right")
        }
        guard span.seconds >= 0 else {
            report(
                .error, .hoursNegative, at: raw.place(.end), "the work ends before it begins",
                remedy: "correct the times where they were recorded")
            return nil
        }
        return span.seconds
    }

    private mutating func clock(_ field: ExportProfile.Field, _ raw: RawEntry) -> Int? {
        guard let text = raw.text(field) else { return nil }
        if let seconds = ClockTime.seconds(text) { return seconds }
        report(
            .error, .durationUnreadable, at: raw.place(field),
            "\"\(text)\" is not a time of day",
            remedy: "write it like 13:30, or like 1:30 PM")
        return nil
    }

    /// The length wins, as what was billed for may be less than what was worked, or rounded.
    private mutating func checkClock(_ raw: RawEntry, _ seconds: Int) {
        guard let start = raw.time(.start), let end = raw.time(.end),
            !ClockTime.agree(seconds, from: start, to: end)
        else { return }
        report(
            .warning, .durationDiffers, at: raw.place(.hours),
            "\"\(raw.text(.hours) ?? "")\" is not the time between start and end",
            remedy: "nothing to do if it was changed or rounded on purpose; this length is billed")
    }

    private mutating func amount(
        _ field: ExportProfile.Field, _ raw: RawEntry, _ currency: Currency
    ) -> Int? {
        if layout.profile.spelling.decimals != .comma,
            let units = raw.reading(field, { AmountText.plainMinorUnits($0, in: currency) })
        {
            return units
        }
        guard let text = raw.text(field) else { return nil }
        do {
            return try layout.profile.spelling.minorUnits(text, in: currency)
        } catch {
            found.append(AmountText.diagnostic(error, text, in: currency, at: raw.place(field)))
            return nil
        }
    }

    private mutating func disposition(_ raw: RawEntry, _ currency: Currency) -> Disposition? {
        if !layout.profile.statuses.isEmpty, let status = raw.text(.billed),
            let known = layout.profile.statuses[folded(status)]
        {
            return known
        }
        if let known = raw.reading(.billing, { billingCells.meaning(of: $0) }) { return known }
        if let text = raw.text(.billing) {
            if let word = layout.profile.disposition(of: text) {
                raw.reading(.billing) { billingCells.keep(word, for: $0) }
                return word
            }
            reportWord(text, at: raw.place(.billing), among: layout.profile.billing.keys.sorted())
            return nil
        }
        if layout.index(.billing) == nil, let all = layout.profile.constantBilling { return all }
        if layout.index(.billing) != nil, let blank = layout.profile.blankBilling { return blank }
        if layout.index(.amount) != nil, raw.text(.amount) == nil,
            let blank = layout.profile.blankAmount
        {
            return blank
        }
        guard layout.index(.unbilledAmount) != nil else { return .billable }
        let billed = amount(.amount, raw, currency) ?? 0
        let unbilled = amount(.unbilledAmount, raw, currency) ?? 0
        return billed == 0 && unbilled > 0 ? .nonBillable : .billable
    }

    /// A missing narrative is no reason to lose the work; a client will ask about it, though.
    private mutating func narrative(_ raw: RawEntry) -> String {
        let narrative = unguarded(raw)
        if narrative.isEmpty {
            report(
                .warning, .cellBlank, at: raw.firstPlace(layout.narrative),
                "nothing says what was done", remedy: "write a narrative before it is billed")
        }
        return narrative
    }

    /// The narrative without what was put before it to protect a spreadsheet: an apostrophe by
    /// those who follow the usual advice, and whatever the export is known for.
    private mutating func unguarded(_ raw: RawEntry) -> String {
        let narrative = raw.narrative
        guard narrative.utf8.first == 0x27 else { return narrative }
        let mark = layout.profile.narrativeGuard.flatMap { narrative.hasPrefix($0) ? $0 : nil }
        let rest = String(narrative.dropFirst(mark?.count ?? 1))
        let first = rest.unicodeScalars.first
        let isTrigger = first.map { "=-@+".unicodeScalars.contains($0) || $0.value < 0x20 }
        guard isTrigger == true || (mark != nil && rest.lowercased().contains("dde")) else {
            return narrative
        }
        report(
            .note, .guardRemoved, at: raw.texts(layout.narrative).first?.place ?? raw.place,
            "a quotation mark stood before the text to protect spreadsheets",
            remedy: "nothing to do; the mark was taken off")
        return rest
    }

    // MARK: Checks

    /// How many pieces a cost is for; nil where nothing is said, or none.
    private mutating func quantity(_ raw: RawEntry) -> Quantity? {
        guard let text = raw.text(.quantity) else { return nil }
        let plain = layout.profile.spelling.decimals.map { $0.withPoint(text) } ?? text
        if let thousandths = plain.flatMap({ exactDecimal($0, places: 3) }),
            abs(thousandths) <= Quantity.largestThousandths
        {
            return thousandths == 0 && !layout.profile.costsHaveQuantity
                ? nil : Quantity(thousandths: thousandths)
        }
        report(
            .error, .numberUnreadable, at: raw.place(.quantity), "\"\(text)\" is not a quantity",
            remedy: "write a number of at most 3 decimals, like 2.5")
        return nil
    }

    /// A price for the whole entry is only taken where hours times rate says the same.
    private mutating func checkFlatRate(
        _ raw: RawEntry, seconds: Int, rate: Int, _ currency: Currency
    ) {
        guard layout.index(.flatRate) != nil, raw.hasFlatPrice,
            let billed = amount(.amount, raw, currency), billed != 0,
            multiply(seconds, by: rate, dividingHalfUpBy: 3_600) != billed
        else { return }
        report(
            .error, .wordUnknown, at: raw.place(.flatRate),
            "the time has a flat price that is not hours times rate",
            remedy: "record the price as an expense or in the matter's arrangement, "
                + "and the time at its hourly rate")
    }

    // MARK: Reports

    private mutating func report(
        _ severity: Diagnostic.Severity, _ code: Diagnostic.Code, at place: Place, _ fact: String,
        remedy: String?
    ) {
        found.append(Diagnostic(severity, code, at: place, fact, remedy: remedy))
    }

    private mutating func reportBlank(
        _ field: ExportProfile.Field, _ raw: RawEntry, _ what: String
    ) {
        report(
            .error, .cellBlank, at: raw.place(field), "the row has no \(what)",
            remedy: "add it where the entry was recorded, and export again")
    }

    private mutating func reportRunning(_ raw: RawEntry) {
        report(
            .error, .timerRunning, at: raw.place(.end),
            "the row has no end: its timer was still running",
            remedy: "stop the timer and export again, or delete the row")
    }

    private mutating func reportNegative(_ field: ExportProfile.Field, _ raw: RawEntry) {
        report(
            .error, .amountNegative, at: raw.place(field),
            "\"\(raw.text(field) ?? "")\" is less than zero", remedy: "correct the rate")
    }

    private mutating func reportWord(_ text: String, at place: Place, among known: [String]) {
        report(
            .error, .wordUnknown, at: place, "\"\(text)\" is not one of the words for this column",
            remedy: didYouMean(text, among: known) ?? "write \(known.joined(separator: " or "))")
    }
}
