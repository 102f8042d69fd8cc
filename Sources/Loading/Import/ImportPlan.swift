import Billing
import Settings

/// Decides row by row what becomes of a list of another program.
struct ImportPlan<Rows: ImportRows> {
    typealias Column = Rows.Column
    typealias Texts = [Column: String]

    /// A row that is in the register, or will be.
    private struct Entry {
        var texts: Texts
        var place: Place
        /// The row's index in the register; nil where this import adds it.
        var index: Int?
        /// The row of the list that added or changed it.
        var source: Place?
    }

    /// A row of the list as plain texts, with the place of each.
    private struct Given {
        var texts: Texts = [:]
        var places: [Column: Place] = [:]
        var place: Place
    }

    private let rows: Rows
    private let sheet: RegisterSheet<Column>
    private let updates: Bool
    private var entries: [Entry] = []
    private var byKey: [String: Int] = [:]
    private var byName: [String: [Int]] = [:]
    private var takenIDs: Set<String> = []
    private var idCounts: [String: Int] = [:]
    private var changes: [Int: Texts] = [:]
    private var added: [Texts] = []
    /// Columns of the list that the register has not.
    private var lost: Set<Column> = []
    private var result = ImportResult()
    private var reports = GroupedDiagnostics()

    private var values: ImportValues { rows.values }

    init(_ rows: Rows, _ sheet: RegisterSheet<Column>, updates: Bool) {
        self.rows = rows
        self.sheet = sheet
        self.updates = updates
        let dates = dateReadings(sheet.table.rows.map { $0.cells.mapValues { [$0] } })
        for index in sheet.table.rows.indices {
            var cells: [Column: [RegisterCell]] = [:]
            for column in Column.allCases {
                let text = sheet.text(column, ofRow: index)
                guard !text.isEmpty else { continue }
                let place = sheet.table.rows[index].cell(column).place
                cells[column] = [RegisterCell(content: .text(text), place: place)]
            }
            let place = sheet.table.rows[index].place
            insert(Entry(texts: plain(cells, at: place, dates).texts, place: place, index: index))
        }
    }

    private mutating func insert(_ entry: Entry) {
        for key in rows.keys(of: entry.texts) { byKey[key] = byKey[key] ?? entries.count }
        for name in rows.names(of: entry.texts) where byName[name]?.last != entries.count {
            byName[name, default: []].append(entries.count)
        }
        for column in rows.idColumns {
            if let id = entry.texts[column] { takenIDs.insert(folded(id)) }
        }
        entries.append(entry)
    }

    // MARK: Reading

    /// How the dates of each column are written, decided for the column as a whole.
    private func dateReadings(_ rows: [[Column: [RegisterCell]]]) -> [Column: DateReading] {
        var readings: [Column: DateReading] = [:]
        for column in Column.allCases where column.importedValue == .date {
            var dates = DateColumn()
            for cell in rows.compactMap({ $0[column]?.first }) {
                if let text = cell.text {
                    dates.add(text, line: cell.place.line, place: cell.place)
                }
            }
            readings[column] = DateReading(verdict: dates.verdict(values.firm.dateOrder))
        }
        return readings
    }

    /// What a row says; the currency of an amount is known when what it is for is.
    private func plain(
        _ cells: [Column: [RegisterCell]], at place: Place, _ dates: [Column: DateReading]
    ) -> Given {
        var given = Given(place: place)
        let order = Column.allCases.sorted { $0.importedValue.turn < $1.importedValue.turn }
        for column in order {
            let candidates = cells[column] ?? []
            guard let first = candidates.first else { continue }
            let client = Column.allCases.first { $0.importedValue == .client }
                .flatMap { given.texts[$0] }.map { ClientID($0) }
            let named = candidates.first {
                values.id($0.shown, column, client: client) != nil
            }
            let cell = named ?? first
            given.texts[column] = values.plain(
                cell.shown, column, client: client, currency: rows.currency(of: given.texts),
                dates: dates[column])
            given.places[column] = cell.place
        }
        given.texts = rows.completed(given.texts)
        return given
    }

    // MARK: Taking the list

    mutating func take(_ file: ImportFile<Column>) -> ImportResult {
        for report in file.diagnostics { reports.add(report) }
        result.rows = file.rows.count + file.unreadable
        result.refused = file.unreadable
        let isReadable = !file.diagnostics.contains {
            $0.code == .columnMissing || $0.code == .columnRepeated
        }
        guard isReadable else {
            result.refused = result.rows
            return finished()
        }
        let dates = dateReadings(file.rows.map(\.cells))
        for column in Column.allCases {
            if let report = dates[column]?.diagnostic { reports.add(report) }
        }
        for row in file.rows {
            var given = plain(row.cells, at: row.place, dates)
            let refusals = refusals(row, dates)
            let faults =
                refusals.compactMap(\.diagnostic) + takeCurrency(&given, file.currencies)
            if refusals.isEmpty, faults.isEmpty { take(given) } else { refuse(faults) }
        }
        reportNames()
        for column in Column.allCases where lost.contains(column) { reportLost(column) }
        return finished()
    }

    /// What is wrong with the dates of a row; without a diagnostic where a date waits for the
    /// question that its column asks.
    private func refusals(
        _ row: ImportFile<Column>.Row, _ dates: [Column: DateReading]
    ) -> [DateReading.Refusal] {
        Column.allCases.compactMap { column in
            guard let reading = dates[column], let cell = row.cells[column]?.first,
                let text = cell.text,
                case .failure(let refusal) = reading.read(text, at: cell.place)
            else { return nil }
            return refusal
        }
    }

    /// A currency that the name of a column has, `Rate (EUR)`, holds where the row names none.
    private func takeCurrency(
        _ given: inout Given, _ currencies: [Column: StatedCurrency]
    ) -> [Diagnostic] {
        let column = Column.allCases.first { $0.importedValue == .currency }
        var faults: [Diagnostic] = []
        for amount in Column.allCases where given.texts[amount] != nil {
            guard let header = currencies[amount] else { continue }
            let currency = rows.currency(of: given.texts)
            guard !header.allows(currency) else { continue }
            if let column, given.texts[column] == nil, case .named(let named) = header {
                given.texts[column] = named.code
                continue
            }
            faults.append(
                Diagnostic(
                    .error, .currencyDiffers, at: given.places[amount],
                    "the column is in \(header.shown), and the row in \(currency)",
                    remedy: "set the client's currency in clients.csv, or correct the list"))
        }
        return faults
    }

    private mutating func take(_ given: Given) {
        let keys = rows.keys(of: given.texts)
        if let index = keys.compactMap({ byKey[$0] }).first {
            compare(given, with: index, isByName: false)
            return
        }
        let named = keys.isEmpty ? matches(given) : []
        if named.count > 1 {
            refuse([ambiguous(given, named)])
        } else if let index = named.first {
            compare(given, with: index, isByName: true)
        } else {
            add(given)
        }
    }

    private func matches(_ given: Given) -> [Int] {
        var texts = given.texts
        for column in Column.allCases where column.importedValue == .aliases {
            texts[column] = nil
        }
        return rows.names(of: texts).first.flatMap { byName[$0] } ?? []
    }

    private mutating func compare(_ given: Given, with index: Int, isByName: Bool) {
        let entry = entries[index]
        var differing: [Column] = []
        for column in Column.allCases where !rows.idColumns.contains(column) {
            guard let new = given.texts[column],
                !(isByName && rows.isName(column)),
                !values.agree(entry.texts[column] ?? "", new, column)
            else { continue }
            if sheet.has(column) { differing.append(column) } else { lost.insert(column) }
        }
        guard !differing.isEmpty else {
            result.known += 1
            return
        }
        if let source = entry.source {
            refuse([conflict(given, source)])
            return
        }
        var merged = entry.texts
        for column in differing {
            let new = given.texts[column] ?? ""
            merged[column] = values.merged(entry.texts[column] ?? "", with: new, column)
        }
        let faults = check(merged, given, otherwiseAt: entry.place)
        guard !faults.hasErrors else {
            refuse(faults)
            return
        }
        result.changed += 1
        reports.add(differs(given, from: entry, in: differing))
        guard updates, let row = entry.index else { return }
        for column in differing { changes[row, default: [:]][column] = merged[column] }
        entries[index].texts = merged
        entries[index].source = given.place
    }

    private mutating func add(_ given: Given) {
        var given = given
        for column in rows.idColumns where given.texts[column] == nil {
            given.texts[column] = rows.makeID(
                for: given.texts, taking: &takenIDs, counts: &idCounts)
        }
        given.texts = rows.started(given.texts)
        let faults = check(given.texts, given, otherwiseAt: given.place)
        guard !faults.hasErrors else {
            refuse(faults)
            return
        }
        for report in faults { reports.add(report) }
        for column in Column.allCases where !sheet.has(column) {
            guard let text = given.texts[column] else { continue }
            // What a register without a currency column means is its own matter.
            if column.importedValue == .currency, text == values.firm.currency.code { continue }
            lost.insert(column)
        }
        result.added += 1
        added.append(given.texts)
        if let named = rows.named(given.texts, at: given.place) {
            result.addedRows.append("\(named.id) \(named.name)")
        }
        insert(Entry(texts: given.texts, place: given.place, index: nil, source: given.place))
    }

    /// What the register's rules say of a row, as far as the list is to blame.
    private func check(
        _ texts: Texts, _ given: Given, otherwiseAt place: Place
    ) -> [Diagnostic] {
        var cells: [Column: RegisterCell] = [:]
        for (column, text) in texts {
            cells[column] = RegisterCell(
                content: isToFillIn(text) ? .toFillIn : .text(text),
                place: given.places[column] ?? place)
        }
        return rows.check(RegisterRow(place: place, cells: cells)).filter {
            $0.place?.file == given.place.file
        }
    }

    // MARK: Reports

    private mutating func refuse(_ faults: [Diagnostic]) {
        for report in faults { reports.add(report) }
        result.refused += 1
    }

    private func conflict(_ given: Given, _ source: Place) -> Diagnostic {
        Diagnostic(
            .error, .rowsConflict, at: given.place,
            "lines \(source.line) and \(given.place.line) are the same \(rows.what) and say "
                + "different things",
            remedy: "delete the wrong one, or give it an id of its own")
    }

    private func ambiguous(_ given: Given, _ indices: [Int]) -> Diagnostic {
        let name = Column.allCases.first { rows.isName($0) }
        let ids = indices.prefix(5).compactMap { index in
            rows.idColumns.first.flatMap { entries[index].texts[$0] }
        }
        return Diagnostic(
            .error, .idRepeated, at: name.flatMap { given.places[$0] } ?? given.place,
            "\"\(name.flatMap { given.texts[$0] } ?? "")\" is the name of \(indices.count) "
                + "\(rows.what)s",
            remedy: "write which is meant into a column \"id\": \(ids.joined(separator: " or "))")
    }

    private func differs(_ given: Given, from entry: Entry, in columns: [Column]) -> Diagnostic {
        let fields = columns.map { column in
            guard !column.isSecret else { return "another \(column.rawValue)" }
            let old = entry.texts[column].map { "\"\($0)\"" } ?? "blank"
            return "\(column.rawValue) \(old) → \"\(given.texts[column] ?? "")\""
        }
        let id = rows.idColumns.first.flatMap { entry.texts[$0] }.map { " \($0)" } ?? ""
        return Diagnostic(
            updates ? .note : .warning, .registerDiffers, at: given.place,
            "the \(rows.what)\(id) in \(entry.place.file), line \(entry.place.line), says "
                + "something else: " + fields.joined(separator: "; "),
            remedy: updates
                ? "nothing to do: it is changed"
                : "it is left as it is; --update takes over what the list says")
    }

    /// Near-duplicates that the import would bring.
    private mutating func reportNames() {
        let all = entries.map { rows.named($0.texts, at: $0.place) }
        let old = zip(entries, all).compactMap { $0.index == nil ? nil : $1 }
        let known = Set(NearNames(old, rows.what).diagnostics)
        for report in NearNames(all.compactMap { $0 }, rows.what).diagnostics
        where !known.contains(report) {
            reports.add(report)
        }
    }

    private mutating func reportLost(_ column: Column) {
        reports.add(
            Diagnostic(
                .warning, .columnMissing, at: Place(file: sheet.name, line: 1),
                "\(sheet.name) has no column \"\(column.rawValue)\", so that it is not taken from "
                    + "the list",
                remedy: "add it to the first row of \(sheet.name), and import again with --update"))
    }

    private mutating func finished() -> ImportResult {
        if result.added > 0 || !changes.isEmpty {
            switch sheet.bytes(changing: changes, adding: added) {
            case .success(let bytes): result.bytes = bytes
            case .failure(let fault):
                reports.add(
                    Diagnostic(
                        .error, .fileNotUTF8, at: Place(file: sheet.name),
                        "the file is saved as Windows-1252, which has no \"\(fault.sign)\"",
                        remedy: "save it as \"CSV UTF-8\", and import again"))
            }
        }
        result.diagnostics = reports.all
        return result
    }
}

extension ImportedValue {
    /// In what turn a cell is understood: what others depend on goes first.
    fileprivate var turn: Int {
        switch self {
        case .client, .currency: 0
        case .matter, .timekeeper: 1
        case .text, .word, .date, .aliases: 2
        case .amount: 3
        }
    }
}

extension RegisterCell {
    /// The cell's text, also where it is still to be filled in.
    fileprivate var shown: String { text ?? fillInMark }
}
