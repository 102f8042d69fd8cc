import Billing
import Digest

/// Finds whom and what a row names among the firm's records.
struct RowNames: ~Copyable {
    /// The matter that a row is about.
    struct Named {
        var matter: MatterID
        var client: ClientID
        var currency: Currency
    }

    private let firm: Firm
    private let registers: Registers
    private let layout: ExportLayout
    private var names: NameCache
    // What cells were found to mean, by their bytes: most rows are read without making texts.
    private let namedCells = SpellingCache<Named>(capacity: 16_384)
    private let timekeeperCells = SpellingCache<TimekeeperID>(capacity: 4_096)
    private var key = ByteScratch()

    init(_ records: FirmRecords, _ names: RecordDirectory, _ layout: ExportLayout) {
        firm = records.firm
        registers = records.registers
        self.layout = layout
        self.names = NameCache(names)
    }

    /// The matter, if it can be found and the row is in its currency.
    mutating func matter(
        of raw: RawEntry, reporting found: inout [Diagnostic]
    ) -> Named? {
        // What a heading says is not in the cells.
        let isInCells = layout.namesAreInCells
        if isInCells {
            makeKey(raw, layout.namingColumns)
            if let known = namedCells.meaning(of: key.bytes) {
                if layout.namesCurrencies, raw.isBlank(.currency) {
                    checkHeaderCurrency(raw, known.currency, &found)
                }
                return known
            }
        }
        let reports = found.count
        guard let matter = lookUp(raw, &found) else { return nil }
        let named = Named(
            matter: matter.id, client: matter.client,
            currency: registers.currency(of: matter, in: firm))
        checkCurrency(raw, is: named.currency, &found)
        if isInCells, found.count == reports {
            namedCells.keep(named, for: key.bytes)
        }
        return named
    }

    /// The bytes of some cells, each with a mark that ends it.
    private mutating func makeKey(_ raw: RawEntry, _ columns: [Int]) {
        key.removeAll()
        for index in columns {
            raw.row.withTrimmed(index) { key.append($0) }
            key.append(UInt8(0))
        }
    }

    private mutating func lookUp(
        _ raw: RawEntry, _ found: inout [Diagnostic]
    ) -> Matter? {
        var client: ClientID?
        if let (text, place) = raw.clientText {
            switch names.client(text) {
            case .id(let id): client = id
            case .refused(let code, let fact, let remedy):
                found.append(Diagnostic(.error, code, at: place, fact, remedy: remedy))
                return nil
            }
        }
        var refusal: Diagnostic?
        for (text, place) in raw.matterTexts {
            switch names.matter(text, number: raw.matterNumber(in: text), of: client) {
            case .id(let id): return registers.matters[id]
            case .refused(let code, let fact, let remedy):
                refusal = Diagnostic(.error, code, at: place, fact, remedy: remedy)
            }
        }
        found.append(
            refusal
                ?? Diagnostic(
                    .error, .cellBlank, at: raw.firstPlace(layout.matter),
                    "the row names no matter", remedy: "name the matter where it was recorded"))
        return nil
    }

    /// Nil where nobody is named, which is reported if somebody must be.
    mutating func timekeeper(
        of raw: RawEntry, isRequired: Bool, reporting found: inout [Diagnostic]
    ) -> TimekeeperID? {
        let isInCells = layout.namesAreInCells
        if isInCells {
            makeKey(raw, layout.timekeeperColumns)
            if let known = timekeeperCells.meaning(of: key.bytes) { return known }
        }
        var refusal: Diagnostic?
        for (text, place) in raw.timekeeperTexts {
            switch names.timekeeper(text) {
            case .id(let id):
                if isInCells { timekeeperCells.keep(id, for: key.bytes) }
                return id
            case .refused(let code, let fact, let remedy):
                refusal = Diagnostic(.error, code, at: place, fact, remedy: remedy)
            }
        }
        if let refusal {
            found.append(refusal)
        } else if isRequired {
            found.append(
                Diagnostic(
                    .error, .cellBlank, at: raw.timekeeperPlace,
                    "the row does not say whose time it is", remedy: "name the timekeeper"))
        }
        return nil
    }

    // MARK: Currencies

    private func checkCurrency(
        _ raw: RawEntry, is currency: Currency, _ found: inout [Diagnostic]
    ) {
        guard let text = raw.text(.currency) else {
            return checkHeaderCurrency(raw, currency, &found)
        }
        let word = text.split(separator: " ").last.map(String.init) ?? text
        guard let named = Currency(code: word.uppercased()) else {
            found.append(
                Diagnostic(
                    .error, .currencyUnknown, at: raw.place(.currency),
                    "\"\(text)\" is not a currency", remedy: "write its three letters, like USD"))
            return
        }
        guard named != currency else { return }
        found.append(
            Diagnostic(
                .error, .currencyDiffers, at: raw.place(.currency),
                "the row is in \(named), and the matter is billed in \(currency)",
                remedy: "set the client's currency in clients.csv, or correct the entry"))
    }

    /// Places are those of the header, so that the file gets one report and not each row one.
    private func checkHeaderCurrency(
        _ raw: RawEntry, _ currency: Currency, _ found: inout [Diagnostic]
    ) {
        for field in [ExportProfile.Field.rate, .amount, .unbilledAmount] {
            guard let header = layout.currency(field), !header.currency.allows(currency),
                let text = raw.text(field), text.hasNonzeroDigit
            else { continue }
            found.append(
                Diagnostic(
                    .error, .currencyDiffers, at: header.place,
                    "the column \"\(header.column)\" is in \(header.currency.shown), and the matter "
                        + "is billed in \(currency)",
                    remedy: "set the client's currency in clients.csv, or export in that currency"))
            return
        }
    }
}
