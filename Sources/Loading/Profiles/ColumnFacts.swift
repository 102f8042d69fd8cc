import Billing

/// What the cells of one column of an unknown export have in common.
struct ColumnFacts {
    enum Content: String, Sendable {
        case blank, date, duration, money, number, flag, currency, code, person, matter, client, id
        case text
        case clock = "time of day"
    }

    let position: Int
    /// Blank where the file has no column names.
    let name: String
    private(set) var filled = 0
    private(set) var characters = 0
    private(set) var samples: [String] = []
    /// Distinct texts, folded, with how often each stands there; no more than are needed.
    private(set) var texts: [String: Int] = [:]
    private(set) var hasRepeats = false
    private(set) var dates = [Int](repeating: 0, count: ColumnFacts.dateForms.count)
    private var dateColumn = DateColumn()
    private(set) var colons = 0
    private var clocks = 0
    private(set) var durations = 0
    /// Whole numbers that may be hours, minutes or seconds.
    private(set) var bareNumbers = 0
    private var numbers = 0
    private var currencySigns = 0
    private var currencies = 0
    private var codes = 0
    private(set) var pairs = 0

    /// Tried in this order; the first that reads most cells is taken.
    static let dateForms = [
        DateForm(), DateForm(allowsTwoDigitYears: true), DateForm(.yearFirst), DateForm(.compact),
        DateForm(.dayFirst), DateForm(.monthFirst), DateForm(.dayFirst, allowsTwoDigitYears: true),
        DateForm(.monthFirst, allowsTwoDigitYears: true),
    ]
    static let mostTexts = 2_000
    /// Initials of three letters look like any other currency.
    private static let usualCurrencies: Set<String> = [
        "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "JPY", "SEK", "NOK", "DKK", "ILS", "INR",
        "SGD", "HKD", "ZAR", "MXN", "BRL",
    ]

    init(position: Int, name: String) {
        self.position = position
        self.name = name
    }

    mutating func add(_ text: String) {
        guard !text.isEmpty else { return }
        filled += 1
        characters += text.count
        let key = folded(text)
        if texts[key] != nil {
            texts[key, default: 0] += 1
            hasRepeats = true
        } else if texts.count < ColumnFacts.mostTexts {
            texts[key] = 1
            if samples.count < 3 { samples.append(text) }
        }
        if text.utf8.contains(where: { (0x30...0x39).contains($0) }) { addValue(text) }
        if text.contains(where: { "$€£¥".contains($0) }) { currencySigns += 1 }
        if ColumnFacts.usualCurrencies.contains(text) { currencies += 1 }
        if isCode(text) { codes += 1 }
        if let colon = text.firstIndex(of: ":"), colon != text.startIndex { pairs += 1 }
    }

    /// Dates, times and numbers all hold a digit.
    private mutating func addValue(_ text: String) {
        for (index, form) in ColumnFacts.dateForms.enumerated() {
            guard let plain = form.plain(text), DateText(plain) != nil else { continue }
            dates[index] += 1
            if index == 1 { dateColumn.add(plain, line: filled, place: Place(file: "")) }
        }
        if text.contains(":") { colons += 1 }
        if ClockTime.seconds(text) != nil { clocks += 1 }
        do {
            _ = try Duration.seconds(text)
            durations += 1
        } catch {
            if error == .bareNumber { bareNumbers += 1 }
        }
        if AmountText.isAmount(text) { numbers += 1 }
    }

    /// `L110`, `A103`, `E112`.
    private func isCode(_ text: String) -> Bool {
        text.count == 4 && text.first?.isLetter == true && text.dropFirst().allSatisfy(\.isNumber)
    }

    /// The form that reads nearly all dates; nil where they are none. The order is open where both
    /// orders read all of them.
    var dateForm: (form: DateForm, isOrderOpen: Bool)? {
        guard let most = dates.max(), most > 0, most * 10 >= filled * 9,
            let index = dates.firstIndex(of: most)
        else { return nil }
        let form = ColumnFacts.dateForms[index]
        switch form.order {
        case .automatic:
            if case .ambiguous = dateColumn.verdict(nil) { return (form, true) }
        case .dayFirst:
            return (form, dates[index + 1] == most)
        default: break
        }
        return (form, false)
    }

    /// What the cells look like, without regard to the column's name.
    var content: Content {
        func nearlyAll(_ count: Int) -> Bool { count > 0 && count * 10 >= filled * 9 }
        if filled == 0 { return .blank }
        if dateForm != nil { return .date }
        if texts.count <= 6, texts.keys.allSatisfy({ FlagWords.known.contains($0) }),
            !nearlyAll(numbers) || texts.keys.allSatisfy({ $0 == "0" || $0 == "1" })
        {
            return .flag
        }
        if nearlyAll(currencies) { return .currency }
        if nearlyAll(currencySigns) { return .money }
        if nearlyAll(clocks) { return .clock }
        if nearlyAll(colons), nearlyAll(durations) { return .duration }
        if nearlyAll(numbers) { return .number }
        if nearlyAll(durations) { return .duration }
        if nearlyAll(codes) { return .code }
        let isUnique = !hasRepeats && filled > 1
        if isUnique, texts.keys.allSatisfy(looksLikeNumber) { return .id }
        return .text
    }

    var averageLength: Int { filled == 0 ? 0 : characters / filled }
}

/// Words by which exports say whether work is charged, or invoiced already.
enum FlagWords {
    static let billable: Set<String> = [
        "yes", "y", "true", "t", "1", "billable", "ja", "oui", "x", "chargeable",
    ]
    static let nonBillable: Set<String> = [
        "no", "n", "false", "f", "0", "non-billable", "nonbillable", "non billable", "nein", "non",
        "not billable", "written off",
    ]
    static let noCharge: Set<String> = ["no charge", "no-charge", "n/c", "nc"]
    static let billed: Set<String> = ["billed", "invoiced", "billing complete", "paid"]
    static let unbilled: Set<String> = [
        "unbilled", "uninvoiced", "not billed", "not invoiced", "draft", "open",
        "ready for billing",
    ]
    static let known = billable.union(nonBillable).union(noCharge).union(billed).union(unbilled)
}
