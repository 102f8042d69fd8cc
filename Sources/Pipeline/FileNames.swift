internal import Billing

/// A piece of a file name made of any text: letters and digits of all scripts, spaces, and a few
/// harmless signs stay; everything else becomes a hyphen. Never empty, never hidden, never a path,
/// at most 60 bytes.
func safeFileName(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        let isKept =
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_., '&()".unicodeScalars.contains(scalar)
        let piece = isKept ? String(scalar) : "-"
        if piece == "-" || piece == " ", result.hasSuffix(piece) { continue }
        if result.utf8.count + piece.utf8.count > 60 { break }
        result += piece
    }
    let trimmed = result.drop { " .-".contains($0) }
    let end = trimmed.reversed().drop { " .-".contains($0) }.reversed()
    let name = String(end)
    return name.isEmpty ? "unnamed" : name
}

extension Statement.Kind {
    /// The folder of a run that holds documents of this kind.
    var folder: String {
        switch self {
        case .proforma: "proforma"
        case .invoice: "invoices"
        case .creditNote: "credit-notes"
        }
    }
}

/// Where the documents of one correction go, and the page that compares them.
func correctionFolder(of original: Statement, run: String) -> String {
    let client = "\(original.number) \(original.billTo.id) \(original.billTo.name)"
    return "\(safeFileName(run))/corrections/\(safeFileName(client))"
}

/// Where a document goes, relative to the output folder:
/// `2026-10-31/invoices/C0001 Acme/10421 0001-01 Lease.pdf`.
func documentPath(_ statement: Statement, run: String) -> String {
    let client = safeFileName("\(statement.billTo.id) \(statement.billTo.name)")
    let what =
        statement.matters.count == 1
        ? "\(statement.matters[0].id) \(statement.matters[0].caption)" : "all matters"
    let number =
        statement.kind == .proforma ? "\(statement.number)-v\(statement.version)" : statement.number
    return
        "\(safeFileName(run))/\(statement.kind.folder)/\(client)/\(safeFileName("\(number) \(what)")).pdf"
}
