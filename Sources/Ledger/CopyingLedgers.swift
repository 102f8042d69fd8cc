package import Billing
internal import GRDB

extension Ledger {
    /// Makes a copy of the ledger as it is at one moment, whoever else reads or writes it. The file
    /// must not be there yet.
    package static func copy(from path: String, to copy: String) throws(EnvironmentError) {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(30)
            let source = try DatabaseQueue(path: path, configuration: configuration)
            let target = try DatabaseQueue(path: copy)
            try source.backup(to: target)
            try target.close()
            try source.close()
        } catch {
            throw Ledger.failure("copy the ledger", path, error)
        }
    }
}

extension LedgerTransaction {
    /// What every document is called, in the order of posting, with the digest of its bytes.
    package func documentNames() throws(EnvironmentError) -> [(name: String, sha256: String)] {
        try attempt("read documents from") {
            try Row.fetchAll(
                db, sql: "SELECT kind, number, version, sha256 FROM document ORDER BY id"
            ).map {
                (
                    documentName(kind: $0["kind"], number: $0["number"], version: $0["version"]),
                    $0["sha256"]
                )
            }
        }
    }

    package func documentIDs() throws(EnvironmentError) -> [Int64] {
        try attempt("read documents from") {
            try Int64.fetchAll(db, sql: "SELECT id FROM document ORDER BY id")
        }
    }
}
