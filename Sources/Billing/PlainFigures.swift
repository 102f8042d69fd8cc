/// `-1234.50`: for machines; no grouping, a point, all decimals.
package func plainDecimal(_ minorUnits: Int, decimals: Int) -> String {
    let digits = String(abs(minorUnits))
    let filled = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = minorUnits < 0 ? "-" : ""
    guard decimals > 0 else { return sign + filled }
    return sign + filled.dropLast(decimals) + "." + filled.suffix(decimals)
}

/// An amount with its currency, for messages and traces: `USD 1234.50`.
package func plain(_ money: Money) -> String {
    "\(money.currency) " + plainDecimal(money.minorUnits, decimals: money.currency.decimals)
}

/// `12.5 %`: as many decimals as needed.
package func plainPercent(_ percent: Percent) -> String {
    shortDecimal(percent.thousandths) + " %"
}

/// `250`, `12.5`: as many decimals as needed.
package func plainQuantity(_ quantity: Quantity) -> String {
    shortDecimal(quantity.thousandths)
}

private func shortDecimal(_ thousandths: Int) -> String {
    var text = plainDecimal(thousandths, decimals: 3)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
}

/// Worked time in hours with two decimals, for machines and terminals.
package func plainHours(seconds: Int) -> String {
    plainDecimal(Hours(seconds: seconds, decimals: 2).tenThousandths / 100, decimals: 2)
}

/// Worked time to the second: in hours with two decimals where they say all of it, or as `1:07:30`.
package func exactHours(seconds: Int) -> String {
    seconds.isMultiple(of: 36) ? plainHours(seconds: seconds) : clockHours(seconds: seconds)
}

/// Times of one sum, to the second and written alike, so that they add up as printed.
package func exactHours(_ times: [Int]) -> [String] {
    let areDecimal = times.allSatisfy { $0.isMultiple(of: 36) }
    return times.map { areDecimal ? plainHours(seconds: $0) : clockHours(seconds: $0) }
}

private func clockHours(seconds: Int) -> String {
    func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let time = abs(seconds)
    return (seconds < 0 ? "-" : "") + "\(time / 3_600):" + twoDigits(time / 60 % 60) + ":"
        + twoDigits(time % 60)
}
