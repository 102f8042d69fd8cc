/// What a statement can show as a picture.
package enum ChartKind: String, Sendable, CaseIterable {
    case hoursByTimekeeper = "hours-by-timekeeper"
    case feesByMonth = "fees-by-month"
    case ageing
}

/// A chart with its figures, reckoned once and stored with the statement.
package enum Chart: Sendable, Equatable, Codable {
    /// Whoever worked most comes first; the rest of a long list is one row without a name.
    case hoursByTimekeeper([PersonHours])
    /// Of the statement's matters, up to this statement; and what is used of their budgets.
    case feesByMonth([MonthFees], budget: BudgetUse?)
    /// What is owed from earlier invoices, by how long ago they were issued, and this statement.
    case ageing([AgedAmount], this: Money)
}

package struct PersonHours: Sendable, Equatable, Codable {
    /// Nil for all others together.
    package var name: String?
    package var hours: Hours

    package init(name: String?, hours: Hours) {
        self.name = name
        self.hours = hours
    }
}

package struct MonthFees: Sendable, Equatable, Codable {
    package var year: Int
    package var month: Int
    package var fees: Money

    package init(year: Int, month: Int, fees: Money) {
        self.year = year
        self.month = month
        self.fees = fees
    }
}

package struct BudgetUse: Sendable, Equatable, Codable {
    package var budget: Money
    /// Fees of earlier invoices and of this statement.
    package var used: Money

    package init(budget: Money, used: Money) {
        self.budget = budget
        self.used = used
    }
}

package struct AgedAmount: Sendable, Equatable, Codable {
    package enum Age: String, Sendable, Codable, CaseIterable {
        case to30 = "0-30"
        case to60 = "31-60"
        case to90 = "61-90"
        case older = "91"

        package init(days: Int) {
            self =
                switch days {
                case ...30: .to30
                case ...60: .to60
                case ...90: .to90
                default: .older
                }
        }
    }

    package var age: Age
    package var amount: Money

    package init(age: Age, amount: Money) {
        self.age = age
        self.amount = amount
    }
}

/// What is open of one day's invoices.
package struct OpenAmount: Sendable, Equatable {
    package var date: CivilDate
    package var minorUnits: Int

    package init(date: CivilDate, minorUnits: Int) {
        self.date = date
        self.minorUnits = minorUnits
    }
}
