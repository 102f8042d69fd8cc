internal import Billing
internal import Foundation
internal import Ledger

/// Renders each document of a ledger again, on two threads, and compares its bytes with those that
/// were posted.
func renderEverything(
    in ledger: Ledger, folder: String, progress: @escaping @Sendable (Progress) -> Void
) throws(EnvironmentError) -> (count: Int, findings: [Diagnostic]) {
    let ids = try ledger.read { transaction throws(EnvironmentError) in
        try transaction.documentIDs()
    }
    let round = RenderRound(ids: ids, progress: progress)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
        // A renderer belongs to one thread.
        let renderer = Renderer(finder: TemplateFinder(firmFolder: folder))
        while let (place, id) = round.take() {
            do throws(EnvironmentError) {
                let document = try ledger.read { transaction throws(EnvironmentError) in
                    try transaction.document(id)
                }
                if let document { round.put(compare(document, renderer), at: place) }
            } catch {
                round.fail(error)
            }
        }
    }
    let reminders = try compareReminders(in: ledger, folder: folder)
    return (ids.count + reminders.count, try round.findings() + reminders.findings)
}

private func compareReminders(
    in ledger: Ledger, folder: String
) throws(EnvironmentError) -> (count: Int, findings: [Diagnostic]) {
    let reminders = try ledger.read { transaction throws(EnvironmentError) in
        try transaction.reminders()
    }
    let renderer = Renderer(finder: TemplateFinder(firmFolder: folder))
    let findings = reminders.compactMap { reminder -> Diagnostic? in
        do throws(EnvironmentError) {
            _ = try renderAgain(reminder, renderer: renderer)
            return nil
        } catch {
            return Diagnostic(
                .bytesDiffer, at: Place(file: reminder.path),
                "\(reminder.number) cannot be rendered as it was recorded: \(error.cause)",
                remedy: error.remedy)
        }
    }
    return (reminders.count, findings)
}

private func compare(_ document: StoredDocument, _ renderer: Renderer) -> Diagnostic? {
    do {
        _ = try renderAgain(document, renderer: renderer)
        return nil
    } catch {
        let number = document.number + (document.kind == .proforma ? " v\(document.version)" : "")
        return Diagnostic(
            .bytesDiffer, at: Place(file: document.path),
            "\(number) cannot be rendered as it was posted: \(error.cause)", remedy: error.remedy)
    }
}

/// Which documents are still to render, and what came of the others.
private final class RenderRound: @unchecked Sendable {
    private let lock = NSLock()
    private let ids: [Int64]
    private let progress: @Sendable (Progress) -> Void
    private var next = 0
    private var done = 0
    private var found: [Int: Diagnostic] = [:]
    private var error: EnvironmentError?

    init(ids: [Int64], progress: @escaping @Sendable (Progress) -> Void) {
        self.ids = ids
        self.progress = progress
    }

    func take() -> (place: Int, id: Int64)? {
        lock.withLock {
            guard next < ids.count, error == nil else { return nil }
            next += 1
            return (next - 1, ids[next - 1])
        }
    }

    func put(_ finding: Diagnostic?, at place: Int) {
        lock.withLock {
            found[place] = finding
            done += 1
            progress(Progress(step: "documents rendered", done: done, of: ids.count))
        }
    }

    func fail(_ error: EnvironmentError) {
        lock.withLock { self.error = self.error ?? error }
    }

    func findings() throws(EnvironmentError) -> [Diagnostic] {
        if let error { throw error }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }
}
