internal import Paper

/// What a table says of itself on the pages that it goes on to: its name, and its sums so far.
extension TableCutter {
    /// Above the header, on each page but the first.
    func continued(_ reaches: Reaches) -> [Strip] {
        guard let row = table.continued else { return [] }
        return strips(of: row, reaches: reaches, isRead: false)
    }

    func carriedRows(behind row: Int) -> CarriedRows? {
        row < table.carried.count ? table.carried[row] : nil
    }

    /// Nil where the table carries nothing. Its rows of sums are all as high as the first.
    func carriedSums(_ reaches: Reaches) -> CarriedSums? {
        guard let first = table.carried.firstIndex(where: { $0 != nil }) else { return nil }
        func cut(_ row: Int) -> (forward: Strip, brought: Strip) {
            guard let rows = carriedRows(behind: row) else {
                return (Strip(height: 0), Strip(height: 0))
            }
            return (
                store.merged(strips(of: rows.forward, reaches: reaches, isRead: false)),
                store.merged(strips(of: rows.brought, reaches: reaches, isRead: false))
            )
        }
        let (forward, brought) = cut(first)
        return CarriedSums(height: (forward.height, brought.height), cut: cut)
    }
}
