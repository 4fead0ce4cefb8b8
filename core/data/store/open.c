#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "data/file.h"
#include "data/memory.h"
#include "data/sql/memory.h"
#include "data/stop.h"
#include "data/store/parts.h"

#define APPLICATION 0x76616e65     // "vane", in the file's head
#define HEAD 100                   // bytes of it
#define USUAL_WAIT 5               // seconds, for another program
#define ONE_WAIT 5                 // milliseconds between two looks
#define STEPS_PER_LOOK 4000        // of SQLite's machine: below a millisecond
#define LONGEST_TEXT (64 << 20)    // bytes in one text
#define LOOKED_THROUGH (16 << 20)  // bytes: a tenth of a second


// ---- the connection ----

static int stop_wanted(void *unused) {
  (void)unused;
  return vn_stop_flag != 0;
}

void vn_store_watch(VnStore *store) {
  sqlite3_progress_handler(store->db, STEPS_PER_LOOK, stop_wanted, NULL);
}

// Another program writes: 1 to look once more.
static int wait_a_little(void *from, int n_waits) {
  const VnStore *store = from;
  struct timespec wait = {0, ONE_WAIT * 1000000L};
  if (vn_stop_flag || n_waits * ONE_WAIT >= store->wait * 1000) return 0;
  nanosleep(&wait, NULL);
  return 1;
}

// The file may come from anybody: nothing in it may reach beyond it.
static void restrict_connection(VnStore *store) {
  sqlite3_extended_result_codes(store->db, 1);
  sqlite3_busy_handler(store->db, wait_a_little, store);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, LONGEST_TEXT);
  sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 0);
  vn_store_watch(store);
}

// A name that begins with "file:" would be taken for an address.
static bool open_address(VnStore *store, int flags, const char *options,
                         VnErr *err) {
  char address[PATH_MAX * 3 + 64];
  size_t n = (size_t)snprintf(address, sizeof address, "file:%s",
                              store->path[0] == '/' ? "" : "./");
  for (const char *at = store->path; *at && n < sizeof address - 64; at++) {
    bool plain = *at != '?' && *at != '#' && *at != '%';
    n += (size_t)snprintf(address + n, 4, plain ? "%c" : "%%%02X",
                          (unsigned char)*at);
  }
  snprintf(address + n, sizeof address - n, "%s", options);
  if (strcmp(store->path, VN_STORE_IN_MEMORY) == 0) flags |= SQLITE_OPEN_MEMORY;
  int status = sqlite3_open_v2(
      address, &store->db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
  if (!store->db) return vn_fail_memory(err, "store");
  if (status != SQLITE_OK) return vn_store_fail(store, err);
  restrict_connection(store);
  return true;
}

static bool connect(VnStore *store, int flags, const char *options,
                    VnErr *err) {
  return open_address(store, flags, options, err) &&
         vn_store_say(store,
                      "PRAGMA foreign_keys=ON;PRAGMA synchronous=FULL;"
                      "PRAGMA cell_size_check=ON;PRAGMA mmap_size=0;"
                      "PRAGMA journal_size_limit=4194304",
                      err);
}

static VnStore *store_new(const char *path, bool read_only, VnErr *err) {
  VnStore *store = vn_alloc(1, sizeof *store);
  char *copy = store ? vn_copy_text(path) : NULL;
  if (!copy) {
    vn_free(store);
    vn_fail_memory(err, "store");
    return NULL;
  }
  store->path = copy, store->read_only = read_only;
  store->wait = USUAL_WAIT;
  return store;
}

void vn_store_close(VnStore *store) {
  if (!store) return;
  sqlite3_finalize(store->version);
  sqlite3_close(store->db);
  vn_free(store->path);
  vn_free(store);
}


// ---- a new one ----

static bool fill_new(VnStore *store, VnErr *err) {
  char head[80];
  snprintf(head, sizeof head, "PRAGMA application_id=%d;BEGIN IMMEDIATE",
           APPLICATION);
  return connect(store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", err) &&
         vn_store_say(store, head, err) && vn_store_migrate(store, 0, err) &&
         vn_store_say(store, "COMMIT;PRAGMA journal_mode=WAL", err);
}

// Some file systems have no links.
bool vn_store_settle(const char *draft, const char *path, VnErr *err) {
  bool done =
      link(draft, path) == 0 ||
      (errno != EEXIST && access(path, F_OK) != 0 && rename(draft, path) == 0);
  if (!done) vn_fail(err, "\"%s\": %s", path, strerror(errno));
  unlink(draft);
  if (done) vn_file_keep_name(path);
  return done;
}

static bool check_folder(const char *path, VnErr *err) {
  char folder[PATH_MAX];
  const char *slash = strrchr(path, '/');
  int n = slash ? (int)(slash - path) + 1 : 1;
  snprintf(folder, sizeof folder, "%.*s", n, slash ? path : ".");
  if (access(folder, F_OK) != 0) {
    return vn_fail(err, "\"%s\": there is no such folder", path);
  }
  return access(folder, W_OK) == 0 ||
         vn_fail(err, "\"%s\": its folder may not be written", path);
}

// Sentences about a draft name the file that it is to become.
static bool fail_draft(VnErr *err, const char *draft, const char *path) {
  char *at = strstr(err->text, draft);
  size_t n = strlen(path);
  if (at) memmove(at + n, at + strlen(draft), strlen(at + strlen(draft)) + 1);
  return false;
}

// Where two programs make the same store, one of them is first and both are
// content.
bool vn_store_make(const char *path, VnErr *err) {
  char draft[PATH_MAX];
  int n = snprintf(draft, sizeof draft, "%s.new-%ld", path, (long)getpid());
  if (n >= (int)sizeof draft) return vn_fail(err, "the path is too long");
  if (!check_folder(path, err)) return false;
  vn_sql_memory();
  unlink(draft);
  VnStore *store = store_new(draft, false, err);
  bool done = store && fill_new(store, err);
  vn_store_close(store);
  if (done) return vn_store_settle(draft, path, err) || access(path, F_OK) == 0;
  unlink(draft);
  return fail_draft(err, draft, path);
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
    return connect(store, SQLITE_OPEN_READWRITE, "", err);
  }
  bool done =
      connect(store, SQLITE_OPEN_READONLY, "", err) &&
      vn_store_number(store, "SELECT count(*) FROM sqlite_schema", 0, &n, err);
  int status = store->db ? sqlite3_errcode(store->db) & 0xff : SQLITE_OK;
  if (done || (status != SQLITE_CANTOPEN && status != SQLITE_READONLY)) {
    return done;
  }
  sqlite3_close(store->db);
  store->db = NULL;
  return connect(store, SQLITE_OPEN_READONLY, "?immutable=1", err);
}

static bool open_file(VnStore *store, VnErr *err) {
  if (!store->read_only && access(store->path, W_OK) != 0) {
    return vn_fail(err,
                   "\"%s\": the file may not be written; coding.read opens it "
                   "for reading only",
                   store->path);
  }
  return connect_as_it_may_be(store, err) && check_whole(store, err) &&
         check_version(store, err);
}

static bool open_all(VnStore *store, VnErr *err) {
  bool in_memory = strcmp(store->path, VN_STORE_IN_MEMORY) == 0;
  if (!(in_memory ? fill_new(store, err) : open_file(store, err))) return false;
  int status =
      sqlite3_prepare_v3(store->db, "PRAGMA data_version", -1,
                         SQLITE_PREPARE_PERSISTENT, &store->version, NULL);
  return status == SQLITE_OK || vn_store_fail(store, err);
}

VnStore *vn_store_open(const char *path, bool read_only, double wait,
                       VnErr *err) {
  vn_sql_memory();
  bool is_file = strcmp(path, VN_STORE_IN_MEMORY) != 0;
  if (is_file && !vn_store_check_head(path, err)) return NULL;
  VnStore *store = store_new(path, read_only, err);
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

VnFrame *vn_store_examine(const char *path, VnErr *err) {
  const char *typed[] = {"found"};
  VnType types[] = {VN_TEXT};
  VnStoreStatement all = {ALL_THAT_IS_WRONG, NULL, NULL, typed, types, 1};
  vn_sql_memory();
  VnStore *store =
      vn_store_check_head(path, err) ? store_new(path, true, err) : NULL;
  if (store) store->wait = USUAL_WAIT;
  VnFrame *found = store && connect_as_it_may_be(store, err)
                       ? vn_store_ask(store, &all, err)
                       : NULL;
  vn_store_close(store);
  return found;
}

// SQLite then believes the file's head less.
VnStore *vn_store_open_damaged(const char *path, VnErr *err) {
  vn_sql_memory();
  VnStore *store = store_new(path, false, err);
  if (!store) return NULL;
  bool done = open_address(store, SQLITE_OPEN_READWRITE, "", err);
  if (done) sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  done = done && vn_store_say(store, "PRAGMA writable_schema=ON", err);
  if (done) return store;
  vn_store_close(store);
  return NULL;
}
