import Billing
import Settings

/// How one export is opened, as its first rows have shown.
struct ExportOpening: Sendable {
    let layout: ExportLayout
    let form: FileForm

    /// A reader of which `next` steps to the first row below the column names.
    func open(
        _ path: String, shownAs name: String, digests: Bool = true
    ) throws(EnvironmentError) -> CSVReader {
        try form.open(path, shownAs: name, digests: digests)
    }
}

/// Finds the profile that a file is read by, from its first rows.
struct ProfileFinder {
    /// So many rows are looked through for the column names.
    static let searchedRows = 30
    /// Column names, and titles above them, that are longer are none.
    private static let longestHeader = 1 << 20

    private let path: String
    private let name: String
    private let profiles: [ExportProfile]
    private let stated: TextEncoding?
    private var guess = TextEncoding.utf8
    private var looks: [Look: [CSVRow]] = [:]

    /// A way to take a file apart.
    private struct Look: Hashable {
        var encoding: TextEncoding
        var delimiter: UInt8?
    }

    /// A profile that fits, and where its column names stand.
    private struct Fit {
        var profile: ExportProfile
        var needs: Set<String>
        var look: Look
        var above: [CSVRow]
        var header: CSVRow
    }

    /// An encoding that is stated beats the one that the bytes suggest.
    init(
        _ path: String, shownAs name: String, among profiles: [ExportProfile],
        encoding: TextEncoding? = nil
    ) {
        stated = encoding
        self.path = path
        self.name = name
        self.profiles = profiles
    }

    /// The opening of the file by the profile that fits it or by the one that is asked for.
    mutating func find(
        _ wanted: String?
    ) throws(EnvironmentError) -> (opening: ExportOpening?, diagnostics: [Diagnostic]) {
        var assumption: Diagnostic?
        if let stated {
            guess = stated
        } else {
            (guess, assumption) = try EncodingGuess.look(at: path, shownAs: name)
        }
        let rows = try rows(Look(encoding: guess, delimiter: nil))
        guard let first = rows.first else {
            return (
                nil,
                [
                    Diagnostic(
                        .error, .fileEmpty, at: Place(file: name), "the file is empty",
                        remedy: "export it again, with the line of column names")
                ]
            )
        }
        let fits: [Fit]
        if let wanted {
            guard let profile = profiles.first(where: { $0.name == folded(wanted) }) else {
                return (nil, [noSuchProfile(wanted)])
            }
            if let fit = try fit(profile) {
                fits = [fit]
            } else {
                fits = try fallback(profile).map { [$0] } ?? []
            }
        } else {
            fits = try fitting()
        }
        guard let fit = fits.first else {
            return (nil, [first.diagnostic(in: name) ?? noneFits(first)])
        }
        guard fits.count == 1 else { return (nil, [severalFit(fits)]) }
        if let fault = fit.header.diagnostic(in: name) { return (nil, [fault]) }
        let found = ExportLayout.find(fit.header, in: name, profile: fit.profile)
        guard let layout = found.layout else { return (nil, found.diagnostics) }
        let opening = ExportOpening(
            layout: layout,
            form: FileForm(
                encoding: fit.look.encoding, delimiter: fit.look.delimiter,
                headerLine: fit.profile.hasHeader ? fit.header.line : nil,
                hasPreamble: fit.profile.hasHeader && !fit.above.isEmpty))
        let notes = [fit.profile.encoding == nil ? assumption : nil, skipped(fit)]
        return (opening, notes.compactMap { $0 } + found.diagnostics)
    }

    // MARK: Profiles that fit

    /// Those that fit best: one, or several of which none is better.
    private mutating func fitting() throws(EnvironmentError) -> [Fit] {
        var fits: [Fit] = []
        for profile in profiles {
            if let fit = try fit(profile) { fits.append(fit) }
        }
        if fits.isEmpty {
            for profile in profiles where !profile.hasHeader && profile.columnCount != nil {
                if let fit = try fallback(profile), profile.hasShape(of: fit.header) {
                    fits.append(fit)
                }
            }
        }
        // A profile of which the needs are a part of another's gives way to it, and one that comes
        // with the program to one of the firm's that needs as many columns.
        let closest = fits.filter { one in
            !fits.contains { $0.needs.isStrictSuperset(of: one.needs) }
        }
        return closest.filter { one in
            one.profile.isOwn
                || !closest.contains { $0.profile.isOwn && $0.needs.count >= one.needs.count }
        }
    }

    /// Nil where the profile does not fit, or knows no column names to be known by.
    private mutating func fit(_ profile: ExportProfile) throws(EnvironmentError) -> Fit? {
        guard profile.hasHeader else { return nil }
        for look in looks(profile) {
            let rows = try rows(look)
            let start = rows.firstIndex { $0.line > profile.linesToSkip } ?? rows.count
            let end = profile.preamble == .automatic ? rows.count : min(start + 1, rows.count)
            for index in start..<max(start, end) where rows[index].fault == nil {
                guard let needs = profile.needs(metBy: rows[index]) else { continue }
                let above = Array(rows[..<index])
                // Full rows above are entries, of another export perhaps, and none may get lost.
                guard
                    profile.preamble != .automatic
                        || above.allSatisfy({ $0.filledCount < needs.count })
                else { break }
                return Fit(
                    profile: profile, needs: Set(needs.map { folded($0.description) }),
                    look: look, above: above, header: rows[index])
            }
        }
        return nil
    }

    /// For a profile that is asked for, or has no header: the row that its header would be.
    private mutating func fallback(_ profile: ExportProfile) throws(EnvironmentError) -> Fit? {
        guard let look = looks(profile).first else { return nil }
        let rows = try rows(look)
        guard let header = rows.first(where: { $0.line > profile.linesToSkip }) else { return nil }
        return Fit(
            profile: profile, needs: [], look: look,
            above: rows.filter { $0.line < header.line }, header: header)
    }

    private func looks(_ profile: ExportProfile) -> [Look] {
        let encoding = stated ?? profile.encoding ?? guess
        if let delimiter = profile.delimiter {
            return [Look(encoding: encoding, delimiter: delimiter)]
        }
        let shown = Look(encoding: encoding, delimiter: nil)
        guard profile.preamble != .lines(0) else { return [shown] }
        // The first line, being no header, may not show the delimiter.
        return [shown] + Delimiter.candidates.map { Look(encoding: encoding, delimiter: $0) }
    }

    /// The first rows, of which none is held to have as many cells as the first.
    private mutating func rows(_ look: Look) throws(EnvironmentError) -> [CSVRow] {
        if let known = looks[look] { return known }
        var reader = try CSVReader(
            path, shownAs: name, encoding: look.encoding, delimiter: look.delimiter,
            digests: false, chunkSize: 32 << 10, longestRow: ProfileFinder.longestHeader)
        var rows: [CSVRow] = []
        var goesOn = reader.header.count > 0
        while goesOn, rows.count <= ProfileFinder.searchedRows {
            var row = reader.row
            if case .ragged = row.fault { row.fault = nil }
            rows.append(row)
            // A row that long is not worth reading to its end, as often as there are looks.
            if case .tooLong = row.fault { break }
            goesOn = try reader.next()
        }
        looks[look] = rows
        return rows
    }

    // MARK: Unknown files

    /// How a file of no known profile is best taken apart; nil where it seems to be no table.
    mutating func guessForm() throws(EnvironmentError) -> FileForm? {
        var best: (form: FileForm, score: Int)?
        for delimiter in [nil] + Delimiter.candidates.map(Optional.some) {
            let rows = try rows(Look(encoding: guess, delimiter: delimiter))
            let widths = Dictionary(grouping: rows, by: \.count).mapValues(\.count)
            let width = widths.max { ($0.value * $0.key, $0.key) < ($1.value * $1.key, $1.key) }?
                .key
            guard let width, width > 1 else { continue }
            let whole = rows.filter { $0.count == width && $0.fault == nil }
            // As wide as the others, and full: the names of the columns or the first entry.
            guard let first = whole.first(where: { $0.filledCount * 2 > width }) else { continue }
            let score = width * whole.count
            guard score > best?.score ?? 0 else { continue }
            let hasNames = !first.holdsValues
            best = (
                FileForm(
                    encoding: guess, delimiter: delimiter,
                    headerLine: hasNames ? first.line : nil,
                    hasPreamble: hasNames && first.line != rows[0].line), score
            )
        }
        return best?.form
    }

    // MARK: Reports

    private func skipped(_ fit: Fit) -> Diagnostic? {
        guard let first = fit.above.first, let last = fit.above.last, fit.profile.hasHeader else {
            return nil
        }
        let shown = fit.above.prefix(5).map { row in
            let cell = (0..<row.count).first { !row.isBlank($0) } ?? 0
            return "\"\(row.trimmed(cell))\""
        }
        let more = fit.above.count > 5 ? " and \(fit.above.count - 5) more" : ""
        let lines =
            first.line == last.line
            ? "line \(first.line) stands" : "lines \(first.line) to \(last.line) stand"
        return Diagnostic(
            .note, .preambleSkipped, at: Place(file: name, line: first.line),
            "\(lines) above the column names and hold no entries: "
                + shown.joined(separator: ", ") + more,
            remedy: "nothing to do if they are the report's title")
    }

    private func noSuchProfile(_ wanted: String) -> Diagnostic {
        let known = profiles.map(\.name)
        return Diagnostic(
            .error, .profileUnknown, at: Place(file: name), "there is no profile \"\(wanted)\"",
            remedy: didYouMean(wanted, among: known)
                ?? "known are \(known.joined(separator: ", "))")
    }

    private func severalFit(_ fits: [Fit]) -> Diagnostic {
        let names = fits.map(\.profile.name)
        return Diagnostic(
            .error, .profileAmbiguous, at: Place(file: name, line: fits[0].header.line),
            "the columns are those of more than one export: \(names.joined(separator: " and "))",
            remedy: "say which it is, like --profile \(names[0])")
    }

    private func noneFits(_ header: CSVRow) -> Diagnostic {
        let columns = (0..<header.count).map { header.trimmed($0) }.joined(separator: ", ")
        let known = profiles.map(\.name).joined(separator: ", ")
        return Diagnostic(
            .error, .profileUnknown, at: Place(file: name, line: header.line),
            "no export known has these columns: \(columns)",
            remedy: "known exports are \(known); for another, \"engross profile new FILE\" writes "
                + "a profile to begin with")
    }
}

extension ExportProfile {
    var linesToSkip: Int {
        if case .lines(let count) = preamble { count } else { 0 }
    }

    /// The longest list of columns to be known by that this header has.
    fileprivate func needs(metBy header: CSVRow) -> [ColumnSelector]? {
        let names = names(in: header)
        return headers.filter { !$0.isEmpty && missing($0, in: names).isEmpty }
            .max { $0.count < $1.count }
    }

    /// Whether a row of a file without column names looks like an entry of this profile.
    fileprivate func hasShape(of row: CSVRow) -> Bool {
        // Rows that were refused have their reason in one more.
        guard row.count == columnCount || row.count - 1 == columnCount else { return false }
        func text(_ column: ColumnSelector?) -> String? {
            guard case .position(let position)? = column, position <= row.count else { return nil }
            return row.trimmed(position - 1)
        }
        guard let date = text(columns[.date]?.first),
            spelling.dates.plain(date).flatMap(DateText.init) != nil
        else { return false }
        if let hours = text(columns[.hours]?.first), !hours.isEmpty {
            guard (try? spelling.seconds(hours)) != nil else { return false }
        }
        let money = [Field.rate, .amount].compactMap { text(columns[$0]?.first) }
        let names = (matter + timekeeper).compactMap { text($0.first) }
        return money.allSatisfy { $0.isEmpty || (try? spelling.minorUnits($0, in: .usd)) != nil }
            && names.allSatisfy { !$0.isEmpty }
    }
}

extension CSVRow {
    fileprivate var filledCount: Int { (0..<count).count { !isBlank($0) } }

    /// Whether a cell is a date or a number, as no column is called.
    fileprivate var holdsValues: Bool {
        (0..<count).contains { index in
            let text = trimmed(index)
            return DateForm(allowsTwoDigitYears: true).plain(text).flatMap(DateText.init) != nil
                || AmountText.isAmount(text)
        }
    }
}
