import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Corrections in a small firm, and what holds after each of them.
extension SmallFirm {
    static let headerWithReference =
        "type,id,date,matter,timekeeper,hours,narrative,amount,reference\n"

    /// Rows that may name an invoice in their last cell.
    func receive(_ rows: [String], as name: String) throws {
        try folder.write(
            Self.headerWithReference + rows.map { $0 + "\n" }.joined(), to: "inbox/" + name)
    }

    @discardableResult
    func void(
        _ number: String, on date: String = "2026-11-05", reason: String = "billed in error"
    ) throws -> RunReport {
        let report = try VoidRun(workspace: try workspace(), output: output).run(
            number, reason: reason, date: day(date))
        try expectBalance()
        return report
    }

    @discardableResult
    func correct(
        _ number: String, on date: String = "2026-11-20", _ marks: TypedMark...
    ) throws -> RunReport {
        let report = try CorrectRun(workspace: try workspace(), output: output).run(
            CorrectRun.Request(
                invoice: number, date: day(date), reason: "the client asked", marks: marks))
        try expectBalance()
        return report
    }

    /// The line id of the entry that its export calls so.
    func line(_ source: String) throws -> String {
        let keys = try rows("SELECT key FROM entry WHERE source_id = '\(source)'")
        return LineID(EntryKey(try #require(keys.first?.first.flatMap { Int($0) }))).text
    }

    func mark(_ source: String, _ change: (inout TypedMark) -> Void) throws -> TypedMark {
        var mark = TypedMark()
        mark.line = try line(source)
        change(&mark)
        return mark
    }

    func edit(
        matter: String, on date: String = "2026-10-31", _ change: (inout TypedMark) -> Void
    ) throws {
        var mark = TypedMark()
        mark.matter = matter
        change(&mark)
        let report = try EditRun(workspace: try workspace(), Selection(date: day(date))).run([mark])
        #expect(report.diagnostics == [])
    }

    /// The rate of Jane Roe from the beginning of the year.
    func setRate(_ rate: String) throws {
        try folder.write(
            "effective,timekeeper,rate\n2026-01-01,JRO,\(rate)\n2026-01-01,BSM,333.35\n",
            to: "rates.csv")
    }

    func lines(_ document: RunReport.Made?) throws -> [PageLine] {
        let text = try text(try #require(document))
        return text.split(separator: "\n").map(PageLine.init)
    }

    func lines(at path: String?) throws -> [PageLine] {
        try pageText(of: output + "/" + (try #require(path))).split(separator: "\n")
            .map(PageLine.init)
    }

    /// Each document and each receipt sums to zero; an invoice, a discount taken on it and its credit
    /// note are zero together, by account and matter; and verifying finds nothing.
    func expectBalance() throws {
        #expect(try VerifyRun(folder: path).run().diagnostics == [])
        #expect(
            try rows(
                """
                SELECT document, entry FROM posting GROUP BY document, entry, currency
                HAVING sum(minor_units) <> 0
                """) == [])
        #expect(
            try rows(
                """
                WITH taken AS (
                    SELECT original, posting.matter, posting.minor_units
                    FROM credit JOIN taken_offer ON taken_offer.document = original
                        JOIN posting ON posting.entry = taken_offer.entry
                    WHERE account = 'discounts')
                SELECT original, account, matter FROM (
                    SELECT original, account, matter, minor_units FROM credit
                        JOIN posting ON posting.document IN (original, note)
                    UNION ALL SELECT original, 'discounts', matter, minor_units FROM taken
                    UNION ALL SELECT original, 'receivable', matter, -minor_units FROM taken)
                GROUP BY original, account, matter HAVING sum(minor_units) <> 0
                """) == [])
    }

    func sum(of account: String) throws -> Int {
        let found = try rows(
            "SELECT total(minor_units) FROM posting WHERE account = '\(account)'")
        return found.first?.first.flatMap(Double.init).map { Int($0) } ?? 0
    }
}

/// The last figure of the first line that begins so.
func figure(_ name: String, _ lines: [PageLine]) -> Int? {
    lines.first { $0.fields.first?.hasPrefix(name) == true }?.figures.last
}
