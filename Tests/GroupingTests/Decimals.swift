import Billing
import Foundation

/// The value of the text `-1234.50` that `units` of the last decimal are written as.
func printed(_ units: Int, decimals: Int) -> Decimal {
    var digits = String(abs(units))
    while digits.count <= decimals { digits = "0" + digits }
    let text =
        (units < 0 ? "-" : "") + digits.dropLast(decimals) + "." + digits.suffix(decimals) + "0"
    return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) ?? .nan
}

func printed(_ money: Money) -> Decimal {
    printed(money.minorUnits, decimals: money.currency.decimals)
}

/// Half away from zero.
func rounded(_ value: Decimal, decimals: Int) -> Decimal {
    var value = value
    var result = Decimal()
    NSDecimalRound(&result, &value, decimals, .plain)
    return result
}
