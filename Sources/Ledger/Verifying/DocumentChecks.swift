internal import Billing
internal import GRDB

/// Whether each document's columns, lines, claims and postings are those of its stored statement,
/// and the statement adds up.
struct DocumentChecks: Sendable {
    let decode: @Sendable (_ text: String, _ number: String) throws -> Billing.Statement

    private static let documentsInAPiece = 64

    func pieces(_ db: Database) throws -> [Verification.Piece] {
        let ids = try Int64.fetchAll(db, sql: "SELECT id FROM document ORDER BY id")
        return stride(from: 0, to: ids.count, by: Self.documentsInAPiece).map { start in
            let some = Array(ids[start...].prefix(Self.documentsInAPiece))
            return { db in try some.flatMap { try findings(of: $0, in: db) } }
        }
    }

    private func findings(of id: Int64, in db: Database) throws -> [Diagnostic] {
        let row = try Row.fetchOne(
            try db.cachedStatement(sql: "SELECT * FROM document WHERE id = ?"), arguments: [id])
        guard let row else { return [] }
        let name = documentName(
            kind: row["kind"], number: row["number"], version: row["version"])
        guard let statement = try? decode(row["statement"], row["number"]) else {
            return [finding(.documentDiffers, "the stored statement of \(name) cannot be read")]
        }
        var findings: [Diagnostic] = []
        if !statement.addsUp {
            findings.append(
                finding(.documentDiffers, "the stored statement of \(name) does not add up"))
        }
        let differences = DocumentFacts(statement).differences(
            from: try DocumentFacts(of: id, row, in: db))
        if !differences.isEmpty {
            let told = differences.prefix(8).joined(separator: "; ")
            let more = differences.count > 8 ? "; and \(differences.count - 8) more" : ""
            findings.append(
                finding(
                    .documentDiffers,
                    "\(name) is not what its stored statement says: \(told)\(more)"))
        }
        return findings
    }
}
