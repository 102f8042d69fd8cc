import Testing

@testable import Pipeline

@Suite struct WorkersTests {
    /// Whoever is done first does not come first.
    @Test(arguments: [1, 3, 8]) func outcomesComeInTheOrderOfTheOrders(threads: Int) {
        let workers = Workers<Int, Int>(threads) { { order in slowly(order) } }
        defer { workers.end() }
        for order in 0..<40 { workers.give(order) }
        var outcomes: [Int] = []
        while let outcome = workers.take() { outcomes.append(outcome) }
        #expect(outcomes == Array(0..<40))
    }

    /// Each thread has tools of its own, and nobody else's.
    @Test func eachThreadIsEquippedOnce() {
        final class Tool {
            var uses = 0
        }
        let workers = Workers<Int, Int>(2) {
            let tool = Tool()
            return { _ in
                tool.uses += 1
                return tool.uses
            }
        }
        defer { workers.end() }
        for order in 0..<100 { workers.give(order) }
        var uses: [Int] = []
        while let count = workers.take() { uses.append(count) }
        #expect(uses.filter { $0 == 1 }.count <= 2)
        #expect(uses.count == 100)
        #expect(uses.reduce(0, max) >= 50)
    }

    /// A run that fails half way leaves what nobody began.
    @Test func whatNobodyBeganIsLeft() {
        let workers = Workers<Int, Int>(2) { { order in slowly(order) } }
        for order in 0..<10_000 { workers.give(order) }
        #expect(workers.take() == 0)
        workers.end()
    }
}

/// The later the order, the sooner it is done.
private func slowly(_ order: Int) -> Int {
    var sum = 0
    for step in 0..<(41 - min(order, 40)) * 2_000 { sum &+= step }
    return sum == -1 ? -1 : order
}
