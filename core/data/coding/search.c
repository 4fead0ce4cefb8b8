#include "data/coding/search.h"

#include <sqlite3.h>
#include <string.h>

#include "data/draft.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "searching"
#define STEPS_PER_LOOK 4000  // of SQLite's machine: below a millisecond

struct VnSearch {
  sqlite3 *db;
  size_t n;  // texts
};

static bool fail_here(const VnSearch *s, VnErr *err) {
  int code = sqlite3_errcode(s->db);
  if (code == SQLITE_INTERRUPT || vn_stop_flag) return !vn_stopped(err);
  if (code == SQLITE_NOMEM) return vn_fail_memory(err, DOING);
  return vn_fail(err, "%s", sqlite3_errmsg(s->db));
}

static int stop_wanted(void *unused) {
  (void)unused;
  return vn_stop_flag != 0;
}


// ---- the index ----

static bool do_all(VnSearch *s, const char *statements, VnErr *err) {
  return sqlite3_exec(s->db, statements, NULL, NULL, NULL) == SQLITE_OK ||
         fail_here(s, err);
}

static bool put_text(VnSearch *s, sqlite3_stmt *put, const VnColumn *texts,
                     size_t row, VnErr *err) {
  if (vn_column_missing(texts, row)) return true;
  const char *text = vn_dict_at(texts->dict, texts->text[row]);
  bool done = sqlite3_bind_int64(put, 1, (sqlite3_int64)row + 1) == SQLITE_OK &&
              sqlite3_bind_text(put, 2, text, -1, SQLITE_STATIC) == SQLITE_OK &&
              sqlite3_step(put) == SQLITE_DONE &&
              sqlite3_reset(put) == SQLITE_OK;
  return done || fail_here(s, err);
}

static bool put_texts(VnSearch *s, const VnColumn *texts, VnErr *err) {
  sqlite3_stmt *put = NULL;
  bool done =
      sqlite3_prepare_v2(s->db, "insert into texts(rowid, text) values (?, ?)",
                         -1, &put, NULL) == SQLITE_OK ||
      fail_here(s, err);
  for (size_t row = 0; done && row < texts->n; row++)
    done = ((row & 0xff) != 0 || !vn_stopped(err)) &&
           put_text(s, put, texts, row, err);
  sqlite3_finalize(put);
  return done;
}

static bool build(VnSearch *s, const VnColumn *texts, VnErr *err) {
  if (sqlite3_open(":memory:", &s->db) != SQLITE_OK)
    return vn_fail_memory(err, DOING);
  sqlite3_progress_handler(s->db, STEPS_PER_LOOK, stop_wanted, NULL);
  return do_all(s,
                "create virtual table texts using fts5(text, tokenize = "
                "\"unicode61 remove_diacritics 2\"); begin",
                err) &&
         put_texts(s, texts, err) && do_all(s, "commit", err);
}

VnSearch *vn_search_new(const VnColumn *texts, VnErr *err) {
  VnSearch *s = vn_alloc(1, sizeof *s);
  if (!s) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  s->n = texts->n;
  if (build(s, texts, err)) return s;
  vn_search_free(s);
  return NULL;
}

void vn_search_free(VnSearch *s) {
  if (!s) return;
  sqlite3_close(s->db);
  vn_free(s);
}


// ---- a question ----

typedef struct {
  sqlite3_stmt *statement;
  VnDraft *draft;
} Answer;

static bool ask(const VnSearch *s, const char *question, int words, Answer *a,
                VnErr *err) {
  static const char select[] =
      "select rowid, snippet(texts, 0, '[', ']', '...', ?2), -bm25(texts) "
      "from texts where texts match ?1 order by bm25(texts), rowid";
  bool done =
      sqlite3_prepare_v2(s->db, select, -1, &a->statement, NULL) == SQLITE_OK &&
      sqlite3_bind_text(a->statement, 1, question, -1, SQLITE_STATIC) ==
          SQLITE_OK &&
      sqlite3_bind_int(a->statement, 2, words) == SQLITE_OK;
  return done || fail_here(s, err);
}

// The name of the unit as texts and whole numbers stand in a column.
static bool put_unit(VnDraft *draft, const VnColumn *names, size_t row,
                     VnErr *err) {
  char spare[VN_SPARE];
  if (names->type == VN_INTEGER)
    return vn_draft_integer(draft, 0, names->integer[row], err);
  const char *name = vn_column_label(names, row, spare);
  return vn_draft_text(draft, 0, name, strlen(name), err);
}

static bool take_answers(const VnSearch *s, const VnFrame *units, Answer *a,
                         VnErr *err) {
  int status;
  while ((status = sqlite3_step(a->statement)) == SQLITE_ROW) {
    size_t row = (size_t)sqlite3_column_int64(a->statement, 0) - 1;
    const char *snippet = (const char *)sqlite3_column_text(a->statement, 1);
    if (!snippet) return vn_fail_memory(err, DOING);
    if (!put_unit(a->draft, units->columns[0], row, err) ||
        !vn_draft_text(a->draft, 1, snippet, strlen(snippet), err) ||
        !vn_draft_number(a->draft, 2, sqlite3_column_double(a->statement, 2),
                         err))
      return false;
  }
  return status == SQLITE_DONE || fail_here(s, err);
}

static VnDraft *new_draft(const VnFrame *units, VnErr *err) {
  static const char *const labels[] = {"unit", "snippet", "rank"};
  VnNames *names = vn_names_new(labels, 3, "column", err);
  VnDraft *draft = names ? vn_draft_new(names, err) : NULL;
  vn_names_free(names);
  if (!draft) return NULL;
  VnType type = units->columns[0]->type == VN_INTEGER ? VN_INTEGER : VN_TEXT;
  vn_draft_declare(draft, 0, type);
  vn_draft_declare(draft, 1, VN_TEXT);
  vn_draft_declare(draft, 2, VN_NUMBER);
  return draft;
}

VnFrame *vn_search_find(VnSearch *s, const VnFrame *units, const char *question,
                        int words, VnErr *err) {
  Answer a = {.draft = new_draft(units, err)};
  VnFrame *found = NULL;
  bool fits = units->n_rows == s->n ||
              vn_fail(err, "the index is one of %zu other texts", s->n);
  if (a.draft && fits && !vn_stopped(err) && ask(s, question, words, &a, err) &&
      take_answers(s, units, &a, err))
    found = vn_draft_finish(a.draft, NULL, err);
  sqlite3_finalize(a.statement);
  vn_draft_free(a.draft);
  return found;
}
