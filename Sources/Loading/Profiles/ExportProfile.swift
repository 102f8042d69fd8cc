import Billing

/// How the CSV export of one program is read: which columns it has and what their words mean.
///
/// A plain value, so that a file of the firm can describe a profile as well as the program can.
package struct ExportProfile: Sendable, Equatable {
    /// What a cell of a row is wanted for. Columns are named as in the file, in any case.
    package enum Field: String, Sendable, CaseIterable, Hashable {
        case kind, id, date, client, hours, task, activity, phase, expense, billing, billed, rate
        case amount, currency, reference
        /// When the work began and ended: without an end, the timer is still running.
        case start, end
        /// The amount of a row that is not billed, where the amount column is then zero.
        case unbilledAmount = "unbilled-amount"
        /// Whether the rate is a price for the whole row.
        case flatRate = "flat-rate"

        /// Whether the column's name may have a currency in parentheses behind it.
        var isMoney: Bool {
            switch self {
            case .rate, .amount, .unbilledAmount: true
            default: false
            }
        }
    }

    package enum Kind: String, Sendable, CaseIterable {
        case time, cost, payment, balance
    }

    /// Columns joined by a blank; of several lists the first that says something counts.
    package typealias Alternatives = [[String]]

    package var name: String
    /// Columns that a file must have to be taken for this export.
    package var header: [String]
    /// The same for older or translated versions of the export: one list met is enough.
    package var otherHeaders: [[String]] = []
    /// For each field the names that its column may have.
    package var columns: [Field: [String]]
    package var matter: Alternatives
    package var timekeeper: Alternatives
    package var narrative: Alternatives
    /// The matter's number ends at this character of the matter cell, and a description follows.
    package var matterNumberEnd: Character?
    package var kinds: [String: Kind]
    package var billing: [String: Disposition]
    /// Words of the billed column that say the entry is invoiced already.
    package var billedWords: Set<String>
    /// Words of the billed column that say whether the entry is charged.
    package var statuses: [String: Disposition] = [:]
    /// What a blank billing column means; nil where it means nothing.
    package var blankBilling: Disposition?
    /// What a blank amount says of time; nil where it says nothing.
    package var blankAmount: Disposition?
    /// What the export puts before a narrative that a spreadsheet could take for a formula.
    package var narrativeGuard: String?
    /// Whether columns beyond those named here deserve a warning.
    package var reportsOtherColumns: Bool

    package init(
        name: String, header: [String], columns: [Field: [String]], matter: Alternatives,
        timekeeper: Alternatives, narrative: Alternatives, matterNumberEnd: Character? = nil,
        kinds: [String: Kind] = [:], billing: [String: Disposition] = [:],
        billedWords: Set<String> = [], reportsOtherColumns: Bool = false
    ) {
        self.name = name
        self.header = header
        self.columns = columns
        self.matter = matter
        self.timekeeper = timekeeper
        self.narrative = narrative
        self.matterNumberEnd = matterNumberEnd
        self.kinds = kinds
        self.billing = billing
        self.billedWords = billedWords
        self.reportsOtherColumns = reportsOtherColumns
    }

    /// The profiles that come with the program.
    package static let builtIn: [ExportProfile] = [
        .harvest, .clio, .toggl, .clockify, .kimai, .tmetric, .timesolv, .quickBooksTime, .native,
    ]

    var headers: [[String]] { [header] + otherHeaders }

    /// Folded names of the columns that hold amounts.
    var moneyColumns: Set<String> {
        Set(columns.filter { $0.key.isMoney }.flatMap(\.value).map(folded))
    }

    /// Where a column stands: by its whole name, else without the currency behind it.
    func index(of column: String, in names: [HeaderName]) -> Int? {
        let wanted = folded(column)
        if let index = names.firstIndex(where: { $0.folded == wanted }) { return index }
        guard moneyColumns.contains(wanted) else { return nil }
        return names.firstIndex { $0.beforeCurrency == wanted }
    }

    func missing(_ needed: [String], in names: [HeaderName]) -> [String] {
        needed.filter { index(of: $0, in: names) == nil }
    }

    /// Every column name that the profile reads.
    var allColumns: [String] {
        columns.values.flatMap { $0 } + (matter + timekeeper + narrative).flatMap { $0 }
            + headers.flatMap { $0 }
    }
}
