#include "data/sql/bind.h"

#include <stdio.h>
#include <string.h>

#include "data/date.h"
#include "data/utf8.h"

static int bind_date(sqlite3_stmt *s, int at, int32_t days) {
  char text[VN_DATE_TEXT];
  vn_date_to_text(days, text);
  return sqlite3_bind_text(s, at, text, -1, SQLITE_TRANSIENT);
}

static int bind_cell(sqlite3_stmt *s, int at, const VnColumn *column) {
  if (vn_column_missing(column, 0)) return sqlite3_bind_null(s, at);
  switch (column->type) {
    case VN_NUMBER: return sqlite3_bind_double(s, at, column->number[0]);
    case VN_INTEGER: return sqlite3_bind_int64(s, at, column->integer[0]);
    case VN_LOGICAL: return sqlite3_bind_int(s, at, column->logical[0]);
    case VN_DATE: return bind_date(s, at, column->date[0]);
    case VN_TEXT: break;
  }
  return sqlite3_bind_text(s, at, vn_dict_at(column->dict, column->text[0]), -1,
                           SQLITE_STATIC);
}

// What was once written so could never be read again.
static bool check_text(const VnColumn *column, const char *name, VnErr *err) {
  if (column->type != VN_TEXT || vn_column_missing(column, 0)) return true;
  const char *text = vn_dict_at(column->dict, column->text[0]);
  size_t n = strlen(text);
  return vn_utf8_valid(text, n) == n ||
         vn_fail(err, "sql: the bytes of \"%s\" are no UTF-8 text", name);
}

static bool fail_bind(sqlite3_stmt *s, VnErr *err) {
  sqlite3 *db = sqlite3_db_handle(s);
  if (sqlite3_errcode(db) == SQLITE_NOMEM) return vn_fail_memory(err, "sql");
  return vn_fail(err, "sql: %s", sqlite3_errmsg(db));
}

const char *vn_sql_place(sqlite3_stmt *s, int at, char room[VN_SQL_PLACE]) {
  const char *name = sqlite3_bind_parameter_name(s, at);
  if (name) return name + 1;
  snprintf(room, VN_SQL_PLACE, "%d", at);
  return room;
}

bool vn_sql_bind(sqlite3_stmt *s, const VnFrame *values, VnErr *err) {
  int n = sqlite3_bind_parameter_count(s);
  for (int at = 1; at <= n; at++) {
    char room[VN_SQL_PLACE];
    const char *name = vn_sql_place(s, at, room);
    ptrdiff_t i = values ? vn_names_find(values->names, name) : -1;
    if (i < 0) {
      return vn_fail(err,
                     "sql: no value for \"%s\"; values stand in the third "
                     "argument, as in { since = 2010 } for :since",
                     name);
    }
    if (!check_text(values->columns[i], name, err)) return false;
    if (bind_cell(s, at, values->columns[i]) != SQLITE_OK) {
      return fail_bind(s, err);
    }
  }
  return true;
}
