import Billing

enum TimekeeperColumn: String, RegisterColumn {
    case id, name, `class`, title, aliases
    static let required: Set<TimekeeperColumn> = [.id, .name]
}

/// timekeepers.csv: the people whose time is billed.
func readTimekeepers(
    _ table: RegisterTable<TimekeeperColumn>, into cells: inout CellReader
) -> (timekeepers: Register<Timekeeper>, directory: Directory<TimekeeperID>) {
    var timekeepers = Register<Timekeeper>()
    var directory: Directory<TimekeeperID> = table.directory()
    for row in table.rows {
        let id = cells.required(.id, of: row)
        let name = cells.required(.name, of: row)
        let aliases = cells.aliases(row.cell(.aliases))
        guard let id, let name else {
            directory.refuse(row.texts(.id, .name) + aliases)
            continue
        }
        guard directory.add(TimekeeperID(id), text: id, name: name, aliases: aliases) else {
            let first = timekeepers.values.first { folded($0.id.text) == folded(id) }
            cells.repeated(id, at: row.cell(.id).place, first: first?.place)
            continue
        }
        timekeepers.add(
            Timekeeper(
                id: TimekeeperID(id), name: name, rateClass: row.text(.class),
                title: row.text(.title), aliases: aliases, place: row.place))
    }
    return (timekeepers, directory)
}
