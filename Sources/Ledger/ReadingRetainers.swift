package import Billing
internal import GRDB

/// What is held for a matter in one currency, as of a date.
package struct RetainerBalance: Sendable {
    /// Without the movements listed.
    package var before = 0
    /// What no invoice has shown yet: positive where it came in.
    package var movements:
        [(key: EntryKey, date: CivilDate, description: String, minorUnits: Int)] =
            []
    /// What can be taken on that date, so that it is not less than nothing on any day after.
    package var available = 0

    package init() {}
}

extension LedgerTransaction {
    /// Retainers of these matters (nil: of all) that ever had one up to that day, by currency code.
    package func retainers(
        on date: CivilDate, of matters: [MatterID]? = nil
    ) throws(EnvironmentError) -> [MatterID: [String: RetainerBalance]] {
        let filter = MatterFilter(matters)
        return try attempt("read retainers from") {
            var retainers: [MatterID: [String: RetainerBalance]] = [:]
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT matter, currency, -sum(minor_units) AS held FROM posting
                    WHERE account = 'retainer' AND date <= ? \(filter.condition(on: "matter"))
                    GROUP BY matter, currency
                    """, arguments: filter.arguments(after: [date.description]))
            {
                let matter = MatterID(row["matter"])
                let currency: String = row["currency"]
                var balance = RetainerBalance()
                balance.before = row["held"]
                balance.available = try leastHeld(of: matter, in: currency, from: date, db)
                retainers[matter, default: [:]][currency] = balance
            }
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT entry.key, entry.matter, entry.date, entry.narrative,
                        entry.minor_units, posting.currency
                    FROM entry JOIN posting ON posting.entry = entry.key
                        AND posting.account = 'retainer'
                    WHERE entry.kind = 'retainer' AND entry.date <= ?
                        \(filter.condition(on: "posting.matter"))
                        AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.entry = entry.key)
                    ORDER BY entry.date, entry.key
                    """, arguments: filter.arguments(after: [date.description]))
            {
                let day = try stored(CivilDate(iso: row["date"] as String), "date")
                let units: Int = row["minor_units"]
                let matter = MatterID(row["matter"])
                var balance = retainers[matter]?[row["currency"]] ?? RetainerBalance()
                balance.movements.append((EntryKey(row["key"]), day, row["narrative"], units))
                balance.before -= units
                retainers[matter, default: [:]][row["currency"]] = balance
            }
            return retainers
        }
    }
}

/// The least that a matter's retainer holds at the end of that day or of any later one.
func leastHeld(
    of matter: MatterID, in currency: String, from date: CivilDate, _ db: Database
) throws -> Int {
    let rows = try Row.fetchAll(
        db,
        sql: """
            SELECT date, -sum(minor_units) AS moved FROM posting
            WHERE matter = ? AND account = 'retainer' AND currency = ?
            GROUP BY date ORDER BY date
            """, arguments: [matter.text, currency])
    var held = 0
    var least: Int?
    for row in rows {
        // Nothing moves between two of these days.
        if row["date"] as String > date.description { least = min(least ?? held, held) }
        held += row["moved"] as Int
    }
    return min(least ?? held, held)
}
