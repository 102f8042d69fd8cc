package import Billing
internal import GRDB

/// What a matter owed and paid in one currency, as of a date.
package struct MatterBalance: Sendable {
    /// A payment, or the discount on an invoice that it settled in time.
    package struct Payment: Sendable {
        package var key: EntryKey
        package var date: CivilDate
        package var description: String
        /// Negative: it lowers what is owed.
        package var minorUnits: Int
        /// The number of that invoice.
        package var discountOn: String?
    }

    /// Without the payments listed.
    package var previousBalance = 0
    package var payments: [Payment] = []

    /// The entries of the payments listed.
    package var paymentKeys: [EntryKey] {
        payments.filter { $0.discountOn == nil }.map(\.key)
    }

    package init() {}

    package var isZero: Bool { previousBalance == 0 && payments.isEmpty }
}

extension LedgerTransaction {
    /// Balances of these matters (nil: of all) that have any, by currency code. Payments that no
    /// invoice has shown yet are listed one by one; everything else is in the previous balance, as
    /// are discounts on invoices that were credited since, which their credit notes took back.
    package func balances(
        on date: CivilDate, of matters: [MatterID]? = nil
    ) throws(EnvironmentError) -> [MatterID: [String: MatterBalance]] {
        let filter = MatterFilter(matters)
        return try attempt("read balances from") {
            var balances: [MatterID: [String: MatterBalance]] = [:]
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT matter, currency, sum(minor_units) AS units FROM posting
                    WHERE account = 'receivable' AND date <= ? \(filter.condition(on: "matter"))
                    GROUP BY matter, currency
                    """, arguments: filter.arguments(after: [date.description]))
            {
                balances[MatterID(row["matter"]), default: [:]][
                    row["currency"], default: MatterBalance()
                ].previousBalance = row["units"]
            }
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT entry.key, posting.matter, posting.date, entry.narrative,
                        -posting.minor_units AS units, posting.currency,
                        CASE posting.account WHEN 'discounts' THEN document.number END AS invoice
                    FROM posting JOIN entry ON entry.key = posting.entry
                        LEFT JOIN taken_offer ON taken_offer.entry = entry.key
                        LEFT JOIN document ON document.id = taken_offer.document
                    WHERE posting.account IN ('cash', 'discounts') AND entry.kind = 'payment'
                        AND posting.date <= ? \(filter.condition(on: "posting.matter"))
                        AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.entry = entry.key)
                        AND NOT (posting.account = 'discounts' AND EXISTS (
                            SELECT 1 FROM credit WHERE original = taken_offer.document))
                    ORDER BY posting.date, entry.key, posting.id
                    """, arguments: filter.arguments(after: [date.description]))
            {
                let payment = MatterBalance.Payment(
                    key: EntryKey(row["key"]),
                    date: try stored(CivilDate(iso: row["date"] as String), "date"),
                    description: row["narrative"], minorUnits: row["units"],
                    discountOn: row["invoice"])
                var balance =
                    balances[MatterID(row["matter"])]?[row["currency"]] ?? MatterBalance()
                balance.payments.append(payment)
                balance.previousBalance -= payment.minorUnits
                balances[MatterID(row["matter"]), default: [:]][row["currency"]] = balance
            }
            return balances
        }
    }
}
