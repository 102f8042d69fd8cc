internal import Billing
internal import Foundation
internal import Ledger
internal import Loading

/// The rows of an export that were not taken, as a file beside it in the inbox: the same columns,
/// and one more that says why. To put the rows right and load that file is all that is left to do.
struct RefusedRows {
    private let path: String
    private let refusals: Refusals
    private let workspace: Workspace

    init(_ path: String, _ refusals: Refusals, in workspace: Workspace) {
        self.path = path
        self.refusals = refusals
        self.workspace = workspace
    }

    /// Whether a file is one of refused rows itself, to be corrected where it is.
    static func isName(of path: String) -> Bool {
        let name = (path as NSString).lastPathComponent.lowercased()
        return name.hasSuffix(".refused.csv")
            || name.range(of: #"\.refused-[0-9]+\.csv$"#, options: .regularExpression) != nil
    }

    /// Whether a file of refused rows is there, or waits to be.
    static func isThere(_ name: String, in workspace: Workspace) -> Bool {
        let path = workspace.folder + "/" + name
        return [path, PendingFile.temporary(for: path)].contains {
            FileManager.default.fileExists(atPath: $0)
        }
    }

    /// Remembers the rows and writes the file, which takes its name once they are committed; returns
    /// it with that name, below the firm's folder.
    func write(
        into transaction: LedgerTransaction
    ) throws(EnvironmentError) -> (name: String, file: PendingFile) {
        let name = try freeName(in: transaction)
        let text = try RefusedText(refusals).text(
            of: path, shownAs: workspace.shownName(of: path))
        let file = try PendingFile(Array(text.utf8), to: workspace.folder + "/" + name)
        do {
            try transaction.recordRefused(refusals.rows.map(\.fingerprint), in: name)
        } catch {
            file.discard()
            throw error
        }
        return (name, file)
    }

    /// A name that no file has, since it may be half corrected, that none was loaded by, since its
    /// rows would count as loaded, and that the ledger has for no rows yet: so it has it for rows of
    /// a file that waits only if they were committed.
    private func freeName(in transaction: LedgerTransaction) throws(EnvironmentError) -> String {
        var base = (path as NSString).lastPathComponent
        if base.lowercased().hasSuffix(".csv") { base = String(base.dropLast(4)) }
        var name = "inbox/\(base).refused.csv"
        var number = 2
        func isTaken() throws(EnvironmentError) -> Bool {
            if RefusedRows.isThere(name, in: workspace) { return true }
            if try transaction.hasRefused(in: name) { return true }
            return try transaction.hasLoaded(name)
        }
        while try isTaken() {
            name = "inbox/\(base).refused-\(number).csv"
            number += 1
        }
        return name
    }
    /// Files that a load left waiting when it was interrupted take their names if their rows were
    /// committed; else that load did not happen, and they go. Returns the names that were given.
    static func finish(in workspace: Workspace) throws(EnvironmentError) -> [String] {
        let inbox = workspace.folder + "/inbox"
        let found = (try? FileManager.default.contentsOfDirectory(atPath: inbox)) ?? []
        let names = found.filter { $0.hasPrefix(".") && $0.hasSuffix(".part") }
            .map { "inbox/" + $0.dropFirst().dropLast(5) }.filter(isName).sorted()
        guard !names.isEmpty else { return [] }
        let committed = try workspace.ledger.read { transaction throws(EnvironmentError) in
            var committed: [String] = []
            for name in names where try transaction.hasRefused(in: name) { committed.append(name) }
            return committed
        }
        for name in names {
            let file = PendingFile(waitingFor: workspace.folder + "/" + name)
            if committed.contains(name) { try file.commit() } else { file.discard() }
        }
        try syncFolders(of: [inbox + "/."])
        return committed
    }
}
