import Billing

/// Goes through exports and collects what they name.
struct DraftCollector {
    private(set) var facts = DraftFacts()
    private(set) var reports = GroupedDiagnostics()
    /// The order that slashed dates have; nil where no export has any.
    private(set) var dateOrder: DateOrder?
    /// Where an export leaves the order of its dates open.
    private(set) var undecided: Place?
    private(set) var exportsRead = 0

    /// The profiles that the exports may be read by.
    let profiles: [ExportProfile]

    init(profiles: [ExportProfile]) {
        self.profiles = profiles
    }

    mutating func read(_ path: String, profile: String?) throws(EnvironmentError) {
        var finder = ProfileFinder(path, shownAs: path, among: profiles)
        let found = try finder.find(profile)
        for report in found.diagnostics { reports.add(report) }
        guard let opening = found.opening else { return }
        let layout = opening.layout
        var reader = try opening.open(path, shownAs: path)
        var sorter = RowSorter(layout, file: path)
        exportsRead += 1
        let dates = try DateReading.decide(path, shownAs: path, opening: opening, setting: nil)
        if case .ambiguous(let place) = dates.verdict { undecided = undecided ?? place }
        while try reader.next() {
            if let repetition = reader.headerRepetition {
                reports.add(repetition)
                continue
            }
            guard sorter.isEntry(reader.row) else { continue }
            if let fault = reader.row.diagnostic(in: path) {
                reports.add(fault)
            } else {
                take(
                    RawEntry(
                        row: reader.row, layout: layout, file: path, heading: sorter.heading),
                    dates)
            }
        }
        for report in sorter.reports { reports.add(report) }
    }

    private mutating func take(_ raw: RawEntry, _ dates: DateReading) {
        takeDate(raw, dates)
        guard let matter = matter(raw) else {
            reports.add(
                Diagnostic(
                    .error, .cellBlank, at: raw.firstPlace(raw.layout.matter),
                    "the row names no matter", remedy: "name the matter where it was recorded"))
            return
        }
        let named = raw.text(.currency)?.split(separator: " ").last.map { $0.uppercased() }
        let currency = named.flatMap { Currency(code: $0) } ?? headerCurrency(raw.layout)
        if let currency { facts.add(currency, client: facts.matters[matter].client) }
        guard let timekeeper = timekeeper(raw) else { return }
        takeTime(raw, matter: matter, timekeeper: timekeeper, currency ?? .usd)
    }

    private func headerCurrency(_ layout: ExportLayout) -> Currency? {
        guard case .named(let currency)? = layout.currency(.rate)?.currency else { return nil }
        return currency
    }

    private mutating func matter(_ raw: RawEntry) -> Int? {
        // Of several columns the last names the matter, those before it are its numbers.
        let texts = raw.matterTexts
        guard let name = texts.last?.text else { return nil }
        let own = raw.matterNumber(in: name)
        let number = own ?? (texts.count > 1 ? texts[0].text : looksLikeNumber(name) ? name : nil)
        var client = raw.clientText?.text
        if client == nil, own != nil, let end = raw.layout.profile.matterNumberEnd {
            client = clientName(in: name, after: end)
        }
        let index = client.map { facts.client(named: $0) }
        return facts.matter(named: name, number: number, client: index)
    }

    /// "Acme" in `00012-Acme/Contract - (Lease)`.
    private func clientName(in matter: String, after end: Character) -> String? {
        guard let cut = matter.firstIndex(of: end) else { return nil }
        let name = matter[matter.index(after: cut)...].prefix { $0 != "/" }
        let trimmed = String(name).trimmed
        return trimmed.isEmpty ? nil : trimmed
    }

    private mutating func timekeeper(_ raw: RawEntry) -> Int? {
        let texts = raw.timekeeperTexts.map(\.text)
        guard let name = texts.last else { return nil }
        return facts.timekeeper(named: name, aliases: Array(texts.dropLast()))
    }

    private mutating func takeTime(
        _ raw: RawEntry, matter: Int, timekeeper: Int, _ currency: Currency
    ) {
        let profile = raw.layout.profile
        let kind = raw.text(.kind).map { profile.kind(of: $0) } ?? profile.blankKind
        guard kind == .time, let text = raw.text(.hours) else { return }
        do {
            facts.add(seconds: try profile.spelling.seconds(text), of: timekeeper, on: matter)
        } catch {
            reports.add(Duration.diagnostic(error, text, at: raw.place(.hours)))
        }
        guard !raw.hasFlatPrice, let text = raw.text(.rate) else { return }
        do {
            let minorUnits = try profile.spelling.minorUnits(text, in: currency)
            guard minorUnits > 0 else { return }
            facts.add(Money(minorUnits: minorUnits, currency), of: timekeeper, on: matter)
        } catch {
            reports.add(AmountText.diagnostic(error, text, in: currency, at: raw.place(.rate)))
        }
    }

    private mutating func takeDate(_ raw: RawEntry, _ dates: DateReading) {
        guard let text = raw.text(.date) else { return }
        if case .ambiguous = dates.verdict, let read = dates.form.plain(text).flatMap(DateText.init)
        {
            for order in DateOrder.allCases {
                if let date = read.date(in: order) { facts.add(date, readAs: order) }
            }
            return
        }
        switch dates.read(text, at: raw.place(.date)) {
        case .success(let date):
            for order in DateOrder.allCases { facts.add(date, readAs: order) }
            if case .order(let order) = dates.verdict, text.utf8.contains(0x2F) {
                dateOrder = dateOrder ?? order
            }
        case .failure(let refusal):
            if let report = refusal.diagnostic { reports.add(report) }
        }
    }

    mutating func finish() {
        facts.nameMissingClients()
    }
}
