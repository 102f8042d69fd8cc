/// The candidate that a person most likely meant by `name`: the one with the fewest letters
/// inserted, left out, exchanged or swapped; nil where none is close. The first wins a tie.
package func nearest(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    guard !wanted.isEmpty else { return nil }
    var best: (text: String, distance: Int)?
    var longer: String?
    for candidate in candidates {
        let letters = Array(candidate.lowercased())
        let limit = min(
            best.map { $0.distance - 1 } ?? .max, max(1, max(wanted.count, letters.count) / 3))
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

/// "Acme" for "Acme Holdings", or the other way round.
private func isShortForm(_ left: [Character], _ right: [Character]) -> Bool {
    let shared = min(left.count, right.count)
    return shared >= 4 && left[..<shared] == right[..<shared]
}

/// Edits between two words, a swap of neighbours counting once; nil where there are more than
/// `limit`.
package func editDistance(_ left: [Character], _ right: [Character], upTo limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
        var current = [row]
        current.reserveCapacity(right.count + 1)
        for column in 1...right.count {
            let same = left[row - 1] == right[column - 1]
            var cost = min(
                last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
            if row > 1, column > 1, left[row - 1] == right[column - 2],
                left[row - 2] == right[column - 1]
            {
                cost = min(cost, beforeLast[column - 2] + 1)
            }
            current.append(cost)
        }
        if let least = current.min(), least > limit { return nil }
        (beforeLast, last) = (last, current)
    }
    return last[right.count] <= limit ? last[right.count] : nil
}
