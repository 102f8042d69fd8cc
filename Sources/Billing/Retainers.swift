/// What was agreed about an advance that is held for the client until it is earned.
package struct RetainerTerms: Sendable, Equatable {
    /// In minor units. Where less is held after a statement, it asks for more; zero: never.
    package var minimum: Int
    /// What it then asks to bring the retainer up to; the minimum at least.
    package var replenishTo: Int
    /// Whether statements are paid from it, or only show it.
    package var isApplied: Bool

    package init(minimum: Int = 0, replenishTo: Int? = nil, isApplied: Bool = true) {
        self.minimum = minimum
        self.replenishTo = replenishTo ?? minimum
        self.isApplied = isApplied
    }
}

/// What the ledger holds for a matter, as of the day of a statement that is to be made.
package struct HeldRetainer: Sendable, Equatable {
    /// Nil where the arrangement says nothing of a retainer: it is shown and not touched.
    package var terms: RetainerTerms?
    /// Without the movements listed.
    package var before: Money
    /// Those that no statement has shown yet.
    package var movements: [RetainerAccount.Movement]
    /// What can be taken without any later day coming to less than nothing: a statement may be
    /// made for a day before money was taken already.
    package var available: Money

    package init(
        terms: RetainerTerms?, before: Money, movements: [RetainerAccount.Movement] = [],
        available: Money
    ) {
        self.terms = terms
        self.before = before
        self.movements = movements
        self.available = available
    }
}

/// The retainer of one matter on a statement.
package struct RetainerAccount: Sendable, Equatable, Codable {
    /// What came in since the last statement, or was paid back to the client.
    package struct Movement: Sendable, Equatable, Codable {
        package var date: CivilDate
        package var description: String
        /// Positive where it was received, negative where it was paid back.
        package var amount: Money

        package init(date: CivilDate, description: String, amount: Money) {
            self.date = date
            self.description = description
            self.amount = amount
        }
    }

    package var matter: MatterID
    package var before: Money
    package var movements: [Movement]
    /// Taken for this statement; below zero where a credit note returns it.
    package var applied: Money
    package var after: Money
    /// What the client is asked to bring it up to; nil where it holds enough.
    package var target: Money?

    package init(
        matter: MatterID, before: Money, movements: [Movement], applied: Money, target: Money?
    ) {
        self.matter = matter
        self.before = before
        self.movements = movements
        self.applied = applied
        self.target = target
        after = before + movements.map(\.amount).sum(before.currency) - applied
    }

    /// How much the client is asked for.
    package var replenishment: Money? { target.map { $0 - after } }
}

/// The retainers of a statement's matters. Each matter has its own; the page shows their sums.
package struct StatementRetainer: Sendable, Equatable, Codable {
    /// Those of matters that have one or agreed on one; at least one.
    package var accounts: [RetainerAccount]

    package init(accounts: [RetainerAccount]) {
        self.accounts = accounts
    }

    private func sum(_ amounts: [Money]) -> Money {
        // There is an account, and so a currency.
        amounts.dropFirst().reduce(amounts[0], +)
    }

    package var before: Money { sum(accounts.map(\.before)) }
    package var applied: Money { sum(accounts.map(\.applied)) }
    package var after: Money { sum(accounts.map(\.after)) }
    /// Of all matters, by date.
    package var movements: [RetainerAccount.Movement] {
        accounts.flatMap(\.movements).sorted {
            ($0.date, $0.description) < ($1.date, $1.description)
        }
    }
    /// How much the client is asked for in all; nil where enough is held.
    package var replenishment: Money? {
        let asked = accounts.compactMap(\.replenishment)
        return asked.isEmpty ? nil : sum(asked)
    }
}

extension Statement {
    /// Pays what is due of each matter from what is held for it, and asks for more where that
    /// falls below its minimum.
    ///
    /// Of each matter as much as there is and as it owes, what it owed before included; of all
    /// matters together never more than the statement asks for.
    package mutating func apply(_ retainers: [MatterID: HeldRetainer]) {
        var due = max(0, amountDueBeforeRetainer.minorUnits)
        var accounts: [RetainerAccount] = []
        for (matter, tax) in zip(matters, taxShares) {
            guard let held = retainers[matter.id] else { continue }
            var applied = 0
            if held.terms?.isApplied == true {
                let owed = matter.review.owed + matter.total + tax
                applied = max(0, min(owed.minorUnits, held.available.minorUnits, due))
            }
            due -= applied
            var account = RetainerAccount(
                matter: matter.id, before: held.before, movements: held.movements,
                applied: Money(minorUnits: applied, currency), target: nil)
            if let terms = held.terms, account.after.minorUnits < terms.minimum {
                account.target = Money(minorUnits: terms.replenishTo, currency)
            }
            accounts.append(account)
        }
        retainer = accounts.isEmpty ? nil : StatementRetainer(accounts: accounts)
    }

    /// Each matter's part of the taxes, in the order of the matters.
    package var taxShares: [Money] {
        let shares = taxes.flatMap(\.shares)
        return matters.map { matter in
            shares.filter { $0.matter == matter.id }.map(\.amount).sum(currency)
        }
    }

    /// What is taken is neither more than was there nor more than is due, and what is asked for
    /// is missing.
    var retainerAddsUp: Bool {
        guard let retainer else { return true }
        let isReturned = kind == .creditNote
        let isEachSound = retainer.accounts.allSatisfy { account in
            matterIDs.contains(account.matter)
                && (isReturned ? account.applied.minorUnits < 0 : account.applied.minorUnits >= 0)
                && account.after.minorUnits >= 0
                && account.after + account.applied
                    == account.before + account.movements.map(\.amount).sum(currency)
                && account.replenishment.map { $0.minorUnits > 0 } ?? true
        }
        return isEachSound && !retainer.accounts.isEmpty
            && retainer.applied.minorUnits <= max(0, amountDueBeforeRetainer.minorUnits)
    }
}
