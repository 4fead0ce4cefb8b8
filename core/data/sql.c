#include "data/sql.h"

#include <stdio.h>
#include <string.h>

#include "data/progress.h"
#include "data/sql/bind.h"
#include "data/sql/error.h"
#include "data/sql/memory.h"
#include "data/sql/result.h"
#include "data/sql/table.h"
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


static bool fail_here(const Query *q, VnErr *err) {
  return vn_sql_fail(q->db, q->text, q->tables, q->n_tables, err);
}


// ---- the connection ----

static bool is_random(const char *function) {
  return strcmp(function, "random") == 0 || strcmp(function, "randomblob") == 0;
}

// Answers must repeat, so that nothing may be drawn by lot either.
static int only_reading(void *unused, int action, const char *a, const char *b,
                        const char *c, const char *d) {
  (void)unused, (void)a, (void)c, (void)d;
  bool allowed = action == SQLITE_SELECT || action == SQLITE_READ ||
                 action == SQLITE_RECURSIVE ||
                 (action == SQLITE_FUNCTION && b && !is_random(b));
  return allowed ? SQLITE_OK : SQLITE_DENY;
}

static int stop_wanted(void *unused) {
  (void)unused;
  vn_stage_look();
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
  vn_sql_memory();
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
    return vn_sql_fail_read_only(q->text, err);
  }
  return check_rest(q, rest, err);
}

static bool is_bound(const Query *q, const char *name) {
  int n = sqlite3_bind_parameter_count(q->statement);
  for (int at = 1; at <= n; at++) {
    char room[VN_SQL_PLACE];
    if (strcmp(vn_sql_place(q->statement, at, room), name) == 0) return true;
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
  bool told = vn_stage_begin("querying", NULL, 0);
  if (open_connection(&q, err) && prepare(&q, err) && check_values(&q, err) &&
      vn_sql_bind(q.statement, values, err)) {
    frame = answer(&q, err);
  }
  sqlite3_finalize(q.statement);
  sqlite3_close(q.db);
  if (told) vn_stage_end(frame != NULL);
  return frame;
}
