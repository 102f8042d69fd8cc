/// Runs SQL on a ledger with its own rules put aside, and puts them back: no trace is left but in
/// the rows.
package func tamper(_ database: String, _ sql: String) throws {
    func script(_ query: String) throws -> String {
        try outputOfTool(["sqlite3", database, query])
    }
    let triggers = try script("SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger'")
    let drops = try script(
        "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger'")
    _ = try script("BEGIN; \(drops) \(sql); \(triggers) COMMIT;")
}
