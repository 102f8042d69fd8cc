/// Whether an entry is charged.
package enum Disposition: String, Sendable, Codable, CaseIterable {
    case billable
    /// On the bill, at zero.
    case noCharge = "no-charge"
    /// Never on a bill.
    case nonBillable = "non-billable"
}

/// What the ledger calls a loaded entry. Given once, never reused; line ids are made of it.
package struct EntryKey: Hashable, Comparable, Sendable, Codable {
    package var number: Int

    package init(_ number: Int) {
        self.number = number
    }

    package init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }

    package static func < (left: EntryKey, right: EntryKey) -> Bool {
        left.number < right.number
    }
}

/// Work as it was recorded. A loaded entry never changes.
package struct TimeEntry: Sendable, Equatable {
    package var key: EntryKey
    package var matter: MatterID
    package var timekeeper: TimekeeperID
    package var date: CivilDate
    package var seconds: Int
    package var narrative: String
    package var task: String?
    package var activity: String?
    package var phase: String?
    package var disposition: Disposition
    /// An hourly price on the entry itself; beats every row of the rate book.
    package var rateMinorUnits: Int?
    package var place: Place

    package init(
        key: EntryKey, matter: MatterID, timekeeper: TimekeeperID, date: CivilDate, seconds: Int,
        narrative: String, task: String? = nil, activity: String? = nil, phase: String? = nil,
        disposition: Disposition = .billable, rateMinorUnits: Int? = nil, place: Place
    ) {
        self.key = key
        self.matter = matter
        self.timekeeper = timekeeper
        self.date = date
        self.seconds = seconds
        self.narrative = narrative
        self.task = task
        self.activity = activity
        self.phase = phase
        self.disposition = disposition
        self.rateMinorUnits = rateMinorUnits
        self.place = place
    }
}

/// A cost or disbursement as it was recorded.
package struct CostEntry: Sendable, Equatable {
    package var key: EntryKey
    package var matter: MatterID
    package var timekeeper: TimekeeperID?
    package var date: CivilDate
    /// Nil where only a quantity was recorded, for a rule to price.
    package var minorUnits: Int?
    package var quantity: Quantity?
    package var description: String
    package var code: String?
    package var disposition: Disposition
    package var place: Place

    package init(
        key: EntryKey, matter: MatterID, timekeeper: TimekeeperID? = nil, date: CivilDate,
        minorUnits: Int?, quantity: Quantity? = nil, description: String, code: String? = nil,
        disposition: Disposition = .billable, place: Place
    ) {
        self.key = key
        self.matter = matter
        self.timekeeper = timekeeper
        self.date = date
        self.minorUnits = minorUnits
        self.quantity = quantity
        self.description = description
        self.code = code
        self.disposition = disposition
        self.place = place
    }
}

/// The unbilled work of one matter, with what was marked at it.
package struct UnbilledWork: Sendable {
    package var matter: MatterID
    package var time: [TimeEntry]
    package var costs: [CostEntry]
    package var marks: [EntryKey: MarkedLine] = [:]
    package var mark = MarkedMatter()

    package init(matter: MatterID, time: [TimeEntry] = [], costs: [CostEntry] = []) {
        self.matter = matter
        self.time = time
        self.costs = costs
    }
}
