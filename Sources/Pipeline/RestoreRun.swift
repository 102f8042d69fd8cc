package import Billing
internal import Foundation
internal import Ledger

/// `engross restore`: a backup in the place of the ledger, which keeps a second name. The backup is
/// verified first, and refused where it is not as it was recorded.
package struct RestoreRun {
    package struct Report: Sendable, Encodable {
        package var verified: VerifyRun.Report
        /// The name of the ledger that was replaced; nil where there was none, or nothing was done.
        package var kept: String?
        /// Documents of that ledger that the backup does not know.
        package var forgotten: [String] = []
        package var isDone = false
    }

    private let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    package func run(
        from file: String, waiting: () -> Void = {}
    ) throws(EnvironmentError) -> Report {
        let lock = try FolderLock(folder, waiting: waiting)
        defer { withExtendedLifetime(lock) {} }
        guard FileManager.default.fileExists(atPath: file) else {
            throw EnvironmentError("read the backup", file, "there is no such file")
        }
        let path = folder + "/ledger.sqlite"
        let part = path + ".part"
        try copyLedger(from: file, to: part)
        var report = Report(verified: try verifyOrRemove(part))
        for index in report.verified.diagnostics.indices {
            report.verified.diagnostics[index].place = Place(file: file)
        }
        guard !report.verified.diagnostics.hasErrors else {
            unlink(part)
            return report
        }
        try syncFile(part)
        if FileManager.default.fileExists(atPath: path) {
            report.forgotten = documents(in: path, missingFrom: part)
            report.kept = try keep(path)
        }
        try rename(part, to: path)
        report.isDone = true
        return report
    }

    private func verifyOrRemove(_ part: String) throws(EnvironmentError) -> VerifyRun.Report {
        do {
            return try verify(part)
        } catch {
            unlink(part)
            throw error
        }
    }

    /// Where the old ledger cannot be read, nobody knows.
    private func documents(in path: String, missingFrom part: String) -> [String] {
        func names(_ path: String) throws -> [(name: String, sha256: String)] {
            try Ledger(path: path).read { transaction throws(EnvironmentError) in
                try transaction.documentNames()
            }
        }
        guard let old = try? names(path), let new = try? names(part) else { return [] }
        let known = Set(new.map { $0.name + $0.sha256 })
        return old.filter { !known.contains($0.name + $0.sha256) }.map(\.name)
    }

    /// Gives the ledger a second name, beside the one that it loses next.
    private func keep(_ path: String) throws(EnvironmentError) -> String {
        var name = "ledger-before-restore.sqlite"
        var number = 2
        while FileManager.default.fileExists(atPath: folder + "/" + name) {
            name = "ledger-before-restore-\(number).sqlite"
            number += 1
        }
        let kept = folder + "/" + name
        guard link(path, kept) == 0 else { throw failure("name", kept) }
        // What a crash left of a ledger that cannot be opened must not be taken for the new one's.
        if FileManager.default.fileExists(atPath: path + "-journal") {
            try rename(path + "-journal", to: kept + "-journal")
        }
        try syncFolders(of: [kept])
        return name
    }
}
