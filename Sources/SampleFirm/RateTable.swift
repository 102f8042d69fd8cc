/// The hourly rates: every class in every currency, most timekeepers, and a few agreements.
enum RateTable {
    private static let classRates: [(rank: String, usd: Int, eur: Int, gbp: Int)] = [
        ("partner", 895, 840, 725), ("counsel", 760, 715, 615), ("associate", 545, 510, 440),
        ("paralegal", 265, 250, 215),
    ]
    private static let start = "2025-01-01"
    private static let raise = "2026-09-01"

    static func csv(_ plan: FirmPlan, using random: inout SplitMix64) -> String {
        var csv = CSVText(
            header: "effective,until,client,matter,timekeeper,class,task,activity,rate,currency")
        for rank in classRates {
            for (rate, currency) in [(rank.usd, "USD"), (rank.eur, "EUR"), (rank.gbp, "GBP")] {
                csv.row([start, "", "", "", "", rank.rank, "", "", "\(rate).00", currency])
            }
        }
        for timekeeper in plan.timekeepers {
            let base = classRates.first { $0.rank == timekeeper.rank }?.usd ?? 500
            let rate = base + (random.within(-20...28) * base / 200) / 5 * 5
            csv.row([start, "", "", "", timekeeper.id, "", "", "", "\(rate).00", "USD"])
            if random.perMille(850) {
                let raised = rate + max(10, rate * random.within(4...7) / 100 / 5 * 5)
                csv.row([raise, "", "", "", timekeeper.id, "", "", "", "\(raised).00", "USD"])
            }
        }
        agreements(plan, &csv)
        return csv.text
    }

    private static func agreements(_ plan: FirmPlan, _ csv: inout CSVText) {
        func client(_ number: Int) -> String? {
            number <= plan.clients.count ? plan.clients[number - 1].id : nil
        }
        if let hospital = client(1) {
            for (rank, rate) in [("partner", "780.00"), ("associate", "470.00")] {
                csv.row([start, "2026-12-31", hospital, "", "", rank, "", "", rate, "USD"])
            }
        }
        if let shipping = client(3) {
            csv.row([start, "", shipping, "", "", "partner", "", "", "690.00", "GBP"])
            csv.row([raise, "", shipping, "", "RAC", "", "", "", "705.00", "GBP"])
        }
        if let school = client(7) {
            csv.row([start, "", school, "", "JMW", "", "", "", "640.00", "USD"])
            csv.row([start, "", school, "", "", "paralegal", "", "", "195.00", "USD"])
        }
        if let machine = client(8) {
            // Travel at half the partner's class rate.
            csv.row([start, "", machine, "", "", "partner", "", "A112", "447.50", "USD"])
        }
        if let trial = plan.matters.first(where: { $0.volume == .trial }) {
            csv.row(["2026-10-01", "", "", trial.id, "JMW", "", "", "", "985.00", "USD"])
        }
        if let matter = plan.matters.first(where: { $0.id == "0005-03" }) {
            csv.row([start, "", "", matter.id, "PSD", "", "", "", "525.00", "USD"])
        }
    }
}
