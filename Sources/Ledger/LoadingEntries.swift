package import Billing
internal import GRDB

extension LedgerTransaction {
    package enum Loaded: Sendable {
        case new(EntryKey)
        case known
        /// The identity was known with another content, which is now in the history.
        case changed([FieldChange])
        /// It says something else than what an invoice carries, and is refused.
        case billed(invoice: String)
        /// Receipts are posted when they are loaded, and do not change after that.
        case posted
    }

    /// Records a row, unless the ledger has it.
    package func load(
        _ row: LoadedRow, currency: Currency, key: EntryKey
    ) throws(EnvironmentError) -> Loaded {
        try attempt("load an entry into") {
            let known = try String.fetchOne(
                db.cachedStatement(sql: "SELECT content FROM entry WHERE identity = ?"),
                arguments: [row.identity])
            if let known {
                return known == row.content ? .known : try change(row, currency: currency)
            }
            try insert(row, key: key)
            if case .receipt(let receipt) = row.work {
                try post(receipt, key: key, currency: currency)
            }
            return .new(key)
        }
    }

    package func nextKey() throws(EnvironmentError) -> EntryKey {
        try attempt("number entries in") {
            EntryKey((try Int.fetchOne(db, sql: "SELECT max(key) FROM entry") ?? 0) + 1)
        }
    }

    package func record(
        export name: String, sha256: String, profile: String, on date: CivilDate, rows: Int,
        loaded: Int, known: Int, changed: Int
    ) throws(EnvironmentError) {
        try attempt("record an export in") {
            try db.execute(
                sql: """
                    INSERT INTO export (name, sha256, profile, loaded_on, rows, loaded, known,
                        changed)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [name, sha256, profile, date.description, rows, loaded, known, changed])
        }
    }

    private func insert(_ row: LoadedRow, key: EntryKey) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO entry (key, identity, content, kind, file, line, "column", client, matter,
                    timekeeper, date, seconds, minor_units, narrative, task, activity, phase, code,
                    reference, disposition, rate_minor_units)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let head: StatementArguments = [key.number, row.identity, row.content]
        try statement.execute(arguments: head + row.work.arguments)
    }

    private func post(_ receipt: Receipt, key: EntryKey, currency: Currency) throws {
        let sign = receipt.kind == .payment ? -1 : 1
        let other = receipt.kind == .payment ? "cash" : "opening"
        for (account, units) in [
            ("receivable", sign * receipt.minorUnits), (other, -sign * receipt.minorUnits),
        ] {
            try db.execute(
                sql: """
                    INSERT INTO posting (entry, date, account, client, matter, currency, minor_units)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    key.number, receipt.date.description, account, receipt.client.text,
                    receipt.matter.text, currency.code, units,
                ])
        }
    }
}

extension LoadedRow.Work {
    /// The columns from `kind` to `rate_minor_units`.
    var arguments: StatementArguments {
        switch self {
        case .time(let entry):
            [
                "time", entry.place.file, entry.place.line, entry.place.column, nil,
                entry.matter.text,
                entry.timekeeper.text, entry.date.description, entry.seconds, nil, entry.narrative,
                entry.task, entry.activity, entry.phase, nil, nil, entry.disposition.rawValue,
                entry.rateMinorUnits,
            ]
        case .cost(let entry):
            [
                "cost", entry.place.file, entry.place.line, entry.place.column, nil,
                entry.matter.text,
                entry.timekeeper?.text, entry.date.description, nil, entry.minorUnits,
                entry.description, nil, nil, nil, entry.code, nil, entry.disposition.rawValue, nil,
            ]
        case .receipt(let receipt):
            [
                receipt.kind.rawValue, receipt.place.file, receipt.place.line,
                receipt.place.column, receipt.client.text,
                receipt.matter.text, nil, receipt.date.description, nil, receipt.minorUnits,
                receipt.description, nil, nil, nil, nil, receipt.reference,
                Disposition.billable.rawValue, nil,
            ]
        }
    }
}
