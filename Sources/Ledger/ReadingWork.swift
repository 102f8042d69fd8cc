package import Billing
internal import GRDB

extension LedgerTransaction {
    /// Entries of these matters that nothing claims. Told by the indexes by matter alone: of a matter of
    /// years nearly all are billed, and stand all over the ledger.
    package func openEntries(of matters: [MatterID]) throws(EnvironmentError) -> OpenEntries {
        let filter = MatterFilter(matters)
        return try attempt("look for unbilled work in") {
            OpenEntries(
                keys: try Int64.fetchAll(
                    db,
                    sql: """
                        SELECT key FROM entry WHERE true \(filter.condition(on: "matter"))
                        EXCEPT SELECT entry FROM claim WHERE true \(filter.condition(on: "matter"))
                        """, arguments: filter.arguments() + filter.arguments()))
        }
    }

    /// The work that no invoice carries, by matter, up to and including `through`; non-billable
    /// entries are never on a bill and left out. Nil: every matter. What was transferred belongs to
    /// the matter it went to. Of few matters among many it is looked up, where `open` is known.
    package func unbilledWork(
        of matters: [MatterID]?, among open: OpenEntries? = nil, through: CivilDate,
        markup: Markup = Markup()
    ) throws(EnvironmentError) -> [UnbilledWork] {
        let transfers = markup.lines.compactMapValues(\.matter)
        return try attempt("read unbilled work from") {
            var works: [MatterID: UnbilledWork] = [:]
            let wanted = matters.map(Set.init)
            func take(_ row: Row) throws {
                let recorded = MatterID(row[work: .matter])
                let matter =
                    transfers.isEmpty ? recorded : transfers[EntryKey(row[work: .key])] ?? recorded
                if let wanted, !wanted.contains(matter) { return }
                try works[matter, default: UnbilledWork(matter: matter)].append(row)
            }
            if let open {
                let rows = try unbilled(through, OpenEntries.condition, [open.json])
                while let row = try rows.next() { try take(row) }
                for (key, target) in transfers.sorted(by: { $0.key < $1.key })
                where wanted?.contains(target) == true {
                    let rows = try unbilled(through, "key = ?", [key.number])
                    guard let row = try rows.next(),
                        wanted?.contains(MatterID(row[work: .matter])) == false
                    else { continue }
                    try take(row)
                }
            } else {
                let rows = try unbilled(through, "true", [])
                while let row = try rows.next() { try take(row) }
            }
            for matter in Set(transfers.values) {
                works[matter]?.time.sort { $0.key < $1.key }
                works[matter]?.costs.sort { $0.key < $1.key }
            }
            return works.values.sorted { $0.matter < $1.matter }
        }
    }

    private func unbilled(
        _ through: CivilDate, _ condition: String, _ arguments: StatementArguments
    ) throws -> RowCursor {
        try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(WorkColumn.list)
                    FROM entry WHERE \(LedgerTransaction.isUnbilled) AND \(condition) ORDER BY key
                    """), arguments: [through.description] + arguments)
    }

    /// Through a day.
    private static let isUnbilled = """
        kind IN ('time', 'cost') AND disposition <> 'non-billable' AND date <= ?
            AND \(isUnclaimed)
        """

    private static let isUnclaimed =
        "NOT EXISTS (SELECT 1 FROM claim WHERE claim.entry = entry.key)"

    /// How many entries each matter's unbilled work is about; a transferred entry may be counted where it
    /// came from.
    package func unbilledCounts(
        of matters: [MatterID]?, through: CivilDate, markup: Markup
    ) throws(EnvironmentError) -> [MatterID: Int] {
        let wanted = matters.map(Set.init)
        return try attempt("count unbilled work in") {
            var counts: [MatterID: Int] = [:]
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT matter, count(*) AS entries FROM entry
                    WHERE \(LedgerTransaction.isUnbilled) GROUP BY matter
                    """, arguments: [through.description])
            while let row = try rows.next() { counts[MatterID(row["matter"])] = row["entries"] }
            for matter in markup.lines.values.compactMap(\.matter) {
                counts[matter, default: 0] += 1
            }
            return wanted.map { wanted in counts.filter { wanted.contains($0.key) } } ?? counts
        }
    }

    /// How many entries of these matters (nil: of all) are never on a bill; looked for in `open`, where
    /// that is known.
    package func countNonBillable(
        of matters: [MatterID]?, among open: OpenEntries?, through: CivilDate
    ) throws(EnvironmentError) -> Int {
        try count(
            of: matters, among: open, where: "disposition = 'non-billable' AND date <= ?", through)
    }

    /// How many unbilled entries of these matters (nil: of all) are dated after `through`.
    package func countLater(
        of matters: [MatterID]?, among open: OpenEntries?, than through: CivilDate
    ) throws(EnvironmentError) -> Int {
        try count(
            of: matters, among: open, where: "disposition <> 'non-billable' AND date > ?", through)
    }

    private func count(
        of matters: [MatterID]?, among open: OpenEntries?, where condition: String,
        _ date: CivilDate
    ) throws(EnvironmentError) -> Int {
        try attempt("count entries in") {
            let filter = MatterFilter(open == nil ? matters : nil)
            let isOpen = open == nil ? LedgerTransaction.isUnclaimed : OpenEntries.condition
            let arguments = filter.arguments(
                after: [date.description] + (open.map { [$0.json] } ?? []))
            return try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM entry
                    WHERE kind IN ('time', 'cost') AND \(condition) AND \(isOpen)
                        \(filter.condition(on: "matter"))
                    """, arguments: arguments) ?? 0
        }
    }
}

/// Entries that nothing claims, of some matters.
package struct OpenEntries {
    fileprivate var keys: [Int64]

    fileprivate static let condition = "key IN (SELECT value FROM json_each(?))"
    fileprivate var json: String {
        "[" + keys.map(String.init).joined(separator: ",") + "]"
    }
}

/// What is read of an entry, in this order: by their places columns are found sooner than by name.
private enum WorkColumn: Int, CaseIterable {
    case key, kind, file, line, column, matter, timekeeper, date, seconds, minorUnits, quantity
    case narrative, task, activity, phase, code, disposition, rateMinorUnits

    var name: String {
        switch self {
        case .minorUnits: "minor_units"
        case .rateMinorUnits: "rate_minor_units"
        default: "\"\(self)\""
        }
    }

    static let list = allCases.map(\.name).joined(separator: ", ")
}

extension Row {
    fileprivate subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        work column: WorkColumn
    ) -> Value { self[column.rawValue] }

    fileprivate subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        ifAny column: WorkColumn
    ) -> Value? { self[column.rawValue] }
}

extension UnbilledWork {
    fileprivate mutating func append(_ row: Row) throws {
        let key = EntryKey(row[work: .key])
        let place = Place(
            file: row[work: .file], line: row[work: .line], column: row[work: .column])
        let date = try stored(CivilDate(iso: row[work: .date] as String), "date")
        let disposition = try stored(
            Disposition(rawValue: row[work: .disposition]), "disposition")
        let timekeeper: String? = row[ifAny: .timekeeper]
        let narrative: String = row[work: .narrative]
        if row[work: .kind] as String == "time" {
            let seconds: Int = row[work: .seconds]
            let rate: Int? = row[ifAny: .rateMinorUnits]
            time.append(
                TimeEntry(
                    key: key, matter: matter,
                    timekeeper: TimekeeperID(try stored(timekeeper, "timekeeper")),
                    date: date, seconds: seconds, narrative: narrative,
                    task: row[ifAny: .task], activity: row[ifAny: .activity],
                    phase: row[ifAny: .phase],
                    disposition: disposition, rateMinorUnits: rate,
                    place: place))
        } else {
            let quantity: Int? = row[ifAny: .quantity]
            costs.append(
                CostEntry(
                    key: key, matter: matter,
                    timekeeper: timekeeper.map { TimekeeperID($0) },
                    date: date, minorUnits: row[work: .minorUnits],
                    quantity: quantity.map { Quantity(thousandths: $0) },
                    description: narrative,
                    code: row[ifAny: .code], disposition: disposition, place: place))
        }
    }
}
