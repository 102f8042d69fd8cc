/// An ISO 4217 currency: its code and how many decimals its minor unit has.
///
/// Without a reference, because amounts are copied by the million.
package struct Currency: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The three letters, the first in the highest byte.
    private let letters: UInt32
    /// Decimals of the minor unit by ISO 4217.
    package let decimals: Int

    /// Nil where the code is not three capital letters.
    package init?(code: String) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else {
            return nil
        }
        self.init(known: code)
    }

    private init(known code: String) {
        self.init(letters: Currency.letters(of: code))
    }

    fileprivate init(letters: UInt32) {
        self.letters = letters
        decimals = Currency.unusualDecimals[letters] ?? 2
    }

    private static func letters(of code: String) -> UInt32 {
        code.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let currency = Currency(code: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no currency")
        }
        self = currency
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }

    package static let usd = Currency(known: "USD")

    package var code: String {
        String(unsafeUninitializedCapacity: 3) { bytes in
            for place in 0..<3 {
                bytes[place] = UInt8(truncatingIfNeeded: letters >> (16 - 8 * place))
            }
            return 3
        }
    }

    /// Two unless listed.
    private static let unusualDecimals: [UInt32: Int] = {
        let none = [
            "JPY", "KRW", "CLP", "ISK", "VND", "XAF", "XOF", "XPF", "PYG", "UGX", "RWF",
        ]
        let three = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
        return Dictionary(
            uniqueKeysWithValues: none.map { (letters(of: $0), 0) }
                + three.map { (letters(of: $0), 3) })
    }()

    package var minorUnitsPerUnit: Int {
        switch decimals {
        case 0: 1
        case 3: 1000
        default: 100
        }
    }

    package var description: String { code }
}

/// An exact amount: a whole number of minor units of one currency.
///
/// Sums of different currencies are a programmer's error: grouping keeps currencies apart.
package struct Money: Hashable, Sendable, Codable {
    package var minorUnits: Int
    package var currency: Currency

    package init(minorUnits: Int, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    package static func zero(_ currency: Currency) -> Money {
        Money(minorUnits: 0, currency)
    }

    package var isZero: Bool { minorUnits == 0 }

    /// Larger than any bill; loading refuses what is beyond it, so that sums cannot overflow.
    package static let largestMinorUnits = 1_000_000_000_000

    package static func + (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "a sum of two currencies")
        return Money(minorUnits: left.minorUnits + right.minorUnits, left.currency)
    }

    package static func - (left: Money, right: Money) -> Money {
        left + -right
    }

    package static prefix func - (money: Money) -> Money {
        Money(minorUnits: -money.minorUnits, money.currency)
    }

    package static func += (left: inout Money, right: Money) {
        left = left + right
    }

    /// This amount times `percent`, rounded half away from zero once.
    package func times(_ percent: Percent) -> Money {
        Money(
            minorUnits: multiply(minorUnits, by: percent.thousandths, dividingHalfUpBy: 100_000),
            currency)
    }
}

/// One text, `60000 USD`: a statement has dozens a line.
extension Money {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        var text = try container.decode(String.self)
        guard let money = text.withUTF8({ Money(stored: $0) }) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no amount")
        }
        self = money
    }

    /// Digits, a space and a currency.
    private init?(stored text: UnsafeBufferPointer<UInt8>) {
        let isNegative = text.first == UInt8(ascii: "-")
        // Eighteen digits cannot overflow, and are more than any sum has.
        let digits = text.dropFirst(isNegative ? 1 : 0).dropLast(4)
        guard (1...18).contains(digits.count), text[text.count - 4] == UInt8(ascii: " ") else {
            return nil
        }
        var units = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            units = units * 10 + Int(digit - UInt8(ascii: "0"))
        }
        var letters: UInt32 = 0
        for letter in text.suffix(3) {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter) else { return nil }
            letters = letters << 8 | UInt32(letter)
        }
        self.init(minorUnits: isNegative ? -units : units, Currency(letters: letters))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        var text = String(minorUnits)
        text += " "
        text += currency.code
        try container.encode(text)
    }
}

extension Sequence where Element == Money {
    package func sum(_ currency: Currency) -> Money {
        reduce(.zero(currency), +)
    }
}

/// A percentage of at most three decimals.
package struct Percent: Hashable, Sendable, Codable {
    package var thousandths: Int

    package init(thousandths: Int) {
        self.thousandths = thousandths
    }

    package init(from decoder: any Decoder) throws {
        thousandths = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(thousandths)
    }
}

/// `left` times `right` divided by `divisor`, rounded half away from zero once ("half up" for
/// either sign). The product is exact, however large.
package func multiply(_ left: Int, by right: Int, dividingHalfUpBy divisor: Int) -> Int {
    let product = Int128(left) * Int128(right)
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Int128(divisor))
    guard remainder.magnitude * 2 >= Int128(divisor).magnitude else { return Int(quotient) }
    return Int((product < 0) == (divisor < 0) ? quotient + 1 : quotient - 1)
}

/// Integer division rounded half away from zero.
package func divideHalfUp(_ dividend: Int, by divisor: Int) -> Int {
    multiply(dividend, by: 1, dividingHalfUpBy: divisor)
}
