/// A step of reminding a client: how late an invoice must be for it, and what the letter says.
package struct ReminderLevel: Sendable, Equatable {
    /// Days past due.
    package var afterDays: Int
    package var title: String
    package var letter: Letter
    /// In minor units of the firm's currency; zero where nothing is charged.
    package var fee: Int

    package init(afterDays: Int, title: String, letter: Letter, fee: Int = 0) {
        self.afterDays = afterDays
        self.title = title
        self.letter = letter
        self.fee = fee
    }
}

/// A letter that asks a client for what is overdue: all that the page says, frozen when it is sent.
package struct Reminder: Sendable, Equatable, Codable {
    /// Something overdue, and how often the client was reminded of it, this letter included.
    package struct Item: Sendable, Equatable, Codable {
        package var item: OpenItem
        /// Zero where its first reminder is not due yet.
        package var level: Int
        /// Whether this letter took it there.
        package var isNew: Bool

        package init(_ item: OpenItem, level: Int, isNew: Bool) {
            self.item = item
            self.level = level
            self.isNew = isNew
        }
    }

    /// What is overdue in one currency.
    package struct Demand: Sendable, Equatable, Codable {
        package var currency: Currency
        package var items: [Item]
        /// Credits of the client that no item has used up; zero or less.
        package var unapplied: Money
        /// What this letter costs the client; zero mostly.
        package var fee: Money
        /// The matter that the fee is posted to.
        package var feeMatter: MatterID?

        package init(
            currency: Currency, items: [Item], unapplied: Money, fee: Money,
            feeMatter: MatterID? = nil
        ) {
            self.currency = currency
            self.items = items
            self.unapplied = unapplied
            self.fee = fee
            self.feeMatter = feeMatter
        }

        package var overdue: Money { items.map(\.item.open).sum(currency) }
        package var total: Money { overdue + unapplied + fee }
    }

    /// `RM-00012`; the ledger counts them.
    package var number: String
    package var head: LetterHead
    /// The highest level of its items.
    package var level: Int
    package var title: String
    package var letter: Letter
    /// One a currency.
    package var demands: [Demand]

    package init(
        number: String = "", head: LetterHead, level: Int, title: String, letter: Letter,
        demands: [Demand]
    ) {
        self.number = number
        self.head = head
        self.level = level
        self.title = title
        self.letter = letter
        self.demands = demands
    }

    package var items: [Item] { demands.flatMap(\.items) }
}

/// What was sent of the reminders of one debt.
package struct RemindedLevel: Sendable, Equatable {
    package var level: Int
    package var on: CivilDate

    package init(level: Int, on: CivilDate) {
        self.level = level
        self.on = on
    }
}

extension [ReminderLevel] {
    /// The level that an item so late is due for, counted from 1: always the one after its last, and
    /// not before the days have passed that lie between the two. Nil where none is due.
    package func next(
        after last: RemindedLevel?, daysOverdue: Int, on date: CivilDate
    ) -> Int? {
        let next = (last?.level ?? 0) + 1
        guard next <= count, daysOverdue >= self[next - 1].afterDays else { return nil }
        guard let last, last.level > 0 else { return next }
        let pause = self[next - 1].afterDays - self[last.level - 1].afterDays
        return date.days(since: last.on) >= pause ? next : nil
    }
}
