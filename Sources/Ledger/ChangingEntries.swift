package import Billing
internal import GRDB

extension LedgerTransaction {
    /// Unbilled work takes the new content; a trigger moves the old one to the history.
    func change(_ row: LoadedRow, currency: Currency) throws -> Loaded {
        let old = try stored(
            try Row.fetchOne(
                db, sql: "SELECT * FROM entry WHERE identity = ?", arguments: [row.identity]),
            "entry")
        let invoice = try String.fetchOne(
            db,
            sql: """
                SELECT number FROM document JOIN claim ON claim.document = document.id
                WHERE claim.entry = ?
                """, arguments: [old["key"] as Int])
        if let invoice { return .billed(invoice: invoice) }
        if case .receipt = row.work { return .posted }
        if ["payment", "balance"].contains(old["kind"] as String) { return .posted }
        let head: StatementArguments = [row.content]
        try db.execute(
            sql: """
                UPDATE entry SET content = ?, kind = ?, file = ?, line = ?, "column" = ?, client = ?, matter = ?,
                    timekeeper = ?, date = ?, seconds = ?, minor_units = ?, narrative = ?, task = ?,
                    activity = ?, phase = ?, code = ?, reference = ?, disposition = ?,
                    rate_minor_units = ?
                WHERE identity = ?
                """, arguments: head + row.work.arguments + [row.identity])
        let new = try stored(
            try Row.fetchOne(
                db, sql: "SELECT * FROM entry WHERE identity = ?", arguments: [row.identity]),
            "entry")
        return .changed(differences(from: old, to: new, currency: currency))
    }

    /// What an entry said before, oldest first.
    package func history(
        of key: EntryKey
    ) throws(EnvironmentError) -> [(seconds: Int?, minorUnits: Int?, narrative: String)] {
        try attempt("read the history of an entry in") {
            try Row.fetchAll(
                db,
                sql: """
                    SELECT seconds, minor_units, narrative FROM entry_history WHERE key = ?
                    ORDER BY id
                    """, arguments: [key.number]
            ).map { ($0["seconds"], $0["minor_units"], $0["narrative"]) }
        }
    }

    private func differences(
        from old: Row, to new: Row, currency: Currency
    ) -> [FieldChange] {
        func unitsText(_ units: Int) -> String {
            plainDecimal(units, decimals: currency.decimals)
        }
        var changes: [FieldChange] = []
        for (column, name) in [
            ("kind", "type"), ("matter", "matter"), ("timekeeper", "timekeeper"), ("date", "date"),
            ("task", "task"), ("activity", "activity"), ("phase", "phase"), ("code", "expense"),
            ("disposition", "billing"),
        ] {
            let (from, to) = (old[column] as String?, new[column] as String?)
            if from != to {
                changes.append(FieldChange(field: name, from: from ?? "–", to: to ?? "–"))
            }
        }
        for (column, name, write) in [
            ("seconds", "hours", hoursText), ("minor_units", "amount", unitsText),
            ("rate_minor_units", "rate", unitsText),
        ] {
            let (from, to) = (old[column] as Int?, new[column] as Int?)
            if from != to {
                changes.append(
                    FieldChange(field: name, from: from.map(write) ?? "–", to: to.map(write) ?? "–")
                )
            }
        }
        if old["narrative"] as String != new["narrative"] as String {
            changes.append(.narrative(from: old["narrative"], to: new["narrative"]))
        }
        return changes
    }
}

/// Hours as a person reads them, to the second.
private func hoursText(_ seconds: Int) -> String {
    let hundredths = Hours(seconds: seconds, decimals: 2).tenThousandths / 100
    if hundredths * 36 == seconds { return plainDecimal(hundredths, decimals: 2) }
    let minutes = seconds / 60 % 60
    let rest = seconds % 60
    return "\(seconds / 3_600):\(minutes < 10 ? "0" : "")\(minutes):\(rest < 10 ? "0" : "")\(rest)"
}
