/// The candidate that a person most likely meant by `name`: the one with the fewest letters
/// inserted, left out, exchanged or swapped; nil where none is close. The first wins a tie.
package func nearest(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard !wanted.isEmpty else { return nil }
    var best: (text: String, distance: Int)?
    var longer: String?
    for candidate in candidates {
        let letters = Array(candidate.lowercased().unicodeScalars)
        let limit = min(
            best.map { $0.distance - 1 } ?? .max, editLimit(wanted.count, letters.count))
        if let distance = editDistance(wanted, letters, upTo: limit) {
            best = (candidate, distance)
            if distance == 0 { break }
        } else if longer == nil, isShortForm(wanted, letters) {
            longer = candidate
        }
    }
    return best?.text ?? longer
}

/// "did you mean …?" or nil: the remedy for a name that is not known.
package func didYouMean(_ name: String, among candidates: some Sequence<String>) -> String? {
    nearest(name, among: candidates).map { "did you mean \"\($0)\"?" }
}

/// How many edits two words of these lengths may be apart and still be taken for each other.
package func editLimit(_ left: Int, _ right: Int) -> Int { max(1, max(left, right) / 3) }

/// "Acme" for "Acme Holdings", or the other way round.
package func isShortForm(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
    let shared = min(left.count, right.count)
    return shared >= 4 && left[..<shared] == right[..<shared]
}

/// Edits between two words, a swap of neighbours counting once; nil where there are more than
/// `limit`.
package func editDistance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], upTo limit: Int
) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var current = beforeLast
    for row in 1...left.count {
        current[0] = row
        var least = row
        for column in 1...right.count {
            let same = left[row - 1] == right[column - 1]
            var cost = min(
                last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
            if row > 1, column > 1, left[row - 1] == right[column - 2],
                left[row - 2] == right[column - 1]
            {
                cost = min(cost, beforeLast[column - 2] + 1)
            }
            current[column] = cost
            least = min(least, cost)
        }
        if least > limit { return nil }
        swap(&beforeLast, &last)
        swap(&last, &current)
    }
    return last[right.count] <= limit ? last[right.count] : nil
}
