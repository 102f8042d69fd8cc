import Billing

/// The rows of rates.csv that give back the prices of the exports, as few as can be.
///
/// A timekeeper has one row with the price used most; clients and matters where another price
/// was used most have rows of their own.
struct DraftRates {
    struct Row: Equatable {
        var client: Int?
        var matter: Int?
        var timekeeper: Int
        /// Nil where a person must fill it in.
        var perHour: Money?
    }

    private let facts: DraftFacts

    init(_ facts: DraftFacts) {
        self.facts = facts
    }

    var rows: [Row] {
        let uses = Dictionary(grouping: facts.rateOrder, by: \.timekeeper)
        return facts.timekeepers.indices.flatMap { rows(of: $0, uses[$0] ?? []) }
    }

    private func rows(of timekeeper: Int, _ uses: [DraftFacts.RateUse]) -> [Row] {
        guard !uses.isEmpty else {
            return [Row(client: nil, matter: nil, timekeeper: timekeeper, perHour: nil)]
        }
        // A price in another currency than the firm's cannot be the one for all clients.
        let general = mostFrequent(uses.filter { $0.perHour.currency == facts.currency })
        var rows: [Row] = []
        if let general {
            rows.append(Row(client: nil, matter: nil, timekeeper: timekeeper, perHour: general))
        }
        let byClient = Dictionary(grouping: uses) { facts.matters[$0.matter].client ?? 0 }
        for client in byClient.keys.sorted() {
            rows += exceptions(of: timekeeper, client: client, byClient[client] ?? [], general)
        }
        return rows
    }

    private func exceptions(
        of timekeeper: Int, client: Int, _ uses: [DraftFacts.RateUse], _ general: Money?
    ) -> [Row] {
        if Set(uses.map(\.perHour)).count == 1 {
            guard let perHour = uses.first?.perHour, perHour != general else { return [] }
            return [Row(client: client, matter: nil, timekeeper: timekeeper, perHour: perHour)]
        }
        let byMatter = Dictionary(grouping: uses, by: \.matter)
        return byMatter.keys.sorted().compactMap { matter in
            guard let perHour = mostFrequent(byMatter[matter] ?? []), perHour != general else {
                return nil
            }
            return Row(client: nil, matter: matter, timekeeper: timekeeper, perHour: perHour)
        }
    }

    /// The price of the most rows; of equals the one that came up first.
    private func mostFrequent(_ uses: [DraftFacts.RateUse]) -> Money? {
        var counts: [Money: Int] = [:]
        for use in uses { counts[use.perHour, default: 0] += facts.rateCounts[use] ?? 0 }
        let most = counts.values.max()
        return uses.first { counts[$0.perHour] == most }?.perHour
    }
}
