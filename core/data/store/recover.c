#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/memory.h"
#include "data/stop.h"
#include "data/store/parts.h"

#define MOST_PROBES 100000  // places in a table at which reading begins anew
#define SMALLEST_ROW 16     // bytes

// The old file is only ever read, and a copy of it looked into: opening a
// database writes beside it.
typedef struct {
  VnStore *old, *new;
  sqlite3_stmt *up, *down;  // rows of a table, from the first and the last on
  sqlite3_stmt *put;
  int n_columns;
  long n_probes;
  VnStoreRescue *found;
} Rescue;


// ---- rows of one table ----

static bool put_row(Rescue *r, sqlite3_stmt *from, VnErr *err) {
  for (int i = 0; i < r->n_columns; i++) {
    sqlite3_bind_value(r->put, i + 1, sqlite3_column_value(from, i));
  }
  int status = sqlite3_step(r->put);
  sqlite3_reset(r->put);
  return status == SQLITE_DONE || vn_store_fail(r->new, err);
}

// Takes the rows between two ids, neither included, until one cannot be read.
// *last becomes the id of the last row taken; `whole` says whether all were.
static bool take_run(Rescue *r, sqlite3_stmt *s, int64_t low, int64_t high,
                     int64_t *last, bool *whole, VnErr *err) {
  int status;
  bool done = true;
  sqlite3_bind_int64(s, 1, low);
  sqlite3_bind_int64(s, 2, high);
  while (done && (status = sqlite3_step(s)) == SQLITE_ROW) {
    done = put_row(r, s, err);
    *last = sqlite3_column_int64(s, 0);
  }
  if (done && (status & 0xff) == SQLITE_NOMEM) {
    done = vn_fail_memory(err, "recovering");
  }
  *whole = status == SQLITE_DONE;
  sqlite3_reset(s);
  return done && !vn_stopped(err);
}

// From both ends of a span; what is left in the middle is halved.
static bool take_span(Rescue *r, int64_t low, int64_t high, VnErr *err) {
  bool whole;
  int64_t first = low, last = high;
  if (high - low < 2 || r->n_probes++ > MOST_PROBES) return true;
  if (!take_run(r, r->up, low, high, &first, &whole, err)) return false;
  if (whole) return true;
  if (!take_run(r, r->down, first, high, &last, &whole, err)) return false;
  if (whole) return true;
  if (last - first <= 2) {
    r->found->n_unread++;
    return true;
  }
  int64_t middle = first + (last - first) / 2;
  return take_span(r, first, middle + 1, err) &&
         take_span(r, middle, last, err);
}


// ---- tables ----

static sqlite3_stmt *prepare(VnStore *store, const char *format,
                             const char *table, const char *columns) {
  sqlite3_stmt *s = NULL;
  char *text = sqlite3_mprintf(format, columns, table);
  if (text) sqlite3_prepare_v2(store->db, text, -1, &s, NULL);
  sqlite3_free(text);
  return s;
}

static bool prepare_table(Rescue *r, const char *table, const char *columns) {
  static const char places[] =
      "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?";
  char text[600];
  r->n_columns = 2;
  for (const char *at = columns; (at = strchr(at, ',')); at++) r->n_columns++;
  snprintf(text, sizeof text, "INSERT OR IGNORE INTO %s(id,%s) VALUES(%.*s)",
           table, columns, 2 * r->n_columns - 1, places);
  r->up =
      prepare(r->old, "SELECT id,%s FROM %s WHERE id>? AND id<? ORDER BY id",
              table, columns);
  r->down = prepare(r->old,
                    "SELECT id,%s FROM %s WHERE id>? AND id<? ORDER BY id DESC",
                    table, columns);
  return sqlite3_prepare_v2(r->new->db, text, -1, &r->put, NULL) == SQLITE_OK;
}

static int64_t number_or(VnStore *store, const char *statement,
                         int64_t otherwise) {
  VnErr ignored;
  int64_t number;
  bool done = vn_store_number(store, statement, otherwise, &number, &ignored);
  return done && number > 0 ? number : otherwise;
}

// No id of a table can be higher: where its own end cannot be read, the
// journal knows which rows there were, and of its own rows there are no more
// than find room in the file.
static int64_t highest_id(Rescue *r, const char *table) {
  char own[80], journal[120];
  int64_t n_pages = number_or(r->old, "PRAGMA page_count", 1);
  int64_t size = number_or(r->old, "PRAGMA page_size", 4096);
  int64_t most = n_pages * size / SMALLEST_ROW;
  snprintf(own, sizeof own, "SELECT max(id) FROM %s", table);
  snprintf(journal, sizeof journal,
           "SELECT max(row) FROM step WHERE thing='%s'", table);
  int64_t known = number_or(r->new, journal, most);
  int64_t high = number_or(r->old, own, known);
  return (high < most ? high : most) + 1;
}

static bool take_table(Rescue *r, const char *table, const char *columns,
                       VnErr *err) {
  bool done = prepare_table(r, table, columns) || vn_store_fail(r->new, err);
  r->n_probes = 0;
  if (done && r->up && r->down) {
    done = take_span(r, 0, highest_id(r, table), err);
  } else if (done) {
    r->found->n_unread++;
  }
  sqlite3_finalize(r->up);
  sqlite3_finalize(r->down);
  sqlite3_finalize(r->put);
  return done;
}

// Rows that cannot be read any more, as the journal last had them.
static bool rebuild(Rescue *r, const VnStoreThing *thing, VnErr *err) {
  sqlite3_str *text = sqlite3_str_new(r->new->db);
  sqlite3_str_appendf(text, "INSERT OR IGNORE INTO %s(id,%s) SELECT s.row",
                      thing->name, thing->columns);
  vn_store_put_cells(text, thing, "new");
  sqlite3_str_appendf(text,
                      " FROM step s WHERE s.thing='%s' AND json_valid(s.new) "
                      "AND NOT EXISTS(SELECT 1 FROM step t WHERE t.thing="
                      "s.thing AND t.row=s.row AND t.id>s.id) AND NOT EXISTS("
                      "SELECT 1 FROM %s WHERE id=s.row)",
                      thing->name, thing->name);
  char *statement = sqlite3_str_finish(text);
  if (!statement) return vn_fail_memory(err, "recovering");
  bool done = vn_store_say(r->new, statement, err);
  r->found->n_rebuilt += done ? sqlite3_changes64(r->new->db) : 0;
  sqlite3_free(statement);
  return done;
}

#define TYPE_OF                                                                \
  "CASE WHEN min(%.*s GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]') "     \
  "THEN 'date' ELSE CASE max(typeof(%.*s)) WHEN 'integer' THEN 'integer' "     \
  "WHEN 'real' THEN 'number' ELSE 'text' END END"

static bool is_called(const char *column, int n, const char *name) {
  return (int)strlen(name) == n && strncmp(column, name, (size_t)n) == 0;
}

// The row of `field` for a column of the table of units, codes or coders.
static void put_field(sqlite3_str *text, const char *thing, const char *column,
                      int n) {
  bool is_name = is_called(column, n, "name");
  const char *type =
      is_called(column, n, "codable") ? "'logical'"
      : is_called(column, n, "source") || is_called(column, n, "parent")
          ? "'text'"
          : NULL;
  sqlite3_str_appendf(text,
                      "INSERT OR IGNORE INTO field(of,name,type) "
                      "SELECT '%s','%.*s',",
                      thing, is_name ? (int)strlen(thing) : n,
                      is_name ? thing : column);
  if (type) sqlite3_str_appendall(text, type);
  else sqlite3_str_appendf(text, TYPE_OF, n, column, n, column);
  sqlite3_str_appendf(text, " FROM %s WHERE %.*s IS NOT NULL GROUP BY '';",
                      thing, n, column);
}

// Columns that are not known any more, by the values they have; those whose
// names are lost are called by numbers.
static bool mend_fields(Rescue *r, VnErr *err) {
  static const char *const known[] = {"unit", "code", "coder"};
  sqlite3_str *text = sqlite3_str_new(r->new->db);
  sqlite3_str_appendf(
      text,
      "INSERT OR IGNORE INTO field(id,of,name,type) SELECT "
      "field,iif(max(unit),'unit',iif(max(code),'code','coder')),"
      "'column '||field," TYPE_OF " FROM detail GROUP BY field;",
      5, "value", 5, "value");
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    const char *columns = vn_store_thing(known[i])->columns;
    for (const char *at = columns; at; at = strchr(at, ',')) {
      if (*at == ',') at++;
      put_field(text, known[i], at, (int)strcspn(at, ","));
    }
  }
  char *statements = sqlite3_str_finish(text);
  bool done = statements ? vn_store_say(r->new, statements, err)
                         : vn_fail_memory(err, "recovering");
  sqlite3_free(statements);
  return done;
}

static bool take_all(Rescue *r, VnErr *err) {
  size_t n;
  const VnStoreThing *things = vn_store_things(&n);
  bool done = take_table(r, "change", "time,who,what,undoes,undone", err) &&
              take_table(r, "step", "change,thing,row,unit,old,new", err) &&
              take_table(r, "field", "of,name,type", err) &&
              take_table(r, "file", "name,bytes", err);
  for (size_t i = 0; done && i < n; i++) {
    done = take_table(r, things[i].name, things[i].columns, err) &&
           rebuild(r, &things[i], err);
  }
  return done;
}

// What belongs to something that is lost, such as a coding to its unit, goes.
static bool drop_orphans(Rescue *r, VnErr *err) {
  int64_t n_before = -1, n = 0;
  while (n != n_before) {
    n_before = n;
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(r->new->db, "PRAGMA foreign_key_check", -1, &s,
                           NULL) != SQLITE_OK) {
      return vn_store_fail(r->new, err);
    }
    while (sqlite3_step(s) == SQLITE_ROW) {
      char text[120];
      snprintf(text, sizeof text, "DELETE FROM %.60s WHERE id=%lld",
               (const char *)sqlite3_column_text(s, 0),
               (long long)sqlite3_column_int64(s, 1));
      sqlite3_exec(r->new->db, text, NULL, NULL, NULL);
      n++;
    }
    sqlite3_finalize(s);
  }
  r->found->n_dropped = n;
  return true;
}


// ---- files ----

static bool copy_file(const char *from, const char *to, bool needed,
                      VnErr *err) {
  char bytes[65536];
  ssize_t n = 0;
  bool done = true;
  int in = open(from, O_RDONLY | O_CLOEXEC);
  if (in < 0)
    return !needed || vn_fail(err, "\"%s\": it cannot be opened", from);
  int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  while (out >= 0 && done && (n = read(in, bytes, sizeof bytes)) > 0) {
    done = write(out, bytes, (size_t)n) == n;
  }
  close(in);
  if (out >= 0) close(out);
  return (done && n == 0 && out >= 0) ||
         vn_fail(err, "\"%s\": there is no room beside it for a copy of \"%s\"",
                 to, from);
}

static bool copy_database(const char *from, const char *to, VnErr *err) {
  char log[PATH_MAX], copied_log[PATH_MAX];
  snprintf(log, sizeof log, "%.4000s-wal", from);
  snprintf(copied_log, sizeof copied_log, "%.4000s-wal", to);
  return copy_file(from, to, true, err) &&
         copy_file(log, copied_log, false, err);
}

static bool rescue(Rescue *r, VnErr *err) {
  sqlite3_db_config(r->new->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  return vn_store_say(r->new, "PRAGMA foreign_keys=OFF;BEGIN IMMEDIATE", err) &&
         take_all(r, err) && mend_fields(r, err) && drop_orphans(r, err) &&
         vn_store_say(r->new, "COMMIT", err);
}

static bool rescue_from(const char *from, const char *copy, Rescue *r,
                        VnErr *err) {
  bool done = copy_database(from, copy, err) &&
              (r->old = vn_store_open_damaged(copy, err)) && rescue(r, err);
  vn_store_close(r->old);
  return done;
}

bool vn_store_recover(const char *from, VnStore *to, VnStoreRescue *found,
                      VnErr *err) {
  VnStoreDraft copy;
  Rescue r = {.found = found, .new = to};
  *found = (VnStoreRescue){0};
  if (!vn_store_check_head(from, err) ||
      !vn_store_draft_begin(to->path, &copy, err))
    return false;
  fchmod(copy.lock, 0600);  // the damaged file may have been for few eyes
  bool done = rescue_from(from, copy.path, &r, err);
  vn_store_draft_drop(&copy);
  return done;
}
