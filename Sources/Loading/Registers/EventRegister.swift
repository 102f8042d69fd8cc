import Billing
import Settings

enum EventColumn: String, RegisterColumn {
    case matter, date, event, amount, percent, quantity, note
    static let required: Set<EventColumn> = [.matter, .date, .event]
}

/// events.csv: what happened in matters and what their arrangements wait for.
struct EventRegister {
    /// With their arrangements.
    var registers: Registers
    var matterDirectory: Directory<MatterID>
    var firmCurrency: Currency

    /// The events of each matter, in the order of the file.
    func read(
        _ table: RegisterTable<EventColumn>, into cells: inout CellReader
    ) -> [MatterID: [MatterEvent]] {
        let order = cells.dateOrder(of: .date, in: table.rows)
        let events = table.rows.compactMap { read($0, order, into: &cells) }
        return Dictionary(grouping: events, by: \.matter)
    }

    private func read(
        _ row: RegisterRow<EventColumn>, _ order: DateOrder?, into cells: inout CellReader
    ) -> MatterEvent? {
        let reportsBefore = cells.diagnostics.count + cells.unreported
        for column in [EventColumn.matter, .date, .event] { _ = cells.required(column, of: row) }
        let id = cells.reference(
            row.cell(.matter), in: matterDirectory, "matter", as: .matterUnknown)
        let matter = id.flatMap { registers.matters[$0] }
        let currency = matter.flatMap { registers.clients[$0.client]?.currency } ?? firmCurrency
        let date = cells.date(row.cell(.date), in: order)
        let amount = cells.amount(row.cell(.amount), in: currency, mayBeNegative: true)
        let percent = cells.percent(row.cell(.percent), in: -100...100)
        let quantity = cells.integer(row.cell(.quantity), "units", in: -1_000_000...1_000_000)
        if row.text(.amount) != nil, row.text(.percent) != nil {
            cells.report(
                as: .eventShape, at: row.cell(.percent).place,
                "an event has an amount or a percentage, not both", remedy: "clear one of the cells"
            )
        }
        // A row with anything wrong is left out whole, so that it cannot bill the wrong amount.
        guard cells.diagnostics.count + cells.unreported == reportsBefore, !row.hasCellToFillIn,
            let matter, let date, let name = row.text(.event)
        else { return nil }
        return MatterEvent(
            matter: matter.id, name: known(name, in: matter, at: row.cell(.event).place, &cells),
            date: date, minorUnits: amount?.minorUnits, percent: percent, quantity: quantity ?? 1,
            note: row.text(.note), place: row.place)
    }

    /// The event's name as the matter's arrangement writes it; one that it does not wait for is
    /// reported, because nothing will come of it.
    private func known(
        _ name: String, in matter: Matter, at place: Place, _ cells: inout CellReader
    ) -> String {
        guard let arrangement = registers.arrangement(of: matter) else { return name }
        let names = arrangement.eventNames.sorted()
        if let own = names.first(where: { folded($0) == folded(name) }) { return own }
        let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
        cells.report(
            .warning, as: .eventUnused, at: place,
            "the arrangement of matter \(matter.id) does not wait for \"\(name)\"",
            remedy: didYouMean(name, among: names)
                ?? (names.isEmpty ? "it waits for no event" : "it waits for \(list)"))
        return name
    }
}
