struct Timekeeper {
    let id: String
    let name: String
    let rank: String
    let title: String

    /// The name as narratives give it, "R. Castellanos".
    var shortName: String {
        guard let initial = name.first, let family = name.split(separator: " ").last else {
            return name
        }
        return "\(initial). \(family)"
    }
}

struct Client {
    let id: String
    let name: String
    let address: [String]
    let attorney: String
    let statements: String
    let currency: String
    let tax: String
    let increment: String
    let rounding: String
    let minimum: String
    let termsDays: String
    let reference: String
    var contacts: [String] = []
    var matterCount = 0
}

/// How much is recorded on a matter.
enum Volume: String {
    case usual = ""
    case few
    case trial
}

struct Matter {
    let id: String
    let client: Int
    let name: String
    let attorney: String
    let area: PracticeArea
    let language: Language
    let coded: Bool
    let arrangement: String
    let budget: String
    let opened: String
    let reference: String
    let aliases: String
    let opponent: String
    let subject: String
    let volume: Volume
    var counsel: [String] = []
    /// Indices of the timekeepers who work on the matter.
    var team: [Int] = []
}

/// The people, clients and matters of a sample firm.
struct FirmPlan {
    private(set) var timekeepers: [Timekeeper] = []
    private(set) var clients: [Client] = []
    private(set) var matters: [Matter] = []
    let banks: [NarrativeBank]

    init(size: SampleSize, using random: inout SplitMix64) {
        banks = Language.allCases.map { language in
            let data =
                switch language {
                case .english: EnglishNarratives.data
                case .french: FrenchNarratives.data
                case .german: GermanNarratives.data
                case .greek: GreekNarratives.data
                case .hebrew: HebrewNarratives.data
                case .japanese: JapaneseNarratives.data
                }
            return NarrativeBank(language: language, data: data)
        }
        let size = size.scaled
        makeTimekeepers(size.timekeepers, &random)
        makeClients(size.clients, &random)
        makeMatters(size.matters, &random)
        for index in matters.indices {
            let bank = banks[Language.allCases.firstIndex(of: matters[index].language) ?? 0]
            matters[index].counsel = [
                random.pick(bank.counselNames), random.pick(bank.counselNames),
            ]
            let client = matters[index].client
            if clients[client].contacts.isEmpty {
                clients[client].contacts = [
                    random.pick(bank.contactNames), random.pick(bank.contactNames),
                ]
            }
            matters[index].team = team(led: matters[index].attorney, &random)
        }
    }

    func bank(_ language: Language) -> NarrativeBank {
        banks[Language.allCases.firstIndex(of: language) ?? 0]
    }

    func contacts(of matter: Matter) -> [String] {
        // A client with matters in two languages has contacts in the matter's own.
        let own = clients[matter.client].contacts
        let names = bank(matter.language).contactNames
        return own.allSatisfy(names.contains) ? own : names
    }

    private mutating func makeTimekeepers(_ count: Int, _ random: inout SplitMix64) {
        timekeepers = DefaultFirm.rows(DefaultFirm.timekeepers).map { row in
            Timekeeper(id: row[0], name: row[1], rank: row[2], title: row[3])
        }
        var taken = Set(timekeepers.map(\.id))
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
        while timekeepers.count < min(count, 5000) {
            let given = random.pick(DefaultFirm.givenNames)
            let family = random.pick(DefaultFirm.familyNames)
            let middle = random.pick(letters)
            var id = String(given.prefix(1)) + middle + String(family.prefix(1))
            while !taken.insert(id).inserted {
                id = random.pick(letters) + random.pick(letters) + random.pick(letters)
            }
            let (rank, title) = random.pick([
                ("partner", "Partner"), ("counsel", "Counsel"), ("associate", "Associate"),
                ("associate", "Senior Associate"), ("associate", "Associate"),
                ("paralegal", "Paralegal"),
            ])
            timekeepers.append(
                Timekeeper(id: id, name: "\(given) \(middle). \(family)", rank: rank, title: title))
        }
    }

    private mutating func makeClients(_ count: Int, _ random: inout SplitMix64) {
        let width = max(4, String(count).utf8.count)
        for row in DefaultFirm.rows(DefaultFirm.clients).prefix(count) {
            clients.append(
                Client(
                    id: "C" + padded(clients.count + 1, width), name: row[0],
                    address: row[1].split(separator: ";").map(String.init), attorney: row[2],
                    statements: row[3], currency: row[4], tax: row[5], increment: row[6],
                    rounding: row[7], minimum: row[8], termsDays: row[9],
                    reference: row.count > 10 ? row[10] : ""))
        }
        let partners = timekeepers.filter { $0.rank == "partner" }.map(\.id)
        while clients.count < count {
            let name: String
            if random.perMille(120) {
                name = Self.personName(&random)
            } else {
                name = Self.companyName(&random)
            }
            let street = "\(random.within(2...9800)) \(random.pick(DefaultFirm.streets)) Street"
            clients.append(
                Client(
                    id: "C" + padded(clients.count + 1, width), name: name,
                    address: [street, random.pick(DefaultFirm.towns)],
                    attorney: random.pick(partners),
                    statements: random.pick(["", "consolidated", "per-matter"]), currency: "",
                    tax: "", increment: "", rounding: "", minimum: "",
                    termsDays: random.perMille(150) ? "45" : "",
                    reference: random.perMille(200) ? "PO \(random.within(10000...99999))" : ""))
        }
    }

    private mutating func makeMatters(_ count: Int, _ random: inout SplitMix64) {
        let rows = DefaultFirm.rows(DefaultFirm.matters)
        for row in rows where row.count >= 14 && matters.count < count {
            guard let number = Int(row[0]), number <= clients.count else { continue }
            matters.append(
                Matter(
                    id: nextMatterID(client: number - 1), client: number - 1, name: row[1],
                    attorney: row[2], area: PracticeArea(rawValue: row[3]) ?? .litigation,
                    language: Language(rawValue: row[4]) ?? .english, coded: row[5] == "y",
                    arrangement: row[6].isEmpty ? "hourly" : row[6], budget: row[7],
                    opened: row[8], reference: row[9], aliases: row[10],
                    opponent: row[11], subject: row[12], volume: Volume(rawValue: row[13]) ?? .usual
                ))
        }
        var client = min(14, clients.count)
        while matters.count < count {
            // The added clients get the added matters in turn, all clients if none were added.
            if client >= clients.count { client = clients.count > 14 ? 14 : 0 }
            matters.append(generatedMatter(client: client, &random))
            client += 1
        }
        if matters.count > rows.count {
            var order = Array(matters.indices)
            order.sort { (matters[$0].client, $0) < (matters[$1].client, $1) }
            matters = order.map { matters[$0] }
        }
    }

    private mutating func nextMatterID(client: Int) -> String {
        clients[client].matterCount += 1
        return clients[client].id.dropFirst() + "-" + padded(clients[client].matterCount, 2)
    }

    private mutating func generatedMatter(
        client: Int, _ random: inout SplitMix64
    ) -> Matter {
        let opponent = Self.companyName(&random)
        let short = clients[client].name.split(separator: " ").first.map(String.init) ?? ""
        let area = random.pick(PracticeArea.allCases)
        let name: String
        let subject: String
        switch area {
        case .litigation:
            subject = "the \(random.pick(DefaultFirm.trades).lowercased()) contract"
            let docket = "No. 2\(random.within(3...6))-cv-\(padded(random.within(1...9999), 4))"
            name = "\(short) v. \(opponent), \(docket)"
        case .transaction:
            subject = "the \(random.pick(DefaultFirm.firmNames)) acquisition"
            name = "Acquisition from \(opponent)"
        case .realEstate:
            let place = "\(random.within(2...990)) \(random.pick(DefaultFirm.streets)) Street"
            subject = place
            name = "\(random.pick(["Lease", "Sale", "Purchase", "Refinancing"])) of \(place)"
        case .employment:
            subject = "the employment of \(Self.personName(&random))"
            name = "Employment matters (\(random.pick(DefaultFirm.firmNames)) plant)"
        case .patents:
            subject = "application family \(random.within(100...999))"
            name = "Patent family \(random.within(100...999)) (\(random.pick(DefaultFirm.trades)))"
        case .tax:
            subject = "the \(random.within(2021...2025)) examination"
            name = "Tax examination \(random.within(2021...2025))"
        case .estate:
            subject = "the \(random.pick(DefaultFirm.familyNames)) trust"
            name = "Estate of \(Self.personName(&random))"
        case .regulatory:
            subject = "permit \(random.within(1000...9999))"
            name = "\(random.pick(DefaultFirm.trades)) permit \(random.within(1000...9999))"
        }
        let arrangement =
            random.perMille(100)
            ? random.pick(["discount-12-5", "expedited-5", "volume-discount-8"]) : "hourly"
        return Matter(
            id: nextMatterID(client: client), client: client, name: name,
            attorney: clients[client].attorney, area: area, language: .english,
            coded: random.perMille(600), arrangement: arrangement,
            budget: random.perMille(150) ? String(random.within(5...90) * 5000) : "",
            opened: "202\(random.within(2...5))-\(padded(random.within(1...12), 2))-"
                + padded(random.within(1...28), 2),
            reference: random.perMille(200) ? "M-\(random.within(1000...9999))" : "",
            aliases: "", opponent: opponent, subject: subject,
            volume: random.perMille(40) ? .few : .usual)
    }

    /// The responsible partner and three to six others, weighted by how often they appear.
    private func team(led attorney: String, _ random: inout SplitMix64) -> [Int] {
        let lead = timekeepers.firstIndex { $0.id == attorney } ?? 0
        var team = [lead, lead]
        for _ in 0..<random.within(4...7) {
            let member = random.below(timekeepers.count)
            let rank = timekeepers[member].rank
            team.append(member)
            if rank == "associate" { team += [member, member] }
            if rank == "paralegal" { team.append(member) }
        }
        return team
    }

    private static func companyName(_ random: inout SplitMix64) -> String {
        "\(random.pick(DefaultFirm.firmNames)) \(random.pick(DefaultFirm.trades)) "
            + random.pick(DefaultFirm.companyForms)
    }

    private static func personName(_ random: inout SplitMix64) -> String {
        "\(random.pick(DefaultFirm.givenNames)) \(random.pick(DefaultFirm.familyNames))"
    }
}
