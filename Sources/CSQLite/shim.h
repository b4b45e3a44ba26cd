#include <sqlite3.h>

// SQLite's destructor sentinels and variadic configuration calls are macros and varargs, which Swift does not import.
static inline int desk_bind_text(sqlite3_stmt *s, int i, const char *p, int n) {
  return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}
static inline int desk_bind_blob(sqlite3_stmt *s, int i, const void *p, int n) {
  return n == 0 ? sqlite3_bind_zeroblob(s, i, 0) : sqlite3_bind_blob(s, i, p, n, SQLITE_TRANSIENT);
}
// Leaves the log when the last connection is closed.
static inline int desk_leave_log(sqlite3 *db) { return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0); }
// Memory statistics cost a mutex per allocation; must run before the first connection.
static inline int desk_sqlite_config(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
