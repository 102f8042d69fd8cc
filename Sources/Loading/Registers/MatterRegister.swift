import Billing
import Settings

enum MatterColumn: String, RegisterColumn {
    case id, client, name, attorney, arrangement, increment, rounding, minimum, budget, opened
    case closed, reference, aliases, discount, cap
    case flatFee = "flat_fee"
    case flatFeeDue = "flat_fee_due"
    case blendedRate = "blended_rate"
    case grace, tax, language, show, office
    case roundedPer = "rounded_per"
    static let required: Set<MatterColumn> = [.id, .client, .name, .arrangement]
}

/// matters.csv: the engagements, each of one client.
struct MatterRegister {
    var clients: Register<Client>
    var clientDirectory: Directory<ClientID>
    var timekeepers: Directory<TimekeeperID>
    /// Names of the files under arrangements/, without their endings.
    var arrangementNames: [String]
    var firmCurrency: Currency
    /// Nil where firm.yaml could not be read.
    var taxCodes: [String]?

    func read(
        _ table: RegisterTable<MatterColumn>, into cells: inout CellReader
    ) -> (matters: Register<Matter>, directory: Directory<MatterID>) {
        var matters = Register<Matter>()
        matters.reserve(table.rows.count)
        var directory: Directory<MatterID> = table.directory()
        let opened = cells.dateOrder(of: .opened, in: table.rows)
        let closed = cells.dateOrder(of: .closed, in: table.rows)
        let due = cells.dateOrder(of: .flatFeeDue, in: table.rows)
        for row in table.rows {
            let matter = read(
                row, opened: cells.date(row.cell(.opened), in: opened),
                closed: cells.date(row.cell(.closed), in: closed),
                due: cells.date(row.cell(.flatFeeDue), in: due), into: &cells)
            guard let matter else {
                directory.refuse(row.texts(.id, .name) + cells.aliases(row.cell(.aliases)))
                continue
            }
            let isNew = directory.add(
                matter.id, text: matter.id.text, name: matter.name, aliases: matter.aliases)
            if isNew {
                matters.add(matter)
            } else {
                let first = matters.values.first { folded($0.id.text) == folded(matter.id.text) }
                cells.repeated(matter.id.text, at: row.cell(.id).place, first: first?.place)
            }
        }
        return (matters, directory)
    }

    private func read(
        _ row: RegisterRow<MatterColumn>, opened: CivilDate?, closed: CivilDate?,
        due: CivilDate?, into cells: inout CellReader
    ) -> Matter? {
        let id = cells.required(.id, of: row)
        let name = cells.required(.name, of: row)
        _ = cells.required(.client, of: row)
        let client = cells.reference(
            row.cell(.client), in: clientDirectory, "client", as: .clientUnknown)
        let currency = client.flatMap { clients[$0]?.currency } ?? firmCurrency
        let attorney = cells.reference(
            row.cell(.attorney), in: timekeepers, "timekeeper", as: .timekeeperUnknown)
        let budget = cells.amount(row.cell(.budget), in: currency)
        let arrangement = arrangement(row.cell(.arrangement), into: &cells)
        let own = SimpleArrangement(currency: currency).read(
            row, besides: arrangement, due: due, into: &cells)
        let time = cells.timePractice(of: row)
        let taxes = cells.taxes(row.cell(.tax), known: taxCodes)
        let presentation = cells.presentation(row.cell(.show))
        guard let id, let name, let client else { return nil }
        return Matter(
            id: MatterID(id), client: client, name: name, attorney: attorney,
            arrangement: arrangement, ownArrangement: own, time: time, taxCodes: taxes,
            budget: budget, opened: opened, closed: closed, reference: row.text(.reference),
            presentation: presentation, office: row.text(.office),
            aliases: cells.aliases(row.cell(.aliases)),
            language: cells.language(row.cell(.language)), place: row.place)
    }

    /// An unknown name stays as it is written: it is reported here, once.
    private func arrangement(_ cell: RegisterCell, into cells: inout CellReader) -> String? {
        guard let text = cell.text else { return nil }
        let known = ["hourly"] + arrangementNames
        if let name = known.first(where: { $0 == text }) { return name }
        if folded(text) == "hourly" { return "hourly" }
        cells.report(
            as: .arrangementUnknown, at: cell.place, "there is no arrangements/\(text).yaml",
            remedy: didYouMean(text, among: known)
                ?? "write hourly, or add the file arrangements/\(text).yaml")
        return text
    }
}
