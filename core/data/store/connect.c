#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "data/memory.h"
#include "data/stop.h"
#include "data/store/hold.h"
#include "data/store/parts.h"

#define USUAL_WAIT 5             // seconds, for another program
#define ONE_WAIT 5               // milliseconds between two looks
#define STEPS_PER_LOOK 4000      // of SQLite's machine: below a millisecond
#define LONGEST_TEXT (64 << 20)  // bytes in one text

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
bool vn_store_address(VnStore *store, int flags, const char *options,
                      VnErr *err) {
  char address[PATH_MAX * 3 + 64];
  const char *path = store->draft ? store->draft->path : store->path;
  size_t n = (size_t)snprintf(address, sizeof address, "file:%s",
                              path[0] == '/' ? "" : "./");
  for (const char *at = path; *at && n < sizeof address - 64; at++) {
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

bool vn_store_connect(VnStore *store, int flags, const char *options,
                      VnErr *err) {
  return vn_store_address(store, flags, options, err) &&
         vn_store_say(store,
                      "PRAGMA foreign_keys=ON;PRAGMA synchronous=FULL;"
                      "PRAGMA cell_size_check=ON;PRAGMA mmap_size=0;"
                      "PRAGMA journal_size_limit=4194304",
                      err);
}

VnStore *vn_store_new(const char *path, bool read_only, VnErr *err) {
  VnStore *store = vn_alloc(1, sizeof *store);
  char *copy = store ? vn_copy_text(path) : NULL;
  if (!copy) {
    vn_free(store);
    vn_fail_memory(err, "store");
    return NULL;
  }
  store->path = copy, store->read_only = read_only;
  store->wait = USUAL_WAIT, store->hold = VN_NO_HOLD;
  return store;
}

// How many bytes stand in the log; negative: there is none.
static long long log_size(const VnStore *store) {
  const char *file = store->db ? sqlite3_db_filename(store->db, "main") : NULL;
  struct stat about;
  if (!file || !*file || stat(sqlite3_filename_wal(file), &about) != 0)
    return -1;
  return (long long)about.st_size;
}

// Nothing is written to a file that may be damaged.
static bool may_end_log(const VnStore *store) {
  return vn_store_hold_alone(store->hold) &&
         (store->whole || log_size(store) <= 0);
}

// A connection for reading only cannot take the log away.
static void end_log(VnStore *store) {
  VnErr ignored;
  int64_t n;
  bool is_there = log_size(store) >= 0;
  sqlite3_close(store->db);
  store->db = NULL;
  if (!is_there || !vn_store_hold_is_of(store->hold, store->path)) return;
  if (vn_store_connect(store, SQLITE_OPEN_READWRITE, "", &ignored))
    vn_store_number(store, "SELECT count(*) FROM sqlite_schema", 0, &n,
                    &ignored);
}

// The last one to close takes the log away, and only that one.
void vn_store_disconnect(VnStore *store) {
  bool ends_log = store->db && may_end_log(store);
  sqlite3_finalize(store->version);
  if (ends_log && store->read_only && store->hold != VN_NO_HOLD) end_log(store);
  if (store->db && !ends_log)
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_close(store->db);
  vn_store_let_go(store->hold);
  store->version = NULL, store->db = NULL, store->hold = VN_NO_HOLD;
}

void vn_store_close(VnStore *store) {
  if (!store) return;
  vn_store_disconnect(store);
  if (store->draft) vn_store_draft_drop(store->draft);
  vn_free(store->draft);
  vn_free(store->path);
  vn_free(store);
}
