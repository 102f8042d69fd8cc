package import Billing
internal import Foundation
package import Loading
internal import Rating

/// What an import did, in counts that tie: rows = added + known + changed + refused.
package struct ImportReport: Sendable, Encodable {
    /// The register in the firm's folder.
    package var register: String
    package var rows = 0
    package var added = 0
    package var known = 0
    /// Known rows that say something else; changed only where `hasUpdated`.
    package var changed = 0
    package var refused = 0
    /// The rows added, by id and name; none for rates.
    package var addedRows: [String] = []
    package var hasUpdated = false
    /// Whether the register was written; false also where it stays as it was.
    package var isWritten = false
    package var diagnostics: [Diagnostic] = []

    package var isRefused: Bool { diagnostics.hasErrors }
}

/// `engross import`: a list of another program into a register, all of it or nothing.
package struct ImportRun {
    private let folder: String

    package init(folder: String) {
        self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }

    /// Brings the list at `path` into a register. A dry run reports what importing would do.
    package func run(
        _ path: String, into register: ImportedRegister, _ options: ImportOptions = ImportOptions(),
        isDry: Bool = false, waiting: () -> Void = {}
    ) throws(EnvironmentError) -> ImportReport {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw EnvironmentError(
                "open", folder, "there is no such folder",
                remedy: "make one with: engross init \(folder)")
        }
        let lock = try isDry ? nil : FolderLock(folder, waiting: waiting)
        defer { withExtendedLifetime(lock) {} }
        let result = try register.importing(path, shownAs: path, into: folder, options)
        var report = ImportReport(register: register.file)
        (report.rows, report.added, report.known) = (result.rows, result.added, result.known)
        (report.changed, report.refused) = (result.changed, result.refused)
        report.addedRows = result.addedRows
        report.hasUpdated = options.updates
        report.diagnostics = result.diagnostics
        if register == .rates, let records = result.records {
            report.diagnostics += try rateFaults(in: records.registers)
        }
        guard !report.isRefused, !isDry, let bytes = result.bytes else { return report }
        // A register that is a link to a shared folder stays one.
        let target = URL(fileURLWithPath: folder + "/" + register.file)
            .resolvingSymlinksInPath().path
        try writeFile(bytes, to: target, keepingMode: true)
        try syncFolders(of: [target])
        report.isWritten = true
        return report
    }

    /// What rating would say of the rates as they would be, and does not say of them as they are.
    private func rateFaults(in after: Registers) throws(EnvironmentError) -> [Diagnostic] {
        let before = try FirmFolder.read(at: folder).records?.registers.rates ?? []
        var old: [Diagnostic] = []
        var new: [Diagnostic] = []
        _ = RateLookup(before, reporting: &old)
        _ = RateLookup(after.rates, reporting: &new)
        let known = Set(old.map(\.fact))
        return new.filter { !known.contains($0.fact) }
    }
}
