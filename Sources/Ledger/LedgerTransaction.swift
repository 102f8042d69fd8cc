internal import Billing
internal import GRDB

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

/// A text that the ledger wrote itself and reads back.
func stored<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else {
        throw EnvironmentError("read", "the ledger", "a stored \(what) cannot be read")
    }
    return value
}
