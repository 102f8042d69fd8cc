import Foundation
import TestSupport

/// All that a firm's folder holds: each file with its bytes, and the ledger as SQL, since equal
/// ledgers may have their pages in another order.
struct FolderState: Equatable, CustomStringConvertible {
    /// Folders have no bytes.
    var files: [String: Data?]
    let ledger: [String]

    init(of folder: String) throws {
        var files: [String: Data?] = [:]
        for name in TemporaryFolder.names(below: folder) {
            let bytes = FileManager.default.contents(atPath: folder + "/" + name)
            files[name] = .some(name == "ledger.sqlite" ? nil : bytes)
        }
        self.files = files
        ledger =
            files["ledger.sqlite"] == nil
            ? []
            : try outputOfTool(["sqlite3", folder + "/ledger.sqlite", ".dump"])
                .split(separator: "\n").map(String.init)
    }

    /// What is in one and not in the other, for whoever has to find out why.
    func difference(from wanted: FolderState) -> String {
        var parts: [String] = []
        for name in Set(files.keys).union(wanted.files.keys).sorted()
        where files[name] != wanted.files[name] {
            let what =
                wanted.files[name] == nil
                ? "should not be there" : files[name] == nil ? "is missing" : "has other bytes"
            parts.append("\(name) \(what)")
        }
        let (mine, its) = (Set(ledger), Set(wanted.ledger))
        parts += ledger.filter { !its.contains($0) }.prefix(4).map {
            "only here: \($0.prefix(300))"
        }
        parts += wanted.ledger.filter { !mine.contains($0) }.prefix(4).map {
            "missing: \($0.prefix(300))"
        }
        if parts.isEmpty, self != wanted { parts = ["the ledger's rows have another order"] }
        return parts.joined(separator: "\n")
    }

    var description: String { "\(files.count) files, \(ledger.count) lines of SQL" }
}
