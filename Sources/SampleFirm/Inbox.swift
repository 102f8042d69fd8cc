/// The time, costs, payments and balances of the sample, a file a month.
struct Inbox {
    static let months = [8, 9, 10]
    private static let header =
        "type,id,date,client,matter,timekeeper,hours,narrative,task,activity,phase,expense,"
        + "billing,rate,amount,currency,reference"

    private let plan: FirmPlan
    private var random: SplitMix64
    /// The number of entries of each matter, a list a month.
    private let entryCounts: [[Int]]
    private let costCounts: [Int]
    private let colleagues: [String]
    /// A composer for every language and area, in the order of their cases.
    private var composers: [[NarrativeComposer]]
    private var recentClauses: [RecentClauses]
    private var balances: [Balance] = []
    private var lastTime = 0
    private var lastAwkward = 0
    private var lastCost = 0
    private var lastReceipt = 0

    private struct Balance {
        let matter: Int
        let number: String
        let cents: Int
    }

    init(plan: FirmPlan, size: SampleSize, random: SplitMix64) {
        self.plan = plan
        var random = random
        entryCounts = Self.spread(size.entries, over: plan.matters, &random)
        costCounts = [size.costs / 3, size.costs / 3, size.costs - size.costs / 3 * 2]
        colleagues = plan.timekeepers.map(\.shortName)
        composers = plan.banks.map { bank in
            PracticeArea.allCases.map { NarrativeComposer(bank: bank, area: $0) }
        }
        recentClauses = Array(repeating: RecentClauses(), count: plan.matters.count)
        self.random = random
        makeBalances()
    }

    /// The month's file. Months are made in order, for identifiers run on from one to the next.
    mutating func csv(month: Int) -> String {
        let index = month - (Self.months.first ?? month)
        let days = Calendar2026.monthLengths[month - 1]
        let counts = entryCounts[index]
        let total = counts.reduce(0, +)
        var csv = CSVText(
            header: Self.header, capacity: total * 260 + costCounts[index] * 200 + 20_000)
        if month == 8 { appendBalances(to: &csv) }
        var byDay = entriesByDay(counts, month: month, days: days)
        var costsByDay = Array(repeating: 0, count: days)
        for _ in 0..<costCounts[index] { costsByDay[workingDay(month, days) - 1] += 1 }
        for day in 1...days {
            byDay[day - 1].shuffle(using: &random)
            for matter in byDay[day - 1] {
                appendTime(matter: Int(matter), month: month, day: day, to: &csv)
            }
            for _ in 0..<costsByDay[day - 1] { appendCost(month: month, day: day, to: &csv) }
        }
        if month > 8 { appendPayments(month: month, to: &csv) }
        return csv.text
    }

    // MARK: Spreading entries

    /// Shares the entries out over matters and months unevenly, and exactly.
    private static func spread(
        _ entries: Int, over matters: [Matter], _ random: inout SplitMix64
    ) -> [[Int]] {
        var counts = Array(repeating: Array(repeating: 0, count: matters.count), count: 3)
        var weights = Array(repeating: Array(repeating: 0.0, count: matters.count), count: 3)
        var rest = entries
        for (matter, plan) in matters.enumerated() {
            if plan.volume == .few, entries >= matters.count * 10 {
                for month in 0..<3 {
                    let count = random.within(1...3)
                    counts[month][matter] = count
                    rest -= count
                }
                continue
            }
            let size = 0.15 + 3 * random.fraction() * random.fraction()
            for month in 0..<3 {
                // Now and then a matter rests for a month, though not in the middle one.
                let resting = month != 1 && random.perMille(80)
                let share = resting ? 0 : size * (0.5 + random.fraction())
                weights[month][matter] = min(3.2, share)
            }
            if plan.volume == .trial {
                counts[2][matter] = min(220, entries / 10)
                rest -= counts[2][matter]
                weights[2][matter] = 0
            }
        }
        let weightSum = weights.reduce(0) { $0 + $1.reduce(0, +) }
        guard weightSum > 0, rest > 0 else { return counts }
        var running = 0.0
        var given = 0
        for month in 0..<3 {
            for matter in matters.indices where weights[month][matter] > 0 {
                running += weights[month][matter]
                let due = min(rest, Int((running / weightSum * Double(rest)).rounded()))
                counts[month][matter] += due - given
                given = due
            }
        }
        return counts
    }

    private mutating func entriesByDay(_ counts: [Int], month: Int, days: Int) -> [[Int32]] {
        var byDay = Array(repeating: [Int32](), count: days)
        for (matter, count) in counts.enumerated() {
            for _ in 0..<count {
                byDay[workingDay(month, days) - 1].append(Int32(truncatingIfNeeded: matter))
            }
        }
        return byDay
    }

    /// A day of the month, seldom on a weekend.
    private mutating func workingDay(_ month: Int, _ days: Int) -> Int {
        let weekendsToo = random.perMille(50)
        while true {
            let day = random.within(1...days)
            if weekendsToo || !Calendar2026.isWeekend(month: month, day: day) { return day }
        }
    }

    // MARK: Rows

    private mutating func appendTime(
        matter index: Int, month: Int, day: Int, to csv: inout CSVText
    ) {
        let matter = plan.matters[index]
        let author = random.pick(matter.team)
        let language = Language.allCases.firstIndex(of: matter.language) ?? 0
        let area = PracticeArea.allCases.firstIndex(of: matter.area) ?? 0
        var awkward: Int?
        if matter.language == .english, random.perMille(16) {
            awkward = lastAwkward
            lastAwkward += 1
        }
        let narrative = composers[language][area].compose(
            context(matter, author: author, month: month, day: day), awkward: awkward,
            recent: &recentClauses[index], using: &random)
        lastTime += 1
        csv.field("time")
        csv.field("T" + padded(lastTime, 6))
        appendPlace(matter, month: month, day: day, to: &csv)
        csv.field(plan.timekeepers[author].id)
        csv.field(hours(characters: narrative.text.unicodeScalars.count))
        csv.field(narrative.text)
        csv.field(matter.coded ? Self.task(narrative.task, under: matter.arrangement) : "")
        csv.field(matter.coded ? narrative.activity : "")
        csv.field(Self.phase(narrative.task, under: matter.arrangement))
        csv.field("")
        switch random.below(1000) {
        case ..<25: csv.field("no-charge")
        case ..<40: csv.field("non-billable")
        default: csv.field("")
        }
        csv.field(random.perMille(5) ? "\(random.within(30...150) * 5).00" : "")
        for _ in 0..<3 { csv.field("") }
        csv.endRow()
    }

    private mutating func appendCost(month: Int, day: Int, to csv: inout CSVText) {
        let index = random.below(plan.matters.count)
        let matter = plan.matters[index]
        let bank = plan.bank(matter.language)
        let kind = random.pick(bank.costs)
        let language = Language.allCases.firstIndex(of: matter.language) ?? 0
        let area = PracticeArea.allCases.firstIndex(of: matter.area) ?? 0
        let text = composers[language][area].describe(
            kind, context(matter, author: 0, month: month, day: day), using: &random)
        // Small amounts are the most frequent.
        let spread = random.fraction() * random.fraction()
        let cents = kind.cents.lowerBound + Int(Double(kind.cents.count - 1) * spread)
        lastCost += 1
        csv.field("cost")
        csv.field("X" + padded(lastCost, 6))
        appendPlace(matter, month: month, day: day, to: &csv)
        let spender = plan.timekeepers[random.pick(matter.team)].id
        csv.field(random.perMille(850) ? spender : "")
        csv.field("")
        csv.field(text)
        for _ in 0..<3 { csv.field("") }
        csv.field(kind.code)
        csv.field(random.perMille(15) ? "non-billable" : "")
        csv.field("")
        csv.field(decimal(hundredths: cents))
        let currency = plan.clients[matter.client].currency
        csv.field(random.perMille(400) ? (currency.isEmpty ? "USD" : currency) : "")
        csv.field(random.perMille(300) ? "INV-\(random.within(1000...99999))" : "")
        csv.endRow()
    }

    private func appendPlace(_ matter: Matter, month: Int, day: Int, to csv: inout CSVText) {
        csv.field("2026-" + padded(month, 2) + "-" + padded(day, 2))
        csv.field(plan.clients[matter.client].id)
        csv.field(matter.id)
    }

    /// Hours skewed to the short side: tenths mostly, some from timers, some as h:mm.
    private mutating func hours(characters: Int) -> String {
        // What takes long to tell took long to do.
        let least = max(1, (characters - 90) / 22)
        let tenths = max(least, 1 + Int(60 * random.fraction() * random.fraction()))
        switch random.below(1000) {
        case ..<35: return "\(tenths / 10):" + padded(tenths % 10 * 6, 2)
        case ..<110: return "\(min(5, tenths / 10))." + random.pick(["25", "33", "17", "75", "67"])
        default: return decimal(hundredths: tenths * 10)
        }
    }

    /// The task code; a matter with fixed fees by phase uses the main codes only.
    private static func task(_ task: String, under arrangement: String) -> String {
        guard arrangement == "acquisition-phases" else { return task }
        switch task.prefix(2) {
        case "P2": return "P200"
        case "P7", "P8": return "P600"
        default: return task
        }
    }

    private static func phase(_ task: String, under arrangement: String) -> String {
        guard arrangement == "estate-phases" else { return "" }
        switch task {
        case "C100", "C200": return "PLAN"
        case "C300": return "DRAFT"
        default: return "SIGN"
        }
    }

    private func context(_ matter: Matter, author: Int, month: Int, day: Int) -> NarrativeContext {
        NarrativeContext(
            opponent: matter.opponent, subject: matter.subject, counsel: matter.counsel,
            contacts: plan.contacts(of: matter), colleagues: colleagues, author: author,
            dayOfYear: Calendar2026.dayOfYear(month: month, day: day))
    }

    // MARK: Balances and payments

    /// Open invoices of the former system, on about every fourth matter.
    private mutating func makeBalances() {
        var number = 9931
        for matter in plan.matters.indices where matter % 4 == 1 {
            number += random.within(2...9)
            balances.append(
                Balance(
                    matter: matter, number: String(number),
                    cents: 40_000 + Int(2_600_000 * random.fraction() * random.fraction())))
        }
    }

    private mutating func appendBalances(to csv: inout CSVText) {
        for balance in balances {
            appendReceipt(
                "balance", balance.matter, month: 7, day: 31,
                narrative: "Invoice \(balance.number) of 2026-07-15", cents: balance.cents,
                reference: balance.number, to: &csv)
        }
    }

    /// In September two thirds of the balances are paid, every third of these in part; October
    /// brings the rests of some, and payments on account.
    private mutating func appendPayments(month: Int, to csv: inout CSVText) {
        for (index, balance) in balances.enumerated() {
            let inPart = balance.cents / 200 * 100
            let cents: Int
            switch (month, index % 6) {
            case (9, 0), (9, 2), (9, 3): cents = balance.cents
            case (9, 4): cents = inPart
            case (10, 4): cents = balance.cents - inPart
            case (10, 5): cents = random.within(5...40) * 50_000
            default: continue
            }
            let reference =
                random.perMille(500)
                ? "Check \(random.within(10000...99999))"
                : "Wire \(random.within(100_000...999_999))"
            appendReceipt(
                "payment", balance.matter, month: month, day: workingDay(month, 30),
                narrative: "Payment received – thank you", cents: cents, reference: reference,
                to: &csv)
        }
    }

    private mutating func appendReceipt(
        _ type: String, _ matter: Int, month: Int, day: Int, narrative: String, cents: Int,
        reference: String, to csv: inout CSVText
    ) {
        lastReceipt += 1
        csv.field(type)
        csv.field((type == "balance" ? "B" : "R") + padded(lastReceipt, 5))
        appendPlace(plan.matters[matter], month: month, day: day, to: &csv)
        csv.field("")
        csv.field("")
        csv.field(narrative)
        for _ in 0..<6 { csv.field("") }
        csv.field(decimal(hundredths: cents))
        csv.field("")
        csv.field(reference)
        csv.endRow()
    }
}
