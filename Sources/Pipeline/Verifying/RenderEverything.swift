internal import Billing
internal import Ledger

/// Renders each document of a ledger again, on `threads`, and compares its bytes with those that were
/// posted.
func renderEverything(
    in ledger: Ledger, folder: String, threads: Int, progress: (Progress) -> Void
) throws(EnvironmentError) -> (count: Int, findings: [Diagnostic]) {
    let ids = try ledger.read { transaction throws(EnvironmentError) in
        try transaction.documentIDs()
    }
    let workers = Workers<Int64, Result<Diagnostic?, EnvironmentError>>(threads) {
        let renderer = Renderer(finder: TemplateFinder(firmFolder: folder))
        return { id in
            Result { () throws(EnvironmentError) in
                try ledger.read { transaction throws(EnvironmentError) in
                    try transaction.document(id)
                }.flatMap { compare($0, renderer) }
            }
        }
    }
    defer { workers.end() }
    for id in ids { workers.give(id) }
    var findings: [Diagnostic] = []
    var done = 0
    while let outcome = workers.take() {
        if let finding = try outcome.get() { findings.append(finding) }
        done += 1
        progress(Progress(step: "documents rendered", done: done, of: ids.count))
    }
    let reminders = try compareReminders(in: ledger, folder: folder)
    return (ids.count + reminders.count, findings + reminders.findings)
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
