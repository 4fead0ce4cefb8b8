#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/file.h"
#include "data/memory.h"
#include "data/sql/memory.h"
#include "data/store/hold.h"
#include "data/store/parts.h"

#define APPLICATION 0x76616e65     // "vane", in the file's head
#define HEAD 100                   // bytes of it
#define LOOKED_THROUGH (16 << 20)  // bytes: a tenth of a second


// ---- a new one ----

static bool fill_new(VnStore *store, VnErr *err) {
  char head[80];
  snprintf(head, sizeof head, "PRAGMA application_id=%d;BEGIN IMMEDIATE",
           APPLICATION);
  return vn_store_connect(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "",
                          err) &&
         vn_store_say(store, head, err) && vn_store_migrate(store, 0, err) &&
         vn_store_say(store, "COMMIT;PRAGMA journal_mode=WAL", err);
}

// Whether somebody else has changed something is asked again and again.
static bool ask_for_versions(VnStore *store, VnErr *err) {
  int status =
      sqlite3_prepare_v3(store->db, "PRAGMA data_version", -1,
                         SQLITE_PREPARE_PERSISTENT, &store->version, NULL);
  return status == SQLITE_OK || vn_store_fail(store, err);
}

VnStore *vn_store_draft(const char *path, VnErr *err) {
  vn_sql_memory();
  VnStoreDraft *draft = vn_alloc(1, sizeof *draft);
  VnStore *store = draft ? vn_store_new(path, false, err) : NULL;
  bool done = store && vn_store_draft_begin(path, draft, err);
  if (!draft) vn_fail_memory(err, "store");
  if (done) store->draft = draft;
  else vn_free(draft);
  done = done && fill_new(store, err) && ask_for_versions(store, err);
  if (done) store->whole = true;
  else vn_store_close(store);
  return done ? store : NULL;
}

// What is in the log is put into the file first, which closing may fail to do.
bool vn_store_settle(VnStore *store, VnErr *err) {
  if (!store->draft) return vn_fail(err, "\"%s\": it is no draft", store->path);
  if (!vn_store_say(store, "PRAGMA wal_checkpoint(TRUNCATE)", err))
    return false;
  vn_store_disconnect(store);
  return vn_store_draft_settle(store->draft, store->path, err);
}

// Where two programs make the same store, one of them is first and both are
// content.
bool vn_store_make(const char *path, VnErr *err) {
  VnStore *store = vn_store_draft(path, err);
  bool done = store && (vn_store_settle(store, err) || access(path, F_OK) == 0);
  vn_store_close(store);
  return done;
}


// ---- an old one ----

// What the first bytes say, before SQLite sees any.
bool vn_store_check_head(const char *path, VnErr *err) {
  unsigned char head[HEAD];
  int file = vn_file_open(path, err);
  if (file < 0) return vn_fail_while(err, "\"%s\"", path);
  ssize_t n = read(file, head, sizeof head);
  close(file);
  if (n == 0) {
    return vn_fail(err,
                   "\"%s\": the file is empty; remove it to begin a new study "
                   "there",
                   path);
  }
  if (n < 16 || memcmp(head, "SQLite format 3", 16) != 0) {
    return vn_fail(err, "\"%s\": it is no study of vane, but some other file",
                   path);
  }
  uint32_t application = 0;
  for (int i = 68; i < 72 && n == HEAD; i++) {
    application = application << 8 | head[i];
  }
  if (n == HEAD && application != APPLICATION) {
    return vn_fail(err,
                   "\"%s\": it is a database of another program, no study of "
                   "vane",
                   path);
  }
  return true;
}

// A statement that answers "ok", or first what is wrong.
static bool check_by(VnStore *store, const char *statement, VnErr *err) {
  sqlite3_stmt *s = NULL;
  int status = sqlite3_prepare_v2(store->db, statement, -1, &s, NULL);
  if (status == SQLITE_OK) status = sqlite3_step(s);
  bool done = status == SQLITE_ROW || vn_store_fail(store, err);
  if (done) {
    const char *found = (const char *)sqlite3_column_text(s, 0);
    done = found && strcmp(found, "ok") == 0;
    if (!done) vn_store_fail_damaged(store->path, found ? found : "", err);
  }
  sqlite3_finalize(s);
  return done;
}

// Pages and rows always; whether the indexes say the same as the tables wants
// five times as long, and is left to vn_store_examine where a file is large.
static bool check_whole(VnStore *store, VnErr *err) {
  int64_t n_pages, size;
  if (!vn_store_number(store, "PRAGMA page_count", 0, &n_pages, err) ||
      !vn_store_number(store, "PRAGMA page_size", 0, &size, err))
    return false;
  return check_by(store,
                  n_pages * size <= LOOKED_THROUGH ? "PRAGMA integrity_check(1)"
                                                   : "PRAGMA quick_check(1)",
                  err);
}

// Nothing is built on what is damaged.
static bool bring_up_to_date(VnStore *store, VnErr *err) {
  int64_t version;
  if (!check_by(store, "PRAGMA integrity_check(1)", err) ||
      !vn_store_say(store, "BEGIN IMMEDIATE", err))
    return false;
  bool done = vn_store_number(store, "PRAGMA user_version", 0, &version, err) &&
              vn_store_migrate(store, version, err) &&
              vn_store_say(store, "COMMIT", err);
  if (!done) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return done;
}

static bool check_version(VnStore *store, VnErr *err) {
  int64_t version;
  if (!vn_store_number(store, "PRAGMA user_version", 0, &version, err)) {
    return false;
  }
  if (version > VN_STORE_VERSION) {
    return vn_fail(err,
                   "\"%s\": a newer vane wrote it (version %lld of its tables, "
                   "this one knows up to %d); open it with that one",
                   store->path, (long long)version, VN_STORE_VERSION);
  }
  if (version == VN_STORE_VERSION) return true;
  if (!store->read_only) return bring_up_to_date(store, err);
  return vn_fail(err,
                 "\"%s\": an older vane wrote it; open it once for writing, as "
                 "in coding.open(\"%s\"), which brings it up to date",
                 store->path, store->path);
}

// A file in a folder where nothing may be written has no log beside it, and
// nobody can be writing to it.
static bool connect_as_it_may_be(VnStore *store, VnErr *err) {
  int64_t n;
  if (!store->read_only) {
    return vn_store_connect(store, SQLITE_OPEN_READWRITE, "", err);
  }
  bool done =
      vn_store_connect(store, SQLITE_OPEN_READONLY, "", err) &&
      vn_store_number(store, "SELECT count(*) FROM sqlite_schema", 0, &n, err);
  int status = store->db ? sqlite3_errcode(store->db) & 0xff : SQLITE_OK;
  if (done || (status != SQLITE_CANTOPEN && status != SQLITE_READONLY)) {
    return done;
  }
  sqlite3_close(store->db);
  store->db = NULL;
  return vn_store_connect(store, SQLITE_OPEN_READONLY, "?immutable=1", err);
}

static bool hold(VnStore *store, VnErr *err) {
  return vn_store_hold(store->path, store->wait, &store->hold) ||
         vn_store_fail_busy(store, err);
}

static bool open_file(VnStore *store, VnErr *err) {
  if (!store->read_only && access(store->path, W_OK) != 0) {
    return vn_fail(err,
                   "\"%s\": the file may not be written; coding.read opens it "
                   "for reading only",
                   store->path);
  }
  if (!hold(store, err) || !connect_as_it_may_be(store, err)) return false;
  store->whole = check_whole(store, err);
  return store->whole && check_version(store, err);
}

static bool open_all(VnStore *store, VnErr *err) {
  bool in_memory = strcmp(store->path, VN_STORE_IN_MEMORY) == 0;
  if (!(in_memory ? fill_new(store, err) : open_file(store, err))) return false;
  if (in_memory) store->whole = true;
  return ask_for_versions(store, err);
}

VnStore *vn_store_open(const char *path, bool read_only, double wait,
                       VnErr *err) {
  vn_sql_memory();
  bool is_file = strcmp(path, VN_STORE_IN_MEMORY) != 0;
  if (is_file && !vn_store_check_head(path, err)) return NULL;
  if (is_file && !read_only) vn_store_clear_drafts(path);
  VnStore *store = vn_store_new(path, read_only, err);
  if (store) store->wait = wait;
  if (!store || open_all(store, err)) return store;
  vn_store_close(store);
  return NULL;
}

#define ALL_THAT_IS_WRONG                                                      \
  "SELECT integrity_check AS found FROM pragma_integrity_check(100) "          \
  "WHERE found <> 'ok' UNION ALL "                                             \
  "SELECT printf('row %d of %s belongs to one of %s that is not there', "      \
  "rowid, \"table\", parent) FROM pragma_foreign_key_check LIMIT 100"

VnFrame *vn_store_wrong(VnStore *store, VnErr *err) {
  const char *typed[] = {"found"};
  VnType types[] = {VN_TEXT};
  VnStoreStatement all = {ALL_THAT_IS_WRONG, NULL, NULL, typed, types, 1};
  return vn_store_ask(store, &all, err);
}

VnFrame *vn_store_examine(const char *path, VnErr *err) {
  vn_sql_memory();
  VnStore *store =
      vn_store_check_head(path, err) ? vn_store_new(path, true, err) : NULL;
  VnFrame *found = store && hold(store, err) && connect_as_it_may_be(store, err)
                       ? vn_store_wrong(store, err)
                       : NULL;
  if (found) store->whole = found->n_rows == 0;
  vn_store_close(store);
  return found;
}

// SQLite then believes the file's head less.
VnStore *vn_store_open_damaged(const char *path, VnErr *err) {
  vn_sql_memory();
  VnStore *store = vn_store_new(path, false, err);
  if (!store) return NULL;
  bool done = vn_store_address(store, SQLITE_OPEN_READWRITE, "", err);
  if (done) sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  done = done && vn_store_say(store, "PRAGMA writable_schema=ON", err);
  if (done) return store;
  vn_store_close(store);
  return NULL;
}
