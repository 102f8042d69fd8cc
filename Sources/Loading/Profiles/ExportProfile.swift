import Billing

/// How the CSV export of one program is read: which columns it has and what their words mean.
///
/// A plain value, so that a file of the firm can describe a profile as well as the program can.
package struct ExportProfile: Sendable, Equatable {
    /// What a cell of a row is wanted for.
    package enum Field: String, Sendable, CaseIterable, Hashable {
        case kind, id, date, client, hours, task, activity, phase, expense, billing, billed, rate
        case amount, currency, reference
        /// When the work began and ended: without an end, the timer is still running.
        case start, end
        /// The day on which it ended, where that is said.
        case endDate = "end-date"
        /// The amount of a row that is not billed, where the amount column is then zero.
        case unbilledAmount = "unbilled-amount"
        /// Whether the rate is a price for the whole row.
        case flatRate = "flat-rate"
        /// How many pieces a cost is for.
        case quantity

        /// Whether the column's name may have a currency in parentheses behind it.
        var isMoney: Bool {
            switch self {
            case .rate, .amount, .unbilledAmount: true
            default: false
            }
        }
    }

    package enum Kind: String, Sendable, CaseIterable {
        case time, cost, payment, balance, retainer
    }

    /// What may stand above the column names: the names of the firm and of the report, a period.
    package enum Preamble: Sendable, Equatable {
        /// So many lines, blank ones counted too.
        case lines(Int)
        /// The column names are in the first row, of the first thirty, that has those needed.
        case automatic
    }

    /// What a row with nothing but one cell says of the rows beneath it.
    package enum Carried: String, Sendable, CaseIterable {
        case timekeeper, client, matter
    }

    /// Columns joined to one text; of several lists the first that says something counts.
    package typealias Alternatives = [[ColumnSelector]]

    package var name: String
    /// Whether the firm wrote it.
    package var isOwn = false
    /// The profile that this one began as: entries without a name of their own keep its name in
    /// their identity, so that nothing is loaded again because the firm changed how it is read.
    package var origin: String

    // MARK: Recognising a file

    /// Columns that a file must have to be taken for this export.
    package var header: [ColumnSelector]
    /// The same for older or translated versions of the export: one list met is enough.
    package var otherHeaders: [[ColumnSelector]] = []
    /// Whether the file has a line of column names.
    package var hasHeader = true
    package var preamble = Preamble.lines(0)
    /// How many cells the rows of a file without column names have, where it is to be recognised.
    package var columnCount: Int?
    /// Nil where the bytes show it.
    package var encoding: TextEncoding?
    /// The sign between cells; nil where the line of column names shows it.
    package var delimiter: UInt8?

    // MARK: Columns

    /// For each field the columns that may hold it: the first that is there is read.
    package var columns: [Field: [ColumnSelector]]
    package var matter: Alternatives
    package var timekeeper: Alternatives
    package var narrative: Alternatives
    /// What stands between the joined columns of a matter.
    package var matterJoint = " "
    /// The matter's number ends at this character of the matter cell, and a description follows.
    package var matterNumberEnd: Character?
    /// The matter cell names the client before this character and the matter behind it.
    package var clientEnd: Character?
    /// What is the same for the whole file, for fields without a column.
    package var constants: [Field: String] = [:]
    package var constantMatter: String?
    package var constantTimekeeper: String?
    package var constantBilling: Disposition?

    // MARK: Spellings

    package var spelling = Spelling()
    /// What the export puts before a narrative that a spreadsheet could take for a formula.
    package var narrativeGuard: String?

    // MARK: Words

    // Words are folded; in those of kind and billing `?` is any one character and a `*` at the end
    // any number of them.

    /// Words of the kind column.
    package var kinds: [String: Kind]
    /// What any other word of the kind column means; nil where it is a fault.
    package var otherKind: Kind?
    /// What a row without a word for its kind is.
    package var blankKind = Kind.time
    package var billing: [String: Disposition]
    /// What any other word of the billing column means; nil where it is a fault.
    package var otherBilling: Disposition?
    /// Words of the billed column that say the entry is invoiced already.
    package var billedWords: Set<String>
    /// Words of the billed column that say whether the entry is charged.
    package var statuses: [String: Disposition] = [:]
    /// What a blank billing column means; nil where it means nothing.
    package var blankBilling: Disposition?
    /// What a blank amount says of time; nil where it says nothing.
    package var blankAmount: Disposition?
    /// Whether the amount of a cost is for one piece.
    package var costsHaveQuantity = false
    /// Whether the program writes a quantity of one where it was told none.
    package var oneIsNoQuantity = false

    // MARK: Rows that are no entries

    package var subtotals = Subtotals()
    package var carried: Carried?
    /// Whether columns beyond those named here deserve a warning.
    package var reportsOtherColumns: Bool

    package init(
        name: String, header: [ColumnSelector], columns: [Field: [ColumnSelector]],
        matter: Alternatives, timekeeper: Alternatives, narrative: Alternatives,
        matterNumberEnd: Character? = nil, kinds: [String: Kind] = [:],
        billing: [String: Disposition] = [:], billedWords: Set<String> = [],
        reportsOtherColumns: Bool = false
    ) {
        self.name = name
        origin = name
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
        .harvest, .clio, .toggl, .clockify, .kimai, .tmetric, .timesolv, .quickBooksTime, .tabs3,
        .clioTemplate, .native,
    ]

    /// The profiles that come with the program and the firm's own, of which one replaces a profile
    /// of the same name.
    package static func all(with own: [ExportProfile]) -> [ExportProfile] {
        let names = Set(own.map(\.name))
        return own + builtIn.filter { !names.contains($0.name) }
    }

    // MARK: Finding columns

    var headers: [[ColumnSelector]] { [header] + otherHeaders }

    /// Folded names of the columns that hold amounts.
    var moneyColumns: Set<String> {
        Set(
            columns.filter { $0.key.isMoney }.values.joined().compactMap {
                if case .name(let name) = $0 { folded(name) } else { nil }
            })
    }

    /// Where a column stands: by its whole name, else without the currency behind it.
    func index(of column: ColumnSelector, in names: [HeaderName]) -> Int? {
        indices(of: column, in: names).first
    }

    /// Every place that a selector fits.
    func indices(of column: ColumnSelector, in names: [HeaderName]) -> [Int] {
        switch column {
        case .position(let position):
            return position <= names.count ? [position - 1] : []
        case .prefix(let beginning):
            let wanted = folded(beginning)
            return names.indices.filter { names[$0].folded.hasPrefix(wanted) }
        case .name(let name):
            let wanted = folded(name)
            let whole = names.indices.filter { names[$0].folded == wanted }
            guard whole.isEmpty, moneyColumns.contains(wanted) else { return whole }
            return names.indices.filter { names[$0].beforeCurrency == wanted }
        }
    }

    func missing(_ needed: [ColumnSelector], in names: [HeaderName]) -> [ColumnSelector] {
        needed.filter { index(of: $0, in: names) == nil }
    }

    /// Every column that the profile reads.
    var allColumns: [ColumnSelector] {
        columns.values.flatMap { $0 } + (matter + timekeeper + narrative).flatMap { $0 }
            + headers.flatMap { $0 }
    }

    // MARK: Words

    /// Nil where the word is not known.
    func kind(of word: String) -> Kind? { meaning(of: word, in: kinds) ?? otherKind }

    /// Whether the entry is charged; nil where the word is not known.
    func disposition(of word: String) -> Disposition? {
        meaning(of: word, in: billing) ?? otherBilling
    }
}

/// What a word stands for among folded words, in which `?` is any one character and a `*` at the end
/// any number of them. A word that is written out comes first, then the longest that fits.
private func meaning<Value>(of word: String, in words: [String: Value]) -> Value? {
    let word = folded(word)
    if let value = words[word] { return value }
    let fitting = words.keys.filter { fits(word, $0) }.max { ($0.count, $0) < ($1.count, $1) }
    return fitting.flatMap { words[$0] }
}

private func fits(_ word: String, _ pattern: String) -> Bool {
    let isOpen = pattern.hasSuffix("*")
    guard isOpen || pattern.contains("?") else { return false }
    let letters = isOpen ? pattern.dropLast() : pattern[...]
    guard isOpen ? word.count >= letters.count : word.count == letters.count else { return false }
    return zip(word, letters).allSatisfy { $0 == $1 || $1 == "?" }
}
