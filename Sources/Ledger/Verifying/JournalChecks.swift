internal import Billing
internal import GRDB

/// Whether the journal is a chain, and every row of the ledger is as the journal has it.
struct JournalChecks: Sendable {
    let links: [JournalLink]

    /// So many rows of a stretch are told one by one.
    private static let mostTold = 100

    func pieces(_ db: Database) throws -> [Verification.Piece] {
        var pieces: [Verification.Piece] = [chain]
        for table in JournalTable.all {
            pieces.append { try uncovered(in: table, $0) }
            let stretches = try Int.fetchAll(
                db, sql: "SELECT id FROM journal_stretch WHERE \"table\" = ? ORDER BY id",
                arguments: [table.name])
            for id in stretches { pieces.append { try differences(in: id, of: table, $0) } }
        }
        pieces.append(changedEntries)
        return pieces
    }

    // MARK: The chain

    @Sendable private func chain(_ db: Database) throws -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let reader = JournalReader(db: db)
        var previous = ""
        var number = 1
        for link in links {
            if link.number != number {
                let gone = link.number - number == 1 ? "link \(number)" : "links from \(number)"
                findings.append(
                    finding(.journalBroken, "\(gone) to before \(told(link)) is not in the journal")
                )
                previous = ""
            }
            let reckoned = try link.reckoned(after: previous) { add in
                try reader.forEachStretch(of: link.number, add)
            }
            if reckoned != link.digest, link.number == number {
                findings.append(
                    finding(
                        .journalBroken,
                        "\(told(link)) is not as it was written, or something before it was "
                            + "changed or taken away"))
            }
            previous = link.digest
            number = link.number + 1
        }
        return findings
    }

    /// `link 12 of the journal ("load inbox/a.csv", by anna, 2026-11-05T16:42:07Z)`.
    private func told(_ link: JournalLink) -> String {
        "link \(link.number) of the journal (\(whoAndWhen(link)))"
    }

    private func whoAndWhen(_ link: JournalLink) -> String {
        [
            "\"\(link.what)\"", link.by.isEmpty ? nil : "by \(link.by)",
            link.at.isEmpty ? nil : link.at,
        ].compactMap { $0 }.joined(separator: ", ")
    }

    // MARK: Rows

    /// Rows that no stretch covers, and stretches that do not follow one another.
    private func uncovered(in table: JournalTable, _ db: Database) throws -> [Diagnostic] {
        var findings: [Diagnostic] = []
        var last = 0
        let stretches = try Row.fetchAll(
            db,
            sql: """
                SELECT link, "after", "last" FROM journal_stretch WHERE "table" = ? ORDER BY id
                """, arguments: [table.name])
        let known = Set(links.map(\.number))
        for stretch in stretches {
            let (link, after, end): (Int, Int, Int) = (stretch[0], stretch[1], stretch[2])
            if after != last {
                findings.append(
                    finding(
                        .journalBroken,
                        "the journal says nothing of rows \(last + 1) to \(after) of table "
                            + "\(table.name)"))
            }
            if !known.contains(link) {
                findings.append(
                    finding(
                        .journalBroken,
                        "nobody is in the journal for rows \(after + 1) to \(end) of table "
                            + "\(table.name)"))
            }
            last = end
        }
        let keys = try Int.fetchAll(
            db,
            sql: """
                SELECT rowid FROM "\(table.name)" WHERE rowid <= 0 OR rowid > ? ORDER BY rowid
                """, arguments: [last])
        let namer = RowNamer(db: db, table: table)
        findings += try told(keys) {
            finding(
                .rowInserted, "\(try namer.name($0)) is not in the journal\(namer.place($0))")
        }
        return findings
    }

    private func differences(
        in id: Int, of table: JournalTable, _ db: Database
    ) throws -> [Diagnostic] {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM journal_stretch WHERE id = ?", arguments: [id])
        guard let row else { return [] }
        let stretch = Stretch(row)
        var found: Stretch?
        try StretchReader(db: db).forEachStretch(
            of: table.name, after: stretch.after, through: stretch.last, mostRows: .max
        ) { found = $0 }
        if found?.digest == stretch.digest, found?.marks == stretch.marks { return [] }
        let (old, new) = (stretch.rows, found?.rows ?? [:])
        let link = links.first { $0.number == row["link"] as Int }
        let since = link.map { ", since " + whoAndWhen($0) } ?? ""
        let namer = RowNamer(db: db, table: table)
        var findings = try told(new.keys.filter { old[$0] == nil }.sorted()) {
            finding(.rowInserted, "\(try namer.name($0)) is not in the journal\(namer.place($0))")
        }
        findings += try told(old.keys.filter { new[$0] == nil }.sorted()) {
            finding(.rowRemoved, "\(try namer.name($0)) was removed\(since)\(namer.place($0))")
        }
        findings += try told(old.keys.filter { new[$0] != nil && new[$0] != old[$0] }.sorted()) {
            finding(.rowAltered, "\(try namer.name($0)) was altered\(since)\(namer.place($0))")
        }
        if findings.isEmpty {
            findings.append(
                finding(
                    .rowAltered,
                    "rows \(stretch.after + 1) to \(stretch.last) of table \(table.name) are not "
                        + "those of the journal\(since)"))
        }
        return findings
    }

    /// An entry that an export changed says what its history has as the last change.
    @Sendable private func changedEntries(_ db: Database) throws -> [Diagnostic] {
        let keys = try Int.fetchAll(
            db,
            sql: """
                SELECT key FROM (
                    SELECT max(entry_history.id), entry.key, entry_history.next,
                        \(Schema.changingValues(of: "entry")) AS now
                    FROM entry_history JOIN entry ON entry.key = entry_history.key
                    GROUP BY entry_history.key)
                WHERE next <> now ORDER BY key
                """)
        let table = JournalTable("entry", "entry", .entry)
        let namer = RowNamer(db: db, table: table)
        return try told(keys) {
            finding(
                .rowAltered,
                "\(try namer.name($0)) was altered, since an export changed it\(namer.place($0))")
        }
    }

    private func told(
        _ keys: [Int], _ tell: (Int) throws -> Diagnostic
    ) rethrows -> [Diagnostic] {
        var findings = try keys.prefix(Self.mostTold).map(tell)
        if let last = findings.last, keys.count > Self.mostTold {
            findings.append(
                finding(last.code, "… and \(keys.count - Self.mostTold) more rows likewise"))
        }
        return findings
    }
}
