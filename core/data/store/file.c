#include "data/store/parts.h"

// The statement with its first place filled by a name.
static bool prepare(VnStore *store, const char *text, const char *name,
                    sqlite3_stmt **s, VnErr *err) {
  bool done = sqlite3_prepare_v2(store->db, text, -1, s, NULL) == SQLITE_OK &&
              sqlite3_bind_text(*s, 1, name, -1, SQLITE_STATIC) == SQLITE_OK;
  return done || vn_store_fail(store, err);
}

bool vn_store_put_file(VnStore *store, const char *name, const void *bytes,
                       size_t n, VnErr *err) {
  sqlite3_stmt *s = NULL;
  bool done =
      prepare(store, "INSERT OR IGNORE INTO file(name,bytes) VALUES(?,?)", name,
              &s, err) &&
      ((sqlite3_bind_blob64(s, 2, n ? bytes : "", n, SQLITE_STATIC) ==
            SQLITE_OK &&
        sqlite3_step(s) == SQLITE_DONE) ||
       vn_store_fail(store, err));
  sqlite3_finalize(s);
  return done;
}

static bool take(sqlite3_stmt *s, VnBytes *bytes, VnErr *err) {
  const void *from = sqlite3_column_blob(s, 0);
  size_t n = (size_t)sqlite3_column_bytes(s, 0);
  return n == 0 || (from && vn_bytes_put(bytes, from, n)) ||
         vn_fail_memory(err, "store");
}

bool vn_store_get_file(VnStore *store, const char *name, VnBytes *bytes,
                       bool *found, VnErr *err) {
  sqlite3_stmt *s = NULL;
  *found = false;
  bool done =
      prepare(store, "SELECT bytes FROM file WHERE name=?", name, &s, err);
  int status = done ? sqlite3_step(s) : SQLITE_ERROR;
  if (status == SQLITE_ROW) {
    *found = true;
    done = take(s, bytes, err);
  } else if (done && status != SQLITE_DONE) {
    done = vn_store_fail(store, err);
  }
  sqlite3_finalize(s);
  return done;
}
