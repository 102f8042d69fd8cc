/// Shares out an amount in proportion to weights that are not negative and not all zero. Shares are
/// rounded down, and the units left over go one each to the largest remainders, the earlier of
/// equal ones first: so they sum to the amount.
package func proRata(_ amount: Int, by weights: [Int]) -> [Int] {
    let whole = Int128(weights.reduce(0, +))
    let magnitude = Int128(abs(amount))
    var shares: [Int] = []
    var remainders: [(index: Int, remainder: Int128)] = []
    for (index, weight) in weights.enumerated() {
        let (share, remainder) = (magnitude * Int128(weight)).quotientAndRemainder(
            dividingBy: whole)
        shares.append(Int(share))
        remainders.append((index, remainder))
    }
    let left = abs(amount) - shares.reduce(0, +)
    remainders.sort { ($1.remainder, $0.index) < ($0.remainder, $1.index) }
    for (index, _) in remainders.prefix(left) { shares[index] += 1 }
    return amount < 0 ? shares.map { -$0 } : shares
}
