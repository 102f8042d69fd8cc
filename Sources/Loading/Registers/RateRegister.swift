import Billing

enum RateColumn: String, RegisterColumn {
    case effective, until, client, matter, timekeeper, `class`, task, activity, rate, currency
    static let required: Set<RateColumn> = [.effective, .rate]
}

/// rates.csv: hourly prices. Which combinations are allowed and which row wins is for rating.
struct RateRegister {
    var clients: Register<Client>
    var matters: Register<Matter>
    var clientDirectory: Directory<ClientID>
    var matterDirectory: Directory<MatterID>
    var timekeepers: Directory<TimekeeperID>
    var firmCurrency: Currency

    func read(_ table: RegisterTable<RateColumn>, into cells: inout CellReader) -> [Rate] {
        let effective = cells.dateOrder(of: .effective, in: table.rows)
        let until = cells.dateOrder(of: .until, in: table.rows)
        return table.rows.compactMap { read($0, effective, until, into: &cells) }
    }

    private func read(
        _ row: RegisterRow<RateColumn>, _ effectiveOrder: DateOrder?, _ untilOrder: DateOrder?,
        into cells: inout CellReader
    ) -> Rate? {
        let reportsBefore = cells.diagnostics.count + cells.unreported
        _ = cells.required(.effective, of: row)
        _ = cells.required(.rate, of: row)
        let effective = cells.date(row.cell(.effective), in: effectiveOrder)
        let until = cells.date(row.cell(.until), in: untilOrder)
        let client = cells.reference(
            row.cell(.client), in: clientDirectory, "client", as: .clientUnknown)
        let matter = cells.reference(
            row.cell(.matter), in: matterDirectory, "matter", as: .matterUnknown)
        let timekeeper = cells.reference(
            row.cell(.timekeeper), in: timekeepers, "timekeeper", as: .timekeeperUnknown)
        let owner = matter.flatMap { matters[$0]?.client } ?? client
        if let client, let owner, owner != client {
            cells.report(
                as: .matterOfOtherClient, at: row.cell(.matter).place,
                "matter \"\(row.text(.matter) ?? "")\" is of client \(owner), not of \(client)",
                remedy: "correct the matter, or leave the client blank")
        }
        let ownerCurrency = owner.flatMap { clients[$0]?.currency }
        let currency = cells.currency(row.cell(.currency)) ?? ownerCurrency ?? firmCurrency
        let perHour = cells.amount(row.cell(.rate), in: currency)
        // A row with anything wrong is left out whole, so that it cannot price the wrong work.
        guard cells.diagnostics.count + cells.unreported == reportsBefore, !row.hasCellToFillIn,
            let effective,
            let perHour
        else { return nil }
        return Rate(
            effective: effective, until: until, client: client, matter: matter,
            timekeeper: timekeeper, rateClass: row.text(.class), task: row.text(.task),
            activity: row.text(.activity), perHour: perHour, place: row.place)
    }
}
