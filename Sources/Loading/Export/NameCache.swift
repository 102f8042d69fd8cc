import Billing

/// Remembers what each spelling was found to name, so that a name in many rows is folded once.
struct NameCache {
    private struct MatterKey: Hashable {
        var text: String
        var client: ClientID?
    }

    /// So many names are remembered; a file that has more of them is read more slowly, and in no
    /// more memory.
    private static let largestCount = 20_000

    private let directory: RecordDirectory
    private var clients: [String: RecordDirectory.Found<ClientID>] = [:]
    private var matters: [MatterKey: RecordDirectory.Found<MatterID>] = [:]
    private var timekeepers: [String: RecordDirectory.Found<TimekeeperID>] = [:]

    init(_ directory: RecordDirectory) {
        self.directory = directory
    }

    mutating func client(_ text: String) -> RecordDirectory.Found<ClientID> {
        if let known = clients[text] { return known }
        let found = directory.client(text)
        if clients.count >= NameCache.largestCount { clients.removeAll() }
        clients[text] = found
        return found
    }

    mutating func timekeeper(_ text: String) -> RecordDirectory.Found<TimekeeperID> {
        if let known = timekeepers[text] { return known }
        let found = directory.timekeeper(text)
        if timekeepers.count >= NameCache.largestCount { timekeepers.removeAll() }
        timekeepers[text] = found
        return found
    }

    mutating func matter(
        _ text: String, number: String?, of client: ClientID?
    ) -> RecordDirectory.Found<MatterID> {
        let key = MatterKey(text: text, client: client)
        if let known = matters[key] { return known }
        let found = directory.matter(text, number: number, of: client)
        if matters.count >= NameCache.largestCount { matters.removeAll() }
        matters[key] = found
        return found
    }
}
