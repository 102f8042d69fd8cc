package import Billing
internal import GRDB

/// What a matter owed and paid, as of a date.
package struct MatterBalance: Sendable {
    package var matter: MatterID
    package var previousBalance: Int
    package var payments: [(key: EntryKey, date: CivilDate, description: String, minorUnits: Int)]
    package var feesBilled: Int
}

extension LedgerTransaction {
    /// Balances of all matters that have any. Payments that no invoice has shown yet are listed
    /// one by one; everything else is in the previous balance.
    package func balances(on date: CivilDate) throws(EnvironmentError) -> [MatterID: MatterBalance]
    {
        try attempt("read balances from") {
            var balances: [MatterID: MatterBalance] = [:]
            func update(_ matter: MatterID, _ change: (inout MatterBalance) -> Void) {
                change(
                    &balances[
                        matter,
                        default: MatterBalance(
                            matter: matter, previousBalance: 0, payments: [], feesBilled: 0)])
            }
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT matter, sum(minor_units) AS units FROM posting
                    WHERE account = 'receivable' AND date <= ? GROUP BY matter
                    """, arguments: [date.description])
            {
                update(MatterID(row["matter"])) { $0.previousBalance = row["units"] }
            }
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT key, matter, date, narrative, minor_units FROM entry
                    WHERE kind = 'payment' AND date <= ?
                        AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.entry = entry.key)
                    ORDER BY date, key
                    """, arguments: [date.description])
            {
                let day = try stored(CivilDate(iso: row["date"] as String), "date")
                let units: Int = row["minor_units"]
                update(MatterID(row["matter"])) {
                    $0.payments.append((EntryKey(row["key"]), day, row["narrative"], -units))
                    $0.previousBalance += units
                }
            }
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT matter, sum(document_matter.fees) AS fees FROM document_matter
                    JOIN document ON document.id = document_matter.document
                    WHERE document.kind = 'invoice' GROUP BY matter
                    """)
            {
                update(MatterID(row["matter"])) { $0.feesBilled = row["fees"] }
            }
            return balances
        }
    }
}
