internal import GRDB

/// The ledger's tables. Facts are append-only: triggers refuse to change or delete a row of the
/// tables in `appendOnly`. An unbilled `entry` may take what a later export says of it; a trigger
/// moves the old row to the history first, and refuses for a billed one. Only claims (`claim`,
/// `fee_part`, `change_claim`: what is on which document), counters (`series`) and deliveries still to be
/// finished (`delivery`) move, and triggers note each move in tables that are append-only
/// (`claim_log` and its like, `taken_number`). The journal covers all of these:
/// see `JournalTable`.
///
/// Money is in minor units, time in seconds (worked) or ten-thousandths of an hour (billed), dates
/// are ISO texts.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(sql: tables)
            for table in appendOnly {
                for change in ["UPDATE", "DELETE"] {
                    try db.execute(
                        sql: """
                            CREATE TRIGGER \(table)_no_\(change.lowercased())
                            BEFORE \(change) ON \(table)
                            BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
                            """)
                }
            }
            try db.execute(sql: entryTriggers)
            for table in moving { try db.execute(sql: table.triggers) }
            try db.execute(sql: numberTriggers)
            try db.execute(sql: retainerTrigger)
        }
        return migrator
    }

    /// What is to be done before a ledger can be worked with.
    struct State {
        /// A newer version has worked with it.
        var isNewer: Bool
        var isComplete: Bool
        /// There are entries, and no indexes of them.
        var lacksIndexes: Bool
    }

    static func state(_ db: Database) throws -> State {
        let known = Set(migrator.migrations)
        let applied = try migrator.appliedIdentifiers(db)
        guard applied == known else {
            return State(
                isNewer: !applied.isSubset(of: known), isComplete: false, lacksIndexes: false)
        }
        let lacksIndexes = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM entry) AND 2 > (
                    SELECT count(*) FROM sqlite_schema
                    WHERE name IN ('entry_by_matter', 'entry_by_source'))
                """)
        return State(isNewer: false, isComplete: true, lacksIndexes: lacksIndexes == true)
    }

    /// Makes the indexes of entries, by matter and by what exports call them, once there are any:
    /// the first load, often of years of work, is not slowed by them.
    static func indexEntries(of queue: DatabaseQueue) throws {
        try queue.write {
            try $0.execute(
                sql: """
                    CREATE INDEX IF NOT EXISTS entry_by_matter ON entry (matter, date);
                    CREATE INDEX IF NOT EXISTS entry_by_source ON entry (source_id)
                        WHERE source_id IS NOT NULL;
                    """)
        }
    }

    private static let appendOnly = [
        "export", "entry_history", "refusal", "document", "document_matter", "document_line",
        "posting", "tally", "template", "offer", "offer_share", "taken_offer", "credit", "reissue",
        "edit", "edit_change", "proforma_status", "claim_log", "fee_part_log", "change_claim_log",
        "delivery_log", "taken_number", "journal", "journal_stretch",
        "reminder", "reminder_level", "reminder_delivery_log",
    ]

    /// Tables whose rows come and go, with what they hold.
    struct MovingTable {
        var name: String
        var columns: [String]

        /// Notes each row that comes or goes in `NAME_log`.
        var triggers: String {
            let names = columns.joined(separator: ", ")
            func note(_ row: String, isGone: Bool) -> String {
                """
                INSERT INTO \(name)_log (\(names), gone)
                VALUES (\(columns.map { "\(row).\($0)" }.joined(separator: ", ")), \(isGone));
                """
            }
            return """
                CREATE TRIGGER \(name)_comes AFTER INSERT ON \(name)
                BEGIN \(note("NEW", isGone: false)) END;
                CREATE TRIGGER \(name)_goes AFTER DELETE ON \(name)
                BEGIN \(note("OLD", isGone: true)) END;
                CREATE TRIGGER \(name)_changes AFTER UPDATE ON \(name)
                BEGIN \(note("OLD", isGone: true)) \(note("NEW", isGone: false)) END;
                """
        }
    }

    static let moving = [
        MovingTable(name: "claim", columns: ["entry", "document"]),
        MovingTable(name: "fee_part", columns: ["matter", "part", "document"]),
        MovingTable(name: "change_claim", columns: ["change", "document"]),
        MovingTable(name: "delivery", columns: ["document", "output"]),
        MovingTable(name: "reminder_delivery", columns: ["reminder", "output"]),
    ]

    /// What a counter has given out is noted, number by number.
    private static let numberTriggers = """
        CREATE TRIGGER series_begins AFTER INSERT ON series
        BEGIN INSERT INTO taken_number (series, number) VALUES (NEW.name, NEW.next - 1); END;
        CREATE TRIGGER series_goes_on AFTER UPDATE ON series
        BEGIN INSERT INTO taken_number (series, number) VALUES (NEW.name, NEW.next - 1); END;
        """

    static let entryColumns = [
        "key", "kind", "identity", "source_id", "content", "file", "line", "column", "client",
        "matter", "timekeeper", "date", "seconds", "minor_units", "quantity", "narrative", "task",
        "activity", "phase", "code", "reference", "disposition", "rate_minor_units",
    ]

    /// What a later export may say otherwise of an entry; the history has a column for each.
    static let changingColumns = [
        "kind", "content", "file", "line", "column", "matter", "timekeeper", "date", "seconds",
        "minor_units", "quantity", "narrative", "task", "activity", "phase", "code", "disposition",
        "rate_minor_units",
    ]

    /// All of these in one text, of the row that goes by this name in a statement.
    static func changingValues(of row: String) -> String {
        let values = changingColumns.map {
            $0 == "content" ? "hex(\(row).content)" : "\(row).\"\($0)\""
        }
        return "json_array(\(values.joined(separator: ", ")))"
    }

    private static let entryTriggers = """
        CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;

        CREATE TRIGGER entry_keeps_history BEFORE UPDATE ON entry
        BEGIN
            SELECT RAISE(ABORT, 'a billed entry does not change')
            WHERE EXISTS (SELECT 1 FROM claim WHERE entry = OLD.key);
            SELECT RAISE(ABORT, 'an entry keeps its key and its identity')
            WHERE OLD.key <> NEW.key OR OLD.identity <> NEW.identity
                OR OLD.source_id IS NOT NEW.source_id OR OLD.client IS NOT NEW.client
                OR OLD.reference IS NOT NEW.reference;
            SELECT RAISE(ABORT, 'what was posted does not change')
            WHERE OLD.kind NOT IN ('time', 'cost') OR NEW.kind NOT IN ('time', 'cost');
            INSERT INTO entry_history (key, \(changingColumns.map { "\"\($0)\"" }.joined(separator: ", ")), next)
            VALUES (OLD.key, \(changingColumns.map { "OLD.\"\($0)\"" }.joined(separator: ", ")),
                \(changingValues(of: "NEW")));
        END;
        """

    /// No more leaves a matter's retainer than it held, on that day or any later one. Posted
    /// amounts are negative where money came in.
    private static let retainerTrigger = """
        CREATE TRIGGER retainer_not_overdrawn AFTER INSERT ON posting
        WHEN NEW.account = 'retainer' AND NEW.minor_units > 0
        BEGIN
            SELECT RAISE(ABORT, 'a retainer is overdrawn')
            FROM (
                SELECT sum(sum(minor_units)) OVER (ORDER BY date) AS owing FROM posting
                WHERE matter = NEW.matter AND account = 'retainer' AND currency = NEW.currency
                GROUP BY date)
            WHERE owing > 0;
        END;
        """

    private static let tables = """
        -- A file that was loaded; its rows = loaded + known + changed + refused.
        CREATE TABLE export (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            profile TEXT NOT NULL,
            loaded_on TEXT NOT NULL,
            rows INTEGER NOT NULL,
            loaded INTEGER NOT NULL,
            known INTEGER NOT NULL,
            changed INTEGER NOT NULL
        ) STRICT;

        -- Time, costs and receipts as they were recorded.
        CREATE TABLE entry (
            key INTEGER PRIMARY KEY,
            -- Compared one by one: a list would be sorted anew for each row that is inserted.
            kind TEXT NOT NULL CHECK (
                kind = 'time' OR kind = 'cost' OR kind = 'payment' OR kind = 'balance'
                OR kind = 'retainer'),
            -- By what the entry is known again: a digest of the export's id, or of all it says.
            identity BLOB NOT NULL,
            -- What the export calls the entry, if anything.
            source_id TEXT,
            -- A digest of all that the row says.
            content BLOB NOT NULL,
            -- Where it was read: the row, and the cell that names the timekeeper.
            file TEXT NOT NULL,
            line INTEGER NOT NULL,
            "column" INTEGER NOT NULL,
            client TEXT,
            matter TEXT NOT NULL,
            timekeeper TEXT,
            date TEXT NOT NULL,
            seconds INTEGER,
            -- Of a cost without an amount, which a rule prices by its quantity, null.
            minor_units INTEGER,
            -- Of a cost, in thousandths.
            quantity INTEGER,
            narrative TEXT NOT NULL,
            task TEXT,
            activity TEXT,
            phase TEXT,
            code TEXT,
            reference TEXT,
            disposition TEXT NOT NULL CHECK (
                disposition = 'billable' OR disposition = 'no-charge'
                OR disposition = 'non-billable'),
            rate_minor_units INTEGER
        ) STRICT;

        -- The identities of entries with their keys, sorted, some hundred thousand a row: an index
        -- of `entry` that can be made anew (see IdentityIndex).
        CREATE TABLE identity_run (
            id INTEGER PRIMARY KEY,
            count INTEGER NOT NULL,
            last_key INTEGER NOT NULL,
            highs BLOB NOT NULL,
            rests BLOB NOT NULL
        ) STRICT;

        -- A row that was refused, and the file that it was written to for correction.
        CREATE TABLE refusal (
            id INTEGER PRIMARY KEY,
            fingerprint BLOB NOT NULL,
            file TEXT NOT NULL,
            UNIQUE (file, fingerprint)
        ) STRICT;

        -- What an entry said before an export said something else.
        CREATE TABLE entry_history (
            id INTEGER PRIMARY KEY,
            key INTEGER NOT NULL REFERENCES entry (key),
            kind TEXT NOT NULL,
            content BLOB NOT NULL,
            file TEXT NOT NULL,
            line INTEGER NOT NULL,
            "column" INTEGER NOT NULL,
            matter TEXT NOT NULL,
            timekeeper TEXT,
            date TEXT NOT NULL,
            seconds INTEGER,
            minor_units INTEGER,
            quantity INTEGER,
            narrative TEXT NOT NULL,
            task TEXT,
            activity TEXT,
            phase TEXT,
            code TEXT,
            disposition TEXT NOT NULL,
            rate_minor_units INTEGER,
            -- All that it said after that, as one text.
            next TEXT NOT NULL
        ) STRICT;
        CREATE INDEX entry_history_by_key ON entry_history (key);

        -- The template as it was when a document was rendered.
        CREATE TABLE template (
            digest TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT;

        -- A pro forma, an invoice or a credit note, frozen: its statement, what it was rendered with,
        -- its bytes' digest. `grouping` tells which pro formas and invoices are about the same
        -- matters.
        CREATE TABLE document (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('proforma', 'invoice', 'credit-note')),
            number TEXT NOT NULL,
            version INTEGER NOT NULL,
            grouping TEXT NOT NULL,
            run TEXT NOT NULL,
            client TEXT NOT NULL,
            attorney TEXT,
            date TEXT NOT NULL,
            -- Of an invoice.
            due TEXT,
            period_end TEXT NOT NULL,
            currency TEXT NOT NULL,
            fees INTEGER NOT NULL,
            costs INTEGER NOT NULL,
            tax INTEGER NOT NULL,
            total INTEGER NOT NULL,
            pages INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            path TEXT NOT NULL,
            statement TEXT NOT NULL,
            content TEXT NOT NULL,
            template TEXT NOT NULL REFERENCES template (digest),
            fonts TEXT NOT NULL,
            form TEXT NOT NULL DEFAULT '',
            UNIQUE (kind, number, version)
        ) STRICT;
        CREATE INDEX document_by_grouping ON document (grouping, kind);
        CREATE INDEX document_by_run ON document (run, kind);

        CREATE TABLE document_matter (
            document INTEGER NOT NULL REFERENCES document (id),
            matter TEXT NOT NULL,
            fees INTEGER NOT NULL,
            costs INTEGER NOT NULL,
            PRIMARY KEY (document, matter)
        ) STRICT;
        CREATE INDEX document_matter_by_matter ON document_matter (matter);

        -- What a document showed of an entry: worked stays in `entry`, billed is here.
        CREATE TABLE document_line (
            document INTEGER NOT NULL REFERENCES document (id),
            line TEXT NOT NULL,
            entry INTEGER NOT NULL REFERENCES entry (key),
            hours INTEGER,
            rate_minor_units INTEGER,
            minor_units INTEGER NOT NULL,
            PRIMARY KEY (document, line)
        ) STRICT;
        CREATE INDEX document_line_by_entry ON document_line (entry);

        -- Double entry: the postings of one document, receipt or reminder sum to zero by currency.
        CREATE TABLE posting (
            id INTEGER PRIMARY KEY,
            document INTEGER REFERENCES document (id),
            entry INTEGER REFERENCES entry (key),
            -- Whose fee it is.
            reminder INTEGER REFERENCES reminder (id),
            date TEXT NOT NULL,
            -- 'retainer' is what the firm holds for clients: theirs until it is earned.
            account TEXT NOT NULL CHECK (
                account IN ('receivable', 'fees', 'costs', 'tax', 'cash', 'opening', 'retainer',
                    'discounts', 'write-offs', 'reminder-fees')),
            client TEXT NOT NULL,
            matter TEXT NOT NULL,
            currency TEXT NOT NULL,
            minor_units INTEGER NOT NULL,
            CHECK (
                (document IS NOT NULL) + (entry IS NOT NULL) + (reminder IS NOT NULL) = 1)
        ) STRICT;
        CREATE INDEX posting_by_matter ON posting (matter, account, date);
        CREATE INDEX posting_by_document ON posting (document) WHERE document IS NOT NULL;

        -- An invoice that a credit note takes back, whole: it counts as never billed.
        CREATE TABLE credit (
            id INTEGER PRIMARY KEY,
            original INTEGER NOT NULL UNIQUE REFERENCES document (id),
            note INTEGER NOT NULL UNIQUE REFERENCES document (id),
            reason TEXT NOT NULL,
            by TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT;

        -- The invoice that was issued in place of a credited one.
        CREATE TABLE reissue (
            id INTEGER PRIMARY KEY,
            original INTEGER NOT NULL UNIQUE REFERENCES credit (original),
            document INTEGER NOT NULL UNIQUE REFERENCES document (id)
        ) STRICT;

        -- An entry is on at most one invoice that stands: the key says so. `matter` is the one that it
        -- was recorded at, which it keeps while it is billed: of a matter of years the claims stand
        -- together, and its entries all over the ledger.
        CREATE TABLE claim (
            entry INTEGER PRIMARY KEY REFERENCES entry (key),
            document INTEGER NOT NULL REFERENCES document (id),
            matter TEXT NOT NULL
        ) STRICT;
        CREATE INDEX claim_by_matter ON claim (matter);

        -- So is a part of an arrangement: a phase, a deliverable.
        CREATE TABLE fee_part (
            matter TEXT NOT NULL,
            part TEXT NOT NULL,
            document INTEGER NOT NULL REFERENCES document (id),
            PRIMARY KEY (matter, part)
        ) STRICT;

        -- What a term counted on an invoice and later ones go on from.
        CREATE TABLE tally (
            id INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document (id),
            matter TEXT NOT NULL,
            term TEXT NOT NULL,
            measure TEXT NOT NULL,
            amount INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX tally_by_matter ON tally (matter);

        -- What an invoice offers for prompt payment: so much, paid by that day, settles it.
        CREATE TABLE offer (
            document INTEGER PRIMARY KEY REFERENCES document (id),
            until TEXT NOT NULL,
            minor_units INTEGER NOT NULL
        ) STRICT;

        -- Each matter's part of the discount.
        CREATE TABLE offer_share (
            document INTEGER NOT NULL REFERENCES offer (document),
            matter TEXT NOT NULL,
            minor_units INTEGER NOT NULL,
            PRIMARY KEY (document, matter)
        ) STRICT;

        -- An offer is taken at most once, by the payment that settled the invoice; the discount is
        -- posted with that.
        CREATE TABLE taken_offer (
            id INTEGER PRIMARY KEY,
            document INTEGER NOT NULL UNIQUE REFERENCES offer (document),
            entry INTEGER NOT NULL UNIQUE REFERENCES entry (key)
        ) STRICT;

        -- What somebody marked at lines and matters in one go: a worksheet, or a command. Or what
        -- takes such an edit back. `document` is the last one there was.
        CREATE TABLE edit (
            id INTEGER PRIMARY KEY,
            by TEXT NOT NULL,
            at TEXT NOT NULL,
            source TEXT NOT NULL,
            document INTEGER NOT NULL,
            undoes INTEGER UNIQUE REFERENCES edit (id)
        ) STRICT;

        -- One mark, as JSON, and what was there before, in words; without an entry, at the matter.
        CREATE TABLE edit_change (
            id INTEGER PRIMARY KEY,
            edit INTEGER NOT NULL REFERENCES edit (id),
            matter TEXT NOT NULL,
            entry INTEGER REFERENCES entry (key),
            change TEXT NOT NULL,
            was TEXT NOT NULL,
            by TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX edit_change_by_edit ON edit_change (edit);
        CREATE INDEX edit_change_by_matter ON edit_change (matter);
        CREATE INDEX edit_change_by_entry ON edit_change (entry) WHERE entry IS NOT NULL;

        -- A mark that an invoice used up: it holds for no later one.
        CREATE TABLE change_claim (
            change INTEGER PRIMARY KEY REFERENCES edit_change (id),
            document INTEGER NOT NULL REFERENCES document (id)
        ) STRICT;
        -- What became of a version of a pro forma. That it was issued, edited or billed is told by
        -- documents and edits.
        CREATE TABLE proforma_status (
            id INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document (id),
            status TEXT NOT NULL CHECK (status IN ('returned', 'approved', 'withdrawn')),
            -- The last edit there was.
            edit INTEGER NOT NULL,
            date TEXT NOT NULL,
            at TEXT NOT NULL,
            by TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        CREATE INDEX proforma_status_by_document ON proforma_status (document);

        CREATE TABLE series (
            name TEXT PRIMARY KEY,
            next INTEGER NOT NULL
        ) STRICT;

        -- Posted, but its file is not known to be on disk yet.
        CREATE TABLE delivery (
            document INTEGER PRIMARY KEY REFERENCES document (id),
            output TEXT NOT NULL
        ) STRICT;

        -- A letter that asked a client for what is overdue, frozen: what it says as JSON, what it was
        -- rendered with, its bytes' digest. Its number is its id.
        CREATE TABLE reminder (
            id INTEGER PRIMARY KEY,
            client TEXT NOT NULL,
            date TEXT NOT NULL,
            level INTEGER NOT NULL,
            run TEXT NOT NULL,
            pages INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            path TEXT NOT NULL,
            letter TEXT NOT NULL,
            template TEXT NOT NULL REFERENCES template (digest),
            fonts TEXT NOT NULL
        ) STRICT;

        -- What the letter took a level further: an invoice, or what was open before Engross.
        CREATE TABLE reminder_level (
            id INTEGER PRIMARY KEY,
            reminder INTEGER NOT NULL REFERENCES reminder (id),
            document INTEGER REFERENCES document (id),
            entry INTEGER REFERENCES entry (key),
            level INTEGER NOT NULL,
            UNIQUE (document, level),
            UNIQUE (entry, level),
            CHECK ((document IS NULL) <> (entry IS NULL))
        ) STRICT;

        -- Recorded, but its file is not known to be on disk yet.
        CREATE TABLE reminder_delivery (
            reminder INTEGER PRIMARY KEY REFERENCES reminder (id),
            output TEXT NOT NULL
        ) STRICT;

        CREATE TABLE reminder_delivery_log (
            id INTEGER PRIMARY KEY,
            reminder INTEGER NOT NULL,
            output TEXT NOT NULL,
            gone INTEGER NOT NULL
        ) STRICT;

        -- What came into the tables that move, and what went from them, in order: each is what its
        -- log comes to.
        CREATE TABLE claim_log (
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL,
            document INTEGER NOT NULL,
            gone INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX claim_log_by_document ON claim_log (document);

        CREATE TABLE fee_part_log (
            id INTEGER PRIMARY KEY,
            matter TEXT NOT NULL,
            part TEXT NOT NULL,
            document INTEGER NOT NULL,
            gone INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX fee_part_log_by_document ON fee_part_log (document);

        CREATE TABLE change_claim_log (
            id INTEGER PRIMARY KEY,
            change INTEGER NOT NULL,
            document INTEGER NOT NULL,
            gone INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE delivery_log (
            id INTEGER PRIMARY KEY,
            document INTEGER NOT NULL,
            output TEXT NOT NULL,
            gone INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE taken_number (
            id INTEGER PRIMARY KEY,
            series TEXT NOT NULL,
            number INTEGER NOT NULL,
            UNIQUE (series, number)
        ) STRICT;

        -- Who did what, and when (UTC): a chain of links, each with a digest over the one before, all
        -- that it says itself, and the rows that came into the ledger with it.
        CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            "by" TEXT NOT NULL,
            "at" TEXT NOT NULL,
            what TEXT NOT NULL,
            digest TEXT NOT NULL
        ) STRICT;

        -- Those rows: of one table, with keys after one up to another. A load writes its stretches
        -- as it goes, before its link.
        CREATE TABLE journal_stretch (
            id INTEGER PRIMARY KEY,
            link INTEGER NOT NULL,
            "table" TEXT NOT NULL,
            "after" INTEGER NOT NULL,
            "last" INTEGER NOT NULL,
            digest TEXT NOT NULL,
            -- A key and a short digest a row, to find the one that was tampered with.
            marks BLOB NOT NULL
        ) STRICT;
        CREATE INDEX journal_stretch_by_table ON journal_stretch ("table", "last");
        CREATE INDEX journal_stretch_by_link ON journal_stretch (link);
        """
}
