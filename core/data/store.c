#include "data/store.h"

#include <string.h>

#include "data/memory.h"
#include "data/sql/bind.h"
#include "data/sql/result.h"
#include "data/sql/table.h"
#include "data/stop.h"
#include "data/store/parts.h"

#define GIVEN "given"


// ---- what went wrong ----

// SQLite says in which database above what is wrong in it.
bool vn_store_fail_damaged(const char *path, const char *why, VnErr *err) {
  const char *line = strrchr(why, '\n');
  if (line != NULL) why = line + 1;
  return vn_fail(err,
                 "\"%s\": the file is damaged (%s); coding.recover(\"%s\", "
                 "\"new.vane\") puts what can still be read into a new one",
                 path, why, path);
}

bool vn_store_fail_busy(const VnStore *store, VnErr *err) {
  if (vn_stopped(err)) return false;
  return vn_fail(err,
                 "\"%s\": another program is writing to it and did not end "
                 "within %g seconds; try again, or wait longer by the option "
                 "'wait'",
                 store->path, store->wait);
}

bool vn_store_fail(const VnStore *store, VnErr *err) {
  const char *path = store->path, *why = sqlite3_errmsg(store->db);
  switch (sqlite3_errcode(store->db) & 0xff) {
    case SQLITE_NOMEM: return vn_fail_memory(err, "store");
    case SQLITE_INTERRUPT:
      return !vn_stopped(err) && vn_fail(err, "\"%s\": interrupted", path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return vn_store_fail_busy(store, err);
    case SQLITE_READONLY:
      return vn_fail(err, "\"%s\": the file may not be written", path);
    case SQLITE_FULL:
      return vn_fail(err,
                     "\"%s\": there is no room for it on the disk; what was "
                     "there before is safe",
                     path);
    case SQLITE_CANTOPEN:
      return vn_fail(err, "\"%s\": it cannot be opened", path);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT: return vn_store_fail_damaged(path, why, err);
    default: return vn_fail(err, "\"%s\": %s", path, why);
  }
}


// ---- statements ----

bool vn_store_say(VnStore *store, const char *statements, VnErr *err) {
  int status = sqlite3_exec(store->db, statements, NULL, NULL, NULL);
  return status == SQLITE_OK || vn_store_fail(store, err);
}

bool vn_store_number(VnStore *store, const char *statement, int64_t otherwise,
                     int64_t *number, VnErr *err) {
  sqlite3_stmt *s = NULL;
  *number = otherwise;
  int status = sqlite3_prepare_v2(store->db, statement, -1, &s, NULL);
  if (status == SQLITE_OK) status = sqlite3_step(s);
  if (status == SQLITE_ROW) *number = sqlite3_column_int64(s, 0);
  bool done = status == SQLITE_ROW || status == SQLITE_DONE ||
              vn_store_fail(store, err);
  sqlite3_finalize(s);
  return done;
}

static bool prepare(VnStore *store, const VnStoreStatement *what,
                    sqlite3_stmt **s, VnErr *err) {
  int status = sqlite3_prepare_v2(store->db, what->text, -1, s, NULL);
  return status == SQLITE_OK ? vn_sql_bind(*s, what->values, err)
                             : vn_store_fail(store, err);
}

static VnFrame *answer(VnStore *store, const VnStoreStatement *what,
                       sqlite3_stmt *s, VnErr *err) {
  int status = SQLITE_ROW;
  VnFrame *frame = NULL;
  VnSqlResult *result = vn_sql_result_new(s, err);
  bool done = result != NULL;
  for (size_t i = 0; done && i < what->n_typed; i++) {
    vn_sql_result_declare(result, what->typed[i], what->types[i]);
  }
  while (done && (status = sqlite3_step(s)) == SQLITE_ROW) {
    done = vn_sql_result_add(result, err);
  }
  if (done && status != SQLITE_DONE) done = vn_store_fail(store, err);
  if (done) frame = vn_sql_result_finish(result, store->path, err);
  vn_sql_result_free(result);
  return frame;
}

static bool run(VnStore *store, sqlite3_stmt *s, int64_t *n_changed,
                VnErr *err) {
  int64_t before = sqlite3_total_changes64(store->db);
  int status;
  while ((status = sqlite3_step(s)) == SQLITE_ROW) continue;
  *n_changed = before == sqlite3_total_changes64(store->db)
                   ? 0
                   : sqlite3_changes64(store->db);
  return status == SQLITE_DONE || vn_store_fail(store, err);
}

// The statement with its table: asked where `frame` is given, or run.
static bool work(VnStore *store, const VnStoreStatement *what, VnFrame **frame,
                 int64_t *n_changed, VnErr *err) {
  sqlite3_stmt *s = NULL;
  VnSqlTable given = {GIVEN, what->given};
  bool done = !vn_stopped(err) &&
              (!what->given || vn_sql_add_table(store->db, &given, err)) &&
              prepare(store, what, &s, err);
  if (done && frame) done = (*frame = answer(store, what, s, err)) != NULL;
  else if (done) done = run(store, s, n_changed, err);
  sqlite3_finalize(s);
  if (what->given) vn_sql_drop_table(store->db, GIVEN);
  return done;
}

VnFrame *vn_store_ask(VnStore *store, const VnStoreStatement *what,
                      VnErr *err) {
  VnFrame *frame = NULL;
  return work(store, what, &frame, NULL, err) ? frame : NULL;
}

bool vn_store_run(VnStore *store, const VnStoreStatement *what,
                  int64_t *n_changed, VnErr *err) {
  return work(store, what, NULL, n_changed, err);
}


// ---- changes ----

static bool begin_first(VnStore *store, const char *who, const char *what,
                        VnErr *err) {
  sqlite3_stmt *s = NULL;
  if (!vn_store_say(store, "BEGIN IMMEDIATE", err)) return false;
  int status = sqlite3_prepare_v2(
      store->db,
      "INSERT INTO change(time,who,what) VALUES(datetime('now'),?,?)", -1, &s,
      NULL);
  if (status == SQLITE_OK) {
    sqlite3_bind_text(s, 1, who, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, what, -1, SQLITE_STATIC);
    status = sqlite3_step(s);
  }
  bool done = status == SQLITE_DONE || vn_store_fail(store, err);
  sqlite3_finalize(s);
  store->change = sqlite3_last_insert_rowid(store->db);
  if (!done) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return done;
}

bool vn_store_begin(VnStore *store, const char *who, const char *what,
                    int64_t *change, VnErr *err) {
  if (store->read_only) {
    return vn_fail(err, "\"%s\": it was opened for reading only", store->path);
  }
  if (vn_stopped(err)) return false;
  bool done = store->depth ? vn_store_say(store, "SAVEPOINT part", err)
                           : begin_first(store, who, what, err);
  store->depth += done;
  *change = store->change;
  return done;
}

bool vn_store_look(VnStore *store, VnErr *err) {
  if (vn_stopped(err)) return false;
  bool done =
      vn_store_say(store, store->depth ? "SAVEPOINT part" : "BEGIN", err);
  store->depth += done;
  return done;
}

// A change that changed nothing leaves no trace in the journal.
static bool did_something(VnStore *store, VnErr *err) {
  int64_t last = 0;
  return sqlite3_txn_state(store->db, "main") != SQLITE_TXN_WRITE ||
         (vn_store_number(store, "SELECT change FROM step ORDER BY id DESC", 0,
                          &last, err) &&
          last == store->change);
}

static void give_up(VnStore *store) {
  store->n_given_up++;
  if (sqlite3_get_autocommit(store->db)) return;  // SQLite already has
  sqlite3_exec(store->db,
               store->depth ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK",
               NULL, NULL, NULL);
}

bool vn_store_end(VnStore *store, bool keep, VnErr *err) {
  err->text[0] = '\0';
  sqlite3_progress_handler(store->db, 0, NULL, NULL);
  store->depth--;
  if (keep && sqlite3_get_autocommit(store->db)) {
    keep = vn_fail(err, "\"%s\": the change was given up", store->path);
  } else if (keep && store->depth == 0) {
    keep = did_something(store, err) && vn_store_say(store, "COMMIT", err);
  } else if (keep) {
    keep = vn_store_say(store, "RELEASE part", err);
  }
  if (!keep) give_up(store);
  vn_store_watch(store);
  return keep || !err->text[0];
}

int64_t vn_store_stamp(VnStore *store, VnErr *err) {
  if (sqlite3_step(store->version) != SQLITE_ROW) {
    vn_store_fail(store, err);
    sqlite3_reset(store->version);
    return -1;
  }
  int64_t others = sqlite3_column_int64(store->version, 0);
  int64_t own = sqlite3_total_changes64(store->db) + store->n_given_up;
  sqlite3_reset(store->version);
  store->stamp += others != store->others || own != store->own;
  store->others = others, store->own = own;
  return store->stamp;
}

const char *vn_store_path(const VnStore *store) {
  return store->path;
}

bool vn_store_is_read_only(const VnStore *store) {
  return store->read_only;
}
