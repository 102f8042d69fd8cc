import Billing
import Settings

/// All that the firm keeps in its folder besides exports and the ledger.
package struct FirmRecords: Sendable {
    package var firm: Firm
    package var registers: Registers
    /// The firm's own.
    package var profiles: [ExportProfile]

    package init(firm: Firm, registers: Registers, profiles: [ExportProfile] = []) {
        self.firm = firm
        self.registers = registers
        self.profiles = profiles
    }
}

package enum FirmFolder {
    /// Reads everything and reports everything. `records` is nil where firm.yaml itself cannot be
    /// read. Places show paths relative to the folder.
    /// `languages` are those that statements can be written in; nil where that is not known. A run that
    /// has nothing to do with names need not compare them with one another. `whenFirmIsRead` gets the firm
    /// before the registers are read.
    package static func read(
        at folder: String, languages: [String]? = nil, comparesNames: Bool = true,
        whenFirmIsRead: (Firm) -> Void = { _ in }
    ) throws(EnvironmentError) -> (records: FirmRecords?, diagnostics: [Diagnostic]) {
        try read(
            at: folder, languages: languages, comparesNames: comparesNames, registersElsewhere: [:],
            whenFirmIsRead: whenFirmIsRead)
    }

    /// Reads the folder as if the register `name` held these bytes.
    static func read(
        at folder: String, with bytes: [UInt8], insteadOf name: String
    ) throws(EnvironmentError) -> (records: FirmRecords?, diagnostics: [Diagnostic]) {
        let scratch = try ScratchFile(bytes)
        return try read(at: folder, registersElsewhere: [name: scratch.path])
    }

    private static func read(
        at folder: String, languages: [String]? = nil, comparesNames: Bool = true,
        registersElsewhere elsewhere: [String: String],
        whenFirmIsRead: (Firm) -> Void = { _ in }
    ) throws(EnvironmentError) -> (records: FirmRecords?, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        let letters = try LetterFile.readAll(in: folder, &diagnostics)
        let firm = try readFirm(in: folder, languages, letters, &diagnostics)
        if let firm { whenFirmIsRead(firm) }
        let registers = try RegisterFolder(
            folder: folder, firm: firm, languages: languages, letters: letters,
            elsewhere: elsewhere
        ).read(&diagnostics)
        // What the names were found by is gone by then.
        if comparesNames {
            diagnostics += NearNames(registers.clients.values).diagnostics
            diagnostics += NearNames(registers.timekeepers.values).diagnostics
            diagnostics += NearNames(registers.matters.values).diagnostics
        }
        let profiles = try profiles(at: folder, &diagnostics)
        if let firm { diagnostics += seriesThatMeet(in: firm, registers) }
        return (
            firm.map { FirmRecords(firm: $0, registers: registers, profiles: profiles) },
            diagnostics
        )
    }

    /// The firm's own profiles, which may be there before the firm is.
    package static func profiles(
        at folder: String, _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [ExportProfile] {
        try ProfileFile.readAll(in: folder, &diagnostics)
    }

    private static func readFirm(
        in folder: String, _ languages: [String]?, _ letters: [String: Letter],
        _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> Firm? {
        let name = FirmFile.name
        guard let file = try InputFile.openIfPresent("\(folder)/\(name)", shownAs: name) else {
            diagnostics.append(missing(name))
            return nil
        }
        let read = FirmFile.read(
            try file.readAll(), languages: languages, letters: letters)
        diagnostics += read.diagnostics
        return read.firm
    }

    static func missing(_ name: String) -> Diagnostic {
        Diagnostic(
            .error, .settingMissing, at: Place(file: name), "there is no file \(name)",
            remedy: "is this the firm's folder? if so, put the file back; "
                + "\"engross init NEW-FOLDER\" writes one to begin with")
    }
}

/// Reads the registers in the order in which they refer to each other.
private struct RegisterFolder {
    var folder: String
    /// Nil where firm.yaml cannot be read; the registers are then read all the same.
    var firm: Firm?
    var letters: [String: Letter]
    var languages: [String]?
    /// Paths of registers that are not read from the folder.
    private var elsewhere: [String: String]
    private var currency: Currency { firm?.currency ?? .usd }

    init(
        folder: String, firm: Firm?, languages: [String]?, letters: [String: Letter],
        elsewhere: [String: String]
    ) {
        self.folder = folder
        self.firm = firm
        self.languages = languages
        self.letters = letters
        self.elsewhere = elsewhere
    }

    func read(_ diagnostics: inout [Diagnostic]) throws(EnvironmentError) -> Registers {
        let files = try arrangementFiles()
        var cells = CellReader(firm: firm, languages: languages)
        let (timekeepers, timekeeperDirectory) = readTimekeepers(
            try table("timekeepers.csv", &diagnostics), into: &cells)
        let clientRegister = ClientRegister(
            timekeepers: timekeeperDirectory, taxCodes: firm?.taxes.map(\.code),
            letters: letters)
        let (clients, clientDirectory) = clientRegister.read(
            try table("clients.csv", &diagnostics), into: &cells)
        let matterRegister = MatterRegister(
            clients: clients, clientDirectory: clientDirectory,
            timekeepers: timekeeperDirectory, arrangementNames: files.map(\.name),
            firmCurrency: currency, taxCodes: firm?.taxes.map(\.code))
        let (matters, matterDirectory) = matterRegister.read(
            try table("matters.csv", &diagnostics), into: &cells)
        let rateRegister = RateRegister(
            clients: clients, matters: matters, clientDirectory: clientDirectory,
            matterDirectory: matterDirectory, timekeepers: timekeeperDirectory,
            firmCurrency: currency)
        let rates = rateRegister.read(try table("rates.csv", &diagnostics), into: &cells)
        let codes = readCodes(
            try table("codes.csv", isOptional: true, &diagnostics), into: &cells)
        let arrangements = try arrangements(
            files, matters: matters, clients: clients, clientDirectory, &cells.diagnostics)
        var registers = Registers(rates: rates, codeNames: codes, arrangements: arrangements)
        (registers.clients, registers.matters) = (clients, matters)
        registers.timekeepers = timekeepers
        let eventRegister = EventRegister(
            registers: registers, matterDirectory: matterDirectory, firmCurrency: currency)
        registers.events = eventRegister.read(
            try table("events.csv", isOptional: true, &diagnostics), into: &cells)
        diagnostics += cells.diagnostics
        return registers
    }

    private func table<Column: RegisterColumn>(
        _ name: String, isOptional: Bool = false, _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> RegisterTable<Column> {
        let path = elsewhere[name] ?? "\(folder)/\(name)"
        if isOptional, try InputFile.openIfPresent(path, shownAs: name) == nil {
            return RegisterTable()
        }
        let table = try RegisterTable<Column>(name, at: path)
        diagnostics += table.diagnostics
        return table
    }

    // MARK: Arrangements

    private func arrangementFiles() throws(EnvironmentError) -> [(name: String, path: String)] {
        let names = try namesInFolder("\(folder)/arrangements", shownAs: "arrangements")
        return names.compactMap { file in
            for ending in [".yaml", ".yml"] where file.hasSuffix(ending) {
                return (String(file.dropLast(ending.count)), "arrangements/\(file)")
            }
            return nil
        }
    }

    /// Amounts in an arrangement are in the currency of the matters that name it.
    private func arrangements(
        _ files: [(name: String, path: String)], matters: Register<Matter>,
        clients: Register<Client>,
        _ clientDirectory: Directory<ClientID>, _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [String: FeeArrangement] {
        var currencies: [String: Set<Currency>] = [:]
        for matter in matters.values {
            guard let name = matter.arrangement else { continue }
            currencies[name, default: []].insert(clients[matter.client]?.currency ?? currency)
        }
        var arrangements: [String: FeeArrangement] = [:]
        for (name, path) in files {
            let named = (currencies[name] ?? []).sorted { $0.code < $1.code }
            if Set(named.map(\.decimals)).count > 1 {
                diagnostics.append(severalCurrencies(named, path))
            }
            guard let file = try InputFile.openIfPresent("\(folder)/\(path)", shownAs: path) else {
                continue
            }
            let reader = ArrangementFile(
                name: name, currency: named.first ?? currency, clients: clientDirectory, file: path)
            let read = reader.read(try file.readAll())
            diagnostics += read.diagnostics
            arrangements[name] = read.arrangement
        }
        return arrangements
    }

    private func severalCurrencies(_ currencies: [Currency], _ path: String) -> Diagnostic {
        let codes = currencies.map(\.code).joined(separator: " and ")
        return Diagnostic(
            .error, .arrangementMeaningless, at: Place(file: path),
            "matters in \(codes) name this arrangement, and their amounts are written differently",
            remedy: "copy the file under another name and let the matters of one currency name it")
    }
}
