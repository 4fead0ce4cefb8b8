#include "data/sql/result.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

#include "data/date.h"
#include "data/draft.h"
#include "data/memory.h"
#include "data/sql/table.h"

struct VnSqlResult {
  sqlite3_stmt *statement;
  int n_cols;
  VnDraft *draft;
  VnNames *names;
  bool *told;     // which columns have a type of their own,
  VnType *types;  // and which
};

static VnNames *result_names(sqlite3_stmt *s, size_t n, VnErr *err) {
  const char **labels = vn_alloc(n, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, "sql");
    return NULL;
  }
  for (size_t i = 0; i < n; i++) labels[i] = sqlite3_column_name(s, (int)i);
  VnNames *names = vn_names_new(labels, n, "column", err);
  vn_free(labels);
  if (!names && err->kind == VN_WRONG) {
    vn_fail_while(err, "sql: the result needs different names, as in \"select "
                       "a.x as first\"");
  }
  return names;
}

static bool declared(sqlite3_stmt *s, int i, VnType type) {
  const char *word = sqlite3_column_decltype(s, i);
  return word && strcmp(word, vn_sql_type_name(type)) == 0;
}

// A column of missing values keeps the type it comes from.
static void set_fallbacks(VnSqlResult *r) {
  for (int i = 0; i < r->n_cols; i++) {
    for (VnType type = VN_NUMBER; type <= VN_LOGICAL; type++) {
      if (declared(r->statement, i, type)) {
        vn_draft_fall_back(r->draft, (size_t)i, type);
      }
    }
  }
}

VnSqlResult *vn_sql_result_new(sqlite3_stmt *statement, VnErr *err) {
  int n_cols = sqlite3_column_count(statement);
  VnNames *names = result_names(statement, (size_t)n_cols, err);
  if (!names) return NULL;
  VnSqlResult *r = vn_alloc(1, sizeof *r);
  if (!r) vn_names_free(names);
  if (r) {
    *r = (VnSqlResult){statement,
                       n_cols,
                       vn_draft_new(names, err),
                       names,
                       vn_alloc((size_t)n_cols, sizeof *r->told),
                       vn_alloc((size_t)n_cols, sizeof *r->types)};
  }
  if (r && r->draft && r->told && r->types) {
    set_fallbacks(r);
    return r;
  }
  vn_sql_result_free(r);
  vn_fail_memory(err, "sql");
  return NULL;
}

void vn_sql_result_declare(VnSqlResult *r, const char *column, VnType type) {
  ptrdiff_t i = vn_names_find(r->names, column);
  if (i < 0) return;
  r->told[i] = true, r->types[i] = type;
  vn_draft_declare(r->draft, (size_t)i, type);
}

void vn_sql_result_free(VnSqlResult *result) {
  if (!result) return;
  vn_draft_free(result->draft);
  vn_names_free(result->names);
  vn_free(result->told);
  vn_free(result->types);
  vn_free(result);
}


// ---- a row joins ----

static bool is_utf8(const char *text, size_t n) {
  utf8proc_int32_t letter;
  for (size_t i = 0; i < n;) {
    utf8proc_ssize_t bytes = utf8proc_iterate(
        (const utf8proc_uint8_t *)text + i, (utf8proc_ssize_t)(n - i), &letter);
    if (bytes < 1 || letter == 0) return false;
    i += (size_t)bytes;
  }
  return true;
}

// What no cell of a frame can hold, or NULL.
static const char *fault_of(sqlite3_stmt *s, int i) {
  switch (sqlite3_column_type(s, i)) {
    case SQLITE_BLOB: return "bytes are no value; see cast(... as text), hex()";
    case SQLITE_FLOAT:
      return isfinite(sqlite3_column_double(s, i)) ? NULL
                                                   : "the number is infinite";
    case SQLITE_TEXT: {
      const char *text = (const char *)sqlite3_column_text(s, i);
      size_t n = (size_t)sqlite3_column_bytes(s, i);
      return !text || is_utf8(text, n) ? NULL : "the bytes are no UTF-8 text";
    }
    default: return NULL;
  }
}

static bool add_text(VnSqlResult *r, int i, VnErr *err) {
  const char *text = (const char *)sqlite3_column_text(r->statement, i);
  size_t n = (size_t)sqlite3_column_bytes(r->statement, i);
  return text ? vn_draft_text(r->draft, (size_t)i, text, n, err)
              : vn_fail_memory(err, "sql");
}

static bool add_integer(VnSqlResult *r, int i, VnErr *err) {
  int64_t value = sqlite3_column_int64(r->statement, i);
  bool logical = r->told[i] ? r->types[i] == VN_LOGICAL
                            : declared(r->statement, i, VN_LOGICAL);
  if (logical && (value == 0 || value == 1)) {
    return vn_draft_logical(r->draft, (size_t)i, value == 1, err);
  }
  return vn_draft_integer(r->draft, (size_t)i, value, err);
}

static bool add_value(VnSqlResult *r, int i, VnErr *err) {
  switch (sqlite3_column_type(r->statement, i)) {
    case SQLITE_INTEGER: return add_integer(r, i, err);
    case SQLITE_TEXT: return add_text(r, i, err);
    case SQLITE_FLOAT:
      return vn_draft_number(r->draft, (size_t)i,
                             sqlite3_column_double(r->statement, i), err);
    default: return vn_draft_missing(r->draft, (size_t)i, err);
  }
}

static bool fail_mixed(VnErr *err) {
  char problem[VN_ERR_SIZE];
  if (err->kind != VN_WRONG) return false;
  memcpy(problem, err->text, sizeof problem);
  return vn_fail(err,
                 "sql: the result's %.800s; cast(... as text) makes one kind "
                 "of them",
                 problem);
}

bool vn_sql_result_add(VnSqlResult *result, VnErr *err) {
  for (int i = 0; i < result->n_cols; i++) {
    const char *fault = fault_of(result->statement, i);
    if (fault) {
      vn_draft_fail(result->draft, (size_t)i, err, fault);
      return vn_fail_while(err, "sql: the result");
    }
    if (!add_value(result, i, err)) return fail_mixed(err);
  }
  return true;
}


// ---- the frame ----

static bool all_days(const VnDict *dict) {
  int32_t days;
  size_t n = vn_dict_count(dict);
  for (size_t i = 0; i < n; i++) {
    const char *text = vn_dict_at(dict, (int32_t)i);
    if (!vn_date_from_text(text, strlen(text), &days)) return false;
  }
  return n > 0;
}

static void texts_to_days(VnColumn *column) {
  for (size_t i = 0; i < column->n; i++) {
    int32_t code = column->text[i];
    const char *text = code < 0 ? NULL : vn_dict_at(column->dict, code);
    if (!text) column->date[i] = VN_NO_DATE;
    else vn_date_from_text(text, strlen(text), &column->date[i]);
  }
  column->type = VN_DATE;
  vn_dict_free(column->dict);
  column->dict = NULL;
}

// Texts that are all days are days, unless they come straight from a column
// that says they are texts.
static void find_days(const VnSqlResult *r, VnFrame *frame) {
  for (size_t i = 0; i < frame->n_cols; i++) {
    VnColumn *column = frame->columns[i];
    if (column->type == VN_TEXT && !r->told[i] &&
        !declared(r->statement, (int)i, VN_TEXT) && all_days(column->dict)) {
      texts_to_days(column);
    }
  }
}

VnFrame *vn_sql_result_finish(VnSqlResult *result, const char *source,
                              VnErr *err) {
  VnFrame *frame = vn_draft_finish(result->draft, source, err);
  if (frame) find_days(result, frame);
  return frame;
}
