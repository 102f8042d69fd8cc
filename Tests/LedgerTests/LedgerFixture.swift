import Billing
import Ledger
import TestSupport

/// Rows and documents to put into a ledger.
enum Sample {
    /// A row that the export calls `id`, or that is known by its content where there is none.
    static func row(
        _ id: String?, _ work: LoadedRow.Work, content: String = "as recorded", line: Int = 2,
        currency: Currency = .usd
    ) -> LoadedRow {
        LoadedRow(
            line: line, identity: fingerprint(id.map { "id " + $0 } ?? content), sourceID: id,
            content: fingerprint(content), currency: currency, work: work)
    }

    static func time(
        _ id: String?, _ matter: String = "M1", date: String = "2026-10-05", seconds: Int = 3600,
        content: String = "as recorded", disposition: Disposition = .billable, line: Int = 2
    ) -> LoadedRow {
        row(
            id,
            .time(
                TimeEntry(
                    key: EntryKey(0), matter: MatterID(matter), timekeeper: TimekeeperID("JRO"),
                    date: day(date), seconds: seconds, narrative: "Work " + (id ?? ""),
                    disposition: disposition, place: Place(file: "inbox/a.csv", line: line))),
            content: content, line: line)
    }

    static func cost(
        _ id: String, _ units: Int?, _ matter: String = "M1", quantity: Int? = nil,
        content: String = "as recorded", currency: Currency = .usd
    ) -> LoadedRow {
        row(
            id,
            .cost(
                CostEntry(
                    key: EntryKey(0), matter: MatterID(matter), date: day("2026-10-05"),
                    minorUnits: units, quantity: quantity.map(Quantity.init(thousandths:)),
                    description: "Cost " + id,
                    place: Place(file: "inbox/a.csv", line: 3))),
            content: content, line: 3, currency: currency)
    }

    static func receipt(
        _ kind: Receipt.Kind, _ id: String, _ cents: Int, date: String, _ matter: String = "M1",
        content: String = "as recorded"
    ) -> LoadedRow {
        row(
            id,
            .receipt(
                Receipt(
                    kind: kind, client: ClientID("C1"), matter: MatterID(matter), date: day(date),
                    minorUnits: cents, description: "Receipt " + id, reference: nil,
                    place: Place(file: "inbox/a.csv", line: 4))),
            content: content, line: 4)
    }

    /// A matter with one line a key, each at the same fee, and a cost.
    static func matter(
        _ id: String, fees: [(entry: Int, cents: Int)], costs: [(entry: Int, cents: Int)] = []
    ) -> MatterStatement {
        let person = Person(id: TimekeeperID("JRO"), name: "Jane Roe")
        return MatterStatement(
            id: MatterID(id), caption: id, reference: nil, arrangement: nil,
            lines: fees.map { entry, cents in
                FeeLine(
                    id: LineID(EntryKey(entry)), entry: EntryKey(entry), date: day("2026-10-05"),
                    timekeeper: person, narrative: "Work", task: nil, activity: nil,
                    workedSeconds: 3600, worked: hours(100), hours: hours(100), perHour: usd(cents),
                    amount: usd(cents), standard: usd(cents), display: .amount, trace: [])
            },
            sections: [
                FeeSection(agreement: "Hourly", time: fees.map { usd($0.1) }.sum(.usd), items: [])
            ],
            costLines: costs.map { entry, cents in
                CostLine(
                    id: LineID(EntryKey(entry)), entry: EntryKey(entry), date: day("2026-10-05"),
                    timekeeper: nil, description: "Cost", code: nil, amount: usd(cents),
                    display: .amount)
            }, timekeepers: [], tasks: [], currency: .usd,
            review: Review(
                oldestDays: 0, workedHours: .zero, standard: usd(0), billed: usd(0), budget: nil,
                billedBefore: usd(0), owed: usd(0)))
    }

    static func document(
        _ kind: Statement.Kind, _ number: String, version: Int = 1, date: String = "2026-10-31",
        _ matters: [MatterStatement], taxCents: Int = 0, content: String = "content"
    ) -> PostedDocument {
        // The last matter bears most of it.
        let taxes =
            taxCents == 0
            ? []
            : [
                TaxLine(
                    Tax(code: "VAT", name: "VAT", percent: Percent(thousandths: 20_000)),
                    shares: matters.enumerated().map { index, matter in
                        TaxLine.Share(
                            matter: matter.id, base: matter.total,
                            amount: usd(index + 1 < matters.count ? 1 : taxCents - index))
                    }, .usd)
            ]
        let statement = Statement(
            kind: kind, number: number, version: version, date: day(date), due: nil,
            periodStart: day("2026-10-01"), periodEnd: day("2026-10-31"),
            letterhead: Letterhead(name: "Roe", lines: [], taxID: nil, payment: []),
            billTo: BillTo(id: ClientID("C1"), name: "Acme", address: [], reference: nil),
            attorney: nil, currency: .usd, hoursDecimals: 2, matters: matters, taxes: taxes,
            account: Account(previousBalance: usd(0)), terms: "", template: "standard",
            paper: "letter")
        return PostedDocument(
            statement: statement, encoded: "{}", content: content, grouping: "C1/*", run: date,
            pages: 1, sha256: "00", path: number + ".pdf", templateDigest: "digest",
            fontsDigest: "fonts")
    }
}

extension Ledger {
    /// Loads the rows of one file, so many at a time, and returns what became of each.
    @discardableResult
    func load(
        _ rows: [LoadedRow], batchSize: Int = 100, runLength: Int = 1_000,
        _ outcome: Outcome = .commit
    ) throws -> [Loaded] {
        try write { transaction throws(EnvironmentError) in
            var load = try transaction.beginLoad(runLength: runLength)
            var results: [Loaded] = []
            for start in stride(from: 0, to: rows.count, by: batchSize) {
                results += try load.load(Array(rows[start...].prefix(batchSize)))
            }
            try load.finish()
            try transaction.record("load", .unnamed)
            return (results, outcome)
        }
    }

    func post(_ document: PostedDocument, payments: [EntryKey] = []) throws {
        try write { transaction throws(EnvironmentError) in
            try transaction.keep(template: "digest", name: "standard", source: "source")
            try transaction.post(document, receipts: payments, output: "Output")
            try transaction.record("post", .unnamed)
            return ((), .commit)
        }
    }

    func unbilledKeys(through date: String = "2099-12-31") throws -> [Int] {
        try read { transaction throws(EnvironmentError) in
            try transaction.unbilledWork(of: nil, through: day(date))
        }.flatMap { $0.time.map(\.key.number) + $0.costs.map(\.key.number) }.sorted()
    }

    func accounts() throws -> [String: Int] {
        let lines = try read { transaction throws(EnvironmentError) in
            try transaction.trialBalance()
        }
        return Dictionary(lines.map { ($0.account, $0.minorUnits) }) { $0 + $1 }
    }

    func balance(on date: String, of matter: String = "M1") throws -> MatterBalance? {
        try read { transaction throws(EnvironmentError) in
            try transaction.balances(on: day(date))
        }[MatterID(matter)]?["USD"]
    }

    func feesBilled(of matter: String = "M1") throws -> Int? {
        try read { transaction throws(EnvironmentError) in
            try transaction.past()
        }.feesBilled(of: MatterID(matter))
    }
}
