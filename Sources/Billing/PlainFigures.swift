/// `-1234.50`: for machines; no grouping, a point, all decimals.
package func plainDecimal(_ minorUnits: Int, decimals: Int) -> String {
    let digits = String(abs(minorUnits))
    let filled = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = minorUnits < 0 ? "-" : ""
    guard decimals > 0 else { return sign + filled }
    return sign + filled.dropLast(decimals) + "." + filled.suffix(decimals)
}

/// Worked time in hours with two decimals, for machines and terminals.
package func plainHours(seconds: Int) -> String {
    plainDecimal(Hours(seconds: seconds, decimals: 2).tenThousandths / 100, decimals: 2)
}
