import Billing
import Settings

/// The columns of a worksheet: which line it is and what the pro forma shows of it, then those to
/// fill in.
enum WorksheetColumn: String, CaseIterable, Sendable {
    case line, proforma, matter, date, timekeeper, narrative, hours, rate, amount
    case newHours = "new hours"
    case newRate = "new rate"
    case newAmount = "new amount"
    case newNarrative = "new narrative"
    case action, with, reason, who

    static let required: [WorksheetColumn] = [.line, .proforma]
    /// What nobody should write into.
    static let shown: [WorksheetColumn] = [
        .matter, .date, .timekeeper, .narrative, .hours, .rate, .amount,
    ]
    /// What changes something, besides the action.
    static let figures: [WorksheetColumn] = [.newHours, .newRate, .newAmount, .newNarrative]
    static let marks: [WorksheetColumn] = figures + [.action, .with]

    static let remarks: [WorksheetColumn] = [.reason, .who]

    var title: String { rawValue }

    /// The column of this name, whatever stands between its words and in whichever case.
    init?(named name: String) {
        let plain = folded(name).map { $0 == "_" || $0 == "-" ? " " : $0 }
        self.init(rawValue: String(plain))
    }
}

/// What can be written under `action`, and the short forms of it.
enum WorksheetAction: String, CaseIterable, Sendable {
    case noCharge = "no charge"
    case writeOff = "write off"
    case hold, exclude, transfer, divide, combine, restore
    // Of the whole matter only, as hold and restore may be:
    case discount
    case fees = "set fees"
    case note = "cover note"
    case terms, template
    case billTo = "bill to"

    static let forLines: [WorksheetAction] = [
        .noCharge, .writeOff, .hold, .exclude, .transfer, .divide, .combine, .restore,
    ]
    static let forMatters: [WorksheetAction] = [
        .discount, .fees, .note, .hold, .terms, .template, .billTo, .restore,
    ]

    private var shortForms: [String] {
        switch self {
        case .noCharge: ["nc", "donotcharge"]
        case .writeOff: ["wo", "writtenoff"]
        case .hold: ["onhold", "defer"]
        case .exclude: ["leaveout"]
        case .transfer: ["move", "xfer"]
        case .divide: ["split"]
        case .combine: ["merge", "join"]
        case .restore: ["reinstate", "release"]
        case .fees: ["setfee", "fees", "setfeesto"]
        case .note: ["note"]
        case .terms: ["paymentterms"]
        case .discount, .template, .billTo: []
        }
    }

    /// `No charge`, `no-charge` and `N/C` are one.
    init?(typed text: String) {
        let letters = WorksheetAction.letters(of: text)
        let found = WorksheetAction.allCases.first {
            WorksheetAction.letters(of: $0.rawValue) == letters || $0.shortForms.contains(letters)
        }
        guard let found else { return nil }
        self = found
    }

    /// The action that a text begins with: "hold until 1 December", "transfer to M2".
    static func beginning(_ text: String) -> WorksheetAction? {
        let words = folded(text).split(separator: " ")
        guard words.count > 1 else { return nil }
        return (1...min(2, words.count - 1)).lazy.compactMap {
            WorksheetAction(typed: words.prefix($0).joined(separator: " "))
        }.first
    }

    private static func letters(of text: String) -> String {
        String(folded(text).filter { $0.isLetter || $0.isNumber })
    }
}
