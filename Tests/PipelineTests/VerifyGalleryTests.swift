import Billing
import Foundation
import Pipeline
import TestSupport
import Testing

/// Something done to a ledger behind its back, and what verifying tells of it.
struct Tampering: Sendable, CustomTestStringConvertible {
    var code: Diagnostic.Code
    var sql: String
    var says: String

    var testDescription: String { "\(code.rawValue): \(sql)" }

    init(_ code: Diagnostic.Code, _ sql: String, says: String) {
        self.code = code
        self.sql = sql
        self.says = says
    }
}

/// A case for each code of `engross verify`.
@Suite struct VerifyGalleryTests {
    /// The first entry of the firm, as people name it.
    private static let first = "entry " + LineID(EntryKey(1)).text

    static let tamperings = [
        // Rows of every kind, altered, removed and inserted
        Tampering(
            .rowAltered, "UPDATE entry SET narrative = 'Other words' WHERE key = 1",
            says: first + " was altered, since \"load inbox/a.csv\""),
        Tampering(
            .rowAltered, "UPDATE document SET path = 'elsewhere.pdf' WHERE number = '0101'",
            says: "invoice 0101 was altered"),
        Tampering(
            .rowAltered, "UPDATE posting SET date = '2026-01-01' WHERE entry IS NOT NULL",
            says: "a posting of entry"),
        Tampering(
            .rowAltered, "UPDATE export SET rows = 9", says: "the record of the file inbox/a.csv"),
        Tampering(
            .rowAltered, "UPDATE template SET source = source || ' '",
            says: "the template \"standard\" as used"),
        Tampering(.rowRemoved, "DELETE FROM entry WHERE key = 1", says: first + " was removed"),
        Tampering(
            .rowRemoved, "DELETE FROM document_line WHERE document = 3", says: "a line was removed"),
        Tampering(
            .rowRemoved, "DELETE FROM claim WHERE entry = 1",
            says: "the claim of invoice 0101 on \(first) was taken"),
        Tampering(
            .rowInserted,
            """
            INSERT INTO entry SELECT 99, kind, identity, source_id, content, file, line, "column",
                client, matter, timekeeper, date, seconds, minor_units, quantity, narrative, task,
                activity, phase, code, reference, disposition, rate_minor_units
            FROM entry WHERE key = 1
            """, says: "entry \(LineID(EntryKey(99)).text) is not in the journal"),
        Tampering(
            .rowInserted,
            """
            INSERT INTO posting (document, date, account, client, matter, currency, minor_units)
            SELECT document, date, account, client, matter, currency, minor_units FROM posting
            WHERE document IS NOT NULL
            """, says: "a posting of invoice 0101 is not in the journal"),
        Tampering(
            .rowInserted,
            "INSERT INTO claim SELECT key, 3, matter FROM entry WHERE source_id = 'T3'",
            says: "the claim of invoice 0101 on entry"),
        Tampering(
            .rowAltered, "UPDATE claim SET matter = 'C999-01' WHERE entry = 1",
            says: "on entry " + LineID(EntryKey(1)).text + " stands at matter C999-01"),

        // The journal itself
        Tampering(
            .journalBroken, "UPDATE journal SET \"by\" = 'somebody else' WHERE id = 1",
            says: "link 1 of the journal (\"load inbox/a.csv\", by somebody else"),
        Tampering(
            .journalBroken, "DELETE FROM journal WHERE id = 2", says: "link 2 to before link 3"),
        Tampering(
            .journalBroken, "DELETE FROM journal_stretch WHERE \"table\" = 'entry'",
            says: "link 1 of the journal"),

        // What must hold between rows
        Tampering(
            .postingsUnbalanced,
            "UPDATE posting SET minor_units = 1 WHERE document = 3 AND account = 'fees'",
            says: "the postings of invoice 0101 sum to 600.01 USD"),
        Tampering(
            .documentDiffers, "UPDATE document SET total = total + 1 WHERE number = '0101'",
            says: "invoice 0101 is not what its stored statement says: column total"),
        Tampering(
            .documentDiffers, "UPDATE document_line SET minor_units = 1 WHERE entry = 1",
            says: "line " + LineID(EntryKey(1)).text),
        Tampering(
            .documentDiffers,
            "UPDATE document SET statement = replace(statement, '\"total\":', '\"sum\":')",
            says: "the stored statement of invoice 0101 cannot be read"),
        Tampering(
            .numberMissing, "UPDATE series SET next = 110 WHERE name = 'invoice'",
            says: "series invoice goes on with 110, and the last number taken was 102"),
        Tampering(
            .numberMissing, "DELETE FROM taken_number WHERE number = 102",
            says: "series invoice goes on with 103, and the last number taken was 101"),
        Tampering(
            .numberMissing, "UPDATE document SET number = '0107' WHERE number = '0101'",
            says: "number 101 of series invoice is on no document"),
        Tampering(
            .numberMissing, "UPDATE document SET number = '0107' WHERE number = '0101'",
            says: "invoice 0107 has a number that no series gave out"),

        // The file and its rules
        Tampering(
            .ledgerDamaged, "DELETE FROM template",
            says: "names a row of template that is not there"),
        Tampering(
            .ledgerDamaged, "CREATE TABLE notes (text)", says: "the table notes is foreign"),
    ]

    @Test(arguments: tamperings)
    func whatWasDoneBehindTheJournalsBackIsNamed(_ tampering: Tampering) throws {
        let firm = try AuditedFirm.billed()
        try tamper(firm.database, tampering.sql)
        let found = try VerifyRun(folder: firm.path).run().diagnostics
        let told = found.filter { $0.code == tampering.code }.map(\.fact)
        #expect(
            told.contains { $0.contains(tampering.says) },
            "told: \(found.map { "[\($0.code.rawValue)] \($0.fact)" }.joined(separator: "\n"))")
        #expect(found.allSatisfy { $0.place != nil && $0.remedy?.isEmpty == false })
    }

    @Test func aRuleThatIsGoneIsNamed() throws {
        let firm = try AuditedFirm.billed()
        _ = try firm.rows("DROP TRIGGER posting_no_update")
        let found = try VerifyRun(folder: firm.path).run().diagnostics
        #expect(found.map(\.code) == [.ledgerDamaged])
        #expect(found.first?.fact == "the trigger posting_no_update is gone")
    }

    /// Somebody overwrote a page of the file.
    @Test func aDamagedFileIsNamed() throws {
        let firm = try AuditedFirm.billed()
        let page = try firm.rows("SELECT min(pageno) FROM dbstat WHERE name = 'document_line'")
        let number = try #require(page.first?.first.flatMap { UInt64($0) })
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: firm.database))
        try file.seek(toOffset: (number - 1) * 16_384)
        try file.write(contentsOf: Data(repeating: 0xAB, count: 16_384))
        try file.close()
        let found = try VerifyRun(folder: firm.path).run().diagnostics
        #expect(!found.isEmpty && found.allSatisfy { $0.code == .ledgerDamaged })
        #expect(found.first?.remedy?.contains("engross restore") == true)
    }

    @Test func bytesThatAreNotThoseThatWerePostedAreNamed() throws {
        let firm = try AuditedFirm.billed()
        try tamper(
            firm.database,
            "UPDATE document SET sha256 = upper(sha256) WHERE number = '0101'")
        let found = try VerifyRun(folder: firm.path).run(rendering: true).diagnostics
        let told = try #require(found.first { $0.code == .bytesDiffer })
        #expect(told.fact.hasPrefix("0101 cannot be rendered as it was posted"))
        #expect(told.remedy?.isEmpty == false)
    }

    @Test func everyCodeOfTheLedgerHasACase() {
        let own: Set<Diagnostic.Code> = [
            .ledgerDamaged, .journalBroken, .rowInserted, .rowRemoved, .rowAltered,
            .postingsUnbalanced, .documentDiffers, .numberMissing,
        ]
        #expect(Set(Self.tamperings.map(\.code)) == own)
    }
}

/// A firm with a ledger that has something of everything.
enum AuditedFirm {
    /// Invoice 0101: 1.5 hours at 400.00. Entry T1 is the first.
    static let work = [
        "time,T1,2026-10-05,M1,JRO,1.5,Draft lease,,",
        "time,T2,2026-10-06,M3,BSM,0.7,Review accounts,no-charge,",
        "time,T3,2026-10-06,M3,BSM,0.2,Plan audit,non-billable,",
        "cost,K1,2026-10-07,M4,,,Filing fee,,435.00",
        "balance,B1,2026-09-30,M1,,,Old invoice,,50.00",
    ]

    /// Pro formas PF-001 and PF-002, invoices 0101 and 0102.
    static func billed() throws -> SmallFirm {
        let firm = try SmallFirm(inbox: work)
        try firm.month()
        return firm
    }
}
