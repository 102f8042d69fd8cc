import Billing

/// Reads exports of time and costs for the firm whose records it was made with.
package struct ExportReader: Sendable {
    private let records: FirmRecords
    private let names: RecordDirectory

    package init(records: FirmRecords) {
        self.records = records
        names = RecordDirectory(records.registers)
    }

    /// Streams every good row of the export at `path` to `sink`, in file order, and reports every
    /// bad one. The rows given to `sink` and those refused are together all rows of the file.
    ///
    /// Without `profile` the header decides which program the export is from. Throws
    /// `EnvironmentError`, and what `sink` throws.
    package func read(
        _ path: String, shownAs name: String, profile: String? = nil,
        into sink: (LoadedRow) throws -> Void
    ) throws -> (summary: ExportSummary, diagnostics: [Diagnostic]) {
        var finder = ProfileFinder(
            path, shownAs: name, among: ExportProfile.all(with: records.profiles))
        let (opening, headerReports) = try finder.find(profile)
        guard let opening else { return (try unread(path, shownAs: name), headerReports) }
        let layout = opening.layout
        var reader = try opening.open(path, shownAs: name)
        var summary = ExportSummary()
        let dates = try DateReading.decide(
            path, shownAs: name, opening: opening, setting: records.firm.dateOrder)
        var grouped = GroupedDiagnostics()
        for report in headerReports + [dates.diagnostic].compactMap({ $0 }) { grouped.add(report) }

        var rows = RowReader(records, names: names, layout: layout, dates: dates)
        var book = IdentityBook(profile: layout.profile.origin)
        var sorter = RowSorter(layout, file: name)
        summary.profile = layout.profile.name
        while try reader.next() {
            if let repetition = reader.headerRepetition {
                grouped.add(repetition)
                continue
            }
            guard sorter.isEntry(reader.row) else { continue }
            summary.rows += 1
            let loaded: LoadedRow?
            if let fault = reader.row.diagnostic(in: name) {
                grouped.add(fault)
                loaded = nil
            } else {
                let raw = RawEntry(
                    row: reader.row, layout: layout, file: name, heading: sorter.heading)
                loaded = load(raw, with: &rows, &book, &grouped)
                if rows.found.contains(where: { $0.code == .alreadyBilled }) {
                    summary.billedElsewhere += 1
                }
            }
            if let loaded {
                try sink(loaded)
                summary.add(loaded)
            } else {
                summary.refused += 1
            }
        }
        summary.sha256 = try reader.finishDigest()
        return (summary, grouped.all + sorter.reports + book.warnings(file: name))
    }

    private func load(
        _ raw: RawEntry, with rows: inout RowReader, _ book: inout IdentityBook,
        _ grouped: inout GroupedDiagnostics
    ) -> LoadedRow? {
        let work = rows.read(raw)
        for report in rows.found { grouped.add(report) }
        guard let work else { return nil }
        let content = work.contentDigest
        let id = raw.text(.id)
        switch book.identity(id: id, content: content, line: raw.row.line) {
        case .identity(let identity):
            return LoadedRow(identity: identity, content: content, work: work)
        case .conflict(let firstLine):
            grouped.add(
                Diagnostic(
                    .error, .rowsConflict, at: raw.place(.id),
                    "lines \(firstLine) and \(raw.row.line) have the same id \"\(id ?? "")\" "
                        + "and say different things",
                    remedy: "delete the wrong one, or give it an id of its own"))
            return nil
        }
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
