import Billing

/// Reads exports of time and costs for the firm whose records it was made with.
package struct ExportReader: Sendable {
    /// So many rows are given on at once.
    package static let batchSize = 16_384

    private let records: FirmRecords
    private let names: RecordDirectory

    package init(records: FirmRecords) {
        self.records = records
        names = RecordDirectory(records.registers)
    }

    /// How a file is to be read, where that is known better than its bytes tell.
    package struct Wishes: Sendable {
        package var profile: String?
        package var encoding: TextEncoding?
        /// Rows that were refused before and wait in a file of their own: what is wrong with them
        /// is not said again.
        package var setAside: Set<Fingerprint>

        package init(
            profile: String? = nil, encoding: TextEncoding? = nil,
            setAside: Set<Fingerprint> = []
        ) {
            self.profile = profile
            self.encoding = encoding
            self.setAside = setAside
        }
    }

    /// What came of a file, besides the rows that were given on.
    package struct Result: Sendable {
        package var summary = ExportSummary()
        package var diagnostics: [Diagnostic] = []
        package var refusals = Refusals()
    }

    /// Streams every good row of the export at `path` to `sink`, in file order and some at a time,
    /// and reports every bad one. The rows given to `sink` and those refused are together all rows
    /// of the file.
    ///
    /// Throws `EnvironmentError`, and what `sink` throws.
    package func read(
        _ path: String, shownAs name: String, _ wishes: Wishes = Wishes(),
        into sink: ([LoadedRow]) throws -> Void
    ) throws -> Result {
        var finder = ProfileFinder(
            path, shownAs: name, among: ExportProfile.all(with: records.profiles),
            encoding: wishes.encoding)
        let (opening, headerReports) = try finder.find(wishes.profile)
        var result = Result()
        guard let opening else {
            result.summary = try unread(path, shownAs: name)
            result.diagnostics = headerReports
            return result
        }
        let layout = opening.layout
        var reader = try opening.open(path, shownAs: name, digests: true)
        var grouped = GroupedDiagnostics(file: name)
        for report in headerReports { grouped.add(report) }

        var rows = RowReader(records, names: names, layout: layout)
        var digest = EntryDigest(profile: layout.profile.origin)
        var sorter = RowSorter(layout, file: name)
        var batch: [LoadedRow] = []
        batch.reserveCapacity(ExportReader.batchSize)
        result.summary.profile = layout.profile.name
        while try reader.next() {
            if let repetition = reader.headerRepetition {
                grouped.add(repetition)
                continue
            }
            guard sorter.isEntry(reader.row) else { continue }
            result.summary.rows += 1
            if rows.dates == nil, layout.needsOrder(of: reader.row) {
                let dates = try DateReading.decide(
                    path, shownAs: name, opening: opening, setting: records.firm.dateOrder)
                rows.dates = dates
                if let report = dates.diagnostic { grouped.add(report) }
            }
            var reports: [Diagnostic]
            let row = reader.row
            if let fault = row.diagnostic(in: name) ?? layout.unchecked(row, in: name) {
                reports = [fault]
            } else {
                let raw = RawEntry(
                    row: row, layout: layout, file: name, heading: sorter.heading)
                if let work = rows.read(raw) {
                    for report in rows.found { grouped.add(report) }
                    let loaded = digest.row(work, of: raw, currency: rows.currency)
                    result.summary.add(loaded)
                    batch.append(loaded)
                    if batch.count == ExportReader.batchSize {
                        try sink(batch)
                        batch.removeAll(keepingCapacity: true)
                    }
                    continue
                }
                reports = rows.found
            }
            let fingerprint = digest.rawRow(row)
            result.summary.refused += 1
            if reports.contains(where: { $0.code == .alreadyBilled }) {
                result.summary.billedElsewhere += 1
            } else if wishes.setAside.contains(fingerprint) {
                result.summary.setAside += 1
                continue
            } else {
                result.refusals.add(line: row.line, fingerprint, reports)
            }
            for report in reports { grouped.add(report) }
        }
        if !batch.isEmpty { try sink(batch) }
        result.summary.sha256 = try reader.finishDigest()
        result.diagnostics = grouped.all + sorter.reports
        result.refusals.opening = opening
        result.refusals.dates = rows.dates
        return result
    }

    /// Counts the rows of a file that nothing can be read from: all are refused.
    private func unread(_ path: String, shownAs name: String) throws -> ExportSummary {
        var reader = try CSVReader(path, shownAs: name)
        var summary = ExportSummary()
        while try reader.next() { summary.rows += 1 }
        summary.refused = summary.rows
        summary.sha256 = try reader.finishDigest()
        return summary
    }
}

extension ExportLayout {
    /// Whether a row has a date that is not written year-month-day.
    fileprivate func needsOrder(of row: CSVRow) -> Bool {
        dateColumns.contains { index in
            index < row.count
                && row.withTrimmed(index) { $0.contains(0x2F) && CivilDate(iso: $0) == nil }
        }
    }
}
