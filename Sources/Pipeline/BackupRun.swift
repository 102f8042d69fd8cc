package import Billing
internal import Foundation
package import Ledger

/// `engross backup`: a copy of the ledger in one file, made while others may be reading it.
package struct BackupRun {
    private let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// Returns the last link of the journal in the copy. A file that is there is never replaced.
    package func run(to file: String) throws(EnvironmentError) -> JournalLink? {
        let path = try ledgerPath(in: folder)
        guard !FileManager.default.fileExists(atPath: file) else {
            throw EnvironmentError(
                "write the backup", file, "there is a file of that name already",
                remedy: "name another one: a backup never takes the place of an older one")
        }
        let part = file + ".part"
        try copyLedger(from: path, to: part)
        let link = try Ledger(path: part).read { transaction throws(EnvironmentError) in
            try transaction.lastLink()
        }
        try syncFile(part)
        try rename(part, to: file)
        return link
    }
}

/// A copy under a temporary name, in place of what an interrupted run left there.
func copyLedger(from path: String, to part: String) throws(EnvironmentError) {
    for ending in ["", "-journal"] { unlink(part + ending) }
    do {
        try Ledger.copy(from: path, to: part)
    } catch {
        unlink(part)
        throw error
    }
}

/// Brings to disk what others wrote.
func syncFile(_ path: String) throws(EnvironmentError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("open", path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure("write", path) }
}

func rename(_ path: String, to name: String) throws(EnvironmentError) {
    guard Foundation.rename(path, name) == 0 else { throw failure("name", name) }
    try syncFolders(of: [name])
}
