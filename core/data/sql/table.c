#include "data/sql/table.h"

#include <string.h>

#include "data/date.h"
#include "data/memory.h"
#include "data/sql/index.h"
#include "data/utf8.h"

typedef struct {
  sqlite3_vtab base;
  const VnFrame *frame;  // may be gone when SQLite lets the table go
  size_t n_cols;
  VnSqlIndex *indexes;  // by column; empty until one is asked for
} Table;

typedef struct {
  sqlite3_vtab_cursor base;
  size_t row;
  int column;  // whose index is followed, or -1: every row
  uint64_t key;
} Cursor;

const char *vn_sql_type_name(VnType type) {
  static const char *const names[] = {"REAL", "INTEGER", "TEXT", "TEXT DATE",
                                      "INT LOGICAL"};
  return names[type];
}


// ---- which rows a condition leaves ----

// A guess at how many different values a column has.
static double distinct(const VnColumn *column) {
  switch (column->type) {
    case VN_TEXT: return (double)vn_dict_count(column->dict) + 1;
    case VN_LOGICAL: return 2;
    default: return (double)column->n / 8 + 1;
  }
}

static bool can_look_up(sqlite3_index_info *info, int i, const VnFrame *f) {
  const struct sqlite3_index_constraint *c = &info->aConstraint[i];
  return c->usable && c->op == SQLITE_INDEX_CONSTRAINT_EQ && c->iColumn >= 0 &&
         f->n_rows < UINT32_MAX &&
         strcmp(sqlite3_vtab_collation(info, i), "BINARY") == 0;
}

// idxNum: 0 for every row, else the column whose index is followed, plus 1.
static int best_index(sqlite3_vtab *base, sqlite3_index_info *info) {
  const VnFrame *f = ((Table *)base)->frame;
  double most = 1;
  int best = -1;
  for (int i = 0; i < info->nConstraint; i++) {
    if (!can_look_up(info, i, f)) continue;
    double values = distinct(f->columns[info->aConstraint[i].iColumn]);
    if (values > most) most = values, best = i;
  }
  double rows = (double)f->n_rows / most;
  info->estimatedRows = (sqlite3_int64)rows + 1;
  info->estimatedCost = rows + 4;
  if (best < 0) return SQLITE_OK;
  info->idxNum = info->aConstraint[best].iColumn + 1;
  info->aConstraintUsage[best].argvIndex = 1;
  return SQLITE_OK;
}


// ---- the table ----

static void declare_column(sqlite3_str *text, const VnFrame *f, size_t i) {
  sqlite3_str_appendf(text, "%s\"%w\" %s", i ? ", " : "",
                      vn_names_at(f->names, i),
                      vn_sql_type_name(f->columns[i]->type));
}

static int declare(sqlite3 *db, const VnFrame *f) {
  sqlite3_str *text = sqlite3_str_new(db);
  sqlite3_str_appendall(text, "CREATE TABLE t(");
  for (size_t i = 0; i < f->n_cols; i++) declare_column(text, f, i);
  sqlite3_str_appendall(text, ")");
  char *sql = sqlite3_str_finish(text);
  int status = sql ? sqlite3_declare_vtab(db, sql) : SQLITE_NOMEM;
  sqlite3_free(sql);
  return status;
}

static int connect_table(sqlite3 *db, void *given, int argc,
                         const char *const *argv, sqlite3_vtab **base,
                         char **problem) {
  (void)argc, (void)argv;
  const VnSqlTable *from = given;
  int status = declare(db, from->frame);
  if (status != SQLITE_OK) {
    *problem = sqlite3_mprintf("%s", sqlite3_errmsg(db));
    return status;
  }
  Table *table = vn_alloc(1, sizeof *table);
  if (!table) return SQLITE_NOMEM;
  table->frame = from->frame, table->n_cols = from->frame->n_cols;
  table->indexes = vn_alloc(from->frame->n_cols, sizeof *table->indexes);
  if (!table->indexes) {
    vn_free(table);
    return SQLITE_NOMEM;
  }
  *base = &table->base;
  return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *base) {
  Table *table = (Table *)base;
  for (size_t i = 0; i < table->n_cols; i++) {
    vn_sql_index_drop(&table->indexes[i]);
  }
  vn_free(table->indexes);
  vn_free(table);
  return SQLITE_OK;
}


// ---- going through the rows ----

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **cursor) {
  (void)base;
  Cursor *c = vn_alloc(1, sizeof *c);
  if (!c) return SQLITE_NOMEM;
  *cursor = &c->base;
  return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor) {
  vn_free(cursor);
  return SQLITE_OK;
}

static const Table *table_of(const Cursor *c) {
  return (const Table *)c->base.pVtab;
}

static int start(sqlite3_vtab_cursor *cursor, int which, const char *unused,
                 int n_values, sqlite3_value **values) {
  (void)unused, (void)n_values;
  Cursor *c = (Cursor *)cursor;
  const Table *table = table_of(c);
  c->row = 0, c->column = -1;
  if (which == 0) return SQLITE_OK;
  const VnColumn *column = table->frame->columns[which - 1];
  switch (vn_sql_search(column, values[0], &c->key)) {
    case VN_SQL_EVERY_ROW: return SQLITE_OK;
    case VN_SQL_NO_ROW: c->row = table->frame->n_rows; return SQLITE_OK;
    case VN_SQL_BY_KEY: break;
  }
  VnSqlIndex *index = &table->indexes[which - 1];
  int status = vn_sql_index_need(index, column);
  if (status != SQLITE_OK) return status;
  c->column = which - 1;
  c->row = vn_sql_index_first(index, column, c->key);
  return SQLITE_OK;
}

static int step(sqlite3_vtab_cursor *cursor) {
  Cursor *c = (Cursor *)cursor;
  const Table *table = table_of(c);
  if (c->column < 0) {
    c->row++;
    return SQLITE_OK;
  }
  c->row = vn_sql_index_next(&table->indexes[c->column],
                             table->frame->columns[c->column], c->key, c->row);
  return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *cursor) {
  Cursor *c = (Cursor *)cursor;
  return c->row >= table_of(c)->frame->n_rows;
}

static void give_date(sqlite3_context *to, int32_t days) {
  char text[VN_DATE_TEXT];
  vn_date_to_text(days, text);
  sqlite3_result_text(to, text, -1, SQLITE_TRANSIENT);
}

static void give_text(sqlite3_context *to, const char *text) {
  size_t n = strlen(text);
  if (vn_utf8_valid(text, n) == n)
    sqlite3_result_text64(to, text, n, SQLITE_STATIC, SQLITE_UTF8);
  else sqlite3_result_error(to, "the bytes of a text are no UTF-8", -1);
}

static int give_cell(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int i) {
  Cursor *c = (Cursor *)cursor;
  const VnColumn *column = table_of(c)->frame->columns[i];
  size_t row = c->row;
  if (vn_column_missing(column, row)) return SQLITE_OK;
  switch (column->type) {
    case VN_NUMBER: sqlite3_result_double(to, column->number[row]); break;
    case VN_INTEGER: sqlite3_result_int64(to, column->integer[row]); break;
    case VN_LOGICAL: sqlite3_result_int(to, column->logical[row]); break;
    case VN_DATE: give_date(to, column->date[row]); break;
    case VN_TEXT:
      give_text(to, vn_dict_at(column->dict, column->text[row]));
      break;
  }
  return SQLITE_OK;
}

static int give_row_number(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row) {
  *row = (sqlite3_int64)((Cursor *)cursor)->row + 1;
  return SQLITE_OK;
}

// Without xCreate a table exists under its module's name and needs no CREATE.
static const sqlite3_module module = {
    .xConnect = connect_table,
    .xDisconnect = disconnect_table,
    .xBestIndex = best_index,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = start,
    .xNext = step,
    .xEof = at_end,
    .xColumn = give_cell,
    .xRowid = give_row_number,
};


// ---- what SQL cannot hold ----

static bool check_columns(sqlite3 *db, const VnSqlTable *table, VnErr *err) {
  size_t most = (size_t)sqlite3_limit(db, SQLITE_LIMIT_COLUMN, -1);
  if (table->frame->n_cols == 0) {
    return vn_fail(err, "sql: table \"%s\" has no columns", table->name);
  }
  if (table->frame->n_cols > most) {
    return vn_fail(err,
                   "sql: table \"%s\" has %zu columns and SQL takes at most "
                   "%zu; select the needed ones first",
                   table->name, table->frame->n_cols, most);
  }
  return true;
}

// SQL does not tell "MT" from "mt".
static bool check_names(const VnSqlTable *table, VnErr *err) {
  const VnNames *names = table->frame->names;
  for (size_t i = 0; i < table->frame->n_cols; i++) {
    for (size_t j = 0; j < i; j++) {
      if (sqlite3_stricmp(vn_names_at(names, i), vn_names_at(names, j)) == 0) {
        return vn_fail(err,
                       "sql: table \"%s\" has the columns \"%s\" and \"%s\", "
                       "which SQL cannot tell apart; rename one first",
                       table->name, vn_names_at(names, j),
                       vn_names_at(names, i));
      }
    }
  }
  return true;
}

// SQLite declares a table when it is first named, by statements of its own,
// which the connection will later refuse: so it is named once now.
static bool connect_now(sqlite3 *db, const char *name, VnErr *err) {
  char *text = sqlite3_mprintf("SELECT 1 FROM \"%w\"", name);
  sqlite3_stmt *statement = NULL;
  int status =
      text ? sqlite3_prepare_v2(db, text, -1, &statement, NULL) : SQLITE_NOMEM;
  sqlite3_finalize(statement);
  sqlite3_free(text);
  if (status == SQLITE_NOMEM) return vn_fail_memory(err, "sql");
  return status == SQLITE_OK ||
         vn_fail(err, "sql: table \"%s\": %s", name, sqlite3_errmsg(db));
}

bool vn_sql_add_table(sqlite3 *db, const VnSqlTable *table, VnErr *err) {
  if (!check_columns(db, table, err) || !check_names(table, err)) return false;
  int status = sqlite3_create_module(db, table->name, &module, (void *)table);
  if (status != SQLITE_OK) return vn_fail_memory(err, "sql");
  return connect_now(db, table->name, err);
}

void vn_sql_drop_table(sqlite3 *db, const char *name) {
  sqlite3_create_module(db, name, NULL, NULL);
}
