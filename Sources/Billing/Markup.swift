/// What an attorney or the billing department changes on a line before it is billed.
///
/// A change replaces the earlier one of its kind. The worked figures stay as they were loaded:
/// changes are kept beside them, each with who made it and why.
package enum LineChange: Sendable, Hashable, Codable {
    /// Billed hours, whatever the increment.
    case hours(Hours)
    /// Minor units an hour; before any other rate.
    case rate(Int)
    /// What the line comes to, in minor units, whatever hours and rate say.
    case amount(Int)
    case narrative(String)
    /// Listed at no charge.
    case noCharge
    /// Taken off the bill for good, and written off: not listed.
    case writeOff
    /// Unbilled until that day; nil until it is restored.
    case hold(until: CivilDate?)
    /// Never billed: the entry should not have been recorded here.
    case exclude
    case transfer(to: MatterID)
    /// Takes back all changes of the line.
    case restore
}

/// What is changed on the whole of a matter's next statement.
package enum MatterChange: Sendable, Hashable, Codable {
    /// Taken off the fees, after all terms.
    case discount(Extent, reason: String)
    /// What the fees come to; the difference is spread over the lines.
    case fees(Int, reason: String)
    /// Printed above the terms of payment.
    case note(String)
    case hold(until: CivilDate?)
    /// The sentence about payment, and days to pay.
    case terms(String, days: Int?)
    case template(String)
    /// Name and address lines in place of the client's.
    case billTo([String])
    case restore
}

/// One thing that was done to unbilled work, with all that it changed; the ledger's number of it.
package struct Edit: Sendable, Hashable {
    package var number: Int
    package var date: CivilDate
    package var who: String
    /// Nil where none was given.
    package var reason: String?
    /// "worksheet PF-00012-v1.csv", "the command line".
    package var source: String
    /// The edit that this one takes back.
    package var undoes: Int?

    package init(
        number: Int, date: CivilDate, who: String, reason: String?, source: String,
        undoes: Int? = nil
    ) {
        self.number = number
        self.date = date
        self.who = who
        self.reason = reason
        self.source = source
        self.undoes = undoes
    }
}

/// A change in force, and the edit that made it.
package struct Marked<Value: Sendable & Hashable>: Sendable, Hashable {
    package var value: Value
    package var edit: Edit

    package init(_ value: Value, _ edit: Edit) {
        self.value = value
        self.edit = edit
    }
}

/// What all edits of a line come to, and which edit said each part of it.
package struct LineMarkup: Sendable, Equatable {
    package enum Treatment: Sendable, Hashable {
        case noCharge
        case writtenOff
        case held(until: CivilDate?)
        case excluded
    }

    package private(set) var hours: Marked<Hours>?
    package private(set) var rate: Marked<Int>?
    package private(set) var amount: Marked<Int>?
    package private(set) var narrative: Marked<String>?
    package private(set) var treatment: Marked<Treatment>?
    package private(set) var matter: Marked<MatterID>?

    package init() {}

    package var isEmpty: Bool { self == LineMarkup() }

    /// New hours or a new rate take the place of an amount that was set before.
    package mutating func apply(_ change: LineChange, of edit: Edit) {
        switch change {
        case .hours(let hours):
            self.hours = Marked(hours, edit)
            amount = nil
        case .rate(let rate):
            self.rate = Marked(rate, edit)
            amount = nil
        case .amount(let amount): self.amount = Marked(amount, edit)
        case .narrative(let text): narrative = Marked(text, edit)
        case .noCharge: treatment = Marked(.noCharge, edit)
        case .writeOff: treatment = Marked(.writtenOff, edit)
        case .hold(let day): treatment = Marked(.held(until: day), edit)
        case .exclude: treatment = Marked(.excluded, edit)
        case .transfer(let matter): self.matter = Marked(matter, edit)
        case .restore: self = LineMarkup()
        }
    }

    /// Whether a statement for work up to that day leaves the line unbilled.
    package func isHeld(on day: CivilDate) -> Bool {
        guard case .held(let until)? = treatment?.value else { return false }
        return until.map { day < $0 } ?? true
    }

    package var isExcluded: Bool { treatment?.value == .excluded }
}

/// What all edits of a matter's next statement come to.
package struct MatterMarkup: Sendable, Equatable {
    package struct Discount: Sendable, Hashable {
        package var extent: Extent
        package var reason: String
    }

    package struct Fees: Sendable, Hashable {
        package var minorUnits: Int
        package var reason: String
    }

    package struct Terms: Sendable, Hashable {
        package var text: String
        package var days: Int?
    }

    package private(set) var discount: Marked<Discount>?
    package private(set) var fees: Marked<Fees>?
    package private(set) var note: Marked<String>?
    /// Until that day; nil inside: until it is restored.
    package private(set) var hold: Marked<CivilDate?>?
    package private(set) var terms: Marked<Terms>?
    package private(set) var template: Marked<String>?
    package private(set) var billTo: Marked<[String]>?

    package init() {}

    package mutating func apply(_ change: MatterChange, of edit: Edit) {
        switch change {
        case .discount(let extent, let reason):
            discount = Marked(Discount(extent: extent, reason: reason), edit)
        case .fees(let minorUnits, let reason):
            fees = Marked(Fees(minorUnits: minorUnits, reason: reason), edit)
        case .note(let text): note = Marked(text, edit)
        case .hold(let until): hold = Marked(until, edit)
        case .terms(let text, let days): terms = Marked(Terms(text: text, days: days), edit)
        case .template(let name): template = Marked(name, edit)
        case .billTo(let lines): billTo = Marked(lines, edit)
        case .restore: self = MatterMarkup()
        }
    }

    package func isHeld(on day: CivilDate) -> Bool {
        guard let hold else { return false }
        return hold.value.map { day < $0 } ?? true
    }
}

/// All edits that are in force on unbilled work.
package struct Markup: Sendable {
    package var lines: [EntryKey: LineMarkup] = [:]
    package var matters: [MatterID: MatterMarkup] = [:]

    package init() {}
}
