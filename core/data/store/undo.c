#include <stdio.h>
#include <string.h>

#include "data/store/parts.h"

// One row that a change touched, and what stood there before and after.
typedef struct {
  int64_t id;
  const VnStoreThing *thing;
  bool had_old, had_new;
} Step;


// ---- statements ----

void vn_store_put_cells(sqlite3_str *text, const VnStoreThing *thing,
                        const char *state) {
  for (const char *at = thing->columns; at; at = strchr(at, ',')) {
    if (*at == ',') at++;
    sqlite3_str_appendf(text, ",json_extract(s.%s,'$.%.*s')", state,
                        (int)strcspn(at, ","), at);
  }
}

// Each statement touches its row only while that is as the change left it.

static void put_delete(sqlite3_str *text, const Step *step) {
  const char *name = step->thing->name;
  sqlite3_str_appendf(text,
                      "DELETE FROM %s WHERE id=(SELECT s.row FROM step s,%s t "
                      "WHERE s.id=%lld AND t.id=s.row AND s.new=",
                      name, name, (long long)step->id);
  vn_store_put_json(text, step->thing, "t.");
  sqlite3_str_appendall(text, ")");
}

static void put_insert(sqlite3_str *text, const Step *step) {
  sqlite3_str_appendf(text, "INSERT INTO %s(id,%s) SELECT s.row",
                      step->thing->name, step->thing->columns);
  vn_store_put_cells(text, step->thing, "old");
  sqlite3_str_appendf(text, " FROM step s WHERE s.id=%lld",
                      (long long)step->id);
}

static void put_update(sqlite3_str *text, const Step *step) {
  const char *name = step->thing->name;
  sqlite3_str_appendf(text, "UPDATE %s SET (id,%s)=(s.row", name,
                      step->thing->columns);
  vn_store_put_cells(text, step->thing, "old");
  sqlite3_str_appendf(
      text, ") FROM step s WHERE s.id=%lld AND %s.id=s.row AND s.new=",
      (long long)step->id, name);
  char row[32];
  snprintf(row, sizeof row, "%s.", name);
  vn_store_put_json(text, step->thing, row);
}


// ---- turning round ----

static bool fail_rests(VnErr *err) {
  return vn_fail(err, "something that came later rests on it; undo that first");
}

static bool fail_undo(const VnStore *store, VnErr *err) {
  if ((sqlite3_errcode(store->db) & 0xff) == SQLITE_CONSTRAINT) {
    return fail_rests(err);
  }
  return vn_store_fail(store, err);
}

static bool turn_round(VnStore *store, const Step *step, VnErr *err) {
  sqlite3_str *text = sqlite3_str_new(store->db);
  if (!step->had_old) put_delete(text, step);
  else if (!step->had_new) put_insert(text, step);
  else put_update(text, step);
  char *statement = sqlite3_str_finish(text);
  if (!statement) return vn_fail_memory(err, "undo");
  int status = sqlite3_exec(store->db, statement, NULL, NULL, NULL);
  sqlite3_free(statement);
  if (status != SQLITE_OK) return fail_undo(store, err);
  return sqlite3_changes64(store->db) == 1 ||
         vn_fail(err, "what it did has been changed since; undo that first");
}

static bool take_step(VnStore *store, sqlite3_stmt *s, VnErr *err) {
  const char *name = (const char *)sqlite3_column_text(s, 1);
  Step step = {sqlite3_column_int64(s, 0), name ? vn_store_thing(name) : NULL,
               sqlite3_column_int(s, 2) != 0, sqlite3_column_int(s, 3) != 0};
  if (!step.thing)
    return vn_store_fail_damaged(store->path, "its journal", err);
  return turn_round(store, &step, err);
}

// What is deleted takes with it whatever was added to it since: that shows in
// the journal, as more rows than the change had touched.
static bool check_nothing_more(VnStore *store, int64_t n_turned, VnErr *err) {
  int64_t n = 0;
  char text[80];
  snprintf(text, sizeof text, "SELECT count(*) FROM step WHERE change=%lld",
           (long long)store->change);
  return vn_store_number(store, text, 0, &n, err) &&
         (n == n_turned || fail_rests(err));
}

// From the last to the first.
bool vn_store_undo(VnStore *store, int64_t change, VnErr *err) {
  sqlite3_stmt *s = NULL;
  int64_t n_turned = 0;
  int status = sqlite3_prepare_v2(
      store->db,
      "SELECT id,thing,old IS NOT NULL,new IS NOT NULL FROM step "
      "WHERE change=? ORDER BY id DESC",
      -1, &s, NULL);
  if (status == SQLITE_OK) sqlite3_bind_int64(s, 1, change);
  bool done = status == SQLITE_OK || vn_store_fail(store, err);
  while (done && (status = sqlite3_step(s)) == SQLITE_ROW) {
    done = take_step(store, s, err);
    n_turned++;
  }
  if (done && status != SQLITE_DONE) done = vn_store_fail(store, err);
  sqlite3_finalize(s);
  return done && check_nothing_more(store, n_turned, err);
}
