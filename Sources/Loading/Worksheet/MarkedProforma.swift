import Billing
import Settings

/// A pro forma that a worksheet names: the rows that were written of it.
struct MarkedProforma {
    let statement: Statement
    /// By line ids.
    private var lines: [String: ShownRow] = [:]
    private(set) var matters: [ShownRow] = []

    init(_ statement: Statement) {
        self.statement = statement
        for row in statement.worksheetRows {
            if let id = row.id { lines[id.text] = row } else { matters.append(row) }
        }
    }

    var version: ProformaVersion {
        ProformaVersion(number: statement.number, version: statement.version)
    }

    func line(_ text: String) -> ShownRow? { lines[MarkedProforma.plainID(text)] }

    /// In the only matter of a pro forma nobody has to name it.
    func matter(_ text: String?) -> ShownRow? {
        if matters.count == 1 { return matters.first }
        guard let name = text.map(folded) else { return nil }
        return matters.first {
            folded($0.matter.text) == name || folded($0.text(.matter)) == name
        }
    }

    func unknownLine(_ text: String, at place: Place) -> Diagnostic {
        guard LineID(typed: MarkedProforma.plainID(text)) != nil else {
            return Diagnostic(
                .lineUnknown, at: place, "\"\(text)\" is not a line id",
                remedy: "look for a slip in it: by its last character it cannot be right")
        }
        return Diagnostic(
            .lineUnknown, at: place, "line \"\(text)\" is not on \(statement.title)",
            remedy: "take the line id from the pro forma that this row names")
    }

    /// `28MX` for `#2b7k`.
    static func plainID(_ text: String) -> String {
        let id = text.hasPrefix("#") ? text.dropFirst() : text[...]
        return String(id).trimmed.uppercased()
    }
}

/// The pro formas that the rows of a worksheet name, each looked up once.
struct ProformaFinder {
    private var known: [String: MarkedProforma?] = [:]

    /// Nil where a row names none that is known, which is reported once for each name; and for a
    /// row that names none and marks nothing.
    mutating func find(
        _ row: WorksheetRow, _ lookup: WorksheetReader.Lookup, _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> MarkedProforma? {
        guard let text = row.text(.proforma) else {
            if row.isMarked {
                diagnostics.append(
                    Diagnostic(
                        .cellBlank, at: row.place(of: .proforma),
                        "something is marked, and the row names no pro forma",
                        remedy: "write its number and version, like PF-00012 v1"))
            }
            return nil
        }
        if let found = known[text] { return found }
        let version = ProformaVersion(typed: text)
        var statement: Statement?
        if let version { statement = try lookup(version) }
        known[text] = .some(statement.map(MarkedProforma.init))
        if statement == nil {
            diagnostics.append(
                Diagnostic(
                    .proformaUnknown, at: row.place(of: .proforma),
                    version == nil
                        ? "\"\(text)\" is not the number and version of a pro forma"
                        : "there is no pro forma \"\(text)\"",
                    remedy: version == nil
                        ? "write both, like PF-00012 v1" : "is the worksheet of another firm?"))
        }
        return known[text] ?? nil
    }
}

extension ProformaVersion {
    /// Reads `PF-00012 v2`; nil where there is no version.
    init?(typed text: String) {
        let digits = text.reversed().prefix { ("0"..."9").contains($0) }.count
        let rest = text.dropLast(digits)
        guard digits > 0, let version = Int(text.suffix(digits)),
            rest.last == "v" || rest.last == "V"
        else { return nil }
        let number = String(rest.dropLast()).trimmed
        guard !number.isEmpty, rest.dropLast().last?.isWhitespace == true else { return nil }
        self.init(number: number, version: version)
    }
}
