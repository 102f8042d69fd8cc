import Billing

/// What each column of an unknown export is for, as far as its name and its cells show it.
struct ColumnRoles {
    private(set) var date: ColumnFacts?
    private(set) var hours: [ColumnFacts] = []
    private(set) var timekeeper: [ColumnFacts] = []
    private(set) var matter: ColumnFacts?
    private(set) var client: ColumnFacts?
    private(set) var narrative: ColumnFacts?
    /// The other fields that a column was found for.
    private(set) var others: [(field: ExportProfile.Field, column: ColumnFacts)] = []
    private(set) var usedPositions: Set<Int> = []
    private(set) var contents: [Int: ColumnFacts.Content] = [:]

    private let columns: [ColumnFacts]

    init(_ columns: [ColumnFacts], names: RecordDirectory?) {
        self.columns = columns
        for column in columns { contents[column.position] = column.content }
        if let names { recognise(names) }
        assign()
    }

    /// Columns of which half the texts at least are in a register.
    private mutating func recognise(_ names: RecordDirectory) {
        for column in columns
        where column.content == .text || column.content == .id
            || column.content == .number || column.content == .code
        {
            let texts = column.texts.keys.prefix(200)
            func areHalf(_ isKnown: (String) -> Bool) -> Bool {
                !texts.isEmpty && texts.count(where: isKnown) * 2 >= texts.count
            }
            if areHalf({ names.timekeepers.match($0) != .none }) {
                contents[column.position] = .person
            } else if areHalf({ names.matters.match($0) != .none }) {
                contents[column.position] = .matter
            } else if areHalf({ names.clients.match($0) != .none }) {
                contents[column.position] = .client
            }
        }
    }

    private mutating func assign() {
        date = take(
            [.date],
            [
                "date of work", "work date", "service date", "start date", "date", "day",
                "datum", "tag",
            ],
            but: ["creat", "modif", "updat", "invoice", "due", "end", "stop"], orAnyone: true)
        takeHours()
        timekeeper = takePerson()
        matter =
            take([.matter], [], orAnyone: true)
            ?? take(
                [.text, .id, .number, .code],
                [
                    "matter number", "matter id", "matter", "case", "project code", "project id",
                    "project", "file", "engagement", "customer:job", "job", "akte", "mandat",
                    "dossier",
                ])
        client =
            take([.client], [], orAnyone: true)
            ?? take([.text, .id, .number], ["client", "customer", "kunde"])
        if matter == nil, let pair = client, pair.pairs * 10 >= pair.filled * 8 {
            (matter, client) = (pair, nil)
        }
        let words = [
            "narrative", "description", "notes", "note", "memo", "comment", "details",
            "beschreibung", "text", "activity", "task",
        ]
        narrative = take([.text], words, but: ["code"])
        if narrative == nil {
            let longest = free([.text]).max { $0.averageLength < $1.averageLength }
            if let longest, longest.averageLength >= 12 { narrative = use(longest) }
        }
        takeOthers()
    }

    private mutating func takeHours() {
        let words = [
            "duration", "hours", "hrs", "dauer", "stunden", "time spent", "time", "minutes",
            "seconds", "quantity", "qty", "units",
        ]
        let clocks = free([.clock]).filter { column in
            ["duration", "hours", "dauer", "time spent"].contains {
                folded(column.name).contains($0)
            }
        }
        for column in clocks { contents[column.position] = .duration }
        guard let best = take([.duration, .number], words, but: ["billed", "rate"]) else {
            // Without names, the column of lengths, else the first of plain numbers.
            let unnamed = columns.allSatisfy(\.name.isEmpty) ? free([.number]) : []
            guard let only = free([.duration]).first ?? unnamed.first else { return }
            contents[only.position] = .duration
            hours = [use(only)]
            return
        }
        hours = [best]
        contents[best.position] = .duration
        if let word = words.first(where: { folded(best.name).contains($0) }),
            let other = take([.duration, .number], [word], but: ["billed", "rate"])
        {
            contents[other.position] = .duration
            // Decimals are rounded, hours and minutes are not.
            hours = other.colons > best.colons ? [other, best] : [best, other]
        }
    }

    private mutating func takePerson() -> [ColumnFacts] {
        if let known = take([.person], [], orAnyone: true) { return [known] }
        for (first, last) in [
            ("first name", "last name"), ("fname", "lname"), ("vorname", "nachname"),
        ] {
            let given = free([.text]).first { folded($0.name) == first }
            let family = free([.text]).first { folded($0.name) == last }
            if let given, let family {
                contents[given.position] = .person
                contents[family.position] = .person
                return [use(given), use(family)]
            }
        }
        let words = [
            "timekeeper", "attorney", "lawyer", "professional", "employee", "user", "staff",
            "person", "member", "worker", "assigned", "mitarbeiter", "benutzer", "e-mail", "email",
        ]
        guard let person = take([.text, .id, .code], words) else { return [] }
        contents[person.position] = .person
        return [person]
    }

    private mutating func takeOthers() {
        func add(_ field: ExportProfile.Field, _ column: ColumnFacts?) {
            guard let column else { return }
            others.append((field, column))
            if field.isMoney { contents[column.position] = .money }
        }
        let flags: [ColumnFacts.Content] = [.flag]
        add(
            .billing,
            take(flags, ["billable", "chargeable", "billing", "abrechenbar"], but: ["non"]))
        add(.billed, take(flags, ["invoiced", "billed", "status"]))
        add(
            .rate,
            take([.money, .number], ["rate", "hourly", "stundensatz"], but: ["cost", "flat"]))
        let kind = free([.text]).first { column in
            ["type", "kind", "entry type"].contains(folded(column.name))
                && column.texts.keys.allSatisfy { KindWords.kind(of: $0) != nil }
        }
        if let kind {
            add(.kind, use(kind))
            add(
                .amount,
                take([.money, .number], ["amount", "total", "betrag"], but: ["cost", "non"]))
        }
        add(
            .id,
            take(
                [.id, .number], ["entry id", "id"], but: ["client", "matter", "user", "project"]))
        add(.task, take([.code], ["task", "phase"]))
        add(.activity, take([.code], ["activity"]))
        add(.expense, take([.code], ["expense"]))
        add(.currency, take([.currency], [], orAnyone: true))
        let start = take([.clock], ["start", "from", "begin", "von"])
        let end = take([.clock], ["end", "to", "stop", "finish", "bis"])
        if let start, let end {
            add(.start, start)
            add(.end, end)
        }
        for column in free([.number]) {
            let name = folded(column.name)
            let words = ["amount", "total", "price", "cost", "fee", "betrag"]
            if words.contains(where: name.contains) { contents[column.position] = .money }
        }
    }

    // MARK: Choosing

    private func free(_ wanted: [ColumnFacts.Content]) -> [ColumnFacts] {
        columns.filter { column in
            !usedPositions.contains(column.position)
                && (contents[column.position].map(wanted.contains) ?? false)
        }
    }

    private mutating func use(_ column: ColumnFacts) -> ColumnFacts {
        usedPositions.insert(column.position)
        return column
    }

    /// The column whose name holds the earliest of `words`; a whole name beats a part of one.
    private mutating func take(
        _ wanted: [ColumnFacts.Content], _ words: [String], but others: [String] = [],
        orAnyone: Bool = false
    ) -> ColumnFacts? {
        let candidates = free(wanted).filter { column in
            let name = folded(column.name)
            return !others.contains { name.contains($0) }
        }
        for word in words {
            let whole = candidates.first { folded($0.name) == word }
            let part = candidates.first { column in
                folded(column.name).split { !$0.isLetter && $0 != "-" && $0 != ":" }
                    .joined(separator: " ").contains(word)
            }
            if let found = whole ?? part { return use(found) }
        }
        return orAnyone ? candidates.first.map { use($0) } : nil
    }
}

/// Words by which exports tell time from costs.
enum KindWords {
    static func kind(of word: String) -> ExportProfile.Kind? {
        switch word {
        case "time", "timeentry", "time entry", "fee", "fees", "service", "regular": .time
        case "cost", "costs", "expense", "expenses", "expenseentry", "expense entry",
            "disbursement", "disbursements":
            .cost
        case "payment": .payment
        case "retainer": .retainer
        default: nil
        }
    }
}
