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
    if !["time", "cost"].contains(old["kind"] as String) { return .posted }
    var change = try EntryStatement(
        db,
        sql: """
            UPDATE entry SET content = ?, kind = ?, file = ?, line = ?, "column" = ?,
                matter = ?, timekeeper = ?, date = ?, seconds = ?, minor_units = ?,
                quantity = ?, narrative = ?, task = ?, activity = ?, phase = ?, code = ?, disposition = ?,
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
    return .changed(
        fieldChanges(from: old, to: new, currencies: (row.currency, row.currency)))
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
            bind(entry.quantity?.thousandths)
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
    ) throws(EnvironmentError) -> [(
        place: Place, seconds: Int?, minorUnits: Int?, quantity: Int?, narrative: String
    )] {
        try attempt("read the history of an entry in") {
            try Row.fetchAll(
                db,
                sql: """
                    SELECT file, line, seconds, minor_units, quantity, narrative
                    FROM entry_history WHERE key = ? ORDER BY id
                    """, arguments: [key.number]
            ).map {
                (
                    Place(file: $0["file"], line: $0["line"]), $0["seconds"], $0["minor_units"],
                    $0["quantity"], $0["narrative"]
                )
            }
        }
    }
}

/// What two rows of `entry` say differently; empty where it is nothing that a bill shows.
func fieldChanges(
    from old: Row, to new: Row, currencies: (old: Currency, new: Currency)
) -> [FieldChange] {
    var changes: [FieldChange] = []
    for (column, name) in [
        ("kind", "type"), ("client", "client"), ("matter", "matter"), ("timekeeper", "timekeeper"),
        ("date", "date"), ("task", "task"), ("activity", "activity"), ("phase", "phase"),
        ("code", "expense"), ("reference", "reference"), ("disposition", "billing"),
    ] {
        let (from, to) = (old[column] as String?, new[column] as String?)
        if from != to {
            changes.append(FieldChange(field: name, from: from ?? "–", to: to ?? "–"))
        }
    }
    if old["seconds"] as Int? != new["seconds"] as Int? {
        func text(_ row: Row) -> String {
            (row["seconds"] as Int?).map(exactHours(seconds:)) ?? "–"
        }
        changes.append(FieldChange(field: "hours", from: text(old), to: text(new)))
    }
    if old["quantity"] as Int? != new["quantity"] as Int? {
        func text(_ row: Row) -> String {
            (row["quantity"] as Int?).map { plainQuantity(Quantity(thousandths: $0)) } ?? "–"
        }
        changes.append(FieldChange(field: "quantity", from: text(old), to: text(new)))
    }
    for (column, name) in [("minor_units", "amount"), ("rate_minor_units", "rate")] {
        func text(_ row: Row, _ currency: Currency) -> String {
            guard let units = row[column] as Int? else { return "–" }
            let figure = plainDecimal(units, decimals: currency.decimals)
            return currencies.old == currencies.new ? figure : "\(figure) \(currency.code)"
        }
        let (from, to) = (text(old, currencies.old), text(new, currencies.new))
        if from != to { changes.append(FieldChange(field: name, from: from, to: to)) }
    }
    if old["narrative"] as String != new["narrative"] as String {
        changes.append(.narrative(from: old["narrative"], to: new["narrative"]))
    }
    return changes
}
