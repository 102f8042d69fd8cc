package import Billing
internal import Digest
internal import Foundation
internal import GRDB

/// A link of the journal: who did what, and when.
package struct JournalLink: Sendable, Equatable {
    package var number: Int
    package var by: String
    package var at: String
    package var what: String
    /// SHA-256 over the link before, all of this one, and the digests of the rows that it covers.
    package var digest: String
}

extension LedgerTransaction {
    /// Notes in the journal who did what, with a digest of every row that was added since the last
    /// link. To be called last in each transaction that writes; what adds nothing leaves no link.
    package func record(_ what: String, _ occasion: Occasion) throws(EnvironmentError) {
        try attempt("record \(what) in the journal of") {
            let number = try nextLink(in: db)
            for (table, key) in try lastKeys(in: db) {
                try cover(table, upTo: key, link: number, in: db)
            }
            let previous = try String.fetchOne(
                db, sql: "SELECT digest FROM journal WHERE id = ?", arguments: [number - 1])
            var link = JournalLink(
                number: number, by: occasion.by, at: occasion.at, what: what, digest: "")
            var count = 0
            link.digest = try link.reckoned(after: previous ?? "") { add in
                try JournalReader(db: db).forEachStretch(of: number) {
                    add($0)
                    count += 1
                }
            }
            guard count > 0 else { return }
            try db.execute(
                sql: """
                    INSERT INTO journal (id, "by", "at", what, digest) VALUES (?, ?, ?, ?, ?)
                    """, arguments: [number, link.by, link.at, link.what, link.digest])
        }
    }

    /// The last link: whoever notes its digest elsewhere can tell later that nothing before it was
    /// changed or taken away.
    package func lastLink() throws(EnvironmentError) -> JournalLink? {
        try attempt("read the journal of") {
            try JournalReader(db: db).links(where: "id = (SELECT max(id) FROM journal)").first
        }
    }
}

extension JournalLink {
    /// `eachStretch` gives the stretches one after the other.
    func reckoned(
        after previous: String, _ eachStretch: (_ add: (Stretch) -> Void) throws -> Void
    ) rethrows -> String {
        let digest = SHA256()
        var row = RowBytes()
        row.begin(number)
        for text in [previous, by, at, what] { row.append(text) }
        digest.update(UnsafeRawBufferPointer(row.bytes))
        try eachStretch { stretch in
            row.begin(stretch.last)
            row.append(stretch.table)
            row.append(stretch.after)
            row.append(stretch.digest)
            stretch.marks.withUnsafeBufferPointer { row.append(blob: $0) }
            digest.update(UnsafeRawBufferPointer(row.bytes))
        }
        return digest.finish()
    }
}

/// Digests the rows of a table that no link covers, up to a key, for link `number` or the next that
/// is made.
func cover(_ table: String, upTo last: Int, link number: Int, in db: Database) throws {
    let covered = try lastCovered(of: table, in: db)
    guard last > covered else { return }
    try StretchReader(db: db).forEachStretch(of: table, after: covered, through: last) {
        try add([$0], link: number, in: db)
    }
}

func nextLink(in db: Database) throws -> Int {
    (try Int.fetchOne(db, sql: "SELECT max(id) FROM journal") ?? 0) + 1
}

/// The key up to which the journal covers a table.
func lastCovered(of table: String, in db: Database) throws -> Int {
    let statement = try db.cachedStatement(
        sql: "SELECT max(last) FROM journal_stretch WHERE \"table\" = ?")
    return try Int.fetchOne(statement, arguments: [table]) ?? 0
}

/// The journal's tables, each with its last key; asked for at once, because preparing a question
/// takes longer than its answer.
private func lastKeys(in db: Database) throws -> [(table: String, key: Int)] {
    let tables = JournalTable.all.map(\.name)
    let asked = tables.map { "(SELECT max(rowid) FROM \"\($0)\")" }.joined(separator: ", ")
    guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT \(asked)")) else { return [] }
    return tables.enumerated().map { ($1, (row[$0] as Int?) ?? 0) }
}

func add(_ stretches: [Stretch], link number: Int, in db: Database) throws {
    let statement = try db.cachedStatement(
        sql: """
            INSERT INTO journal_stretch (link, "table", "after", "last", digest, marks)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
    for stretch in stretches {
        try statement.execute(arguments: [
            number, stretch.table, stretch.after, stretch.last, stretch.digest,
            Data(stretch.marks),
        ])
    }
}

/// What the journal says.
struct JournalReader {
    let db: Database

    func links(where condition: String = "true") throws -> [JournalLink] {
        try Row.fetchAll(db, sql: "SELECT * FROM journal WHERE \(condition) ORDER BY id").map {
            JournalLink(
                number: $0["id"], by: $0["by"], at: $0["at"], what: $0["what"],
                digest: $0["digest"])
        }
    }

    /// The stretches that a link covers, in the order in which they were written.
    func forEachStretch(of link: Int, _ body: (Stretch) -> Void) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM journal_stretch WHERE link = ? ORDER BY id")
        let rows = try Row.fetchCursor(statement, arguments: [link])
        while let row = try rows.next() { body(Stretch(row)) }
    }
}

extension Stretch {
    init(_ row: Row) {
        self.init(
            table: row["table"], after: row["after"], last: row["last"], digest: row["digest"],
            marks: [UInt8](row["marks"] as Data))
    }
}
