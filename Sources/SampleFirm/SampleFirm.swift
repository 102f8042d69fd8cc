/// A file of the sample folder: its path relative to the folder, and its text.
package struct SampleFile: Sendable {
    package let path: String
    package let text: String
}

/// How large a sample firm is.
package struct SampleSize: Sendable {
    package var clients = 14
    package var matters = 44
    package var timekeepers = 16
    package var entries = 3000
    package var costs = 200

    package init() {}

    package init(
        clients: Int = 14, matters: Int = 44, timekeepers: Int = 16, entries: Int = 3000,
        costs: Int = 200
    ) {
        self.clients = clients
        self.matters = matters
        self.timekeepers = timekeepers
        self.entries = entries
        self.costs = costs
    }

    /// The size with clients and timekeepers grown along where only matters were raised.
    var scaled: SampleSize {
        let usual = SampleSize()
        var size = self
        size.matters = max(1, matters)
        size.clients = max(1, clients)
        size.entries = max(0, entries)
        size.costs = max(0, costs)
        if matters > usual.matters {
            if clients == usual.clients { size.clients = max(usual.clients, matters / 3) }
            if timekeepers == usual.timekeepers {
                size.timekeepers = min(400, max(usual.timekeepers, matters / 3))
            }
        }
        return size
    }
}

/// Makes the folder of a fictional law firm, always the same for a size and seed.
package enum SampleFirm {
    package static func files(size: SampleSize = SampleSize(), seed: UInt64 = 1) -> [SampleFile] {
        var random = SplitMix64(seed: seed)
        let plan = FirmPlan(size: size, using: &random)
        var files = [
            SampleFile(path: "firm.yaml", text: FirmSettings.yaml),
            SampleFile(path: "clients.csv", text: clients(plan)),
            SampleFile(path: "matters.csv", text: matters(plan)),
            SampleFile(path: "timekeepers.csv", text: timekeepers(plan)),
            SampleFile(path: "rates.csv", text: RateTable.csv(plan, using: &random)),
            SampleFile(path: "codes.csv", text: UTBMSCodes.csv),
        ]
        files += Arrangements.all.filter { arrangement in
            plan.matters.contains { $0.arrangement == arrangement.stem }
        }.map { SampleFile(path: "arrangements/\($0.stem).yaml", text: $0.yaml) }
        var inbox = Inbox(plan: plan, size: size.scaled, random: random)
        for month in Inbox.months {
            files.append(
                SampleFile(
                    path: "inbox/2026-\(padded(month, 2))-time.csv", text: inbox.csv(month: month)))
        }
        return files
    }

    private static func clients(_ plan: FirmPlan) -> String {
        var csv = CSVText(
            header: "id,name,address1,address2,address3,address4,address5,attorney,statements,"
                + "currency,tax,increment,rounding,minimum,terms_days,reference,template,aliases")
        for client in plan.clients {
            let blank = Array(repeating: "", count: max(0, 5 - client.address.count))
            csv.row(
                [client.id, client.name] + client.address.prefix(5) + blank + [
                    client.attorney, client.statements, client.currency, client.tax,
                    client.increment, client.rounding, client.minimum, client.termsDays,
                    client.reference, "", "",
                ])
        }
        return csv.text
    }

    private static func matters(_ plan: FirmPlan) -> String {
        var csv = CSVText(
            header: "id,client,name,attorney,arrangement,increment,rounding,minimum,budget,opened,"
                + "closed,reference,aliases")
        for matter in plan.matters {
            csv.row([
                matter.id, plan.clients[matter.client].id, matter.name, matter.attorney,
                matter.arrangement, "", "", "", matter.budget, matter.opened, "",
                matter.reference, matter.aliases,
            ])
        }
        return csv.text
    }

    private static func timekeepers(_ plan: FirmPlan) -> String {
        var csv = CSVText(header: "id,name,class,title,aliases")
        for timekeeper in plan.timekeepers {
            csv.row([timekeeper.id, timekeeper.name, timekeeper.rank, timekeeper.title, ""])
        }
        return csv.text
    }
}
