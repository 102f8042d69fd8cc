internal import Billing
internal import Foundation

/// Threads that work on orders, each with tools of its own. What comes of the orders is taken in the
/// order in which they were given, so that it is the same with any number of threads.
final class Workers<Order: Sendable, Outcome: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    /// Those that nobody began, and what came of the others, by the place of the order.
    private var orders: [Int: Order] = [:]
    private var outcomes: [Int: Outcome] = [:]
    /// How many orders were given and begun, and how many outcomes taken.
    private var (given, begun, taken) = (0, 0, 0)
    private var isOver = false
    private var running: Int

    /// `equip` is called on each thread, and makes what works there.
    init(_ count: Int, equip: @escaping @Sendable () -> (Order) -> Outcome) {
        running = count
        for _ in 0..<count {
            let thread = Thread {
                let work = equip()
                while let (place, order) = self.next() { self.put(work(order), at: place) }
                self.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    func give(_ order: Order) {
        condition.lock()
        defer { condition.unlock() }
        orders[given] = order
        given += 1
        condition.broadcast()
    }

    /// What came of the oldest order that was not taken yet; nil where all were.
    func take() -> Outcome? {
        condition.lock()
        defer { condition.unlock() }
        guard taken < given else { return nil }
        while outcomes[taken] == nil { condition.wait() }
        taken += 1
        return outcomes.removeValue(forKey: taken - 1)
    }

    /// Leaves undone what nobody began, and waits until no thread is at work any more.
    func end() {
        condition.lock()
        defer { condition.unlock() }
        isOver = true
        condition.broadcast()
        while running > 0 { condition.wait() }
    }

    private func next() -> (place: Int, order: Order)? {
        condition.lock()
        defer { condition.unlock() }
        while begun == given, !isOver { condition.wait() }
        guard !isOver, let order = orders.removeValue(forKey: begun) else { return nil }
        begun += 1
        return (begun - 1, order)
    }

    private func put(_ outcome: Outcome, at place: Int) {
        condition.lock()
        defer { condition.unlock() }
        outcomes[place] = outcome
        condition.broadcast()
    }

    private func leave() {
        condition.lock()
        defer { condition.unlock() }
        running -= 1
        condition.broadcast()
    }
}

/// Work beside other work: on a thread of its own, or in the end where there is to be no other thread.
struct SideWork<Value: Sendable> {
    typealias Work = @Sendable () throws(EnvironmentError) -> Value

    private let work: Work
    private let worker: Workers<Void, Result<Value, EnvironmentError>>?

    init(onThread hasThread: Bool, _ work: @escaping Work) {
        self.work = work
        worker =
            hasThread
            ? Workers(1) { { _ in Result { () throws(EnvironmentError) in try work() } } } : nil
        worker?.give(())
    }

    /// What came of it; to be asked for once.
    func value() throws(EnvironmentError) -> Value {
        if let outcome = worker?.take() { return try outcome.get() }
        return try work()
    }

    /// Waits until the thread is at work no more.
    func end() { worker?.end() }
}
