internal import Foundation

/// Has `produce` make batches on a thread of its own, a few of them ahead of `consume`, which gets
/// them in the same order. Throws what either throws; when it returns, the thread has ended.
func readAhead<Batch: Sendable, Result: Sendable>(
    produce: @escaping @Sendable (_ give: (Batch) throws -> Void) throws -> Result,
    consume: (Batch) throws -> Void
) throws -> Result {
    let belt = Belt<Batch, Result>()
    let thread = Thread {
        belt.finish(Swift.Result { try produce(belt.put) })
    }
    thread.stackSize = 8 << 20
    thread.start()
    defer { belt.stop() }
    while let batch = belt.take() { try consume(batch) }
    return try belt.result()
}

/// Carries batches from one thread to another and holds only a few.
private final class Belt<Batch: Sendable, Result: Sendable>: @unchecked Sendable {
    private struct Stopped: Error {}

    private let condition = NSCondition()
    private var batches: [Batch] = []
    private var outcome: Swift.Result<Result, any Error>?
    private var isStopped = false

    func put(_ batch: Batch) throws {
        condition.lock()
        defer { condition.unlock() }
        while batches.count >= 2, !isStopped { condition.wait() }
        guard !isStopped else { throw Stopped() }
        batches.append(batch)
        condition.broadcast()
    }

    func finish(_ result: Swift.Result<Result, any Error>) {
        condition.lock()
        defer { condition.unlock() }
        outcome = result
        condition.broadcast()
    }

    /// Nil where the producer has ended and all it made was taken.
    func take() -> Batch? {
        condition.lock()
        defer { condition.unlock() }
        while batches.isEmpty, outcome == nil { condition.wait() }
        guard !batches.isEmpty else { return nil }
        condition.broadcast()
        return batches.removeFirst()
    }

    /// Has the producer end at its next batch, and waits until it has.
    func stop() {
        condition.lock()
        defer { condition.unlock() }
        isStopped = true
        condition.broadcast()
        while outcome == nil { condition.wait() }
    }

    func result() throws -> Result {
        condition.lock()
        defer { condition.unlock() }
        guard let outcome else { throw Stopped() }
        return try outcome.get()
    }
}
