package import Billing
internal import GRDB

/// What a matter owed and paid in one currency, as of a date.
package struct MatterBalance: Sendable {
    /// Without the payments listed.
    package var previousBalance = 0
    package var payments: [(key: EntryKey, date: CivilDate, description: String, minorUnits: Int)] =
        []

    package init() {}

    package var isZero: Bool { previousBalance == 0 && payments.isEmpty }
}

extension LedgerTransaction {
    /// Balances of all matters that have any, by currency code. Payments that no invoice has shown
    /// yet are listed one by one; everything else is in the previous balance.
    package func balances(
        on date: CivilDate
    ) throws(EnvironmentError) -> [MatterID: [String: MatterBalance]] {
        try attempt("read balances from") {
            var balances: [MatterID: [String: MatterBalance]] = [:]
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT matter, currency, sum(minor_units) AS units FROM posting
                    WHERE account = 'receivable' AND date <= ? GROUP BY matter, currency
                    """, arguments: [date.description])
            {
                balances[MatterID(row["matter"]), default: [:]][
                    row["currency"], default: MatterBalance()
                ].previousBalance = row["units"]
            }
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT entry.key, entry.matter, entry.date, entry.narrative,
                        entry.minor_units, posting.currency
                    FROM entry JOIN posting ON posting.entry = entry.key
                        AND posting.account = 'receivable'
                    WHERE entry.kind = 'payment' AND entry.date <= ?
                        AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.entry = entry.key)
                    ORDER BY entry.date, entry.key
                    """, arguments: [date.description])
            {
                let day = try stored(CivilDate(iso: row["date"] as String), "date")
                let units: Int = row["minor_units"]
                var balance =
                    balances[MatterID(row["matter"])]?[row["currency"]] ?? MatterBalance()
                balance.payments.append((EntryKey(row["key"]), day, row["narrative"], -units))
                balance.previousBalance += units
                balances[MatterID(row["matter"]), default: [:]][row["currency"]] = balance
            }
            return balances
        }
    }
}
