package import Billing
internal import GRDB

extension LedgerTransaction {
    /// What is open of these matters by the day it was invoiced, by currency code: payments settle
    /// what is oldest. Invoices that were credited are out of it, with their credit notes.
    package func openAmounts(
        on date: CivilDate, of matters: [MatterID]
    ) throws(EnvironmentError) -> [MatterID: [String: [OpenAmount]]] {
        let filter = MatterFilter(matters)
        return try attempt("read open amounts from") {
            var open: [MatterID: [String: [OpenAmount]]] = [:]
            var paid: [MatterID: [String: Int]] = [:]
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT matter, currency, date, sum(minor_units) AS units FROM posting
                    WHERE account = 'receivable' AND date <= ? \(filter.condition(on: "matter"))
                        AND NOT EXISTS (SELECT 1 FROM credit WHERE note = posting.document)
                        AND NOT EXISTS (SELECT 1 FROM credit WHERE original = posting.document)
                    GROUP BY matter, currency, date, minor_units > 0
                    ORDER BY matter, currency, date, minor_units > 0 DESC
                    """, arguments: filter.arguments(after: [date.description]))
            {
                let (matter, currency) = (MatterID(row["matter"]), row["currency"] as String)
                let units: Int = row["units"]
                if units > 0 {
                    open[matter, default: [:]][currency, default: []].append(
                        OpenAmount(
                            date: try stored(CivilDate(iso: row["date"] as String), "date"),
                            minorUnits: units))
                } else {
                    paid[matter, default: [:]][currency, default: 0] -= units
                }
            }
            for (matter, sums) in paid {
                for (currency, sum) in sums {
                    let unsettled = open[matter]?[currency]
                    open[matter]?[currency] = unsettled?.settled(by: sum)
                }
            }
            return open
        }
    }
}

extension [OpenAmount] {
    /// Oldest first, what is left of them.
    fileprivate func settled(by paid: Int) -> [OpenAmount] {
        var left = paid
        return compactMap { amount in
            let settled = Swift.min(left, amount.minorUnits)
            left -= settled
            guard amount.minorUnits > settled else { return nil }
            return OpenAmount(date: amount.date, minorUnits: amount.minorUnits - settled)
        }
    }
}
