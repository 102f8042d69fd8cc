import Billing
import Settings

/// Whom and what the marks of a worksheet can name.
struct WorksheetNames {
    private let firm: Firm
    private let registers: Registers
    private let directory: RecordDirectory
    /// Nil where they are not known.
    let templates: [String]?

    init(_ records: FirmRecords, templates: [String]?) {
        firm = records.firm
        registers = records.registers
        directory = RecordDirectory(records.registers)
        self.templates = templates
    }

    /// By id, name or alias, or as the worksheet itself shows a matter.
    func matter(_ text: String) -> RecordDirectory.Found<MatterID> {
        let found = directory.matter(text, number: nil, of: nil)
        guard case .refused = found else { return found }
        let wanted = folded(text)
        let shown = registers.matters.values.first {
            folded(shownName($0.id.text, $0.name)) == wanted
        }
        return shown.map { .id($0.id) } ?? found
    }

    func client(_ text: String) -> RecordDirectory.Found<ClientID> { directory.client(text) }

    func currency(of matter: MatterID) -> Currency? {
        registers.matters[matter].map { registers.currency(of: $0, in: firm) }
    }
}

/// Reads a worksheet that came back: what is asked to be marked, and everything that is wrong with
/// it. A row left alone asks for nothing.
package struct WorksheetReader {
    /// A pro forma as it was issued; nil where there is none of that number and version.
    package typealias Lookup = (ProformaVersion) throws(EnvironmentError) -> Statement?

    private let records: FirmRecords
    private let names: WorksheetNames

    package init(_ records: FirmRecords, templates: [String]? = nil) {
        self.records = records
        names = WorksheetNames(records, templates: templates)
    }

    /// The pro formas that the rows of a file name, in their order, each once; nil where one cannot
    /// be told.
    package static func proformas(
        in path: String, shownAs name: String
    ) throws(EnvironmentError) -> [ProformaVersion]? {
        let table = try WorksheetTable(path, shownAs: name)
        guard !table.diagnostics.hasErrors else { return nil }
        var found: [ProformaVersion] = []
        for row in table.rows {
            guard let version = row.text(.proforma).flatMap(ProformaVersion.init(typed:)) else {
                return nil
            }
            if !found.contains(version) { found.append(version) }
        }
        return found
    }

    package func read(
        _ path: String, shownAs name: String, proforma lookup: Lookup
    ) throws(EnvironmentError) -> (requests: [MarkRequest], diagnostics: [Diagnostic]) {
        let table = try WorksheetTable(path, shownAs: name)
        var diagnostics = table.diagnostics
        var proformas = ProformaFinder()
        var found: [(row: WorksheetRow, shown: ShownRow, proforma: MarkedProforma)] = []
        var requests: [MarkRequest] = []
        for row in table.rows {
            guard let proforma = try proformas.find(row, lookup, &diagnostics) else { continue }
            if let request = restoring(row, in: proforma) {
                requests.append(request)
            } else if let shown = subject(of: row, in: proforma, &diagnostics) {
                found.append((row, shown, proforma))
            }
        }
        let dates = WorksheetDates(
            shown: found.lazy.compactMap { row, shown, _ in
                guard let text = row.text(.date), let date = CivilDate(iso: shown.text(.date))
                else { return nil }
                return (text, date)
            }, setting: records.firm.dateOrder)
        let check = ShownCheck(columns: table.columns, isLossy: table.mayLackLetters)
        for (row, shown, proforma) in found {
            var marks = RowMarks(
                row: row, shown: shown, proforma: proforma, names: names, dates: dates)
            marks.found = check.faults(of: row, shown: shown)
            if let request = marks.request() { requests.append(request) }
            diagnostics += marks.found
        }
        let marks = MarksOfFile(requests)
        return (marks.requests, ShownCheck.summed(diagnostics + marks.diagnostics))
    }

    /// A line that is held is on no pro forma, and neither is the whole of one that was divided:
    /// they are restored by a row that somebody writes.
    private func restoring(_ row: WorksheetRow, in proforma: MarkedProforma) -> MarkRequest? {
        let others = WorksheetColumn.shown + WorksheetColumn.figures + [.with]
        guard let text = row.text(.line), proforma.line(text) == nil,
            let id = LineID(typed: MarkedProforma.plainID(text)),
            row.text(.action).flatMap(WorksheetAction.init(typed:)) == .restore,
            others.allSatisfy({ row.text($0) == nil })
        else { return nil }
        return MarkRequest(
            .line(LineID(id.entry), [.restore]), reason: row.text(.reason) ?? "",
            decidedBy: row.text(.who), proforma: proforma.version, place: row.place(of: .line))
    }

    /// The line or matter that a row is about. A row that is neither, and marks nothing, is a sum
    /// or a heading that somebody added.
    private func subject(
        of row: WorksheetRow, in proforma: MarkedProforma, _ diagnostics: inout [Diagnostic]
    ) -> ShownRow? {
        guard let text = row.text(.line) else {
            if row.isMarked {
                diagnostics.append(
                    Diagnostic(
                        .cellBlank, at: row.place, "something is marked, and the row names no line",
                        remedy: "write the line id under \"line\", or delete the row"))
            }
            return nil
        }
        if folded(text) == ShownRow.matterWord {
            if let matter = proforma.matter(row.text(.matter)) { return matter }
            diagnostics.append(
                Diagnostic(
                    .matterUnknown, at: row.place(of: .matter),
                    "\(proforma.statement.title) has no matter \"\(row.text(.matter) ?? "")\"",
                    remedy: "its matters are "
                        + proforma.matters.map(\.matter.text).joined(separator: ", ")))
            return nil
        }
        if let line = proforma.line(text) { return line }
        diagnostics.append(proforma.unknownLine(text, at: row.place(of: .line)))
        return nil
    }
}
