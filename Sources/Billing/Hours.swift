/// A quantity of billed time: a decimal of at most four places, two unless the firm says otherwise.
///
/// The value that is printed is the value that is multiplied: round to the firm's decimals first.
package struct Hours: Hashable, Comparable, Sendable, Codable {
    package var tenThousandths: Int

    package init(tenThousandths: Int) {
        self.tenThousandths = tenThousandths
    }

    package init(from decoder: any Decoder) throws {
        tenThousandths = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(tenThousandths)
    }

    package static let zero = Hours(tenThousandths: 0)

    /// Seconds as hours, rounded half up to `decimals` places.
    package init(seconds: Int, decimals: Int) {
        let perUnit = Hours.tenThousandths(ofOneInPlace: decimals)
        let units = multiply(seconds, by: 10_000 / perUnit, dividingHalfUpBy: 3_600)
        self.init(tenThousandths: units * perUnit)
    }

    /// What one in the last of so many decimals is worth.
    package static func tenThousandths(ofOneInPlace decimals: Int) -> Int {
        switch decimals {
        case 0: 10_000
        case 1: 1_000
        case 2: 100
        case 3: 10
        default: 1
        }
    }

    /// Larger than any year of work; loading refuses what is beyond it.
    package static let largestSeconds = 10_000 * 3_600

    package static func + (left: Hours, right: Hours) -> Hours {
        Hours(tenThousandths: left.tenThousandths + right.tenThousandths)
    }

    package static func - (left: Hours, right: Hours) -> Hours {
        Hours(tenThousandths: left.tenThousandths - right.tenThousandths)
    }

    package static func += (left: inout Hours, right: Hours) {
        left = left + right
    }

    package static func < (left: Hours, right: Hours) -> Bool {
        left.tenThousandths < right.tenThousandths
    }

    /// Hours times an hourly rate, rounded half up once to the minor unit.
    package func times(_ rate: Money) -> Money {
        Money(
            minorUnits: multiply(tenThousandths, by: rate.minorUnits, dividingHalfUpBy: 10_000),
            rate.currency)
    }
}

extension Sequence where Element == Hours {
    package func sum() -> Hours {
        reduce(.zero, +)
    }
}
