package import Billing
internal import GRDB

extension LedgerTransaction {
    /// What every matter was billed, statement by statement, for terms that go on from it.
    package func past() throws(EnvironmentError) -> Past {
        try attempt("read what was billed from") {
            var past = Past(
                billedParts: Set(
                    try Row.fetchAll(db, sql: "SELECT matter, part FROM fee_part").map {
                        FeePartID(matter: MatterID($0["matter"]), part: $0["part"])
                    }))
            var places: [Int64: [MatterID: Int]] = [:]
            let statements = try Row.fetchCursor(
                db,
                sql: """
                    SELECT document.id, period_end, matter,
                        document_matter.fees, document_matter.costs
                    FROM document_matter JOIN document ON document.id = document_matter.document
                    WHERE document.kind = 'invoice' ORDER BY document.id, matter
                    """)
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
                sql:
                    "SELECT document, matter, term, measure, amount FROM tally ORDER BY document, id"
            )
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
