internal import Billing

// Agreements of one matter that follow one another are kept apart: each has its own work days, its
// own events, and its own names for what it counts and bills. Renewed instalments are billed though
// the first year's were, and a new price a filing does not touch the filings billed at the old one.

extension FeeUnderway {
    /// The ledger's name for what this agreement counts or bills: later agreements have their first
    /// day before it.
    func own(_ name: String) -> String { agreement.named(name) }

    /// Events of this name on the agreement's own days.
    func ownEvents(_ name: String) -> [MatterEvent] {
        events(name).filter { days.contains($0.date) }
    }

    /// Adds a price once it has fallen due, and only once; false while it has not.
    ///
    /// A price that had fallen due before this agreement began is not billed where an earlier one
    /// has billed its own of that name.
    mutating func bill(
        _ kind: FeeItem.Kind, _ name: String, _ minorUnits: Int, part: String, due: DueDay
    ) -> Bool {
        if wasBilled(own(part)) { return true }
        guard let day = reached(due) else { return false }
        if day < days.lowerBound, earlierAgreements.contains(where: { wasBilled($0.named(part)) }) {
            return true
        }
        items.append(
            FeeItem(
                kind: kind, description: name, amount: money(minorUnits),
                part: FeePartID(matter: matter.id, part: own(part))))
        return true
    }

    private var earlierAgreements: [Agreement] {
        let all = arrangement?.agreements ?? []
        return all.filter { other in
            guard let own = agreement.from else { return false }
            return other.from.map { $0 < own } ?? true
        }
    }

    private var arrangement: FeeArrangement? {
        history.registers.arrangement(of: matter)
    }

    /// Where what is wrong with the arrangement is to be mended.
    var arrangementPlace: Place { arrangement?.place ?? matter.place }
}

extension Agreement {
    fileprivate func named(_ name: String) -> String { from.map { "\($0)/" + name } ?? name }
}

// MARK: Work that outlives its agreement

extension FeeUnderway {
    /// Takes out the entries that wait for a price which `next` has in the place of this agreement's:
    /// they go with the new price.
    mutating func handOver(to next: Agreement) -> Set<EntryKey> {
        guard !holdsAtTheEnd, agreement.basis.isAmended(by: next.basis) else { return [] }
        defer { waiting = [] }
        return Set(waiting)
    }

    /// A price that did not fall due while its agreement held never will: what waits for it is
    /// pointed out on each run.
    mutating func reportStranded() {
        guard !holdsAtTheEnd, !waiting.isEmpty else { return }
        let next = days.upperBound.adding(days: 1)
        let entries = waiting.count == 1 ? "1 entry" : "\(waiting.count) entries"
        diagnostics.append(
            Diagnostic(
                .warning, .priceNeverDue, at: arrangementPlace,
                "\(entries) of matter \(matter.id) from before \(next) cannot be billed: no price "
                    + "of \"\(agreement.name)\" fell due before that day",
                remedy: "let the price fall due before \(next), or mark the entries non-billable"))
    }
}

extension FeeBasis {
    /// Whether the other is a new price for the same thing.
    fileprivate func isAmended(by other: FeeBasis) -> Bool {
        switch (self, other) {
        case (.flat, .flat), (.agreedValue, .agreedValue), (.contingent, .contingent),
            (.reverseContingent, .reverseContingent):
            true
        default: false
        }
    }
}
