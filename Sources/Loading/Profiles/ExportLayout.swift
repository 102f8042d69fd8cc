import Billing
import Settings

/// A profile with its columns found in the header of one file.
///
/// A class, because each row carries its layout along, and a reference costs nothing to carry.
final class ExportLayout: Sendable {
    /// A currency that the header gives for a column.
    struct ColumnCurrency: Sendable {
        var currency: StatedCurrency
        var column: String
        var place: Place
    }

    let profile: ExportProfile
    /// By the place of each field among all.
    private let fields: [Int?]
    private let currencies: [ExportProfile.Field: ColumnCurrency]
    let matter: [[Int]]
    let timekeeper: [[Int]]
    let narrative: [[Int]]
    /// Whether nothing that a row says stands in the heading above it.
    let namesAreInCells: Bool
    private let hasConstants: Bool
    /// Whether the header gives a currency for any column.
    let namesCurrencies: Bool
    /// The columns that decide the matter and its currency.
    let namingColumns: [Int]
    /// Those that decide the timekeeper.
    let timekeeperColumns: [Int]
    /// The one that a report about the timekeeper points at.
    let timekeeperPlaceColumn: Int?
    /// Those that hold days.
    let dateColumns: [Int]
    /// The last column, where the file is one of refused rows.
    let reasonColumn: Int?
    /// The column by which sums are known, where the profile states one.
    let subtotalColumn: Int?

    /// The layout by `profile` of a file with this first row, which is a row like any other where
    /// the profile knows no column names.
    static func find(
        _ header: CSVRow, in file: String, profile: ExportProfile
    ) -> (layout: ExportLayout?, diagnostics: [Diagnostic]) {
        let names = profile.names(in: header)
        let layout = ExportLayout(profile, header, names: names, in: file)
        let diagnostics = layout.check(header, names: names, in: file)
        return (diagnostics.hasErrors ? nil : layout, diagnostics)
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
        self.fields = ExportProfile.Field.allCases.map { fields[$0] }
        self.currencies = currencies
        namesCurrencies = !currencies.isEmpty
        namesAreInCells = profile.carried == nil
        hasConstants = !profile.constants.isEmpty
        func indices(_ alternatives: ExportProfile.Alternatives) -> [[Int]] {
            alternatives.compactMap { columns in
                let found = columns.compactMap { profile.index(of: $0, in: names) }
                return found.count == columns.count ? found : nil
            }
        }
        matter = indices(profile.matter)
        namingColumns =
            [fields[.client], fields[.currency]].compactMap { $0 } + matter.flatMap { $0 }
        dateColumns = [fields[.date], fields[.endDate]].compactMap { $0 }
        timekeeper = indices(profile.timekeeper)
        timekeeperColumns = timekeeper.flatMap { $0 }
        timekeeperPlaceColumn = timekeeper.last?.first
        narrative = indices(profile.narrative)
        let isOfReasons =
            profile.hasHeader
            ? names.last?.folded == RefusedText.reasonColumn
            : profile.columnCount.map { header.count == $0 + 1 } ?? false
        reasonColumn = isOfReasons ? header.count - 1 : nil
        subtotalColumn = profile.subtotals.column.flatMap { profile.index(of: $0, in: names) }
    }

    func index(_ field: ExportProfile.Field) -> Int? { fields[field.ordinal] }

    /// What the profile says for the whole file.
    func constant(_ field: ExportProfile.Field) -> String? {
        hasConstants ? profile.constants[field] : nil
    }

    /// The currency in parentheses behind the name of a column of amounts.
    func currency(_ field: ExportProfile.Field) -> ColumnCurrency? { currencies[field] }

    private func check(_ header: CSVRow, names: [HeaderName], in file: String) -> [Diagnostic] {
        let place = Place(file: file, line: header.line)
        let missing = profile.headers.map { profile.missing($0, in: names) }
        var diagnostics = (missing.min { $0.count < $1.count } ?? []).map {
            self.missing("\"\($0)\"", at: place)
        }
        let hasClock = index(.start) != nil && index(.end) != nil
        if index(.hours) == nil, index(.amount) == nil, index(.quantity) == nil, !hasClock {
            let columns = [ExportProfile.Field.hours, .amount].compactMap {
                profile.columns[$0]?.first?.description
            }
            let wanted = columns.isEmpty ? ["hours", "amount"] : columns
            diagnostics.append(
                self.missing(wanted.map { "\"\($0)\"" }.joined(separator: " or "), at: place))
        }
        return diagnostics + checkOnce(header, names: names, in: file)
    }

    /// Each column that is read must be there once; others are reported where the profile says so.
    private func checkOnce(
        _ header: CSVRow, names: [HeaderName], in file: String
    ) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var used: Set<Int> = []
        var repeated: Set<Int> = []
        for column in Set(profile.allColumns) {
            let indices = profile.indices(of: column, in: names)
            used.formUnion(indices)
            repeated.formUnion(indices.dropFirst())
        }
        // Where the name alone and the name with a currency are both there.
        var amounts: Set<String> = []
        for (index, name) in names.enumerated() {
            let read = name.beforeCurrency ?? name.folded
            guard profile.moneyColumns.contains(read) else { continue }
            if !amounts.insert(read).inserted { repeated.insert(index) }
            used.insert(index)
        }
        let known = profile.allColumns.compactMap {
            if case .name(let name) = $0 { folded(name) } else { nil }
        }
        for (index, name) in names.enumerated() where !name.folded.isEmpty {
            let place = header.place(of: index, in: file)
            if repeated.contains(index) {
                diagnostics.append(
                    Diagnostic(
                        .error, .columnRepeated, at: place,
                        "there is more than one column \"\(header.trimmed(index))\"",
                        remedy: "keep one of them"))
            } else if profile.reportsOtherColumns, !used.contains(index), index != reasonColumn {
                diagnostics.append(
                    Diagnostic(
                        .warning, .columnUnknown, at: place,
                        "column \"\(header.trimmed(index))\" is not used",
                        remedy: didYouMean(name.folded, among: Set(known).sorted())))
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
}

extension ExportProfile {
    /// The column names in a header; blanks where a file has none.
    func names(in header: CSVRow) -> [HeaderName] {
        (0..<header.count).map { HeaderName(hasHeader ? header.trimmed($0) : "") }
    }
}

extension ExportProfile.Field {
    /// The place of the field among all.
    fileprivate var ordinal: Int {
        switch self {
        case .kind: 0
        case .id: 1
        case .date: 2
        case .client: 3
        case .hours: 4
        case .task: 5
        case .activity: 6
        case .phase: 7
        case .expense: 8
        case .billing: 9
        case .billed: 10
        case .rate: 11
        case .amount: 12
        case .currency: 13
        case .reference: 14
        case .start: 15
        case .end: 16
        case .endDate: 17
        case .unbilledAmount: 18
        case .flatRate: 19
        case .quantity: 20
        }
    }
}
