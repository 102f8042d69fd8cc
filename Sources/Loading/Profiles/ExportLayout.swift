import Billing
import Settings

/// A profile with its columns found in the header of one file.
struct ExportLayout: Sendable {
    /// A currency that the header gives for a column.
    struct ColumnCurrency: Sendable {
        var currency: HeaderCurrency
        var column: String
        var place: Place
    }

    let profile: ExportProfile
    private let fields: [ExportProfile.Field: Int]
    private let currencies: [ExportProfile.Field: ColumnCurrency]
    let matter: [[Int]]
    let timekeeper: [[Int]]
    let narrative: [[Int]]

    /// The layout of a header, by the profile that fits it or by the one that is asked for.
    static func find(
        _ header: CSVRow, in file: String, profile wanted: String?,
        among profiles: [ExportProfile] = ExportProfile.builtIn
    ) -> (layout: ExportLayout?, diagnostics: [Diagnostic]) {
        let names = (0..<header.count).map { HeaderName(header.trimmed($0)) }
        let fitting: [ExportProfile]
        if let wanted {
            fitting = profiles.filter { $0.name == folded(wanted) }
            if fitting.isEmpty { return (nil, [noSuchProfile(wanted, in: file, profiles)]) }
        } else {
            fitting = closest(profiles, to: names)
        }
        guard let first = fitting.first else {
            return (nil, [noneFits(header, in: file, profiles)])
        }
        if wanted == nil, fitting.count > 1 {
            return (nil, [severalFit(fitting, header, in: file)])
        }
        let layout = ExportLayout(first, header, names: names, in: file)
        let diagnostics = layout.check(header, names: names, in: file)
        return (diagnostics.hasErrors ? nil : layout, diagnostics)
    }

    /// The profiles that fit, without those whose needs are a part of another's.
    private static func closest(
        _ profiles: [ExportProfile], to names: [HeaderName]
    ) -> [ExportProfile] {
        let fitting = profiles.compactMap {
            profile -> (profile: ExportProfile, needs: Set<String>)? in
            let met = profile.headers.filter { profile.missing($0, in: names).isEmpty }
            guard let most = met.max(by: { $0.count < $1.count }) else { return nil }
            return (profile, Set(most.map(folded)))
        }
        return fitting.filter { one in
            !fitting.contains { $0.needs.isStrictSuperset(of: one.needs) }
        }.map(\.profile)
    }

    private init(
        _ profile: ExportProfile, _ header: CSVRow, names: [HeaderName], in file: String
    ) {
        self.profile = profile
        var fields: [ExportProfile.Field: Int] = [:]
        var currencies: [ExportProfile.Field: ColumnCurrency] = [:]
        for (field, columns) in profile.columns {
            let index = columns.lazy.compactMap { profile.index(of: $0, in: names) }.first
            guard let index else { continue }
            fields[field] = index
            if field.isMoney, let currency = names[index].currency {
                currencies[field] = ColumnCurrency(
                    currency: currency, column: header.trimmed(index),
                    place: header.place(of: index, in: file))
            }
        }
        self.fields = fields
        self.currencies = currencies
        func indices(_ alternatives: ExportProfile.Alternatives) -> [[Int]] {
            alternatives.compactMap { columns in
                let found = columns.compactMap { profile.index(of: $0, in: names) }
                return found.count == columns.count ? found : nil
            }
        }
        matter = indices(profile.matter)
        timekeeper = indices(profile.timekeeper)
        narrative = indices(profile.narrative)
    }

    func index(_ field: ExportProfile.Field) -> Int? { fields[field] }

    /// The currency in parentheses behind the name of a column of amounts.
    func currency(_ field: ExportProfile.Field) -> ColumnCurrency? { currencies[field] }

    private func check(_ header: CSVRow, names: [HeaderName], in file: String) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        let place = Place(file: file, line: header.line)
        let missing = profile.headers.map { profile.missing($0, in: names) }
        for column in missing.min(by: { $0.count < $1.count }) ?? [] {
            diagnostics.append(self.missing("\"\(column)\"", at: place))
        }
        if index(.hours) == nil, index(.amount) == nil {
            diagnostics.append(self.missing("\"hours\" or \"amount\"", at: place))
        }
        let known = Set(profile.allColumns.map(folded))
        var seen: Set<String> = []
        for (index, name) in names.enumerated() where !name.folded.isEmpty {
            let place = header.place(of: index, in: file)
            let isMoney = name.beforeCurrency.map { profile.moneyColumns.contains($0) } ?? false
            let read = isMoney ? name.beforeCurrency ?? name.folded : name.folded
            if known.contains(read), !seen.insert(read).inserted {
                diagnostics.append(
                    Diagnostic(
                        .error, .columnRepeated, at: place,
                        "there is more than one column \"\(header.trimmed(index))\"",
                        remedy: "keep one of them"))
            } else if profile.reportsOtherColumns, !known.contains(read) {
                diagnostics.append(
                    Diagnostic(
                        .warning, .columnUnknown, at: place,
                        "column \"\(header.trimmed(index))\" is not used",
                        remedy: didYouMean(read, among: known.sorted())))
            }
        }
        return diagnostics
    }

    private func missing(_ column: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .error, .columnMissing, at: place,
            "there is no column \(column), which a \(profile.name) export has",
            remedy: "export again with that column")
    }

    private static func noSuchProfile(
        _ name: String, in file: String, _ profiles: [ExportProfile]
    ) -> Diagnostic {
        let known = profiles.map(\.name)
        return Diagnostic(
            .error, .profileUnknown, at: Place(file: file), "there is no profile \"\(name)\"",
            remedy: didYouMean(name, among: known) ?? "known are \(known.joined(separator: ", "))")
    }

    private static func severalFit(
        _ profiles: [ExportProfile], _ header: CSVRow, in file: String
    ) -> Diagnostic {
        let names = profiles.map(\.name)
        return Diagnostic(
            .error, .profileAmbiguous, at: Place(file: file, line: header.line),
            "the columns are those of more than one export: \(names.joined(separator: " and "))",
            remedy: "say which it is, like --profile \(names[0])")
    }

    private static func noneFits(
        _ header: CSVRow, in file: String, _ profiles: [ExportProfile]
    ) -> Diagnostic {
        let columns = (0..<header.count).map { header.trimmed($0) }.joined(separator: ", ")
        let known = profiles.map(\.name).joined(separator: ", ")
        return Diagnostic(
            .error, .profileUnknown, at: Place(file: file, line: header.line),
            "no export known has these columns: \(columns)",
            remedy: "known exports are \(known); check that the first line holds the column names")
    }
}
