internal import Billing
internal import Digest
internal import GRDB
internal import GRDBSQLite

/// Inserts entries, a million in seconds: values go from the row to SQLite without being boxed.
///
/// Texts are gathered in one buffer, because SQLite reads them only when the statement runs. Not a
/// class: each access to a variable of a class is checked while the program runs.
struct EntryStatement: ~Copyable {
    private struct Piece {
        var index: CInt
        var start: Int
        var count: Int
        var isText: Bool
    }

    private let statement: GRDB.Statement
    private let handle: OpaquePointer
    private var index: CInt = 1
    private var scratch = ByteScratch()
    private var pieces: [Piece] = []
    /// Texts and days that the rows before had as well: SQLite keeps them from run to run.
    private var kept: [String]
    private var keptDay = Int.min

    init(_ db: Database, sql: String) throws {
        statement = try db.makeStatement(sql: sql)
        handle = statement.sqliteStatement
        pieces.reserveCapacity(24)
        kept = Array(repeating: "", count: Int(sqlite3_bind_parameter_count(handle)) + 1)
    }

    mutating func bind(_ integer: Int) {
        sqlite3_bind_int64(handle, index, Int64(integer))
        index += 1
    }

    mutating func bind(_ integer: Int?) {
        if let integer { bind(integer) } else { bindNothing() }
    }

    mutating func bind(_ text: borrowing String) {
        let start = scratch.count
        scratch.append(text)
        add(from: start, isText: true)
    }

    mutating func bind(_ text: String?) {
        if let text { bind(text) } else { bindNothing() }
    }

    mutating func bind(_ fingerprint: Fingerprint) {
        let start = scratch.count
        scratch.append(fingerprint.high)
        scratch.append(fingerprint.low)
        add(from: start, isText: false)
    }

    /// For what is mostly the same in row after row.
    mutating func bind(kept text: borrowing String) {
        if kept[Int(index)] != text {
            kept[Int(index)] = copy text
            var own = copy text
            _ = own.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(
                        handle, index, $0.baseAddress, CInt($0.count), EntryStatement.copied)
                }
            }
        }
        index += 1
    }

    /// There is but one day in each statement.
    mutating func bind(_ date: CivilDate) {
        guard date.dayNumber != keptDay else {
            index += 1
            return
        }
        keptDay = date.dayNumber
        bind(kept: date.description)
    }

    private mutating func bindNothing() {
        sqlite3_bind_null(handle, index)
        index += 1
    }

    private mutating func add(from start: Int, isText: Bool) {
        pieces.append(
            Piece(index: index, start: start, count: scratch.count - start, isText: isText))
        index += 1
    }

    /// Has SQLite make a copy of what is bound.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    /// Runs the statement with the values bound since it ran last.
    mutating func run() throws {
        // Never nil, which SQLite would take for no value at all: an empty text is a text.
        let bytes = scratch.bytes.baseAddress ?? UnsafePointer(bitPattern: 1)
        for piece in pieces {
            let start = bytes.map { UnsafeRawPointer($0 + piece.start) }
            if piece.isText {
                sqlite3_bind_text(
                    handle, piece.index, start?.assumingMemoryBound(to: CChar.self),
                    CInt(piece.count), nil)
            } else {
                sqlite3_bind_blob(handle, piece.index, start, CInt(piece.count), nil)
            }
        }
        let code = sqlite3_step(handle)
        sqlite3_reset(handle)
        index = 1
        pieces.removeAll(keepingCapacity: true)
        scratch.removeAll()
        guard code == SQLITE_DONE else { throw failure(code, of: handle) }
    }
}

/// Looks up, by its key, what an entry says and where.
struct EntryLookup: ~Copyable {
    struct Found {
        var content: Fingerprint
        var line: Int
        var occurrences: Int
    }

    private let statement: GRDB.Statement
    private let handle: OpaquePointer

    /// A statement of one parameter that selects a content, a line and a number of occurrences.
    init(_ db: Database, sql: String) throws {
        statement = try db.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    func find(_ key: Int) throws -> Found? {
        sqlite3_bind_int64(handle, 1, Int64(key))
        defer { sqlite3_reset(handle) }
        switch sqlite3_step(handle) {
        case SQLITE_DONE: return nil
        case SQLITE_ROW: break
        case let code: throw failure(code, of: handle)
        }
        let bytes = UnsafeRawBufferPointer(
            start: sqlite3_column_blob(handle, 0), count: Int(sqlite3_column_bytes(handle, 0)))
        return Found(
            content: try stored(Fingerprint(Array(bytes)), "content"),
            line: Int(sqlite3_column_int64(handle, 1)),
            occurrences: Int(sqlite3_column_int64(handle, 2)))
    }
}

func failure(_ code: CInt, of statement: OpaquePointer) -> DatabaseError {
    let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(statement)))
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
}

extension Fingerprint {
    /// The 16 bytes that the ledger keeps.
    func append(to bytes: inout [UInt8]) {
        for number in [high, low] {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
    }

    init?(_ data: [UInt8]) {
        guard data.count == 16 else { return nil }
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
            bytes.reduce(0) { $0 << 8 | UInt64($1) }
        }
        self.init(high: number(data[..<8]), low: number(data[8...]))
    }
}
