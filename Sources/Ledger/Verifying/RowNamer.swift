internal import Billing
internal import GRDB

/// Says in people's words which row of a table is meant.
struct RowNamer {
    let db: Database
    let table: JournalTable

    /// `entry 28MX`, `a line of invoice 10421`.
    func name(_ key: Int) throws -> String {
        switch table.naming {
        case .entry: return "entry " + LineID(EntryKey(key)).text
        case .document: return try document(key) ?? "document \(key)"
        case .column(let column):
            let value = try row(key).flatMap { $0[column] as String? }
            return table.noun + (value.map { " " + $0 } ?? "")
        case .about(let documentColumn, let entryColumn, let matterColumn):
            let row = try row(key)
            var parts: [String] = []
            if let documentColumn, let id = row?[documentColumn] as Int? {
                parts.append(try document(id) ?? "document \(id)")
            }
            if let entryColumn, let entry = row?[entryColumn] as Int? {
                parts.append("entry " + LineID(EntryKey(entry)).text)
            }
            if let matterColumn, let matter = row?[matterColumn] as String? {
                parts.append("matter " + matter)
            }
            return table.noun + (parts.isEmpty ? "" : " of " + parts.joined(separator: ", "))
        }
    }

    /// Where a developer finds it.
    func place(_ key: Int) -> String { " (table \(table.name), row \(key))" }

    private func row(_ key: Int) throws -> Row? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM \"\(table.name)\" WHERE rowid = ?", arguments: [key])
    }

    private func document(_ id: Int) throws -> String? {
        try documentName(id, in: db)
    }
}

/// `invoice 10421`, `pro forma PF-00012 v2`.
func documentName(_ id: Int, in db: Database) throws -> String? {
    let row = try Row.fetchOne(
        db, sql: "SELECT kind, number, version FROM document WHERE id = ?", arguments: [id])
    return row.map { row in
        let (kind, number, version): (String, String, Int) = (row[0], row[1], row[2])
        return documentName(kind: kind, number: number, version: version)
    }
}

func documentName(kind: String, number: String, version: Int) -> String {
    kind == "proforma"
        ? "pro forma \(number) v\(version)"
        : kind.split(separator: "-").joined(separator: " ") + " \(number)"
}
