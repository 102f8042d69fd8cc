internal import Billing
internal import GRDB
internal import StoredJSON

/// The ledger inside one transaction. Lives only as long as the closure it is given to.
package struct LedgerTransaction {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    func attempt<Value>(
        _ action: String, _ body: () throws -> Value
    ) throws(EnvironmentError) -> Value {
        do {
            return try body()
        } catch let error as EnvironmentError {
            throw error
        } catch {
            throw Ledger.failure(action, "the ledger", error)
        }
    }
}

/// Narrows a query to some matters; to none where there is no list of them.
struct MatterFilter {
    private let ids: String?

    init(_ matters: [MatterID]?) {
        ids = matters.map { matters in
            (try? StoredJSON.text(of: matters.map(\.text))) ?? "[]"
        }
    }

    /// One parameter for any number of matters, and the indices by matter are used.
    func condition(on column: String) -> String {
        ids == nil ? "" : "AND \(column) IN (SELECT value FROM json_each(?))"
    }

    func arguments(after others: [String] = []) -> StatementArguments {
        StatementArguments(others + (ids.map { [$0] } ?? []))
    }
}

/// A text that the ledger wrote itself and reads back.
func stored<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else {
        throw EnvironmentError("read", "the ledger", "a stored \(what) cannot be read")
    }
    return value
}
