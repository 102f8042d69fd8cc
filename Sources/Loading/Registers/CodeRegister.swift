import Billing

enum CodeColumn: String, RegisterColumn {
    case code, name
    static let required: Set<CodeColumn> = [.code, .name]
}

/// codes.csv: what task, activity and expense codes are called in full.
func readCodes(
    _ table: RegisterTable<CodeColumn>, into cells: inout CellReader
) -> [String: String] {
    var names: [String: String] = [:]
    for row in table.rows {
        let code = cells.required(.code, of: row)
        let name = cells.required(.name, of: row)
        guard let code, let name else { continue }
        if names[code] == nil {
            names[code] = name
        } else {
            cells.repeated(code, at: row.cell(.code).place, first: nil)
        }
    }
    return names
}
