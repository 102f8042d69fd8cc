import Billing
import Settings

/// profiles/NAME.yaml: how an export of the firm's own is read. Documentation/profiles.md tells the
/// keys.
struct ProfileFile {
    static let folder = "profiles"

    /// What the profile is called by: the file without its folder and ending, folded.
    let name: String
    /// The path that places show.
    let file: String

    /// All profiles of a firm, by name. One that is not filled in yet is left out, with a warning.
    static func readAll(
        in folder: String, _ diagnostics: inout [Diagnostic]
    ) throws(EnvironmentError) -> [ExportProfile] {
        var profiles: [ExportProfile] = []
        for entry in try namesInFolder("\(folder)/\(Self.folder)", shownAs: Self.folder) {
            let ending = [".yaml", ".yml"].first { entry.hasSuffix($0) }
            let path = "\(Self.folder)/\(entry)"
            guard let ending,
                let file = try InputFile.openIfPresent("\(folder)/\(path)", shownAs: path)
            else { continue }
            let name = folded(String(entry.dropLast(ending.count)))
            let read = ProfileFile(name: name, file: path).read(try file.readAll())
            diagnostics += read.diagnostics
            guard let profile = read.profile else { continue }
            if profiles.contains(where: { $0.name == name }) {
                diagnostics.append(
                    Diagnostic(
                        .idRepeated, at: Place(file: path),
                        "there is another profile called \"\(name)\"",
                        remedy: "give one of the two files another name"))
            } else {
                profiles.append(profile)
            }
        }
        return profiles
    }

    /// Nil where the file does not say enough, or something wrong.
    func read(_ bytes: [UInt8]) -> (profile: ExportProfile?, diagnostics: [Diagnostic]) {
        if let unfinished = unfinished(bytes) { return (nil, [unfinished]) }
        var settings = SettingsReader(bytes: bytes, file: file)
        guard settings.isReadable else { return (nil, settings.finish()) }
        var profile = base(&settings)
        let isNew = profile.header.isEmpty && profile.columns.isEmpty
        profile.isOwn = true
        readRecognition(&settings, into: &profile, isNew: isNew)
        settings.mapping("columns") { readColumns(&$0, into: &profile) }
        settings.mapping("constants") { readConstants(&$0, into: &profile) }
        readNaming(&settings, into: &profile)
        readSpellings(&settings, into: &profile)
        settings.mapping("kind-words") { readKinds(&$0, into: &profile) }
        settings.mapping("billing-words") { readBilling(&$0, into: &profile) }
        settings.mapping("billed-words") { readBilled(&$0, into: &profile) }
        settings.mapping("subtotals") { readSubtotals(&$0, into: &profile) }
        profile.carried = settings.oneOf("carried", ExportProfile.Carried.self) ?? profile.carried
        if !settings.diagnostics.hasErrors { checkColumns(of: profile, &settings) }
        let diagnostics = settings.finish()
        return (diagnostics.hasErrors ? nil : profile, diagnostics)
    }

    /// The first line, remarks aside, that waits to be filled in.
    private func unfinished(_ bytes: [UInt8]) -> Diagnostic? {
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let line = lines.firstIndex { $0.prefix { $0 != "#" }.contains(fillInMark) }
        return line.map { line in
            Diagnostic(
                .warning, .profileUnfinished, at: Place(file: file, line: line + 1),
                "this profile is not used yet: something is still marked \(fillInMark)",
                remedy: "replace \(fillInMark) by what belongs here, or put a # before the line")
        }
    }

    private func base(_ settings: inout SettingsReader) -> ExportProfile {
        let empty = ExportProfile(
            name: name, header: [], columns: [:], matter: [], timekeeper: [], narrative: [])
        guard let wanted = settings.string("extends") else { return empty }
        guard var base = ExportProfile.builtIn.first(where: { $0.name == folded(wanted) }) else {
            let known = ExportProfile.builtIn.map(\.name)
            settings.refuseValue(
                "extends", wanted,
                remedy: didYouMean(wanted, among: known)
                    ?? "write one of \(known.joined(separator: ", "))")
            return empty
        }
        base.name = name
        return base
    }

    // MARK: Recognising a file

    private enum HeaderWord: String, CaseIterable {
        case firstLine = "first-line"
        case none
    }

    private enum EncodingWord: String, CaseIterable {
        case automatic
        case utf8 = "utf-8"
        case windows1252 = "windows-1252"
    }

    private enum DelimiterWord: String, CaseIterable {
        case automatic, comma, semicolon, tab, pipe
    }

    private func readRecognition(
        _ settings: inout SettingsReader, into profile: inout ExportProfile, isNew: Bool
    ) {
        if let word = settings.oneOf("header", HeaderWord.self) {
            profile.hasHeader = word == .firstLine
        }
        if let columns = columns("known-by", &settings, required: isNew && profile.hasHeader) {
            profile.header = columns
            profile.otherHeaders = []
        }
        profile.columnCount = settings.integer("column-count", in: 2...500) ?? profile.columnCount
        readPreamble(&settings, into: &profile)
        switch settings.oneOf("encoding", EncodingWord.self) {
        case .utf8: profile.encoding = .utf8
        case .windows1252: profile.encoding = .windows1252
        case .automatic: profile.encoding = nil
        case nil: break
        }
        switch settings.oneOf("delimiter", DelimiterWord.self) {
        case .comma: profile.delimiter = CSVByte.comma
        case .semicolon: profile.delimiter = 0x3B
        case .tab: profile.delimiter = 0x09
        case .pipe: profile.delimiter = 0x7C
        case .automatic: profile.delimiter = nil
        case nil: break
        }
    }

    private func readPreamble(
        _ settings: inout SettingsReader, into profile: inout ExportProfile
    ) {
        guard let text = settings.string("preamble") else { return }
        if text == "automatic" {
            profile.preamble = .automatic
        } else if let lines = Int(text), (0...1_000).contains(lines) {
            profile.preamble = .lines(lines)
        } else {
            settings.refuseValue(
                "preamble", text,
                remedy: "write automatic, or how many lines stand above the column names")
        }
    }

    // MARK: Columns

    private func columns(
        _ key: String, _ settings: inout SettingsReader, required: Bool = false
    ) -> [ColumnSelector]? {
        settings.strings(key, required: required)?.filter { !$0.trimmed.isEmpty }
            .map { ColumnSelector($0.trimmed) }
    }

    /// `[Employee Id, First Name + Last Name]`.
    private func alternatives(
        _ key: String, _ settings: inout SettingsReader
    ) -> ExportProfile.Alternatives? {
        settings.strings(key)?.filter { !$0.trimmed.isEmpty }.map { text in
            text.split(separator: " + ").map { ColumnSelector(String($0).trimmed) }
        }
    }

    private func readColumns(
        _ settings: inout SettingsReader, into profile: inout ExportProfile
    ) {
        profile.matter = alternatives("matter", &settings) ?? profile.matter
        profile.timekeeper = alternatives("timekeeper", &settings) ?? profile.timekeeper
        profile.narrative = alternatives("narrative", &settings) ?? profile.narrative
        for field in ExportProfile.Field.allCases {
            guard let columns = columns(field.rawValue, &settings) else { continue }
            profile.columns[field] = columns.isEmpty ? nil : columns
        }
        guard !profile.hasHeader else { return }
        for key in settings.keys {
            let texts = (settings.strings(key) ?? []).flatMap { $0.split(separator: " + ") }
            for text in texts {
                if case .position = ColumnSelector(String(text).trimmed) { continue }
                settings.refuse(
                    key, "the file has no column names, and \"\(text)\" is one",
                    remedy: "write where the column stands, like: column 3")
            }
        }
    }

    private func checkColumns(of profile: ExportProfile, _ settings: inout SettingsReader) {
        func need(_ what: String, _ isThere: Bool, orElse remedy: String) {
            guard !isThere else { return }
            settings.refuse(
                "columns", as: .settingMissing, "nothing says which column holds \(what)",
                remedy: remedy)
        }
        let hasClock = profile.columns[.start] != nil && profile.columns[.end] != nil
        let hasTime = profile.columns[.hours] != nil || hasClock
        need("the date", profile.columns[.date] != nil, orElse: "add \"date:\" under \"columns\"")
        need(
            "the time or the amount", hasTime || profile.columns[.amount] != nil,
            orElse: "add \"hours:\", or \"start:\" and \"end:\", or \"amount:\" under \"columns\"")
        need(
            "the matter",
            !profile.matter.isEmpty || profile.constantMatter != nil || profile.carried == .matter,
            orElse: "add \"matter:\" under \"columns\", or under \"constants\" if all is for one")
        need(
            "the timekeeper",
            !hasTime || !profile.timekeeper.isEmpty || profile.constantTimekeeper != nil
                || profile.carried == .timekeeper,
            orElse: "add \"timekeeper:\" under \"columns\", or under \"constants\" if all is by one"
        )
    }

    private func readConstants(
        _ settings: inout SettingsReader, into profile: inout ExportProfile
    ) {
        profile.constantMatter = settings.string("matter") ?? profile.constantMatter
        profile.constantTimekeeper = settings.string("timekeeper") ?? profile.constantTimekeeper
        profile.constantBilling =
            settings.oneOf("billing", Disposition.self) ?? profile.constantBilling
        profile.blankKind =
            settings.oneOf("kind", ExportProfile.Kind.self) ?? profile.blankKind
        let fields: [ExportProfile.Field] = [
            .client, .currency, .task, .activity, .phase, .expense, .rate, .reference,
        ]
        for field in fields {
            guard let text = settings.string(field.rawValue) else { continue }
            profile.constants[field] = text
        }
        if let text = profile.constants[.currency], Currency(code: text.uppercased()) == nil {
            settings.refuse(
                "currency", as: .currencyUnknown, "\"\(text)\" is not a currency",
                remedy: "write its three letters, like USD")
        }
    }

    private func readNaming(
        _ settings: inout SettingsReader, into profile: inout ExportProfile
    ) {
        profile.matterJoint = settings.string("joined-with") ?? profile.matterJoint
        profile.matterNumberEnd = character("number-before", &settings) ?? profile.matterNumberEnd
        profile.clientEnd = character("client-before", &settings) ?? profile.clientEnd
    }

    private func character(_ key: String, _ settings: inout SettingsReader) -> Character? {
        guard let text = settings.string(key) else { return nil }
        if text.count == 1 { return text.first }
        settings.refuseValue(key, text, remedy: "write one character in quotes, like \"-\"")
        return nil
    }

    // MARK: Spellings

    private enum DecimalWord: String, CaseIterable {
        case automatic, comma, point
    }

    private func readSpellings(
        _ settings: inout SettingsReader, into profile: inout ExportProfile
    ) {
        profile.spelling.dates.order =
            settings.oneOf("dates", DateForm.Order.self) ?? profile.spelling.dates.order
        profile.spelling.dates.allowsTwoDigitYears =
            settings.flag("two-digit-years") ?? profile.spelling.dates.allowsTwoDigitYears
        profile.spelling.durations =
            settings.oneOf("durations", DurationUnit.self) ?? profile.spelling.durations
        if let word = settings.oneOf("decimals", DecimalWord.self) {
            profile.spelling.decimals = DecimalSign(rawValue: word.rawValue)
        }
        profile.narrativeGuard = settings.string("narrative-guard") ?? profile.narrativeGuard
    }

    // MARK: Words

    private func words(_ key: String, _ settings: inout SettingsReader) -> [String] {
        (settings.strings(key) ?? []).map(folded).filter { !$0.isEmpty }
    }

    private func readKinds(_ settings: inout SettingsReader, into profile: inout ExportProfile) {
        profile.kinds = [:]
        for kind in ExportProfile.Kind.allCases {
            for word in words(kind.rawValue, &settings) { profile.kinds[word] = kind }
        }
        profile.otherKind = settings.oneOf("other", ExportProfile.Kind.self)
        profile.blankKind =
            settings.oneOf("blank", ExportProfile.Kind.self) ?? profile.blankKind
    }

    private func readBilling(_ settings: inout SettingsReader, into profile: inout ExportProfile) {
        profile.billing = dispositions(&settings)
        profile.otherBilling = settings.oneOf("other", Disposition.self)
        profile.blankBilling = settings.oneOf("blank", Disposition.self)
        profile.blankAmount = settings.oneOf("blank-amount", Disposition.self)
    }

    private func readBilled(_ settings: inout SettingsReader, into profile: inout ExportProfile) {
        profile.billedWords = Set(words("billed-elsewhere", &settings))
        profile.statuses = dispositions(&settings)
    }

    private func dispositions(_ settings: inout SettingsReader) -> [String: Disposition] {
        var meanings: [String: Disposition] = [:]
        for disposition in Disposition.allCases {
            for word in words(disposition.rawValue, &settings) { meanings[word] = disposition }
        }
        return meanings
    }

    private func readSubtotals(
        _ settings: inout SettingsReader, into profile: inout ExportProfile
    ) {
        let words = words("begin-with", &settings)
        if !words.isEmpty { profile.subtotals.words = words }
        if let column = settings.string("column") {
            profile.subtotals.column = ColumnSelector(column)
        }
        profile.subtotals.areNumbersOnly =
            settings.flag("numbers-only") ?? profile.subtotals.areNumbersOnly
    }
}
