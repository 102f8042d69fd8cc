// What Swift cannot call of SQLite: a function with any number of arguments.
#include <sqlite3.h>

// Before the first ledger is opened: to take back a statement that fails half-way, SQLite keeps the pages it
// changes, in memory as far as they are no more than these bytes, else in a file.
static inline int engross_sqlite_keep_in_memory(int bytes) {
    return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes);
}
