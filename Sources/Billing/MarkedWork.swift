/// A mark as the ledger keeps it, with whose decision it was.
package struct RecordedMark<Change: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    /// Counted by the ledger through all marks.
    package var number: Int
    /// The edit that it came with: a worksheet, or a command.
    package var edit: Int
    package var change: Change
    package var by: String
    package var reason: String

    package init(number: Int, edit: Int, change: Change, by: String, reason: String) {
        self.number = number
        self.edit = edit
        self.change = change
        self.by = by
        self.reason = reason
    }
}

package typealias LineMark = RecordedMark<LineChange>
package typealias MatterMark = RecordedMark<MatterChange>

/// What holds of all that was marked at one entry: of each kind the last mark. A new price takes the
/// place of an earlier one: hours or a rate that of an amount, and each that of no charge or a
/// write-off, as those that of a price.
package struct MarkedLine: Sendable, Equatable {
    package private(set) var marks: [LineMark] = []

    package init(_ marks: some Sequence<LineMark> = []) {
        for mark in marks { add(mark) }
    }

    package mutating func add(_ mark: LineMark) {
        marks.removeAll { mark.change.replaces($0.change) }
        if mark.change != .restore { marks.append(mark) }
    }

    package var isEmpty: Bool { marks.isEmpty }

    private func first<Value>(_ value: (LineChange) -> Value?) -> Value? {
        marks.compactMap { value($0.change) }.first
    }

    package var hours: Hours? { first { if case .hours(let hours) = $0 { hours } else { nil } } }
    package var perHour: Money? { first { if case .rate(let rate) = $0 { rate } else { nil } } }
    package var amount: Money? { first { if case .amount(let money) = $0 { money } else { nil } } }
    package var narrative: String? {
        first { if case .narrative(let text) = $0 { text } else { nil } }
    }
    package var isNoCharge: Bool { marks.contains { $0.change == .noCharge } }
    package var isWrittenOff: Bool { marks.contains { $0.change == .writeOff } }
    package var matter: MatterID? {
        first { if case .transfer(let matter) = $0 { matter } else { nil } }
    }
    package var parts: [LinePart]? {
        first { if case .divide(let parts) = $0 { parts } else { nil } }
    }
    package var partner: LineID? {
        first { if case .combine(let line) = $0 { line } else { nil } }
    }

    /// The mark that keeps the entry off a statement of this day, if one does.
    package func keepingOff(on date: CivilDate) -> LineMark? {
        marks.first { mark in
            switch mark.change {
            case .exclude: true
            case .hold(let until): until.map { date < $0 } ?? true
            default: false
            }
        }
    }
}

extension LineChange {
    fileprivate func replaces(_ other: LineChange) -> Bool {
        switch (self, other) {
        case (.restore, _): true
        case (.hours, .hours), (.hours, .amount), (.hours, .noCharge), (.hours, .writeOff),
            (.rate, .rate), (.rate, .amount), (.rate, .noCharge), (.rate, .writeOff),
            (.amount, .amount), (.amount, .noCharge), (.amount, .writeOff),
            (.noCharge, .noCharge), (.noCharge, .writeOff), (.noCharge, .amount),
            (.writeOff, .noCharge), (.writeOff, .writeOff), (.writeOff, .amount),
            (.narrative, .narrative), (.transfer, .transfer),
            (.hold, .hold), (.hold, .exclude), (.exclude, .hold), (.exclude, .exclude),
            (.divide, .divide), (.divide, .combine), (.divide, .hours), (.divide, .narrative),
            (.combine, .combine), (.combine, .divide),
            (.hours, .divide), (.narrative, .divide):
            true
        default: false
        }
    }
}

/// What holds of all that was marked at a matter as a whole: of each kind the last mark.
package struct MarkedMatter: Sendable, Equatable {
    package private(set) var marks: [MatterMark] = []
    /// Those that later ones took the place of. They are used up with them.
    package private(set) var replaced: [MatterMark] = []

    package init(_ marks: some Sequence<MatterMark> = []) {
        for mark in marks { add(mark) }
    }

    package mutating func add(_ mark: MatterMark) {
        replaced += marks.filter { mark.change.replaces($0.change) }
        marks.removeAll { mark.change.replaces($0.change) }
        if mark.change != .restore { marks.append(mark) }
    }

    package var isEmpty: Bool { marks.isEmpty }

    package func holding(on date: CivilDate) -> MatterMark? {
        marks.first { mark in
            guard case .hold(let until) = mark.change else { return false }
            return until.map { date < $0 } ?? true
        }
    }

    package var note: String? { first { if case .note(let text) = $0 { text } else { nil } } }
    package var terms: String? { first { if case .terms(let text) = $0 { text } else { nil } } }
    package var template: String? {
        first { if case .template(let name) = $0 { name } else { nil } }
    }
    package var billTo: ClientID? {
        first { if case .billTo(let client) = $0 { client } else { nil } }
    }

    /// Discounts and a fee that was set, in the order in which they were marked.
    package var feeMarks: [MatterMark] {
        marks.filter { mark in
            switch mark.change {
            case .discountPercent, .discountAmount, .fees: true
            default: false
            }
        }
    }

    private func first<Value>(_ value: (MatterChange) -> Value?) -> Value? {
        marks.compactMap { value($0.change) }.first
    }
}

extension MatterChange {
    fileprivate func replaces(_ other: MatterChange) -> Bool {
        switch (self, other) {
        case (.restore, _), (.hold, .hold), (.note, .note), (.terms, .terms),
            (.template, .template), (.billTo, .billTo), (.fees, .fees),
            (.discountPercent, .discountPercent), (.discountPercent, .discountAmount),
            (.discountAmount, .discountPercent), (.discountAmount, .discountAmount):
            true
        default: false
        }
    }
}

/// All marks that hold for work that no invoice carries.
package struct Markup: Sendable, Equatable {
    package var lines: [EntryKey: MarkedLine]
    package var matters: [MatterID: MarkedMatter]

    package init(lines: [EntryKey: MarkedLine] = [:], matters: [MatterID: MarkedMatter] = [:]) {
        self.lines = lines
        self.matters = matters
    }
}

/// An entry that marks keep off this statement, and the one that does.
package struct HeldEntry: Sendable, Equatable {
    package var key: EntryKey
    package var mark: String

    package init(key: EntryKey, mark: String) {
        self.key = key
        self.mark = mark
    }
}

extension UnbilledWork {
    /// The work without what marks keep off a statement of this day; what they change of the rest
    /// goes along.
    package func marked(by markup: Markup, on date: CivilDate) -> (
        work: UnbilledWork, held: [HeldEntry]
    ) {
        var work = self
        work.mark = markup.matters[matter] ?? MarkedMatter()
        if let hold = work.mark.holding(on: date) {
            let held = (time.map(\.key) + costs.map(\.key)).map {
                HeldEntry(key: $0, mark: "the matter is held: \(hold.plainText)")
            }
            return (UnbilledWork(matter: matter), held)
        }
        guard !markup.lines.isEmpty else { return (work, []) }
        var held: [HeldEntry] = []
        func stays(_ key: EntryKey) -> Bool {
            guard let line = markup.lines[key] else { return true }
            guard let mark = line.keepingOff(on: date) else {
                work.marks[key] = line
                return true
            }
            held.append(HeldEntry(key: key, mark: mark.plainText))
            return false
        }
        work.time = time.filter { stays($0.key) }
        work.costs = costs.filter { stays($0.key) }
        return (work, held)
    }
}
