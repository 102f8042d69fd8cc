package import Billing
internal import GRDB

/// A version of a pro forma, and how far it has come.
package struct ProformaRecord: Sendable {
    package var id: Int64
    package var version: ProformaVersion
    package var grouping: String
    package var client: ClientID
    package var attorney: TimekeeperID?
    package var matters: [MatterID]
    package var date: CivilDate
    package var periodEnd: CivilDate
    package var total: Money
    package var state: ProformaState
    /// When it came to that, and who said so; nil where documents or edits tell it.
    package var mark: ProformaMark?
    /// The invoice that was posted after it.
    package var invoice: String?
    /// The day since which the attorney has had the number without giving it back: that of the
    /// first version since the last one that came back.
    package var outSince: CivilDate
    package var isLast: Bool
}

/// What somebody noted of a version of a pro forma.
package struct ProformaMark: Sendable, Equatable {
    package var state: ProformaState
    package var date: CivilDate
    package var occasion: Occasion
    package var note: String

    package init(_ state: ProformaState, on date: CivilDate, _ occasion: Occasion, note: String) {
        self.state = state
        self.date = date
        self.occasion = occasion
        self.note = note
    }
}

/// The pro forma of a grouping that is neither billed nor withdrawn, in its last version.
package struct OpenProforma: Sendable {
    package var id: Int64
    package var number: String
    package var version: Int
    package var content: String
    package var template: String
    package var path: String
    package var statement: String
    package var isApproved: Bool
}

/// Which pro formas no invoice over the same matters came after, in SQL, of a row `latest`.
let isNotBilledSince = """
    NOT EXISTS (SELECT 1 FROM document AS later WHERE later.grouping = latest.grouping
        AND later.kind = 'invoice' AND later.id > latest.id)
    """

/// Whether an edit of one of its matters or lines came after a pro forma `latest` and what was last
/// noted of it, `said`, in SQL. What was edited and taken back since counts for nothing; taking back
/// what the pro forma shows is an edit.
private let isEditedSince = """
    EXISTS (
        SELECT 1 FROM edit JOIN edit_change ON edit_change.edit = coalesce(edit.undoes, edit.id)
            LEFT JOIN edit AS undone ON undone.id = edit.undoes
        WHERE edit.document >= latest.id AND edit.id > coalesce(said.edit, 0)
            AND (
                edit_change.matter IN (
                    SELECT matter FROM document_matter WHERE document = latest.id)
                OR edit_change.entry IN (
                    SELECT entry FROM document_line WHERE document = latest.id))
            AND NOT EXISTS (SELECT 1 FROM edit AS later WHERE later.undoes = edit.id)
            AND NOT coalesce(
                undone.document >= latest.id AND undone.id > coalesce(said.edit, 0), 0))
    """

extension LedgerTransaction {
    /// Notes what became of a pro forma, beside what was noted before.
    package func note(_ mark: ProformaMark, of document: Int64) throws(EnvironmentError) {
        try attempt("note what became of a pro forma in") {
            try db.execute(
                sql: """
                    INSERT INTO proforma_status (document, status, edit, date, at, by, note)
                    VALUES (?, ?, (SELECT coalesce(max(id), 0) FROM edit), ?, ?, ?, ?)
                    """,
                arguments: [
                    document, mark.state.rawValue, mark.date.description, mark.occasion.at,
                    mark.occasion.by, mark.note,
                ])
        }
    }

    /// Every version of every pro forma, in the order in which they were issued; or of those alone
    /// that are open, which is quicker in an old ledger.
    package func proformas(onlyOpen: Bool = false) throws(EnvironmentError) -> [ProformaRecord] {
        try attempt("read pro formas from") {
            let condition = onlyOpen ? "AND " + isNotBilledSince : ""
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT latest.id, number, version, grouping, client, attorney, latest.date,
                        period_end, currency, total, status, said.date AS said_on, at, by, note,
                        (SELECT number FROM document AS later WHERE later.kind = 'invoice'
                            AND later.grouping = latest.grouping AND later.id > latest.id
                            ORDER BY id LIMIT 1) AS invoice,
                        CASE WHEN \(isNotBilledSince) THEN \(isEditedSince) ELSE 0 END AS is_edited
                    FROM document AS latest LEFT JOIN proforma_status AS said ON said.id = (
                        SELECT max(id) FROM proforma_status WHERE document = latest.id)
                    WHERE kind = 'proforma' \(condition) ORDER BY latest.id
                    """)
            let matters = try mattersOfProformas(condition)
            var records = try rows.map { try record($0, matters[$0["id"]] ?? []) }
            records.tellLastAndOut()
            return onlyOpen ? records.filter { $0.isLast && $0.state.isOpen } : records
        }
    }

    /// The pro forma whose next version one made now would be.
    package func openProforma(of grouping: String) throws(EnvironmentError) -> OpenProforma? {
        try attempt("look for a pro forma in") {
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, number, version, content, template, path, statement,
                        (SELECT status FROM proforma_status WHERE document = latest.id
                            ORDER BY id DESC LIMIT 1) AS status
                    FROM document AS latest
                    WHERE grouping = ? AND kind = 'proforma' AND \(isNotBilledSince)
                    ORDER BY id DESC LIMIT 1
                    """, arguments: [grouping])
            guard let row else { return nil }
            let status = (row["status"] as String?).flatMap(ProformaState.init)
            guard status != .withdrawn else { return nil }
            return OpenProforma(
                id: row["id"], number: row["number"], version: row["version"],
                content: row["content"], template: row["template"], path: row["path"],
                statement: row["statement"],
                isApproved: status == .approved)
        }
    }

    private func mattersOfProformas(_ condition: String) throws -> [Int64: [MatterID]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT document, matter FROM document_matter
                JOIN document AS latest ON latest.id = document_matter.document
                WHERE kind = 'proforma' \(condition) ORDER BY matter
                """)
        return Dictionary(grouping: rows) { $0["document"] as Int64 }
            .mapValues { $0.map { MatterID($0["matter"] as String) } }
    }

    private func record(_ row: Row, _ matters: [MatterID]) throws -> ProformaRecord {
        let date = try stored(CivilDate(iso: row["date"] as String), "date")
        let currency = try stored(Currency(code: row["currency"]), "currency")
        let mark = try (row["status"] as String?).map { status in
            ProformaMark(
                try stored(ProformaState(rawValue: status), "status"),
                on: try stored(CivilDate(iso: row["said_on"] as String), "date"),
                Occasion(by: row["by"], at: row["at"]), note: row["note"])
        }
        let invoice: String? = row["invoice"]
        let isBilled = invoice != nil && mark?.state != .withdrawn
        return ProformaRecord(
            id: row["id"], version: ProformaVersion(number: row["number"], version: row["version"]),
            grouping: row["grouping"], client: ClientID(row["client"]),
            attorney: (row["attorney"] as String?).map(TimekeeperID.init), matters: matters,
            date: date,
            periodEnd: try stored(CivilDate(iso: row["period_end"] as String), "date"),
            total: Money(minorUnits: row["total"], currency),
            state: isBilled ? .billed : state(mark, isEdited: row["is_edited"]), mark: mark,
            invoice: isBilled ? invoice : nil, outSince: date, isLast: false)
    }

    /// An edit made after it came back or was approved tells more than that.
    private func state(_ mark: ProformaMark?, isEdited: Bool) -> ProformaState {
        mark?.state == .withdrawn ? .withdrawn : isEdited ? .edited : mark?.state ?? .issued
    }

    /// Whose bill a matter was on last, for matters that are no longer in the register.
    package func lastClient(of matter: MatterID) throws(EnvironmentError) -> ClientID? {
        try attempt("look for a client in") {
            try String.fetchOne(
                db,
                sql: """
                    SELECT client FROM document_matter
                    JOIN document ON document.id = document_matter.document
                    WHERE matter = ? ORDER BY document.id DESC LIMIT 1
                    """, arguments: [matter.text]
            ).map(ClientID.init)
        }
    }

    /// The document with this number in the ledger.
    package func document(_ id: Int64) throws(EnvironmentError) -> StoredDocument? {
        try documents(where: "document.id = ?", arguments: [id]).first
    }
}

extension [ProformaRecord] {
    /// Versions of a number follow each other; the attorney has had it since the first of those that
    /// came back from nobody.
    fileprivate mutating func tellLastAndOut() {
        var before: [String: Int] = [:]
        for index in indices {
            let number = self[index].version.number
            if let earlier = before[number], self[earlier].mark == nil {
                self[index].outSince = self[earlier].outSince
            }
            before[number] = index
        }
        for index in before.values { self[index].isLast = true }
    }
}
