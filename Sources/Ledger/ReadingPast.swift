package import Billing
internal import GRDB

extension LedgerTransaction {
    /// What these matters (nil: every one) were billed, statement by statement, for terms that go on
    /// from it. An invoice that was credited counts as never billed.
    package func past(of matters: [MatterID]? = nil) throws(EnvironmentError) -> Past {
        let filter = MatterFilter(matters)
        return try attempt("read what was billed from") {
            let parts = try Row.fetchAll(
                db,
                sql:
                    "SELECT matter, part FROM fee_part WHERE true \(filter.condition(on: "matter"))",
                arguments: filter.arguments())
            var past = Past(
                billedParts: Set(
                    parts.map {
                        FeePartID(matter: MatterID($0["matter"]), part: $0["part"])
                    }))
            var places: [Int64: [MatterID: Int]] = [:]
            // CROSS has SQLite begin with the matters: there may be as many documents as matters.
            let statements = try Row.fetchCursor(
                db,
                sql: """
                    SELECT document.id, period_end, matter,
                        document_matter.fees, document_matter.costs
                    FROM document_matter CROSS JOIN document ON document.id = document_matter.document
                    WHERE document.kind = 'invoice' \(filter.condition(on: "matter"))
                        AND NOT EXISTS (SELECT 1 FROM credit WHERE original = document.id)
                    ORDER BY document.id, matter
                    """, arguments: filter.arguments())
            while let row = try statements.next() {
                let matter = MatterID(row["matter"])
                let statement = PastStatement(
                    periodEnd: try stored(CivilDate(iso: row["period_end"] as String), "date"),
                    fees: row["fees"], costs: row["costs"])
                places[row["id"], default: [:]][matter] =
                    past.statements[matter, default: []].count
                past.statements[matter, default: []].append(statement)
            }
            let tallies = try Row.fetchCursor(
                db,
                sql: """
                    SELECT document, matter, term, measure, amount FROM tally
                    WHERE true \(filter.condition(on: "matter")) ORDER BY document, id
                    """, arguments: filter.arguments())
            while let row = try tallies.next() {
                let matter = MatterID(row["matter"])
                guard let place = places[row["document"]]?[matter] else { continue }
                past.statements[matter]?[place].tallies.append(
                    Tally(
                        term: row["term"],
                        measure: try stored(Tally.Measure(rawValue: row["measure"]), "measure"),
                        amount: row["amount"]))
            }
            return past
        }
    }
}
