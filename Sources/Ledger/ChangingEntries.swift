package import Billing
internal import GRDB

/// Unbilled work takes the new content; a trigger moves the old one to the history.
func take(_ row: LoadedRow, over key: Int, in db: Database) throws -> Loaded.Outcome {
    let old = try stored(
        try Row.fetchOne(db, sql: "SELECT * FROM entry WHERE key = ?", arguments: [key]),
        "entry")
    let invoice = try String.fetchOne(
        db,
        sql: """
            SELECT number FROM document JOIN claim ON claim.document = document.id
            WHERE claim.entry = ?
            """, arguments: [key])
    if let invoice { return .billed(invoice: invoice) }
    if case .receipt = row.work { return .posted }
    if ["payment", "balance"].contains(old["kind"] as String) { return .posted }
    var change = try EntryStatement(
        db,
        sql: """
            UPDATE entry SET content = ?, kind = ?, file = ?, line = ?, "column" = ?,
                matter = ?, timekeeper = ?, date = ?, seconds = ?, minor_units = ?,
                narrative = ?, task = ?, activity = ?, phase = ?, code = ?, disposition = ?,
                rate_minor_units = ?
            WHERE key = ?
            """)
    change.bind(row.content)
    change.bindWork(row.work)
    change.bind(key)
    try change.run()
    let new = try stored(
        try Row.fetchOne(db, sql: "SELECT * FROM entry WHERE key = ?", arguments: [key]),
        "entry")
    return .changed(differences(from: old, to: new, currency: row.currency))
}

extension EntryStatement {
    /// The columns from `kind` to `rate_minor_units` of time or a cost.
    fileprivate mutating func bindWork(_ work: LoadedRow.Work) {
        func bindPlace(_ place: Place) {
            bind(place.file)
            bind(place.line)
            bind(place.column)
        }
        switch work {
        case .time(let entry):
            bind("time")
            bindPlace(entry.place)
            bind(entry.matter.text)
            bind(entry.timekeeper.text)
            bind(entry.date)
            bind(entry.seconds)
            bind(nil as Int?)
            bind(entry.narrative)
            bind(entry.task)
            bind(entry.activity)
            bind(entry.phase)
            bind(nil as String?)
            bind(entry.disposition.rawValue)
            bind(entry.rateMinorUnits)
        case .cost(let entry):
            bind("cost")
            bindPlace(entry.place)
            bind(entry.matter.text)
            bind(entry.timekeeper?.text)
            bind(entry.date)
            bind(nil as Int?)
            bind(entry.minorUnits)
            bind(entry.description)
            bind(nil as String?)
            bind(nil as String?)
            bind(nil as String?)
            bind(entry.code)
            bind(entry.disposition.rawValue)
            bind(nil as Int?)
        case .receipt:
            preconditionFailure("a receipt is posted and never changed")
        }
    }
}

extension LedgerTransaction {
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

/// Hours as a person reads them, to the second.
private func hoursText(_ seconds: Int) -> String {
    let hundredths = Hours(seconds: seconds, decimals: 2).tenThousandths / 100
    if hundredths * 36 == seconds { return plainDecimal(hundredths, decimals: 2) }
    let minutes = seconds / 60 % 60
    let rest = seconds % 60
    return "\(seconds / 3_600):\(minutes < 10 ? "0" : "")\(minutes):\(rest < 10 ? "0" : "")\(rest)"
}
