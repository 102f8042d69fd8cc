package import Billing
internal import Foundation
internal import GRDB

/// A mark about to be recorded.
package struct NewMark: Sendable, Equatable {
    package enum Change: Sendable, Equatable {
        case line(EntryKey, LineChange)
        case matter(MatterChange)
    }

    package var matter: MatterID
    package var change: Change
    /// What was there before, in words.
    package var was: String
    package var by: String
    package var reason: String

    package init(
        matter: MatterID, change: Change, was: String, by: String, reason: String
    ) {
        self.matter = matter
        self.change = change
        self.was = was
        self.by = by
        self.reason = reason
    }
}

/// A mark as the history tells it.
package struct MarkRecord: Sendable, Equatable, Encodable {
    package var number: Int
    package var edit: Int
    package var matter: MatterID
    package var entry: EntryKey?
    /// In words.
    package var change: String
    package var was: String
    package var by: String
    package var reason: String
    /// Who entered it, when, and from where.
    package var enteredBy: String
    package var at: String
    package var source: String
    /// The edit that took it back.
    package var undoneBy: Int?
    /// The invoice that used it.
    package var invoice: String?
}

extension LedgerTransaction {
    /// Records marks as one edit; returns its number.
    package func record(
        _ marks: [NewMark], from source: String, on occasion: Occasion
    ) throws(EnvironmentError) -> Int {
        try attempt("record an edit in") {
            let edit = try insertEdit(from: source, on: occasion, undoes: nil)
            for mark in marks {
                let (entry, change): (Int?, String) =
                    switch mark.change {
                    case .line(let key, let change): (key.number, try encoded(change))
                    case .matter(let change): (nil, try encoded(change))
                    }
                try db.execute(
                    sql: """
                        INSERT INTO edit_change (edit, matter, entry, change, was, by, reason)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        edit, mark.matter.text, entry, change, mark.was, mark.by, mark.reason,
                    ])
            }
            return Int(edit)
        }
    }

    /// Takes an edit back; returns the number of the edit that does.
    package func undo(
        _ edit: Int, from source: String, on occasion: Occasion
    ) throws(EnvironmentError) -> Int {
        try attempt("take back an edit in") {
            Int(try insertEdit(from: source, on: occasion, undoes: edit))
        }
    }

    private func insertEdit(
        from source: String, on occasion: Occasion, undoes: Int?
    ) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO edit (by, at, source, document, undoes)
                VALUES (?, ?, ?, (SELECT coalesce(max(id), 0) FROM document), ?)
                """, arguments: [occasion.by, occasion.at, source, undoes])
        return db.lastInsertedRowID
    }

    // MARK: What holds

    /// All marks that hold for work that no invoice carries: those of edits that were not taken
    /// back, not used up by an invoice, and not at an entry that is billed.
    package func markup() throws(EnvironmentError) -> Markup {
        try markup(where: "true", [])
    }

    /// What of that is at these entries, and these marks at matters.
    package func markup(
        at entries: Set<EntryKey>, and matterMarks: [Int]
    ) throws(EnvironmentError) -> Markup {
        func list(_ numbers: [Int]) -> String {
            "[" + numbers.map(String.init).joined(separator: ",") + "]"
        }
        return try markup(
            where: """
                (entry IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?)))
                """, [list(entries.map(\.number).sorted()), list(matterMarks)])
    }

    private func markup(
        where condition: String, _ arguments: StatementArguments
    ) throws(EnvironmentError) -> Markup {
        try attempt("read edits from") {
            var markup = Markup()
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, edit, matter, entry, change, by, reason FROM edit_change
                    WHERE \(condition)
                        AND NOT EXISTS (SELECT 1 FROM edit WHERE undoes = edit_change.edit)
                        AND NOT EXISTS (SELECT 1 FROM change_claim WHERE change = edit_change.id)
                        AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.entry = edit_change.entry)
                    ORDER BY id
                    """, arguments: arguments)
            while let row = try rows.next() {
                if let entry = row["entry"] as Int? {
                    markup.lines[EntryKey(entry), default: MarkedLine()].add(try lineMark(row))
                } else {
                    markup.matters[MatterID(row["matter"]), default: MarkedMatter()]
                        .add(try matterMark(row))
                }
            }
            return markup
        }
    }

    private func lineMark(_ row: Row) throws -> LineMark {
        LineMark(
            number: row["id"], edit: row["edit"], change: try decoded(row["change"]),
            by: row["by"], reason: row["reason"])
    }

    private func matterMark(_ row: Row) throws -> MatterMark {
        MatterMark(
            number: row["id"], edit: row["edit"], change: try decoded(row["change"]),
            by: row["by"], reason: row["reason"])
    }

    // MARK: What was

    package enum EditState: Sendable, Equatable {
        case unknown
        case inForce
        case undone(by: Int)
        /// It takes an edit back itself.
        case undoing(Int)
        /// One of its marks is on that invoice.
        case billed(invoice: String)
    }

    package func state(ofEdit edit: Int) throws(EnvironmentError) -> EditState {
        try attempt("read edits from") {
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT undoes, (SELECT id FROM edit AS later WHERE later.undoes = edit.id) AS undone
                    FROM edit WHERE id = ?
                    """, arguments: [edit])
            guard let row else { return .unknown }
            if let other = row["undoes"] as Int? { return .undoing(other) }
            if let other = row["undone"] as Int? { return .undone(by: other) }
            let invoice = try String.fetchOne(
                db,
                sql: """
                    SELECT number FROM edit_change
                        LEFT JOIN change_claim ON change_claim.change = edit_change.id
                        LEFT JOIN claim ON claim.entry = edit_change.entry
                        JOIN document ON document.id = coalesce(change_claim.document, claim.document)
                    WHERE edit = ? ORDER BY edit_change.id LIMIT 1
                    """, arguments: [edit])
            return invoice.map { .billed(invoice: $0) } ?? .inForce
        }
    }

    /// All that was marked at a matter and its lines, or at one line, in the order of marking.
    package func marks(
        of matter: MatterID? = nil, entry: EntryKey? = nil, edit: Int? = nil
    ) throws(EnvironmentError) -> [MarkRecord] {
        try attempt("read edits from") {
            let (condition, argument): (String, (any DatabaseValueConvertible)?) =
                if let entry {
                    ("edit_change.entry = ?", entry.number)
                } else if let edit {
                    ("edit_change.edit = ?", edit)
                } else {
                    ("edit_change.matter = ?", matter?.text)
                }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT edit_change.id, edit, edit_change.matter, edit_change.entry, edit_change.change, was,
                        edit_change.by, reason, edit.by AS entered, edit.at, edit.source,
                        (SELECT id FROM edit AS later WHERE later.undoes = edit_change.edit) AS undone,
                        document.number AS invoice
                    FROM edit_change JOIN edit ON edit.id = edit_change.edit
                        LEFT JOIN change_claim ON change_claim.change = edit_change.id
                        LEFT JOIN claim ON claim.entry = edit_change.entry
                        LEFT JOIN document
                            ON document.id = coalesce(change_claim.document, claim.document)
                    WHERE \(condition) ORDER BY edit_change.id
                    """, arguments: [argument]
            ).map { row in
                let entry: Int? = row["entry"]
                let change =
                    entry == nil
                    ? (try decoded(row["change"]) as MatterChange).plainText
                    : (try decoded(row["change"]) as LineChange).plainText
                return MarkRecord(
                    number: row["id"], edit: row["edit"], matter: MatterID(row["matter"]),
                    entry: entry.map(EntryKey.init), change: change, was: row["was"],
                    by: row["by"], reason: row["reason"], enteredBy: row["entered"],
                    at: row["at"], source: row["source"], undoneBy: row["undone"],
                    invoice: row["invoice"])
            }
        }
    }
}

private func encoded(_ change: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(change), as: UTF8.self)
}

private func decoded<Change: Decodable>(_ text: String) throws -> Change {
    try JSONDecoder().decode(Change.self, from: Data(text.utf8))
}
