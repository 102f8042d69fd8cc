import Billing

/// Finds the client, matter and timekeeper that an export row names.
struct RecordDirectory: Sendable {
    let clients: Directory<ClientID>
    let matters: Directory<MatterID>
    let timekeepers: Directory<TimekeeperID>
    let matterByID: Register<Matter>

    init(_ registers: Registers) {
        var clients = Directory<ClientID>()
        for client in registers.clients.values {
            clients.add(
                client.id, text: client.id.text, name: client.name, aliases: client.aliases)
        }
        var matters = Directory<MatterID>()
        for matter in registers.matters.values {
            matters.add(
                matter.id, text: matter.id.text, name: matter.name, aliases: matter.aliases)
        }
        var timekeepers = Directory<TimekeeperID>()
        for timekeeper in registers.timekeepers.values {
            timekeepers.add(
                timekeeper.id, text: timekeeper.id.text, name: timekeeper.name,
                aliases: timekeeper.aliases)
        }
        self.clients = clients
        self.matters = matters
        self.timekeepers = timekeepers
        matterByID = registers.matters
    }

    enum Found<ID: Sendable>: Sendable {
        case id(ID)
        /// What is wrong, without a place.
        case refused(Diagnostic.Code, fact: String, remedy: String?)
    }

    func client(_ text: String) -> Found<ClientID> {
        switch clients.match(text) {
        case .found(let id): .id(id)
        case .several(let ids):
            .refused(
                .clientUnknown, fact: "\"\(text)\" is the name of \(ids.count) clients",
                remedy: "give one of them another name or alias: \(list(ids))")
        case .none:
            .refused(
                .clientUnknown, fact: "no client \"\(text)\"",
                remedy: clients.suggestion(for: text)
                    ?? "add the client to clients.csv, or this name to its aliases")
        }
    }

    func timekeeper(_ text: String) -> Found<TimekeeperID> {
        switch timekeepers.match(text) {
        case .found(let id): .id(id)
        case .several(let ids):
            .refused(
                .timekeeperUnknown, fact: "\"\(text)\" is the name of \(ids.count) timekeepers",
                remedy: "give one of them another name or alias: \(list(ids))")
        case .none:
            .refused(
                .timekeeperUnknown, fact: "no timekeeper \"\(text)\"",
                remedy: timekeepers.suggestion(for: text)
                    ?? "add the person to timekeepers.csv, or this name to the aliases")
        }
    }

    /// The matter that `text` names, which must be of `client` where one is given; `number` is
    /// looked for among the ids only.
    func matter(_ text: String, number: String?, of client: ClientID?) -> Found<MatterID> {
        func isOfClient(_ id: MatterID) -> Bool {
            client == nil || matterByID[id]?.client == client
        }
        switch matters.match(text, where: isOfClient) {
        case .found(let id): return .id(id)
        case .several(let ids):
            return .refused(
                .matterAmbiguous, fact: "\"\(text)\" is the name of \(ids.count) matters",
                remedy: "give each an alias of its own, or use the id: \(list(ids))")
        case .none: break
        }
        if let number, case .found(let id) = matters.match(number, where: isOfClient),
            folded(id.text) == folded(number)
        {
            return .id(id)
        }
        if let client, case .found(let id) = matters.match(text), let other = matterByID[id] {
            return .refused(
                .matterOfOtherClient,
                fact: "matter \"\(text)\" is of client \(other.client), not of \(client)",
                remedy: "correct the client or the matter where the entry was recorded")
        }
        return .refused(
            .matterUnknown,
            fact: "no matter \"\(text)\"" + (client.map { " of client \($0)" } ?? ""),
            remedy: matters.suggestion(for: text, where: isOfClient)
                ?? "add the matter to matters.csv, or this name to its aliases")
    }

    private func list<Subject>(_ ids: [Identifier<Subject>]) -> String {
        ids.prefix(5).map(\.text).joined(separator: " or ")
    }
}
