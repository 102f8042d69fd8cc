internal import Billing
internal import Foundation
internal import Ledger
internal import Loading

/// The rows of an export that were not taken, as a file beside it in the inbox: the same columns,
/// and one more that says why. To put the rows right and load that file is all that is left to do.
struct RefusedRows {
    private let path: String
    private let refusals: Refusals
    private let encoding: TextEncoding?
    private let workspace: Workspace

    init(
        _ path: String, _ refusals: Refusals, encoding: TextEncoding?, in workspace: Workspace
    ) {
        self.path = path
        self.refusals = refusals
        self.encoding = encoding
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
        let name = freeName
        let text = try RefusedText(refusals).text(
            of: path, shownAs: workspace.shownName(of: path), encoding: encoding)
        try writeFile(Array(text.utf8), to: workspace.folder + "/" + name)
        try transaction.recordRefused(refusals.rows.map(\.fingerprint), in: name)
        return name
    }

    /// A name that no file has: an earlier one may be half corrected.
    private var freeName: String {
        var base = (path as NSString).lastPathComponent
        if base.lowercased().hasSuffix(".csv") { base = String(base.dropLast(4)) }
        var name = "inbox/\(base).refused.csv"
        var number = 2
        while FileManager.default.fileExists(atPath: workspace.folder + "/" + name) {
            name = "inbox/\(base).refused-\(number).csv"
            number += 1
        }
        return name
    }
}
