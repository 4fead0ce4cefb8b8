// What the files of the store share.
#ifndef VN_STORE_PARTS_H
#define VN_STORE_PARTS_H

#include <sqlite3.h>

#include "data/store.h"
#include "data/store/draft.h"

struct VnStore {
  sqlite3 *db;
  sqlite3_stmt *version;  // asks whether somebody else has changed something
  char *path;
  VnStoreDraft *draft;  // the file in which it is being made, or NULL
  int hold;             // on the file, see hold.h
  bool read_only;
  bool whole;      // as far as was looked
  double wait;     // seconds for another program that writes
  int depth;       // changes begun and not yet ended
  int64_t change;  // the one that is being made
  int64_t stamp, others, own, n_given_up;
};

// "study.vane" in quotes, and what is wrong with it.
bool vn_store_fail(const VnStore *store, VnErr *err);
bool vn_store_fail_busy(const VnStore *store, VnErr *err);
bool vn_store_fail_damaged(const char *path, const char *why, VnErr *err);

// A store that is not connected yet; NULL: no memory.
VnStore *vn_store_new(const char *path, bool read_only, VnErr *err);

// The flags and options are SQLite's; the address alone, for damaged files.
bool vn_store_address(VnStore *store, int flags, const char *options,
                      VnErr *err);
bool vn_store_connect(VnStore *store, int flags, const char *options,
                      VnErr *err);
void vn_store_disconnect(VnStore *store);

// Lets Ctrl-C end what the connection is doing.
void vn_store_watch(VnStore *store);

// Statements without an answer, one behind the other.
bool vn_store_say(VnStore *store, const char *statements, VnErr *err);

// A whole number that a statement answers; `otherwise` when it has no row.
bool vn_store_number(VnStore *store, const char *statement, int64_t otherwise,
                     int64_t *number, VnErr *err);

// What stands in a store: a table for each sort of thing. Columns without the
// id, which all have.
typedef struct {
  const char *name;
  const char *columns;  // with commas between
  const char *unit;     // the column that names the unit it is about, or NULL
} VnStoreThing;

const VnStoreThing *vn_store_thing(const char *name);  // or NULL
const VnStoreThing *vn_store_things(size_t *n);

// Puts json_object('id', NEW.id, ...) of a row at the end of a text; `row` is
// "NEW.", "OLD." or "".
void vn_store_put_json(sqlite3_str *text, const VnStoreThing *thing,
                       const char *row);

// The same of the cells of a row as the journal has it, in the column "old" or
// "new" of the step that the statement calls s: ",json_extract(...),..."
void vn_store_put_cells(sqlite3_str *text, const VnStoreThing *thing,
                        const char *state);

// Whether the first bytes are those of a store, as far as they tell.
bool vn_store_check_head(const char *path, VnErr *err);

// Opens a file however damaged, for looking into it.
VnStore *vn_store_open_damaged(const char *path, VnErr *err);

// Makes the tables of VN_STORE_VERSION out of those of an older version (0:
// none), within the caller's transaction.
bool vn_store_migrate(VnStore *store, int64_t version, VnErr *err);

#endif
