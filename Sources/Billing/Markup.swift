/// What can be marked at one line of a pro forma. The entry keeps what was recorded; marks are
/// kept beside it, and the last one of each kind holds.
package enum LineChange: Sendable, Hashable, Codable {
    /// Billed hours in place of those that rounding made.
    case hours(to: Hours)
    /// An hourly rate in place of the one that was found.
    case rate(to: Money)
    case amount(to: Money)
    case narrative(to: String)
    /// On the invoice, at zero.
    case noCharge
    /// Off the invoice for good; its value is posted as written off.
    case writeOff
    /// Unbilled until that day; without a day until it is restored.
    case hold(until: CivilDate?)
    /// Off the next invoice of its matter, and back on the one after that.
    case exclude
    case transfer(to: MatterID)
    /// Several lines in place of one, in this order.
    case divide(into: [LinePart])
    /// Its hours and narrative go to another line of the same person and matter.
    case combine(with: LineID)
    /// Takes back whatever was marked at the line before.
    case restore
}

/// One of the lines that an entry is divided into.
package struct LinePart: Sendable, Hashable, Codable {
    package var hours: Hours
    package var narrative: String

    package init(hours: Hours, narrative: String) {
        self.hours = hours
        self.narrative = narrative
    }
}

/// What can be marked at a matter's pro forma as a whole. It holds for the next invoice of the
/// matter, which uses it up; a hold stays until its day, or until it is restored.
package enum MatterChange: Sendable, Hashable, Codable {
    /// Off the fees, after the terms of the arrangement.
    case discountPercent(Percent)
    case discountAmount(Money)
    /// What the fees come to.
    case fees(to: Money)
    /// Printed on the invoice above the matters.
    case note(String)
    case hold(until: CivilDate?)
    /// The terms of payment that the invoice prints.
    case terms(String)
    case template(String)
    case billTo(ClientID)
    /// Takes back whatever was marked at the matter before.
    case restore
}

/// What somebody asks to be marked, before it is known whether it can be: a row of a worksheet, or
/// a command.
package struct MarkRequest: Sendable, Equatable {
    package enum Mark: Sendable, Equatable {
        case line(LineID, [LineChange])
        case matter(MatterID, [MatterChange])
    }

    package var mark: Mark
    package var reason: String
    /// Whose decision it is; nil where that is whoever enters it.
    package var decidedBy: String?
    /// The pro forma that was marked, and its version; nil for a command that names the line.
    package var proforma: ProformaVersion?
    package var place: Place?

    package init(
        _ mark: Mark, reason: String = "", decidedBy: String? = nil,
        proforma: ProformaVersion? = nil, place: Place? = nil
    ) {
        self.mark = mark
        self.reason = reason
        self.decidedBy = decidedBy
        self.proforma = proforma
        self.place = place
    }
}

/// `PF-00012 v2`.
package struct ProformaVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var number: String
    package var version: Int

    package init(number: String, version: Int) {
        self.number = number
        self.version = version
    }

    package var description: String { "\(number) v\(version)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.number, left.version) < (right.number, right.version)
    }
}
