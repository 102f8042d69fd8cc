import Billing
import Settings

// Values that several bases and terms have: amounts, shares, tiers, days, spans.

extension AgreementReader {
    // MARK: Figures

    /// An amount in units of the currency, zero or more, as minor units.
    func amount(
        _ key: String, _ settings: inout SettingsReader, required: Bool = false
    ) -> Int? {
        settings.amount(key, in: currency, required: required)
    }

    /// A percentage from 0 to 100.
    func share(
        _ key: String, _ settings: inout SettingsReader, required: Bool = false
    ) -> Percent? {
        settings.percent(key, required: required).flatMap {
            isShare($0) ? $0 : refuse($0, key, &settings)
        }
    }

    /// A list of percentages from 0 to 100; one alone needs no brackets.
    func shares(_ key: String, _ settings: inout SettingsReader) -> [Percent] {
        (settings.strings(key) ?? []).compactMap { text -> Percent? in
            guard let percent = exactPercent(text) else {
                settings.refuseValue(key, text, remedy: "write percentages, like [75, 90]")
                return nil
            }
            return isShare(percent) ? percent : refuse(percent, key, &settings)
        }
    }

    private func isShare(_ percent: Percent) -> Bool { (0...100_000).contains(percent.thousandths) }

    private func refuse(
        _ percent: Percent, _ key: String, _ settings: inout SettingsReader
    ) -> Percent? {
        settings.refuse(
            key, as: .arrangementMeaningless,
            "\(plainPercent(percent)) is not a share of a whole",
            remedy: "write a percentage from 0 to 100")
        return nil
    }

    /// Hours of at most four decimals.
    func hours(_ key: String, _ settings: inout SettingsReader) -> Hours? {
        guard let value = settings.decimal(key, places: 4) else { return nil }
        if value >= 0 { return Hours(tenThousandths: value) }
        settings.refuse(
            key, as: .arrangementMeaningless, "\"\(settings.name(of: key))\" is less than zero",
            remedy: "write hours of zero or more")
        return nil
    }

    // MARK: Choices

    /// Sees to it that exactly one of several settings is written, and returns it; of several, the
    /// first. `what` they belong to begins the message.
    @discardableResult
    func choice(
        of keys: [String], _ what: String, _ settings: inout SettingsReader
    ) -> String? {
        let written = settings.written(of: keys)
        if let first = written.first, written.count > 1 {
            settings.refuse(
                first, as: .arrangementMeaningless,
                "\(what) has \(written.joined(separator: " or ")), not both",
                remedy: "keep one of them")
        } else if written.isEmpty {
            settings.report([
                Diagnostic(
                    .settingMissing, at: settings.place,
                    "\(what) has no \(keys.joined(separator: " or "))", remedy: "add one of them")
            ])
        }
        return written.first
    }

    /// Reads each of several mappings that stand for one thing, so that all that is wrong with any
    /// of them is reported: the first that is something, and which are written.
    func first<Word: RawRepresentable & CaseIterable, Value>(
        of words: Word.Type, _ settings: inout SettingsReader,
        read: (Word, inout SettingsReader) -> Value?
    ) -> (value: Value?, written: [String]) where Word.RawValue == String {
        let written = settings.written(of: words.allCases.map(\.rawValue))
        var found: Value?
        for word in words.allCases {
            let value = settings.mapping(word.rawValue) { read(word, &$0) } ?? nil
            found = found ?? value
        }
        return (found, written)
    }

    /// The items of a list that may not be empty where it is written.
    func items<Value>(
        _ key: String, _ settings: inout SettingsReader, required: Bool = false,
        read: (inout SettingsReader) -> Value?
    ) -> [Value] {
        let reports = settings.diagnostics.count
        let items = settings.mappings(key, required: required, read: read)
        if items.isEmpty, settings.shape(of: key) == .list, settings.diagnostics.count == reports {
            settings.refuse(
                key, as: .settingMissing, "the list \"\(settings.name(of: key))\" is empty",
                remedy: "add an item, or delete the list")
        }
        return items
    }

    /// Reports a name that another item of the list has.
    func isNew(
        _ name: String, _ key: String, among seen: inout Set<String>,
        _ settings: inout SettingsReader
    ) -> Bool {
        if seen.insert(folded(name)).inserted { return true }
        settings.refuse(
            key, as: .arrangementMeaningless,
            "\"\(name)\" stands in the list already; by its name it is known whether it was billed",
            remedy: "give each item a name of its own")
        return false
    }

    func entries(_ settings: inout SettingsReader) -> CoveredEntries {
        settings.oneOf("entries", CoveredEntries.self) ?? .noCharge
    }

    // MARK: Tiers

    func tiers(_ key: String, _ settings: inout SettingsReader, required: Bool = false) -> [Tier]? {
        let written = settings.shape(of: key)
        var last: Int?
        let tiers = items(key, &settings, required: required) { tier -> Tier? in
            let from = amount("from", &tier, required: true)
            let percent = share("percent", &tier, required: true)
            guard let from else { return nil }
            if let last, from <= last {
                tier.refuse(
                    "from", as: .arrangementMeaningless,
                    "a tier begins at or below where the one before it begins",
                    remedy: "list the tiers from the lowest to the highest")
            } else if last == nil, from != 0 {
                tier.refuse(
                    "from", as: .arrangementMeaningless,
                    "the first tier leaves out what lies below it",
                    remedy: "let the first begin at 0; its percent may be 0")
            }
            last = from
            return percent.map { Tier(from: from, percent: $0) }
        }
        return written == .list ? tiers : nil
    }

    /// `percent:` for all, as a single tier, or `tiers:`.
    func percentOrTiers(_ settings: inout SettingsReader) -> [Tier]? {
        let percent = share("percent", &settings)
        let tiers = tiers("tiers", &settings)
        return tiers ?? percent.map { [Tier(from: 0, percent: $0)] }
    }

    // MARK: Extents

    /// `percent:` or `amount:`.
    func extent(_ what: String, _ settings: inout SettingsReader) -> Extent? {
        choice(of: ["percent", "amount"], what, &settings)
        let percent = share("percent", &settings)
        let amount = amount("amount", &settings)
        return percent.map { .percent($0) } ?? amount.map { .amount($0) }
    }

    /// How far something may go up and down: the same both ways, or each way its own.
    func band(_ settings: inout SettingsReader) -> (up: Extent, down: Extent)? {
        settings.mapping("band", required: true) { band -> (up: Extent, down: Extent)? in
            guard band.written(of: ["up", "down"]).isEmpty else {
                let up = band.mapping("up", required: true) { extent("the band above", &$0) } ?? nil
                let down =
                    band.mapping("down", required: true) { extent("the band below", &$0) } ?? nil
                guard let up, let down else { return nil }
                return (up, down)
            }
            return extent("a band", &band).map { ($0, $0) }
        } ?? nil
    }

    // MARK: Days and events

    func event(_ key: String, _ settings: inout SettingsReader) -> String? {
        settings.string(key, required: true)?.trimmed
    }

    /// A date, or `{event: …}` for the day on which events.csv records it.
    func day(_ key: String, _ settings: inout SettingsReader) -> DueDay? {
        guard settings.shape(of: key) == .mapping else {
            return settings.date(key).map { .on($0) }
        }
        return (settings.mapping(key) { event("event", &$0) } ?? nil).map { .event($0) }
    }

    /// When something falls due: `due:`, for which there is another word.
    func due(or other: String, _ settings: inout SettingsReader) -> DueDay {
        let written = settings.written(of: ["due", other])
        if written.count > 1 {
            settings.refuse(
                written[1], as: .arrangementMeaningless,
                "due and \(other) are two words for one day", remedy: "keep one of them")
        }
        let due = day("due", &settings)
        let named = day(other, &settings)
        return due ?? named ?? .notYet
    }

    /// `each-statement`, a date, or `{event: …}`.
    func settlement(_ settings: inout SettingsReader) -> Settlement? {
        guard settings.shape(of: "settled") != .mapping else {
            return day("settled", &settings).map { .once($0) }
        }
        guard let text = settings.string("settled", required: true) else { return nil }
        if text == "each-statement" { return .eachStatement }
        if let date = CivilDate(iso: text) { return .once(.on(date)) }
        settings.refuseValue(
            "settled", text,
            remedy: didYouMean(text, among: ["each-statement"])
                ?? "write each-statement, a date like 2026-12-31, or {event: …}")
        return nil
    }

    /// A month, like 2026-10; its first day.
    func month(_ key: String, _ settings: inout SettingsReader) -> CivilDate? {
        guard let text = settings.string(key, required: true) else { return nil }
        if let first = CivilDate(iso: text + "-01") { return first }
        settings.refuseValue(key, text, remedy: "write the month as year-month, like 2026-10")
        return nil
    }

    // MARK: Spans

    /// One of `words`; with `year-begins:` for a year that is not the calendar's.
    func span(_ key: String, of words: [SpanWord], _ settings: inout SettingsReader) -> TermSpan? {
        let begins = yearBegins(&settings)
        guard let text = settings.string(key, required: true) else { return nil }
        guard let word = words.first(where: { $0.rawValue == text }) else {
            let known = words.map(\.rawValue)
            settings.refuseValue(
                key, text,
                remedy: didYouMean(text, among: known)
                    ?? "write \(known.joined(separator: " or "))")
            return nil
        }
        if begins != nil, word != .year {
            settings.refuse(
                "year-begins", as: .arrangementMeaningless,
                "a year begins, and \(key) is \(word.rawValue)",
                remedy: "write \"\(key): year\", or delete this line")
        }
        switch word {
        case .statement: return .statement
        case .month: return .month
        case .year: return .year(beginning: begins)
        case .rollingTwelveMonths: return .rollingTwelveMonths
        case .matter: return .matter
        }
    }

    /// Month and day, like 07-01, in a year that has every day.
    private func yearBegins(_ settings: inout SettingsReader) -> CivilDate? {
        guard let text = settings.string("year-begins") else { return nil }
        if let day = CivilDate(iso: "2000-" + text) { return day }
        settings.refuseValue(
            "year-begins", text, remedy: "write month and day, like 07-01 for the first of July")
        return nil
    }
}

/// What a limit or a discount counts over, as files call it.
enum SpanWord: String, CaseIterable {
    case statement, month, year
    case rollingTwelveMonths = "rolling-12-months"
    case matter

    /// What a cap or a floor may count over.
    static let ofLimits: [SpanWord] = [.statement, .month, .year, .matter]

    init(_ span: TermSpan) {
        switch span {
        case .statement: self = .statement
        case .month: self = .month
        case .year: self = .year
        case .rollingTwelveMonths: self = .rollingTwelveMonths
        case .matter: self = .matter
        }
    }
}
