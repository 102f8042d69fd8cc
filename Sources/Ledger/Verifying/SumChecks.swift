internal import Billing
internal import Digest
internal import GRDB

/// What must hold between rows: double entry, claims and their log, numbers without a gap.
struct SumChecks {
    let db: Database

    func findings() throws -> [Diagnostic] {
        try unbalanced() + movedUnnoticed() + misplacedClaims() + numbers() + templates()
    }

    /// The postings of each document and each receipt sum to zero by currency.
    private func unbalanced() throws -> [Diagnostic] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT document, entry, reminder, currency, sum(minor_units) AS sum FROM posting
                GROUP BY document, entry, reminder, currency HAVING sum(minor_units) <> 0
                ORDER BY document, entry, reminder, currency
                """
        ).map { row in
            let document = try (row["document"] as Int?).flatMap { try documentName($0, in: db) }
            let entry = (row["entry"] as Int?).map { "entry " + LineID(EntryKey($0)).text }
            let reminder = (row["reminder"] as Int64?).map { "reminder " + reminderNumber($0) }
            let currency = try stored(Currency(code: row["currency"]), "currency")
            let sum = plainDecimal(row["sum"], decimals: currency.decimals)
            return finding(
                .postingsUnbalanced,
                "the postings of \(document ?? entry ?? reminder ?? "nothing") sum to \(sum) \(currency), not "
                    + "to zero")
        }
    }

    // MARK: What moves

    /// Claims, parts of prices and deliveries are what their logs come to.
    private func movedUnnoticed() throws -> [Diagnostic] {
        try Schema.moving.flatMap { table in
            let columns = table.columns.joined(separator: ", ")
            let logged = """
                SELECT \(columns) FROM \(table.name)_log GROUP BY \(columns)
                HAVING sum(CASE gone WHEN 0 THEN 1 ELSE -1 END) > 0
                """
            let present = "SELECT \(columns) FROM \(table.name)"
            let inserted = try Row.fetchAll(db, sql: "\(present) EXCEPT \(logged)")
            let removed = try Row.fetchAll(db, sql: "\(logged) EXCEPT \(present)")
            return try inserted.prefix(100).map {
                finding(
                    .rowInserted,
                    "\(try told($0, table.name)) (table \(table.name)) is not in its log")
            }
                + removed.prefix(100).map {
                    finding(
                        .rowRemoved,
                        "\(try told($0, table.name)) was taken from table \(table.name)")
                }
        }
    }

    /// A claim stands at the matter of its entry, where it is looked for.
    private func misplacedClaims() throws -> [Diagnostic] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT claim.entry, claim.document, claim.matter, entry.matter AS recorded
                FROM claim JOIN entry ON entry.key = claim.entry
                WHERE claim.matter <> entry.matter ORDER BY claim.entry LIMIT 100
                """
        ).map {
            finding(
                .rowAltered,
                "\(try told($0, "claim")) stands at matter \($0["matter"] as String), and the entry was "
                    + "recorded at \($0["recorded"] as String)")
        }
    }

    private func told(_ row: Row, _ table: String) throws -> String {
        if table == "reminder_delivery" {
            return "the file of reminder \(reminderNumber(row["reminder"])), still to be written,"
        }
        let id: Int = row["document"]
        let document = try documentName(id, in: db) ?? "document \(id)"
        return switch table {
        case "claim": "the claim of \(document) on entry \(LineID(EntryKey(row["entry"])).text)"
        case "fee_part":
            "the claim of \(document) on \"\(row["part"] as String)\" of matter "
                + (row["matter"] as String)
        case "change_claim": "the use of mark \(row["change"] as Int) by \(document)"
        default: "the file of \(document), still to be written,"
        }
    }

    // MARK: Numbers

    /// Every number that a series gave out is on a document, none was left out, and no document has
    /// another.
    private func numbers() throws -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let documents = try numbered()
        let carried = Set(documents.flatMap(\.endings))
        var given: Set<Int> = []
        var expected: [String: Int] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT series, number FROM taken_number ORDER BY series, number")
        {
            let (series, number): (String, Int) = (row[0], row[1])
            if let next = expected[series], next != number {
                let numbers = next == number - 1 ? "\(next)" : "\(next) to \(number - 1)"
                findings.append(finding(.numberMissing, "series \(series) left out \(numbers)"))
            }
            expected[series] = number + 1
            given.insert(number)
            if !carried.contains(number) {
                findings.append(
                    finding(
                        .numberMissing, "number \(number) of series \(series) is on no document"))
            }
        }
        findings += documents.filter { given.isDisjoint(with: $0.endings) }.map {
            finding(.numberMissing, "\($0.name) has a number that no series gave out")
        }
        for row in try Row.fetchAll(db, sql: "SELECT name, next FROM series ORDER BY name") {
            let (series, next): (String, Int) = (row[0], row[1])
            if expected[series] != next {
                let last = expected[series].map { String($0 - 1) } ?? "none"
                findings.append(
                    finding(
                        .numberMissing,
                        "series \(series) goes on with \(next), and the last number taken was "
                            + last))
            }
        }
        return findings
    }

    /// Documents, and what numbers their printed ones may end in: how many of the last digits are the
    /// series' own is for firm.yaml to say, and that may have changed.
    private func numbered() throws -> [(name: String, endings: [Int])] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT kind, number, min(version) FROM document GROUP BY kind, number")
        let numbers = Set(rows.map { $0[1] as String })
        return rows.compactMap { row in
            let (kind, number, version): (String, String, Int) = (row[0], row[1], row[2])
            let digits = String(number.reversed().prefix { $0.isNumber }.reversed())
            // A revision, `1042-R1`, has the number of what it revises.
            if numbers.contains(String(number.dropLast(digits.count + 2))) { return nil }
            return (
                documentName(kind: kind, number: number, version: version),
                digits.indices.compactMap { Int(digits[$0...]) }
            )
        }
    }

    // MARK: Templates

    /// The stored template is the one that its digest was taken of.
    private func templates() throws -> [Diagnostic] {
        try Row.fetchAll(db, sql: "SELECT digest, name, source FROM template").compactMap { row in
            let (digest, name, source): (String, String, String) = (row[0], row[1], row[2])
            return SHA256.hex(of: Array(source.utf8)) == digest
                ? nil
                : finding(
                    .rowAltered, "the template \"\(name)\" as used is not the one of its digest")
        }
    }
}
