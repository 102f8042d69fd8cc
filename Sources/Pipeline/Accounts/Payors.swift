internal import Billing
internal import Grouping
internal import Ledger

/// A client with all that happened on its account.
struct Payor {
    var client: Client
    var events: [AccountEvent]
}

/// Clients that were ever billed or paid something, by id: those named, or all. Who is in the ledger
/// and no longer in the register is reported, as nobody knows where to write to.
func readPayors(
    named clients: [String], matters: [String], through date: CivilDate, in workspace: Workspace,
    reading transaction: LedgerTransaction, reporting diagnostics: inout [Diagnostic]
) throws(EnvironmentError) -> [Payor] {
    let registers = workspace.registers
    let selection = Selection(clients: clients, matters: matters, date: date)
    _ = selection.matterIDs(in: registers, reporting: &diagnostics)
    guard !diagnostics.hasErrors else { return [] }
    var events = try transaction.accountEvents(
        through: date, of: clients.isEmpty ? nil : clients.map(ClientID.init),
        matters: matters.isEmpty ? nil : matters.map(MatterID.init))
    // What was open before Engross has no day to be paid by: as long after it as an invoice.
    for index in events.indices where events[index].kind == .opening {
        let days =
            registers.clients[events[index].payor]?.termsDays ?? workspace.firm.invoices.termsDays
        events[index].due = events[index].date.adding(days: days)
    }
    let byPayor = Dictionary(grouping: events, by: \.payor)
    var payors: [Payor] = []
    for (id, events) in byPayor.sorted(by: { $0.key < $1.key }) {
        guard let client = registers.clients[id] else {
            diagnostics.append(
                Diagnostic(
                    .clientUnknown, at: Place(file: "clients.csv"),
                    "client \"\(id)\" has an account, and is not in the register",
                    remedy: "put its row back, so that its letters have an address"))
            continue
        }
        payors.append(Payor(client: client, events: events))
    }
    return payors
}

extension Workspace {
    /// Whom a letter is from and to, and how it is set.
    func letterHead(to client: Client, on date: CivilDate) -> LetterHead {
        LetterHead(
            date: date,
            letterhead: Letterhead(
                name: firm.name, lines: firm.letterhead, taxID: firm.taxID, payment: firm.payment),
            billTo: BillTo(
                id: client.id, name: client.name, address: client.address,
                reference: client.reference),
            template: client.template ?? firm.template,
            language: client.language ?? firm.language, paper: firm.paper)
    }
}

/// Where a letter to a client goes, relative to the output folder.
func letterPath(_ head: LetterHead, in folder: String, called name: String) -> String {
    let client = safeFileName("\(head.billTo.id) \(head.billTo.name)")
    return "\(head.date)/\(folder)/\(client)/\(safeFileName(name)).pdf"
}
