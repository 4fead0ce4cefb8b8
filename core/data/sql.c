#include "data/sql.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "data/date.h"
#include "data/memory.h"
#include "data/near.h"
#include "data/sql_result.h"
#include "data/sql_table.h"
#include "data/stop.h"

#define STEPS_PER_LOOK 4000      // of SQLite's machine: below a millisecond
#define LONGEST_TEXT (32 << 20)  // bytes in one text: no function works longer
#define LONGEST_PATTERN 1000     // bytes in a pattern of LIKE

typedef struct {
  const char *text;  // the statement
  const VnSqlTable *tables;
  size_t n_tables;
  const VnFrame *values;
  sqlite3 *db;
  sqlite3_stmt *statement;
} Query;


// ---- the sentence when it went wrong ----

// "no such column: a.x" -> the last part, "x"; false for another message.
static bool name_after(const char *message, const char *front, char *name,
                       size_t size, const char **bare) {
  size_t n = strlen(front);
  if (strncmp(message, front, n) != 0) return false;
  snprintf(name, size, "%s", message + n);
  const char *dot = strrchr(name, '.');
  *bare = dot ? dot + 1 : name;
  return true;
}

static const char *hint_column(const Query *q, const char *name) {
  VnNear near = vn_near(name);
  for (size_t t = 0; t < q->n_tables; t++) {
    const VnNames *names = q->tables[t].frame->names;
    for (size_t i = 0; i < vn_names_count(names); i++) {
      vn_near_try(&near, vn_names_at(names, i));
    }
  }
  return vn_near_hint(&near);
}

static const char *hint_table(const Query *q, const char *name) {
  VnNear near = vn_near(name);
  for (size_t t = 0; t < q->n_tables; t++) {
    vn_near_try(&near, q->tables[t].name);
  }
  return vn_near_hint(&near);
}

// ", line 2, column 14", counted in letters; "" where SQLite names no place.
static const char *place(const Query *q, char *text, size_t size) {
  int at = sqlite3_error_offset(q->db), line = 1, column = 1;
  *text = '\0';
  if (at < 0) return text;
  for (int i = 0; i < at; i++) {
    bool inside_letter = (q->text[i] & 0xc0) == 0x80;
    if (q->text[i] == '\n') line++, column = 1;
    else if (!inside_letter) column++;
  }
  snprintf(text, size, " at line %d, column %d of the statement", line, column);
  return text;
}

// Some of SQLite's words in ours.
static const char *plain(const char *message) {
  static const char *const words[][2] = {
      {"incomplete input", "the statement ends too early"    },
      {"not authorized",
       "the statement reaches beyond the frames it was given"},
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (strcmp(message, words[i][0]) == 0) return words[i][1];
  }
  return message;
}

static bool fail_statement(const Query *q, VnErr *err) {
  char at[80], name[200];
  const char *message = sqlite3_errmsg(q->db), *bare;
  place(q, at, sizeof at);
  if (name_after(message, "no such column: ", name, sizeof name, &bare)) {
    int offset = sqlite3_error_offset(q->db);
    bool quoted = offset >= 0 && q->text[offset] == '"';
    return vn_fail(err, "sql: no column \"%s\"%s%s%s", name,
                   hint_column(q, bare), at,
                   quoted ? "; a text stands in single quotes" : "");
  }
  if (name_after(message, "no such table: ", name, sizeof name, &bare)) {
    return vn_fail(err,
                   "sql: no table \"%s\"%s%s; frames get their names in the "
                   "second argument, as in { %s = f }",
                   name, hint_table(q, bare), at, bare);
  }
  if (name_after(message, "ambiguous column name: ", name, sizeof name,
                 &bare)) {
    return vn_fail(err,
                   "sql: column \"%s\" stands in several tables%s; say which, "
                   "as in %s.%s",
                   name, at, q->tables[0].name, bare);
  }
  return vn_fail(err, "sql: %s%s", plain(message), at);
}

static bool fail_read_only(const Query *q, VnErr *err) {
  int n = 0;
  const char *word = q->text + strspn(q->text, " \t\r\n");
  while (isalpha((unsigned char)word[n])) n++;
  return vn_fail(err,
                 "sql: only questions can be asked (select, with, values), "
                 "found \"%.*s\"; frames are never changed",
                 n, word);
}

static bool fail_here(const Query *q, VnErr *err) {
  switch (sqlite3_errcode(q->db)) {
    case SQLITE_INTERRUPT: return !vn_stopped(err) && fail_statement(q, err);
    case SQLITE_NOMEM: return vn_fail_memory(err, "sql");
    case SQLITE_AUTH: return fail_read_only(q, err);
    default: break;
  }
  bool writes = strstr(sqlite3_errmsg(q->db), "may not be modified");
  return writes ? fail_read_only(q, err) : fail_statement(q, err);
}


// ---- the connection ----

static int only_reading(void *unused, int action, const char *a, const char *b,
                        const char *c, const char *d) {
  (void)unused, (void)a, (void)b, (void)c, (void)d;
  return action == SQLITE_SELECT || action == SQLITE_READ ||
                 action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE
             ? SQLITE_OK
             : SQLITE_DENY;
}

static int stop_wanted(void *unused) {
  (void)unused;
  return vn_stop_flag != 0;
}

// A misspelt name in double quotes must not become a text.
static void restrict_connection(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST_TEXT);
  sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_set_authorizer(db, only_reading, NULL);
  sqlite3_progress_handler(db, STEPS_PER_LOOK, stop_wanted, NULL);
}

static bool check_table_names(const Query *q, VnErr *err) {
  for (size_t i = 0; i < q->n_tables; i++) {
    for (size_t j = 0; j < i; j++) {
      if (sqlite3_stricmp(q->tables[i].name, q->tables[j].name) == 0) {
        return vn_fail(err,
                       "sql: SQL cannot tell the tables \"%s\" and \"%s\" "
                       "apart",
                       q->tables[j].name, q->tables[i].name);
      }
    }
  }
  return true;
}

static bool open_connection(Query *q, VnErr *err) {
  if (vn_stopped(err)) return false;
  if (sqlite3_open(":memory:", &q->db) != SQLITE_OK) {
    return vn_fail_memory(err, "sql");
  }
  if (!check_table_names(q, err)) return false;
  for (size_t i = 0; i < q->n_tables; i++) {
    if (!vn_sql_add_table(q->db, &q->tables[i], err)) return false;
  }
  restrict_connection(q->db);
  return true;
}


// ---- the statement ----

static bool check_rest(Query *q, const char *rest, VnErr *err) {
  sqlite3_stmt *more = NULL;
  int status = sqlite3_prepare_v2(q->db, rest, -1, &more, NULL);
  sqlite3_finalize(more);
  if (status == SQLITE_OK && !more) return true;
  return vn_fail(err,
                 "sql: one statement at a time; a second one begins at "
                 "\"%.30s\"",
                 rest + strspn(rest, " \t\r\n;"));
}

static bool prepare(Query *q, VnErr *err) {
  const char *rest;
  if (sqlite3_prepare_v2(q->db, q->text, -1, &q->statement, &rest) !=
      SQLITE_OK) {
    return fail_here(q, err);
  }
  if (!q->statement) return vn_fail(err, "sql: the statement is empty");
  if (!sqlite3_stmt_readonly(q->statement) ||
      sqlite3_column_count(q->statement) == 0) {
    return fail_read_only(q, err);
  }
  return check_rest(q, rest, err);
}

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

// What a value must be called: ":since" wants "since", the first "?" "1".
static const char *wanted_name(const Query *q, int at, char *room,
                               size_t size) {
  const char *name = sqlite3_bind_parameter_name(q->statement, at);
  if (name) return name + 1;
  snprintf(room, size, "%d", at);
  return room;
}

static bool bind_values(Query *q, VnErr *err) {
  int n = sqlite3_bind_parameter_count(q->statement);
  for (int at = 1; at <= n; at++) {
    char room[16];
    const char *name = wanted_name(q, at, room, sizeof room);
    ptrdiff_t i = q->values ? vn_names_find(q->values->names, name) : -1;
    if (i < 0) {
      return vn_fail(err,
                     "sql: no value for \"%s\"; values stand in the third "
                     "argument, as in { since = 2010 } for :since",
                     name);
    }
    if (bind_cell(q->statement, at, q->values->columns[i]) != SQLITE_OK) {
      return fail_here(q, err);
    }
  }
  return true;
}

static bool is_bound(const Query *q, const char *name) {
  int n = sqlite3_bind_parameter_count(q->statement);
  for (int at = 1; at <= n; at++) {
    char room[16];
    if (strcmp(wanted_name(q, at, room, sizeof room), name) == 0) return true;
  }
  return false;
}

static bool check_values(const Query *q, VnErr *err) {
  for (size_t i = 0; q->values && i < q->values->n_cols; i++) {
    const char *name = vn_names_at(q->values->names, i);
    if (!is_bound(q, name)) {
      return vn_fail(err,
                     "sql: the statement has no place for the value "
                     "\"%s\"",
                     name);
    }
  }
  return true;
}


// ---- the answer ----

static bool same_source(const char *a, const char *b) {
  return a && b && strcmp(a, b) == 0;
}

// The tables' sources, each once: "patents.csv, codes.csv".
static void join_sources(const Query *q, char *text, size_t size) {
  size_t n = 0;
  *text = '\0';
  for (size_t i = 0; i < q->n_tables; i++) {
    const char *source = q->tables[i].frame->source;
    bool said = !source;
    for (size_t j = 0; j < i && !said; j++) {
      said = same_source(source, q->tables[j].frame->source);
    }
    if (said || n >= size) continue;
    n += (size_t)snprintf(text + n, size - n, "%s%s", n ? ", " : "", source);
  }
}

static bool add_rows(const Query *q, VnSqlResult *result, VnErr *err) {
  int status;
  while ((status = sqlite3_step(q->statement)) == SQLITE_ROW) {
    if (!vn_sql_result_add(result, err)) return false;
  }
  return status == SQLITE_DONE || fail_here(q, err);
}

static VnFrame *answer(const Query *q, VnErr *err) {
  char source[400];
  VnSqlResult *result = vn_sql_result_new(q->statement, err);
  VnFrame *frame = NULL;
  join_sources(q, source, sizeof source);
  if (result && add_rows(q, result, err)) {
    frame = vn_sql_result_finish(result, *source ? source : NULL, err);
  }
  vn_sql_result_free(result);
  return frame;
}

VnFrame *vn_sql(const char *statement, const VnSqlTable *tables,
                size_t n_tables, const VnFrame *values, VnErr *err) {
  Query q = {statement, tables, n_tables, values, NULL, NULL};
  VnFrame *frame = NULL;
  if (open_connection(&q, err) && prepare(&q, err) && check_values(&q, err) &&
      bind_values(&q, err)) {
    frame = answer(&q, err);
  }
  sqlite3_finalize(q.statement);
  sqlite3_close(q.db);
  return frame;
}
