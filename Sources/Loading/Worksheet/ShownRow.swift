import Billing
import Settings

/// A row of a worksheet as it is written: what a pro forma shows of one line, or of one matter as a
/// whole. What comes back is held against it.
struct ShownRow: Sendable {
    enum Subject: Sendable {
        case matter
        case time(FeeLine)
        case cost(CostLine)
    }

    var subject: Subject
    var proforma: ProformaVersion
    /// The pro forma's.
    var date: CivilDate
    var matter: MatterID
    var client: ClientID
    var currency: Currency
    private var texts: [WorksheetColumn: String] = [:]

    /// What stands under `line` in the row of a whole matter.
    static let matterWord = "matter"

    /// No cell of a spreadsheet holds more than 32,767 characters.
    private static let longestText = 32_000

    /// The row of a whole matter.
    init(_ matter: MatterStatement, of statement: Statement) {
        self.init(.matter, matter, statement)
        texts[.line] = ShownRow.matterWord
        texts[.hours] = hours(matter.hoursTotal, statement)
        texts[.amount] = amount(matter.fees)
    }

    init(_ line: FeeLine, _ matter: MatterStatement, of statement: Statement) {
        self.init(.time(line), matter, statement)
        set(line.id, line.date, line.timekeeper, line.narrative)
        texts[.hours] = hours(line.hours, statement)
        texts[.rate] = line.perHour.map(amount)
        texts[.amount] = amount(line.amount)
    }

    init(_ line: CostLine, _ matter: MatterStatement, of statement: Statement) {
        self.init(.cost(line), matter, statement)
        set(line.id, line.date, line.timekeeper, line.description)
        texts[.amount] = amount(line.amount)
    }

    private init(_ subject: Subject, _ matter: MatterStatement, _ statement: Statement) {
        self.subject = subject
        proforma = ProformaVersion(number: statement.number, version: statement.version)
        date = statement.date
        self.matter = matter.id
        client = statement.billTo.id
        currency = statement.currency
        texts[.proforma] = proforma.description
        texts[.matter] = shownName(matter.id.text, matter.caption)
    }

    /// With a sign before the line id: some ids would be numbers (23E4) or days (4MAR) to a
    /// spreadsheet.
    private mutating func set(
        _ id: LineID, _ date: CivilDate, _ timekeeper: Person?, _ narrative: String
    ) {
        texts[.line] = "#" + id.text
        texts[.date] = date.description
        texts[.timekeeper] = timekeeper.map { shownName($0.id.text, $0.name) }
        texts[.narrative] =
            narrative.utf16.count <= ShownRow.longestText
            ? narrative
            : String(narrative.unicodeScalars.prefix(ShownRow.longestText / 2)) + " …"
    }

    private func hours(_ hours: Hours, _ statement: Statement) -> String {
        let decimals = statement.hoursDecimals
        return plainDecimal(
            hours.tenThousandths / Hours.tenThousandths(ofOneInPlace: decimals), decimals: decimals)
    }

    private func amount(_ money: Money) -> String {
        plainDecimal(money.minorUnits, decimals: money.currency.decimals)
    }

    func text(_ column: WorksheetColumn) -> String { texts[column] ?? "" }

    var id: LineID? {
        switch subject {
        case .matter: nil
        case .time(let line): line.id
        case .cost(let line): line.id
        }
    }

    var narrative: String {
        switch subject {
        case .matter: ""
        case .time(let line): line.narrative
        case .cost(let line): line.description
        }
    }
}

/// `M1 Lease`, which no spreadsheet takes for a number or a day.
func shownName(_ id: String, _ name: String) -> String {
    name.isEmpty || folded(name) == folded(id) ? id : "\(id) \(name)"
}

extension Statement {
    /// The rows of its worksheet: each matter, then its time, then its costs, as on paper.
    var worksheetRows: [ShownRow] {
        matters.flatMap { matter in
            [ShownRow(matter, of: self)] + matter.lines.map { ShownRow($0, matter, of: self) }
                + matter.costLines.map { ShownRow($0, matter, of: self) }
        }
    }
}
