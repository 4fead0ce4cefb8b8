// A store: a study in one SQLite file, of which every change is a transaction
// that says who made it, when and what for.
//
// What is promised. A change is committed when vn_store_end says so: its pages
// stand in the write-ahead log, and the log has been synced to the disk
// (journal_mode WAL, synchronous FULL). Whatever happens to the program then,
// kill -9 at any instant included, the next opening finds all that was
// committed and nothing of what was not. After a loss of power the same holds
// as far as disk and file system keep what they said was synced. The log needs
// memory that processes share, which files on a network do not have.
#ifndef VN_STORE_H
#define VN_STORE_H

#include <stdint.h>

#include "data/bytes.h"
#include "data/frame.h"
#include "data/sql.h"

#define VN_STORE_VERSION 4  // of the tables

// The path of one that is gone when it is closed.
#define VN_STORE_IN_MEMORY ":memory:"

typedef struct VnStore VnStore;

// Makes a new store, empty, under a path where nothing stands.
bool vn_store_make(const char *path, VnErr *err);

// The same, but nothing stands under the path before the store is settled;
// closed without that nothing is left of it.
VnStore *vn_store_draft(const char *path, VnErr *err);

// Gives a draft its path, where nothing stands; it can only be closed then.
bool vn_store_settle(VnStore *store, VnErr *err);

// Opens one, brings an older one up to date, and looks whether it is whole.
// `wait` is for how many seconds another program that writes is waited for.
VnStore *vn_store_open(const char *path, bool read_only, double wait,
                       VnErr *err);

// All that SQLite finds wrong with a file, and rows that belong to none: a
// frame of texts, found, without a row where it is whole. Opening looks through
// small files as thoroughly, of large ones only at pages and rows.
VnFrame *vn_store_examine(const char *path, VnErr *err);
VnFrame *vn_store_wrong(VnStore *store, VnErr *err);  // of one that is open

// What was not committed is gone. `store` may be NULL.
void vn_store_close(VnStore *store);

const char *vn_store_path(const VnStore *store);
bool vn_store_is_read_only(const VnStore *store);

// One statement, with the values of its places (a frame of one row, or NULL)
// and a frame that it may name as table "given" (or NULL).
typedef struct {
  const char *text;
  const VnFrame *values, *given;
  const char **typed;   // columns of the answer
  const VnType *types;  // whose types are known
  size_t n_typed;
} VnStoreStatement;

VnFrame *vn_store_ask(VnStore *store, const VnStoreStatement *what, VnErr *err);
bool vn_store_run(VnStore *store, const VnStoreStatement *what,
                  int64_t *n_changed, VnErr *err);

// A change: all of it or nothing. Changes within a change are part of it, and
// can still be given up alone. Gives the number of the change.
bool vn_store_begin(VnStore *store, const char *who, const char *what,
                    int64_t *change, VnErr *err);

// Looking without changing, at one state of the store.
bool vn_store_look(VnStore *store, VnErr *err);

// Ends the last begun, keeping what it did or not. It has ended also when it
// fails; nothing is kept then.
bool vn_store_end(VnStore *store, bool keep, VnErr *err);

// Turns round what a change did, within a new change. Fails when something of
// it has been changed since.
bool vn_store_undo(VnStore *store, int64_t change, VnErr *err);

// A file that a project came with. Putting one that is there already changes
// nothing; *found is false where there is none of that name.
bool vn_store_put_file(VnStore *store, const char *name, const void *bytes,
                       size_t n, VnErr *err);
bool vn_store_get_file(VnStore *store, const char *name, VnBytes *bytes,
                       bool *found, VnErr *err);

// A number that is another one once anybody may have changed something;
// negative: see err.
int64_t vn_store_stamp(VnStore *store, VnErr *err);

// Copies what can be read of a damaged store into a draft; the old file is
// never written to.
typedef struct {
  int64_t n_unread;   // places that could not be read
  int64_t n_rebuilt;  // rows that the journal still had
  int64_t n_dropped;  // rows that belonged to what is lost
} VnStoreRescue;

bool vn_store_recover(const char *from, VnStore *to, VnStoreRescue *found,
                      VnErr *err);

#endif
