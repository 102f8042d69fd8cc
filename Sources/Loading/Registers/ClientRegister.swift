import Billing
import Settings

enum ClientColumn: String, RegisterColumn {
    case id, name, address1, address2, address3, address4, address5, attorney, statements
    case currency, tax, increment, rounding, minimum, grace
    case roundedPer = "rounded_per"
    case termsDays = "terms_days"
    case reference, template, language, show, office, charts
    case coverLetter = "cover_letter"
    case pdfPassword = "pdf_password"
    case aliases
    static let required: Set<ClientColumn> = [.id, .name]
    static let address: [ClientColumn] = [.address1, .address2, .address3, .address4, .address5]
}

/// clients.csv: whom the firm bills.
struct ClientRegister {
    var timekeepers: Directory<TimekeeperID>
    /// Nil where firm.yaml could not be read.
    var taxCodes: [String]?
    var letters: [String: Letter] = [:]

    func read(
        _ table: RegisterTable<ClientColumn>, into cells: inout CellReader
    ) -> (clients: Register<Client>, directory: Directory<ClientID>) {
        var clients = Register<Client>()
        clients.reserve(table.rows.count)
        var directory: Directory<ClientID> = table.directory()
        for row in table.rows {
            guard let client = read(row, into: &cells) else {
                directory.refuse(row.texts(.id, .name) + cells.aliases(row.cell(.aliases)))
                continue
            }
            let isNew = directory.add(
                client.id, text: client.id.text, name: client.name, aliases: client.aliases)
            if isNew {
                clients.add(client)
            } else {
                let first = clients.values.first { folded($0.id.text) == folded(client.id.text) }
                cells.repeated(client.id.text, at: row.cell(.id).place, first: first?.place)
            }
        }
        return (clients, directory)
    }

    private func read(_ row: RegisterRow<ClientColumn>, into cells: inout CellReader) -> Client? {
        let id = cells.required(.id, of: row)
        let name = cells.required(.name, of: row)
        guard let id, let name else { return nil }
        return Client(
            id: ClientID(id), name: name, address: ClientColumn.address.compactMap(row.text),
            attorney: cells.reference(
                row.cell(.attorney), in: timekeepers, "timekeeper", as: .timekeeperUnknown),
            statements: cells.word(row.cell(.statements), StatementPractice.self),
            currency: cells.currency(row.cell(.currency)),
            taxCodes: cells.taxes(row.cell(.tax), known: taxCodes) ?? [],
            time: cells.timePractice(of: row),
            termsDays: cells.integer(row.cell(.termsDays), "days", in: 0...366),
            reference: row.text(.reference), template: row.text(.template),
            presentation: cells.presentation(row.cell(.show)),
            office: row.text(.office), aliases: cells.aliases(row.cell(.aliases)),
            language: cells.language(row.cell(.language)), charts: cells.charts(row.cell(.charts)),
            coverLetter: coverLetter(row.cell(.coverLetter), into: &cells),
            pdfPassword: cells.password(row.cell(.pdfPassword)), place: row.place)
    }

    /// `none` keeps a client from the firm's own letter.
    private func coverLetter(
        _ cell: RegisterCell, into cells: inout CellReader
    ) -> CoverLetter? {
        guard let name = cell.text else { return nil }
        guard folded(name) != "none" else { return CoverLetter.none }
        return letter(
            named: name, for: .invoice, among: letters, at: cell.place, &cells.diagnostics
        ).map(CoverLetter.letter)
    }
}
