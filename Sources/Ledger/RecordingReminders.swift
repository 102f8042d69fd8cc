package import Billing
internal import GRDB

/// `RM-00012`: a reminder's number is its place in the ledger, so that none is missing.
package func reminderNumber(_ id: Int64) -> String {
    let digits = String(id)
    return "RM-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
}

/// A reminder as it is stored, with what is needed to render it again.
package struct StoredReminder: Sendable {
    package var id: Int64
    package var run: String
    /// The letter: JSON that decodes to it.
    package var encoded: String
    package var template: StoredTemplate
    package var pages: Int
    package var sha256: String
    package var path: String
    package var fontsDigest: String
    /// The folder that its file is still to be written below; nil where it was.
    package var output: String?

    package init(
        id: Int64, run: String, encoded: String, template: StoredTemplate, pages: Int,
        sha256: String, path: String, fontsDigest: String, output: String?
    ) {
        self.id = id
        self.run = run
        self.encoded = encoded
        self.template = template
        self.pages = pages
        self.sha256 = sha256
        self.path = path
        self.fontsDigest = fontsDigest
        self.output = output
    }

    package var number: String { reminderNumber(id) }
}

/// A template as it was when something was rendered with it.
package struct StoredTemplate: Sendable {
    package var digest: String
    package var name: String
    package var source: String

    package init(digest: String, name: String, source: String) {
        self.digest = digest
        self.name = name
        self.source = source
    }
}

extension LedgerTransaction {
    /// The id of the next reminder that is recorded in this transaction.
    package func nextReminder() throws(EnvironmentError) -> Int64 {
        try attempt("number a reminder in") {
            (try Int64.fetchOne(db, sql: "SELECT max(id) FROM reminder") ?? 0) + 1
        }
    }

    /// Freezes a reminder, notes which level each of its new items has reached, and posts its fees.
    /// The template must be kept before. The file counts as undelivered.
    package func record(
        _ reminder: Reminder, as stored: StoredReminder
    ) throws(EnvironmentError) {
        try attempt("record reminder \(stored.number) in") {
            try db.execute(
                sql: """
                    INSERT INTO reminder (id, client, date, level, run, pages, sha256, path, letter,
                        template, fonts)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    stored.id, reminder.head.billTo.id.text, reminder.head.date.description,
                    reminder.level, stored.run, stored.pages, stored.sha256, stored.path,
                    stored.encoded, stored.template.digest, stored.fontsDigest,
                ])
            for item in reminder.items where item.isNew {
                try db.execute(
                    sql: """
                        INSERT INTO reminder_level (reminder, document, entry, level)
                        VALUES (?, ?, ?, ?)
                        """,
                    arguments: [
                        stored.id, item.item.invoice,
                        item.item.invoice == nil ? item.item.entry?.number : nil, item.level,
                    ])
            }
            for demand in reminder.demands where !demand.fee.isZero {
                try post(demand.fee, of: demand.feeMatter, reminder, id: stored.id)
            }
            try db.execute(
                sql: "INSERT INTO reminder_delivery (reminder, output) VALUES (?, ?)",
                arguments: [stored.id, stored.output ?? ""])
        }
    }

    private func post(
        _ fee: Money, of matter: MatterID?, _ reminder: Reminder, id: Int64
    ) throws {
        for (account, units) in [
            ("receivable", fee.minorUnits), ("reminder-fees", -fee.minorUnits),
        ] {
            try db.execute(
                sql: """
                    INSERT INTO posting
                        (reminder, date, account, client, matter, currency, minor_units)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, reminder.head.date.description, account, reminder.head.billTo.id.text,
                    matter?.text ?? "", fee.currency.code, units,
                ])
        }
    }

    // MARK: Reading

    /// The last level of each invoice (by its id) and of each entry that a client was reminded of.
    package func remindedLevels() throws(EnvironmentError) -> (
        invoices: [Int64: RemindedLevel], entries: [EntryKey: RemindedLevel]
    ) {
        try attempt("read reminders from") {
            var invoices: [Int64: RemindedLevel] = [:]
            var entries: [EntryKey: RemindedLevel] = [:]
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT document, entry, reminder_level.level, date
                    FROM reminder_level JOIN reminder ON reminder.id = reminder_level.reminder
                    ORDER BY reminder_level.level
                    """)
            {
                let level = RemindedLevel(
                    level: row["level"],
                    on: try stored(CivilDate(iso: row["date"] as String), "date"))
                if let id = row["document"] as Int64? { invoices[id] = level }
                if let key = row["entry"] as Int? { entries[EntryKey(key)] = level }
            }
            return (invoices, entries)
        }
    }

    /// Reminders whose files may not have reached the disk.
    package func undeliveredReminders() throws(EnvironmentError) -> [StoredReminder] {
        try reminders(where: "reminder_delivery.output IS NOT NULL", [])
    }

    package func reminder(numbered number: String) throws(EnvironmentError) -> StoredReminder? {
        guard number.uppercased().hasPrefix("RM-"), let id = Int64(number.dropFirst(3)) else {
            return nil
        }
        return try reminders(where: "reminder.id = ?", [id]).first
    }

    package func reminders() throws(EnvironmentError) -> [StoredReminder] {
        try reminders(where: "true", [])
    }

    private func reminders(
        where condition: String, _ arguments: StatementArguments
    ) throws(EnvironmentError) -> [StoredReminder] {
        try attempt("read reminders from") {
            try Row.fetchAll(
                db,
                sql: """
                    SELECT reminder.id, run, letter, digest, name, source, pages, sha256, path,
                        fonts, output
                    FROM reminder JOIN template ON template.digest = reminder.template
                        LEFT JOIN reminder_delivery ON reminder_delivery.reminder = reminder.id
                    WHERE \(condition) ORDER BY reminder.id
                    """, arguments: arguments
            ).map { row in
                StoredReminder(
                    id: row["id"], run: row["run"], encoded: row["letter"],
                    template: StoredTemplate(
                        digest: row["digest"], name: row["name"], source: row["source"]),
                    pages: row["pages"], sha256: row["sha256"], path: row["path"],
                    fontsDigest: row["fonts"], output: row["output"])
            }
        }
    }
}
