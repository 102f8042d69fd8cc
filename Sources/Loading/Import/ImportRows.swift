import Billing
import Settings

/// What importing into one register knows of its rows, given as plain texts by column.
protocol ImportRows<Column> {
    associatedtype Column: ImportColumn
    typealias Texts = [Column: String]

    var values: ImportValues { get }
    /// Columns that a file need not have, as something else says them.
    var given: Set<Column> { get }
    var idColumns: Set<Column> { get }

    /// What the currency of an amount in the row is.
    func currency(of row: Texts) -> Currency
    /// Completes a row with what is given and with what follows.
    func completed(_ row: Texts) -> Texts
    /// Completes a row that is new.
    func started(_ row: Texts) -> Texts
    /// Whether rows are known by what this column says.
    func isName(_ column: Column) -> Bool
    /// By what a row that is there already is found: keys of which each means one row.
    func keys(of row: Texts) -> [String]
    /// Keys that may mean several rows.
    func names(of row: Texts) -> [String]
    /// An id for a row that has none.
    func makeID(for row: Texts, taking taken: inout Set<String>, counts: inout [String: Int])
        -> String?
    /// What the register's own rules say of a row.
    func check(_ row: RegisterRow<Column>) -> [Diagnostic]
    /// The row among those whose names are compared; nil where names are not unique anyway.
    func named(_ row: Texts, at place: Place) -> NamedRow?
    /// "client", "matter" and so on.
    var what: String { get }
}

extension ImportRows {
    var given: Set<Column> { [] }
    var idColumns: Set<Column> { [] }
    func currency(of row: Texts) -> Currency { values.firm.currency }
    func completed(_ row: Texts) -> Texts { row }
    func started(_ row: Texts) -> Texts { row }
    func isName(_ column: Column) -> Bool { column.rawValue == "name" }
    func makeID(for row: Texts, taking taken: inout Set<String>, counts: inout [String: Int])
        -> String?
    { nil }
    func named(_ row: Texts, at place: Place) -> NamedRow? { nil }

    fileprivate func key(_ kind: String, _ texts: String?...) -> [String] {
        let texts = texts.compactMap { $0 }.map(folded)
        return texts.isEmpty ? [] : [([kind] + texts).joined(separator: "\u{1F}")]
    }

    fileprivate func keysOfNames(_ name: String?, _ aliases: String?, of owner: String? = "")
        -> [String]
    {
        guard let owner else { return [] }
        let names = [name].compactMap { $0 } + values.aliases(aliases ?? "")
        return names.flatMap { key("name", owner, $0) }
    }
}

struct ClientRows: ImportRows {
    typealias Column = ClientColumn
    typealias Texts = [Column: String]

    let values: ImportValues
    var idColumns: Set<ClientColumn> { [.id] }
    let what = "client"

    func keys(of row: Texts) -> [String] { key("id", row[.id]) }
    func names(of row: Texts) -> [String] { keysOfNames(row[.name], row[.aliases]) }

    func makeID(
        for row: Texts, taking taken: inout Set<String>, counts: inout [String: Int]
    ) -> String? {
        DraftIDs.client(from: &counts["", default: 1], taking: &taken)
    }

    /// `Net 30` of other programs is 30, and `Due on receipt` is 0.
    func completed(_ row: Texts) -> Texts {
        var row = row
        guard let terms = row[.termsDays].map(folded) else { return row }
        if terms.hasPrefix("net ") {
            row[.termsDays] = String(terms.dropFirst(4))
        } else if terms.hasPrefix("due "), terms.hasSuffix(" receipt") {
            row[.termsDays] = "0"
        }
        return row
    }

    func check(_ row: RegisterRow<ClientColumn>) -> [Diagnostic] {
        var cells = CellReader(firm: values.firm)
        let register = ClientRegister(
            timekeepers: values.names.timekeepers, taxCodes: values.firm.taxes.map(\.code))
        _ = register.read(RegisterTable(of: row), into: &cells)
        return cells.diagnostics
    }

    func named(_ row: Texts, at place: Place) -> NamedRow? {
        guard let id = row[.id], let name = row[.name] else { return nil }
        return NamedRow(
            id: id, name: name, aliases: values.aliases(row[.aliases] ?? ""), place: place)
    }
}

struct MatterRows: ImportRows {
    typealias Column = MatterColumn
    typealias Texts = [Column: String]

    let values: ImportValues
    let arrangementNames: [String]
    var idColumns: Set<MatterColumn> { [.id] }
    let what = "matter"

    func currency(of row: Texts) -> Currency {
        row[.client].flatMap { values.registers.clients[ClientID($0)]?.currency }
            ?? values.firm.currency
    }

    func completed(_ row: Texts) -> Texts {
        var row = row
        if let arrangement = row[.arrangement], folded(arrangement) == "hourly" {
            row[.arrangement] = "hourly"
        }
        return row
    }

    /// As in the registers that are drafted from an export.
    func started(_ row: Texts) -> Texts {
        var row = row
        row[.arrangement] = row[.arrangement] ?? "hourly"
        return row
    }

    func keys(of row: Texts) -> [String] { key("id", row[.id]) }

    func names(of row: Texts) -> [String] {
        keysOfNames(row[.name], row[.aliases], of: row[.client])
    }

    func makeID(
        for row: Texts, taking taken: inout Set<String>, counts: inout [String: Int]
    ) -> String? {
        guard let client = row[.client] else { return nil }
        return DraftIDs.matter(of: client, after: &counts[client, default: 0], taking: &taken)
    }

    func check(_ row: RegisterRow<MatterColumn>) -> [Diagnostic] {
        var cells = CellReader(firm: values.firm)
        let register = MatterRegister(
            clients: values.registers.clients, clientDirectory: values.names.clients,
            timekeepers: values.names.timekeepers, arrangementNames: arrangementNames,
            firmCurrency: values.firm.currency, taxCodes: values.firm.taxes.map(\.code))
        _ = register.read(RegisterTable(of: row), into: &cells)
        return cells.diagnostics
    }

    func named(_ row: Texts, at place: Place) -> NamedRow? {
        guard let id = row[.id], let name = row[.name], let client = row[.client] else {
            return nil
        }
        return NamedRow(
            id: id, name: name, aliases: values.aliases(row[.aliases] ?? ""), place: place,
            owner: client)
    }
}

struct TimekeeperRows: ImportRows {
    typealias Column = TimekeeperColumn
    typealias Texts = [Column: String]

    let values: ImportValues
    var idColumns: Set<TimekeeperColumn> { [.id] }
    let what = "timekeeper"

    func keys(of row: Texts) -> [String] { key("id", row[.id]) }
    func names(of row: Texts) -> [String] { keysOfNames(row[.name], row[.aliases]) }

    func makeID(
        for row: Texts, taking taken: inout Set<String>, counts: inout [String: Int]
    ) -> String? {
        guard let name = row[.name] else { return nil }
        let id = DraftIDs.initials(of: name, notIn: Set(taken.map { $0.uppercased() }))
        taken.insert(folded(id))
        return id
    }

    func check(_ row: RegisterRow<TimekeeperColumn>) -> [Diagnostic] {
        var cells = CellReader(firm: values.firm)
        _ = readTimekeepers(RegisterTable(of: row), into: &cells)
        return cells.diagnostics
    }

    func named(_ row: Texts, at place: Place) -> NamedRow? {
        guard let id = row[.id], let name = row[.name] else { return nil }
        return NamedRow(
            id: id, name: name, aliases: values.aliases(row[.aliases] ?? ""), place: place)
    }
}

/// A rate has no id: the same work from the same day is the same rate.
struct RateRows: ImportRows {
    typealias Column = RateColumn
    typealias Texts = [Column: String]

    let values: ImportValues
    let effective: CivilDate?
    var given: Set<RateColumn> { effective == nil ? [] : [.effective] }
    let what = "rate"

    func currency(of row: Texts) -> Currency {
        if let named = row[.currency].flatMap({ Currency(code: $0) }) { return named }
        let matter = row[.matter].flatMap { values.registers.matters[MatterID($0)] }
        let client = matter?.client ?? row[.client].map { ClientID($0) }
        return client.flatMap { values.registers.clients[$0]?.currency } ?? values.firm.currency
    }

    func completed(_ row: Texts) -> Texts {
        var row = row
        if row[.effective] == nil { row[.effective] = effective?.description }
        return row
    }

    func keys(of row: Texts) -> [String] {
        let client = row[.matter] == nil ? row[.client] : nil
        let work = [row[.matter], row[.timekeeper], row[.class], row[.task], row[.activity]]
        let texts = [row[.effective], client] + work
        return key(
            "rate", texts.map { $0 ?? "" }.joined(separator: "\u{1F}"), currency(of: row).code)
    }

    func names(of row: Texts) -> [String] { [] }

    func check(_ row: RegisterRow<RateColumn>) -> [Diagnostic] {
        var cells = CellReader(firm: values.firm)
        let register = RateRegister(
            clients: values.registers.clients, matters: values.registers.matters,
            clientDirectory: values.names.clients, matterDirectory: values.names.matters,
            timekeepers: values.names.timekeepers, firmCurrency: values.firm.currency)
        _ = register.read(RegisterTable(of: row), into: &cells)
        return cells.diagnostics
    }
}
