package import Billing
internal import Foundation
internal import GRDB

extension LedgerTransaction {
    /// What the entries of this ledger say otherwise than those of `old`, by matter, date and
    /// line; and how many say the same. Entries with an id are paired by it, others by what they
    /// say; start and end, which no bill shows, make no difference.
    package func differences(
        from old: LedgerTransaction, currency: (MatterID) -> Currency
    ) throws(EnvironmentError) -> (same: Int, differences: [EntryDifference]) {
        try attempt("compare exports in") {
            var matching = try Matching(from: old.db, to: db)
            matching.pairThoseWithoutID()
            func side(_ row: Row) throws -> EntryDifference.Side {
                try EntryDifference.Side(row, currency: currency(MatterID(row["matter"])))
            }
            var differences: [EntryDifference] = []
            for pair in matching.pairs {
                let (old, new) = (try side(pair.old), try side(pair.new))
                let fields = fieldChanges(
                    from: pair.old, to: pair.new, currencies: (old.currency, new.currency))
                if fields.isEmpty {
                    matching.same += 1
                } else {
                    differences.append(EntryDifference(old: old, new: new, fields: fields))
                }
            }
            differences += try matching.removed.map {
                EntryDifference(old: try side($0), new: nil, fields: [])
            }
            differences += try matching.added.map {
                EntryDifference(old: nil, new: try side($0), fields: [])
            }
            return (matching.same, differences.sorted(by: EntryDifference.isBefore))
        }
    }
}

extension EntryDifference {
    fileprivate static func isBefore(_ left: EntryDifference, _ right: EntryDifference) -> Bool {
        guard let one = left.shown, let other = right.shown else { return false }
        // Lines of two files may be equal: what was removed comes first.
        return (one.matter, one.date, one.place.line, left.new == nil ? 0 : 1)
            < (other.matter, other.date, other.place.line, right.new == nil ? 0 : 1)
    }
}

extension EntryDifference.Side {
    fileprivate init(_ row: Row, currency: Currency) throws {
        self.init(
            place: Place(file: row["file"], line: row["line"], column: row["column"]),
            kind: row["kind"], id: row["source_id"], matter: MatterID(row["matter"]),
            timekeeper: (row["timekeeper"] as String?).map(TimekeeperID.init),
            date: try stored(CivilDate(iso: row["date"] as String), "date"),
            seconds: row["seconds"], minorUnits: row["minor_units"], currency: currency)
    }
}

/// The entries of two ledgers, side by side.
private struct Matching {
    var same = 0
    var pairs: [(old: Row, new: Row)] = []
    /// Without a partner, in the order of their files.
    var removed: [Row] = []
    var added: [Row] = []

    private struct Head {
        var identity: Data
        var content: Data
        var key: Int

        init(_ row: Row) {
            identity = row["identity"]
            content = row["content"]
            key = row["key"]
        }
    }

    /// Pairs entries of equal identities. Of both ledgers only what differs is kept in memory.
    init(from old: Database, to new: Database) throws {
        let sql = "SELECT identity, content, key FROM entry ORDER BY identity"
        let olds = try Row.fetchCursor(old, sql: sql).map(Head.init)
        let news = try Row.fetchCursor(new, sql: sql).map(Head.init)
        var (left, right) = (try olds.next(), try news.next())
        while left != nil || right != nil {
            let isRemoved = Matching.isBefore(left, right)
            let isAdded = Matching.isBefore(right, left)
            if let left, isRemoved {
                removed.append(try Matching.entry(left.key, in: old))
            } else if let right, isAdded {
                added.append(try Matching.entry(right.key, in: new))
            } else if let left, let right, left.content != right.content {
                pairs.append(
                    (
                        try Matching.entry(left.key, in: old),
                        try Matching.entry(right.key, in: new)
                    ))
            } else {
                same += 1
            }
            if !isAdded { left = try olds.next() }
            if !isRemoved { right = try news.next() }
        }
        removed.sort(by: Matching.isEarlier)
        added.sort(by: Matching.isEarlier)
    }

    /// The end of a ledger comes behind all of the other.
    private static func isBefore(_ head: Head?, _ other: Head?) -> Bool {
        guard let head else { return false }
        guard let other else { return true }
        return head.identity.lexicographicallyPrecedes(other.identity)
    }

    private static func isEarlier(_ row: Row, _ other: Row) -> Bool {
        let (key, otherKey): (Int, Int) = (row["key"], other["key"])
        return key < otherKey
    }

    private static func entry(_ key: Int, in db: Database) throws -> Row {
        let statement = try db.cachedStatement(sql: "SELECT * FROM entry WHERE key = ?")
        return try stored(try Row.fetchOne(statement, arguments: [key]), "entry")
    }

    /// Pairs what a matter, timekeeper and day have left on either side: those most alike first,
    /// then in the order of the files.
    mutating func pairThoseWithoutID() {
        for columns in [
            ["narrative", "seconds", "minor_units"], ["narrative"], ["seconds", "minor_units"], [],
        ] {
            pairThoseWithoutID(alikeIn: ["kind", "matter", "timekeeper", "date"] + columns)
        }
    }

    private mutating func pairThoseWithoutID(alikeIn columns: [String]) {
        func values(_ row: Row) -> [DatabaseValue]? {
            guard (row["source_id"] as String?) == nil else { return nil }
            return columns.map { row[$0] }
        }
        // The first of each list stands last, to be taken first.
        var waiting: [[DatabaseValue]: [Int]] = [:]
        for index in removed.indices.reversed() {
            if let values = values(removed[index]) { waiting[values, default: []].append(index) }
        }
        var taken: Set<Int> = []
        var left: [Row] = []
        for row in added {
            if let values = values(row), let index = waiting[values]?.popLast() {
                pairs.append((removed[index], row))
                taken.insert(index)
            } else {
                left.append(row)
            }
        }
        added = left
        removed = removed.indices.filter { !taken.contains($0) }.map { removed[$0] }
    }
}
