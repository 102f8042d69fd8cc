internal import Billing
internal import GRDB
internal import GRDBSQLite

/// Inserts entries, a million in seconds: values go from the row to SQLite without being boxed.
///
/// Texts are gathered in one buffer, because SQLite reads them only when the statement runs.
final class EntryStatement {
    private enum Value {
        case null
        case integer(Int)
        case text(start: Int, count: Int)
        case blob(start: Int, count: Int)
    }

    private let statement: GRDB.Statement
    private var bytes: [UInt8] = []
    private var values: [Value] = []

    init(_ db: Database, sql: String) throws {
        statement = try db.makeStatement(sql: sql)
        bytes.reserveCapacity(1 << 12)
    }

    func bind(_ integer: Int?) {
        values.append(integer.map { .integer($0) } ?? .null)
    }

    func bind(_ text: String?) {
        guard var text else {
            values.append(.null)
            return
        }
        let start = bytes.count
        text.withUTF8 { bytes.append(contentsOf: $0) }
        values.append(.text(start: start, count: bytes.count - start))
    }

    func bind(_ fingerprint: Fingerprint) {
        let start = bytes.count
        fingerprint.append(to: &bytes)
        values.append(.blob(start: start, count: bytes.count - start))
    }

    func bind(_ date: CivilDate) {
        let start = bytes.count
        date.appendISO(to: &bytes)
        values.append(.text(start: start, count: bytes.count - start))
    }

    /// Runs the statement with the values bound since it ran last.
    func run() throws {
        let handle = statement.sqliteStatement
        let code = bytes.withUnsafeBytes { bytes in
            for (offset, value) in values.enumerated() {
                let index = CInt(offset + 1)
                switch value {
                case .null: sqlite3_bind_null(handle, index)
                case .integer(let integer): sqlite3_bind_int64(handle, index, Int64(integer))
                case .text(let start, let count):
                    sqlite3_bind_text(
                        handle, index, pointer(in: bytes, at: start), CInt(count), nil)
                case .blob(let start, let count):
                    sqlite3_bind_blob(
                        handle, index, pointer(in: bytes, at: start), CInt(count), nil)
                }
            }
            return sqlite3_step(handle)
        }
        sqlite3_reset(handle)
        values.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        guard code == SQLITE_DONE else {
            let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
    }

    /// Never nil, which SQLite would take for no value at all; an empty text is a text.
    private func pointer(in bytes: UnsafeRawBufferPointer, at start: Int) -> UnsafePointer<CChar>? {
        let base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
        return base.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
    }
}

extension Fingerprint {
    /// The 16 bytes that the ledger keeps.
    func append(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { bytes.append(contentsOf: $0) }
    }

    init?(_ data: [UInt8]) {
        guard data.count == 16 else { return nil }
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
            bytes.reduce(0) { $0 << 8 | UInt64($1) }
        }
        self.init(high: number(data[..<8]), low: number(data[8...]))
    }
}
