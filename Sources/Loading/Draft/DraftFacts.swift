import Billing

/// What exports name: clients, matters, people and prices, in the order of first appearance.
struct DraftFacts {
    struct ClientFact {
        var name: String
        var currencies: [Currency: Int] = [:]
    }

    struct MatterFact {
        var name: String
        var client: Int?
        /// The export's own number or code; empty where it has none.
        var numbers: [String] = []
        var secondsByTimekeeper: [Int: Int] = [:]
    }

    struct TimekeeperFact {
        var name: String
        var aliases: [String] = []
    }

    struct RateUse: Hashable {
        var timekeeper: Int
        var matter: Int
        var perHour: Money
    }

    private(set) var clients: [ClientFact] = []
    private(set) var matters: [MatterFact] = []
    private(set) var timekeepers: [TimekeeperFact] = []
    /// How often each price was used, and in what order the prices came up.
    private(set) var rateCounts: [RateUse: Int] = [:]
    private(set) var rateOrder: [RateUse] = []
    private(set) var currencies: [Currency: Int] = [:]
    /// False as soon as a duration is not a multiple of six minutes.
    private(set) var areSixMinutesEnough = true
    /// The first day, by the order in which undecided dates are read.
    private(set) var earliest: [DateOrder: CivilDate] = [:]

    private var clientIndex: [String: Int] = [:]
    private var matterIndex: [String: Int] = [:]
    private var timekeeperIndex: [String: Int] = [:]

    /// The most frequent currency of all rows.
    var currency: Currency {
        currencies.max { ($0.value, $1.key.code) < ($1.value, $0.key.code) }?.key ?? .usd
    }

    func currency(ofClient index: Int) -> Currency {
        let used = clients[index].currencies
        return used.max { ($0.value, $1.key.code) < ($1.value, $0.key.code) }?.key ?? currency
    }

    // MARK: Adding

    mutating func client(named name: String) -> Int {
        let key = folded(name)
        if let index = clientIndex[key] { return index }
        clientIndex[key] = clients.count
        clients.append(ClientFact(name: name))
        return clients.count - 1
    }

    mutating func matter(named name: String, number: String?, client: Int?) -> Int {
        // A number is the same matter wherever it stands; a name is so within a client only.
        let scope = looksLikeNumber(name) ? "" : client.map { "\($0)" } ?? ""
        let key = scope + "|" + folded(name)
        let index = matterIndex[key] ?? matters.count
        if index == matters.count {
            matterIndex[key] = index
            matters.append(MatterFact(name: name))
        }
        if matters[index].client == nil { matters[index].client = client }
        if let number, !matters[index].numbers.contains(number) {
            matters[index].numbers.append(number)
        }
        return index
    }

    mutating func timekeeper(named name: String, aliases: [String]) -> Int {
        let key = folded(name)
        let index = timekeeperIndex[key] ?? timekeepers.count
        if index == timekeepers.count {
            timekeeperIndex[key] = index
            timekeepers.append(TimekeeperFact(name: name))
        }
        for alias in aliases where !timekeepers[index].aliases.contains(alias) {
            timekeepers[index].aliases.append(alias)
        }
        return index
    }

    mutating func add(_ currency: Currency, client: Int?) {
        currencies[currency, default: 0] += 1
        if let client { clients[client].currencies[currency, default: 0] += 1 }
    }

    mutating func add(seconds: Int, of timekeeper: Int, on matter: Int) {
        matters[matter].secondsByTimekeeper[timekeeper, default: 0] += seconds
        if seconds % 360 != 0 { areSixMinutesEnough = false }
    }

    mutating func add(_ perHour: Money, of timekeeper: Int, on matter: Int) {
        let use = RateUse(timekeeper: timekeeper, matter: matter, perHour: perHour)
        if rateCounts[use] == nil { rateOrder.append(use) }
        rateCounts[use, default: 0] += 1
    }

    mutating func add(_ date: CivilDate, readAs order: DateOrder) {
        earliest[order] = min(earliest[order] ?? date, date)
    }

    /// A matter without a client, as the export names none, is its own client.
    mutating func nameMissingClients() {
        for index in matters.indices where matters[index].client == nil {
            matters[index].client = client(named: matters[index].name)
        }
    }
}

/// `C0012` and `2026-014`, but neither `General` nor `Lease of 12 Elm Street`.
func looksLikeNumber(_ text: String) -> Bool {
    text.count <= 20 && text.contains(where: \.isNumber) && !text.contains(where: \.isWhitespace)
        && text.unicodeScalars.allSatisfy { $0.isASCII }
}
