#include "data/sql/error.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "data/near.h"
#include "data/stop.h"

// What a sentence is made of.
typedef struct {
  const char *statement;
  const VnSqlTable *tables;
  size_t n_tables;
  int offset;        // of the place in the statement, or -1
  char at[80];       // " at line 2, column 14 of the statement", or ""
  const char *rest;  // what SQLite says after the words that tell the problem
  const char *bare;  // of "a.x" the "x"
} Problem;

static void find_place(Problem *p) {
  int line = 1, column = 1;
  p->at[0] = '\0';
  if (p->offset < 0) return;
  for (int i = 0; i < p->offset; i++) {
    bool inside_letter = (p->statement[i] & 0xc0) == 0x80;
    if (p->statement[i] == '\n') line++, column = 1;
    else if (!inside_letter) column++;
  }
  snprintf(p->at, sizeof p->at, " at line %d, column %d of the statement", line,
           column);
}

static bool fail_column(const Problem *p, VnErr *err) {
  VnNear near = vn_near(p->bare);
  for (size_t t = 0; t < p->n_tables; t++) {
    const VnNames *names = p->tables[t].frame->names;
    for (size_t i = 0; i < vn_names_count(names); i++) {
      vn_near_try(&near, vn_names_at(names, i));
    }
  }
  bool quoted = p->offset >= 0 && p->statement[p->offset] == '"';
  return vn_fail(err, "sql: no column \"%s\"%s%s%s", p->rest,
                 vn_near_hint(&near), p->at,
                 quoted ? "; a text stands in single quotes" : "");
}

static bool fail_table(const Problem *p, VnErr *err) {
  VnNear near = vn_near(p->bare);
  for (size_t t = 0; t < p->n_tables; t++) {
    vn_near_try(&near, p->tables[t].name);
  }
  return vn_fail(err,
                 "sql: no table \"%s\"%s%s; frames get their names in the "
                 "second argument, as in { %s = f }",
                 p->rest, vn_near_hint(&near), p->at, p->bare);
}

static bool fail_ambiguous(const Problem *p, VnErr *err) {
  return vn_fail(err,
                 "sql: column \"%s\" stands in several tables%s; say which, "
                 "as in name_of_table.%s",
                 p->rest, p->at, p->bare);
}

static bool fail_unfinished(const Problem *p, VnErr *err) {
  (void)p;
  return vn_fail(err, "sql: the statement ends too early");
}

static bool fail_random(const Problem *p, VnErr *err) {
  return vn_fail(err,
                 "sql: %s() gives another answer each time, and results "
                 "should repeat",
                 p->rest);
}

static bool fail_forbidden(const Problem *p, VnErr *err) {
  (void)p;
  return vn_fail(err,
                 "sql: the statement reaches beyond the frames it was given");
}

static const struct {
  const char *words;  // at the front of SQLite's message, or all of it
  bool (*fail)(const Problem *p, VnErr *err);
} problems[] = {
    {"no such column: ",                 fail_column    },
    {"no such table: ",                  fail_table     },
    {"ambiguous column name: ",          fail_ambiguous },
    {"incomplete input",                 fail_unfinished},
    {"not authorized to use function: ", fail_random    },
    {"not authorized",                   fail_forbidden },
};

static bool fail_statement(sqlite3 *db, Problem *p, VnErr *err) {
  const char *message = sqlite3_errmsg(db);
  if (strstr(message, " may not be modified")) {
    return vn_sql_fail_read_only(p->statement, err);
  }
  p->offset = sqlite3_error_offset(db);
  find_place(p);
  for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
    size_t n = strlen(problems[i].words);
    if (strncmp(message, problems[i].words, n) != 0) continue;
    const char *dot = strrchr(message + n, '.');
    p->rest = message + n;
    p->bare = dot ? dot + 1 : p->rest;
    return problems[i].fail(p, err);
  }
  return vn_fail(err, "sql: %s%s", message, p->at);
}

bool vn_sql_fail(sqlite3 *db, const char *statement, const VnSqlTable *tables,
                 size_t n_tables, VnErr *err) {
  Problem p = {statement, tables, n_tables, -1, "", "", ""};
  switch (sqlite3_errcode(db)) {
    case SQLITE_INTERRUPT:
      return !vn_stopped(err) && vn_fail(err, "sql: interrupted");
    case SQLITE_NOMEM: return vn_fail_memory(err, "sql");
    case SQLITE_AUTH: return vn_sql_fail_read_only(statement, err);
    default: return fail_statement(db, &p, err);
  }
}

bool vn_sql_fail_read_only(const char *statement, VnErr *err) {
  int n = 0;
  const char *word = statement + strspn(statement, " \t\r\n");
  while (isalpha((unsigned char)word[n])) n++;
  return vn_fail(err,
                 "sql: only questions can be asked (select, with, values), "
                 "found \"%.*s\"; frames are never changed",
                 n, word);
}
