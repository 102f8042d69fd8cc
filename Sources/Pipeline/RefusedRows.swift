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

    /// Writes the file and remembers its rows; returns its name below the firm's folder.
    func write(into transaction: LedgerTransaction) throws(EnvironmentError) -> String {
        let name = try freeName(in: transaction)
        let text = try RefusedText(refusals).text(
            of: path, shownAs: workspace.shownName(of: path))
        try writeFile(Array(text.utf8), to: workspace.folder + "/" + name)
        try transaction.recordRefused(refusals.rows.map(\.fingerprint), in: name)
        return name
    }

    /// A name that no file has, since it may be half corrected, and that none was loaded by, since
    /// its rows would count as loaded.
    private func freeName(in transaction: LedgerTransaction) throws(EnvironmentError) -> String {
        var base = (path as NSString).lastPathComponent
        if base.lowercased().hasSuffix(".csv") { base = String(base.dropLast(4)) }
        var name = "inbox/\(base).refused.csv"
        var number = 2
        func isTaken() throws(EnvironmentError) -> Bool {
            if FileManager.default.fileExists(atPath: workspace.folder + "/" + name) { return true }
            return try transaction.hasLoaded(name)
        }
        while try isTaken() {
            name = "inbox/\(base).refused-\(number).csv"
            number += 1
        }
        return name
    }
}
