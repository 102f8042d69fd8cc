import Billing
import Settings

/// A profile with its columns found in the header of one file.
struct ExportLayout: Sendable {
    let profile: ExportProfile
    private let fields: [ExportProfile.Field: Int]
    /// What the header writes in parentheses or in full, for messages.
    let matter: [[Int]]
    let timekeeper: [[Int]]
    let narrative: [[Int]]

    /// The layout of a header, by the profile that fits it or by the one that is asked for.
    static func find(
        _ header: CSVRow, in file: String, profile wanted: String?,
        among profiles: [ExportProfile] = ExportProfile.builtIn
    ) -> (layout: ExportLayout?, diagnostics: [Diagnostic]) {
        let names = (0..<header.count).map { folded(header.trimmed($0)) }
        let fitting: ExportProfile?
        if let wanted {
            fitting = profiles.first { $0.name == folded(wanted) }
            if fitting == nil { return (nil, [noSuchProfile(wanted, in: file, profiles)]) }
        } else {
            fitting = profiles.first { $0.header.allSatisfy { names.contains(folded($0)) } }
        }
        guard let fitting else { return (nil, [noneFits(header, in: file, profiles)]) }
        let layout = ExportLayout(fitting, names: names)
        let diagnostics = layout.check(header, names: names, in: file)
        return (diagnostics.hasErrors ? nil : layout, diagnostics)
    }

    private init(_ profile: ExportProfile, names: [String]) {
        self.profile = profile
        var fields: [ExportProfile.Field: Int] = [:]
        for (field, columns) in profile.columns {
            fields[field] = columns.lazy.compactMap { names.firstIndex(of: folded($0)) }.first
        }
        self.fields = fields
        func indices(_ alternatives: ExportProfile.Alternatives) -> [[Int]] {
            alternatives.compactMap { columns in
                let found = columns.compactMap { names.firstIndex(of: folded($0)) }
                return found.count == columns.count ? found : nil
            }
        }
        matter = indices(profile.matter)
        timekeeper = indices(profile.timekeeper)
        narrative = indices(profile.narrative)
    }

    func index(_ field: ExportProfile.Field) -> Int? { fields[field] }

    private func check(_ header: CSVRow, names: [String], in file: String) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        let place = Place(file: file, line: header.line)
        for column in profile.header where !names.contains(folded(column)) {
            diagnostics.append(missing("\"\(column)\"", at: place))
        }
        if index(.hours) == nil, index(.amount) == nil {
            diagnostics.append(missing("\"hours\" or \"amount\"", at: place))
        }
        let known = Set(profile.allColumns.map(folded))
        for (index, name) in names.enumerated() where !name.isEmpty {
            let place = header.place(of: index, in: file)
            if known.contains(name), names.firstIndex(of: name) != index {
                diagnostics.append(
                    Diagnostic(
                        .error, .columnRepeated, at: place,
                        "there is more than one column \"\(header.trimmed(index))\"",
                        remedy: "keep one of them"))
            } else if profile.reportsOtherColumns, !known.contains(name) {
                diagnostics.append(
                    Diagnostic(
                        .warning, .columnUnknown, at: place,
                        "column \"\(header.trimmed(index))\" is not used",
                        remedy: didYouMean(name, among: known.sorted())))
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
