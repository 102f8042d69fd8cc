import Billing

/// How the CSV export of one program is read: which columns it has and what their words mean.
///
/// A plain value, so that a file of the firm can describe a profile as well as the program can.
package struct ExportProfile: Sendable, Equatable {
    /// What a cell of a row is wanted for. Columns are named as in the file, in any case.
    package enum Field: String, Sendable, CaseIterable, Hashable {
        case kind, id, date, client, hours, task, activity, phase, expense, billing, billed, rate
        case amount, currency, reference
        /// The amount of a row that is not billed, where the amount column is then zero.
        case unbilledAmount = "unbilled-amount"
        /// Whether the rate is a price for the whole row.
        case flatRate = "flat-rate"
    }

    package enum Kind: String, Sendable, CaseIterable {
        case time, cost, payment, balance
    }

    /// Columns joined by a blank; of several lists the first that says something counts.
    package typealias Alternatives = [[String]]

    package var name: String
    /// Columns that a file must have to be taken for this export.
    package var header: [String]
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

    /// The profiles that come with the program; the first that fits a header is taken.
    package static let builtIn: [ExportProfile] = [.harvest, .clio, .native]

    /// Every column name that the profile reads.
    var allColumns: [String] {
        columns.values.flatMap { $0 } + (matter + timekeeper + narrative).flatMap { $0 } + header
    }
}
