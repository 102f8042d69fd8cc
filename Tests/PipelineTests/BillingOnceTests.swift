import Billing
import Foundation
import Ledger
import Pipeline
import TestSupport
import Testing

/// Nothing is billed twice, nothing is dropped, and the ledger balances whatever was done.
@Suite struct BillingOnceTests {
    private static let work = [
        "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
        "time,T2,2026-10-06,M3,BSM,0.7,Review accounts,no-charge,",
        "time,T3,2026-10-06,M3,BSM,0.2,Plan audit,non-billable,",
        "cost,K1,2026-10-07,M4,,,Filing fee,,435.00",
    ]

    @Test func billingAgainBillsNothing() throws {
        let firm = try SmallFirm(inbox: Self.work)
        let first = try firm.month()
        #expect(first.invoices.count == 2)
        let again = try firm.month()
        #expect(again.invoices.isEmpty && again.proformas.isEmpty)
        #expect(try firm.run(.invoice).invoices.isEmpty)
        #expect(try firm.count("document") == 4)
    }

    @Test func loadingAgainFindsEverythingKnown() throws {
        let firm = try SmallFirm(inbox: Self.work)
        let first = try #require(try firm.load().loaded.first)
        #expect(first.rows == 4 && first.loaded == 4 && first.known == 0 && first.refused == 0)
        let again = try #require(try firm.load().loaded.first)
        #expect(again.rows == 4 && again.loaded == 0 && again.known == 4 && again.refused == 0)
        #expect(try firm.count("entry") == 4)
    }

    @Test func equalRowsWithoutAnIdAreEntriesOfTheirOwnAndKnownTheNextTime() throws {
        let row = "time,,2026-10-05,M1,JRO,0.5,Telephone call,,"
        let firm = try SmallFirm(inbox: [row, row])
        #expect(try firm.load().loaded.map(\.loaded) == [2])
        #expect(try firm.load().loaded.map(\.known) == [2])
        #expect(try firm.run(.invoice).invoices.map(\.total) == [400_00])
    }

    @Test func workAfterTheDayIsLeftForTheNextBill() throws {
        let firm = try SmallFirm(inbox: [
            "time,T1,2026-10-05,M1,JRO,1.0,Draft lease,,",
            "time,T2,2026-10-20,M1,JRO,2.0,Revise lease,,",
            "cost,K1,2026-10-21,M1,,,Courier,,10.00",
        ])
        try firm.load()
        let early = Selection(date: day("2026-10-31"), through: day("2026-10-15"))
        #expect(try firm.run(.invoice, early).invoices.map(\.total) == [400_00])
        #expect(try firm.run(.invoice).invoices.map(\.total) == [810_00])
    }

    // MARK: Any order of loading and billing

    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
    func whateverWasLoadedShownAndBilledEveryEntryIsBilledOnce(seed: UInt64) throws {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let work = (0..<24).map { RandomWork(number: $0, using: &random) }
        let firm = try SmallFirm()
        for step in 0..<9 {
            let date = "2026-11-\(10 + step)"
            var selection = Selection(date: day(date))
            if Bool.random(using: &random) {
                selection.clients = [["C1", "C2"].randomElement(using: &random) ?? "C1"]
            }
            if Bool.random(using: &random) {
                selection.through = day("2026-10-\(Int.random(in: 10...28, using: &random))")
            }
            switch step < 2 ? 0 : Int.random(in: 0..<4, using: &random) {
            case 0:
                // Any stretch of all rows: files overlap, and come in any order.
                let start = Int.random(in: 0..<18, using: &random)
                let rows = work[start..<min(24, start + 10)].map(\.row)
                try firm.export(rows, as: "\(step).csv")
                let loaded = try firm.load().loaded
                #expect(loaded.allSatisfy { $0.rows == $0.loaded + $0.known && $0.refused == 0 })
            case 1: try firm.run(.proforma, selection)
            default: try firm.run(.invoice, selection)
            }
        }
        try firm.export(work.map(\.row), as: "all.csv")
        try firm.load()
        try expectEveryEntryAccountedFor(work, in: firm, isAllBilled: false, "seed \(seed)")
        try firm.run(.invoice, Selection(date: day("2026-11-30")))
        try expectEveryEntryAccountedFor(work, in: firm, isAllBilled: true, "seed \(seed)")
    }

    private func expectEveryEntryAccountedFor(
        _ work: [RandomWork], in firm: SmallFirm, isAllBilled: Bool, _ seed: Comment
    ) throws {
        // Worked time is what the exports say, whatever was billed.
        let seconds = try firm.rows("SELECT sum(seconds) FROM entry")
        #expect(
            seconds == [[String(work.map { $0.minutes * 60 }.reduce(0, +))]], seed)
        #expect(try firm.count("entry") == work.count, seed)

        let billed = try firm.rows(
            """
            SELECT entry.source_id FROM document_line
            JOIN document ON document.id = document_line.document AND document.kind = 'invoice'
            JOIN entry ON entry.key = document_line.entry
            """
        ).map { $0[0] }
        #expect(Set(billed).count == billed.count, "an entry is on two invoices")
        let billable = Set(work.filter(\.isOnTheBill).map(\.id))
        let works = try LedgerReader(firm).unbilled()
        #expect(Set(billed).isDisjoint(with: works))
        #expect(Set(billed).union(works) == billable, seed)
        if isAllBilled { #expect(works.isEmpty, seed) }

        for matter in ["M1", "M2", "M3", "M4"] {
            let fees = work.filter { $0.matter == matter && billed.contains($0.id) }
                .map(\.feeCents).reduce(0, +)
            let sums = try firm.rows(
                """
                SELECT coalesce(sum(document_matter.fees), 0) FROM document_matter
                JOIN document ON document.id = document WHERE kind = 'invoice'
                    AND matter = '\(matter)'
                """)
            #expect(sums == [[String(fees)]], seed)
        }
        let numbers = try firm.rows(
            "SELECT number FROM document WHERE kind = 'invoice' ORDER BY id")
        #expect(numbers.map { Int($0[0]) } == numbers.indices.map { 101 + $0 }, seed)
        let sums = Dictionary(grouping: try LedgerReader(firm).trialBalance(), by: \.currency)
        for (currency, accounts) in sums {
            #expect(accounts.map(\.minorUnits).reduce(0, +) == 0, "\(currency)")
        }
    }

    // MARK: What was written stays written

    /// Unbilled, it may take what an export says later; the ledger keeps what it said before.
    @Test func aBilledEntryNeverChangesAndAnUnbilledOneIsNotForgotten() throws {
        let firm = try SmallFirm(inbox: Self.work)
        try firm.load()
        let before = try firm.rows("SELECT key, seconds FROM entry WHERE kind = 'time'")
        let change = "UPDATE entry SET seconds = 1 WHERE kind = 'time'"
        #expect(try runTool(["sqlite3", firm.database, change]).status == 0)
        #expect(try firm.rows("SELECT key, seconds FROM entry_history") == before)

        try firm.run(.invoice)
        for (change, word) in [(change, "billed"), ("DELETE FROM entry", "append-only")] {
            let (status, output) = try runTool(["sqlite3", firm.database, change])
            #expect(status != 0 && output.contains(word), "\(output)")
        }
    }

    @Test(arguments: [
        "document", "document_line", "document_matter", "posting", "export", "template",
    ])
    func aRecordedFactCanBeNeitherChangedNorDeleted(table: String) throws {
        let firm = try SmallFirm(inbox: Self.work)
        try firm.month()
        let before = try firm.rows("SELECT * FROM \(table)")
        #expect(!before.isEmpty)
        for change in ["UPDATE \(table) SET rowid = rowid", "DELETE FROM \(table)"] {
            let (status, output) = try runTool(["sqlite3", firm.database, change])
            #expect(status != 0 && output.contains("\(table) is append-only"), "\(change)")
        }
        #expect(try firm.rows("SELECT * FROM \(table)") == before)
    }
}

/// An entry of a random export, and what it comes to by a reckoning of its own.
private struct RandomWork {
    let id: String
    let matter: String
    let row: String
    let minutes: Int
    let feeCents: Int
    let isOnTheBill: Bool

    init(number: Int, using random: inout SeededGenerator) {
        id = "E\(number)"
        matter = ["M1", "M2", "M3", "M4"].randomElement(using: &random) ?? "M1"
        let date = "2026-10-\(Int.random(in: 10...28, using: &random))"
        guard number % 4 != 3 else {
            let cents = Int.random(in: 1...99_999, using: &random)
            row =
                "cost,\(id),\(date),\(matter),,,Cost \(number),,\(cents / 100)."
                + String(String(100 + cents % 100).suffix(2))
            (minutes, feeCents, isOnTheBill) = (0, 0, true)
            return
        }
        minutes = Int.random(in: 1...300, using: &random)
        let (person, cents) = Bool.random(using: &random) ? ("JRO", 400_00) : ("BSM", 333_35)
        let billing = ["", "", "", "no-charge", "non-billable"].randomElement(using: &random) ?? ""
        row =
            "time,\(id),\(date),\(matter),\(person),\(minutes / 60):"
            + "\(String(100 + minutes % 60).suffix(2)),Work \(number),\(billing),"
        // Six minutes begun are a tenth of an hour; half a cent goes up.
        let tenths = (minutes + 5) / 6
        feeCents = billing.isEmpty ? (tenths * cents * 2 + 10) / 20 : 0
        isOnTheBill = billing != "non-billable"
    }
}

/// Looks into the ledger as the program does.
private struct LedgerReader {
    let ledger: Ledger

    init(_ firm: SmallFirm) throws {
        ledger = try Ledger(path: firm.database)
    }

    /// Ids of the exports' entries that no invoice carries.
    func unbilled() throws -> Set<String> {
        let works = try ledger.read { transaction throws(EnvironmentError) in
            try transaction.unbilledWork(of: nil, through: day("2099-12-31"))
        }
        return Set(
            works.flatMap { work in
                work.time.map(\.narrative) + work.costs.map(\.description)
            }.map { "E" + ($0.split(separator: " ").last ?? "") })
    }

    func trialBalance() throws -> [(currency: String, account: String, minorUnits: Int)] {
        try ledger.read { transaction throws(EnvironmentError) in
            try transaction.trialBalance()
        }
    }
}
