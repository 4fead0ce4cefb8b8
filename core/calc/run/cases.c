#include "calc/run/cases.h"

#include <stdlib.h>
#include <string.h>

#include "calc/matrix/ranked.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "gathering cases"


// ---- making ----

static VnCases *blank(size_t n, size_t n_inputs, VnErr *err) {
  VnCases *c = vn_alloc(1, sizeof *c);
  bool whole = c != NULL;
  if (whole) {
    *c = (VnCases){.n = n,
                   .n_inputs = n_inputs,
                   .input = vn_alloc(n_inputs, sizeof *c->input),
                   .levels = vn_alloc(n_inputs, sizeof(VnNames *)),
                   .outcome = vn_alloc(n, sizeof *c->outcome),
                   .rows = vn_alloc(n, sizeof *c->rows)};
    whole = c->input && c->levels && c->outcome && c->rows;
  }
  for (size_t j = 0; whole && j < n_inputs; j++) {
    c->input[j] = vn_alloc(n, sizeof **c->input);
    whole = c->input[j] != NULL;
  }
  if (whole) return c;
  vn_fail_memory(err, DOING);
  vn_cases_free(c);
  return NULL;
}

void vn_cases_free(VnCases *c) {
  if (!c) return;
  for (size_t j = 0; c->input && j < c->n_inputs; j++) vn_free(c->input[j]);
  for (size_t j = 0; c->levels && j < c->n_inputs; j++) {
    vn_names_free(c->levels[j]);
  }
  vn_free(c->input);
  vn_free(c->levels);
  vn_free(c->outcome);
  vn_free(c->rows);
  vn_free(c);
}

size_t vn_cases_levels(const VnCases *c, size_t input) {
  return c->levels[input] ? vn_names_count(c->levels[input]) : 0;
}


// ---- columns ----

static double number_at(const VnColumn *column, size_t row) {
  switch (column->type) {
    case VN_NUMBER: return column->number[row];
    case VN_INTEGER: return (double)column->integer[row];
    case VN_TEXT: return column->text[row];
    case VN_DATE: return column->date[row];
    case VN_LOGICAL: return column->logical[row];
  }
  return VN_NO_NUMBER;
}

static void take_numbers(const VnColumn *column, const VnCases *c, double *to) {
  for (size_t i = 0; i < c->n; i++) to[i] = number_at(column, c->rows[i]);
}

static const char *label_of(const VnColumn *column, size_t code) {
  if (column->type == VN_TEXT) return vn_dict_at(column->dict, (int32_t)code);
  return code ? "true" : "false";
}

// Numbers the levels that occur, in the order of their texts, and gives their
// names.
static VnNames *number_levels(const VnColumn *column, const VnCases *c,
                              double *codes, VnErr *err) {
  size_t most = column->type == VN_TEXT ? vn_dict_count(column->dict) : 2;
  double *number = vn_alloc(most, sizeof *number);
  const char **labels = vn_alloc(most, sizeof *labels);
  VnNames *names = NULL;
  size_t n = 0;
  if (number && labels) {
    for (size_t i = 0; i < c->n; i++) number[(size_t)codes[i]] = 1;
    for (size_t k = 0; k < most; k++) {
      if (number[k] == 0) continue;
      number[k] = (double)n;
      labels[n++] = label_of(column, k);
    }
    for (size_t i = 0; i < c->n; i++) codes[i] = number[(size_t)codes[i]];
    names = vn_names_new(labels, n, "level", err);
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free(number);
  vn_free(labels);
  return names;
}

static bool take_input(const VnColumn *column, VnCases *c, size_t j,
                       VnErr *err) {
  take_numbers(column, c, c->input[j]);
  if (column->type != VN_TEXT && column->type != VN_LOGICAL) return true;
  c->levels[j] = number_levels(column, c, c->input[j], err);
  return c->levels[j] != NULL;
}

static bool mark_successes(const VnFrame *frame, const VnCondition *success,
                           VnCases *c, VnErr *err) {
  size_t n = 0, at = 0;
  VnRow *found = vn_where_rows(frame, success, 1, &n, err);
  if (!found) return false;
  for (size_t i = 0; i < c->n; i++) {
    while (at < n && found[at] < c->rows[i]) at++;
    c->outcome[i] = at < n && found[at] == c->rows[i];
  }
  vn_free(found);
  return true;
}

static bool take_outcome(const VnFrame *frame, const char *name,
                         const VnCondition *success, VnCases *c, VnErr *err) {
  const VnColumn *column = vn_frame_column(frame, name, err);
  if (success) {
    if (!mark_successes(frame, success, c, err)) return false;
  } else if (column->type == VN_TEXT || column->type == VN_DATE) {
    return vn_fail(err,
                   "the outcome \"%s\" is a %s, not a number; success = says "
                   "which values count, as in success = { \"high\" }",
                   name, vn_type_name(column->type));
  } else {
    take_numbers(column, c, c->outcome);
  }
  c->are_shares = true;
  for (size_t i = 0; i < c->n; i++) {
    c->are_shares = c->are_shares && (c->outcome[i] == 0 || c->outcome[i] == 1);
  }
  return true;
}


// ---- rows ----

static bool find_columns(const VnFrame *frame, const char *const *names,
                         size_t n, const VnColumn **columns, VnErr *err) {
  for (size_t j = 0; j < n; j++) {
    columns[j] = vn_frame_column(frame, names[j], err);
    if (!columns[j]) return false;
  }
  return true;
}

static bool is_whole(const VnColumn *const *columns, size_t n, size_t row) {
  for (size_t j = 0; j < n; j++) {
    if (vn_column_missing(columns[j], row)) return false;
  }
  return true;
}

// The rows without a missing cell in those columns.
static VnRow *whole_rows(const VnFrame *frame, const VnColumn *const *columns,
                         size_t n_columns, size_t *n, VnErr *err) {
  VnRow *rows = vn_alloc(frame->n_rows, sizeof *rows);
  *n = 0;
  if (!rows) vn_fail_memory(err, DOING);
  for (size_t i = 0; rows && i < frame->n_rows; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) {
      vn_free(rows);
      return NULL;
    }
    if (is_whole(columns, n_columns, i)) rows[(*n)++] = (VnRow)i;
  }
  return rows;
}

static VnCases *of_rows(const VnFrame *frame, const VnColumn *const *columns,
                        const char *const *names, size_t n_inputs,
                        const VnRow *rows, size_t n, const VnCondition *success,
                        VnErr *err) {
  VnCases *c = blank(n, n_inputs, err);
  if (!c) return NULL;
  memcpy(c->rows, rows, n * sizeof *rows);
  bool done = take_outcome(frame, names[n_inputs], success, c, err);
  for (size_t j = 0; done && j < n_inputs; j++) {
    done = take_input(columns[j], c, j, err);
  }
  if (done) return c;
  vn_cases_free(c);
  return NULL;
}

VnCases *vn_cases_new(const VnFrame *frame, const char *const *inputs,
                      size_t n_inputs, const char *outcome,
                      const VnCondition *success, VnErr *err) {
  const VnColumn **columns = vn_alloc(n_inputs + 1, sizeof(VnColumn *));
  const char **names = vn_alloc(n_inputs + 1, sizeof *names);
  VnRow *rows = NULL;
  VnCases *c = NULL;
  size_t n = 0;
  if (!columns || !names) {
    vn_fail_memory(err, DOING);
  } else {
    memcpy(names, inputs, n_inputs * sizeof *names);
    names[n_inputs] = outcome;
    if (find_columns(frame, names, n_inputs + 1, columns, err)) {
      rows = whole_rows(frame, columns, n_inputs + 1, &n, err);
    }
  }
  if (rows && n == 0) vn_fail(err, "no row is without a missing cell");
  else if (rows)
    c = of_rows(frame, columns, names, n_inputs, rows, n, success, err);
  vn_free(columns);
  vn_free(names);
  vn_free(rows);
  return c;
}


// ---- choosing and ordering ----

VnCases *vn_cases_take(const VnCases *cases, const uint32_t *which, size_t n,
                       VnErr *err) {
  VnCases *c = blank(n, cases->n_inputs, err);
  if (!c) return NULL;
  c->are_shares = cases->are_shares;
  for (size_t i = 0; i < n; i++) {
    c->outcome[i] = cases->outcome[which[i]];
    c->rows[i] = cases->rows[which[i]];
  }
  for (size_t j = 0; j < c->n_inputs; j++) {
    if (cases->levels[j]) c->levels[j] = vn_names_share(cases->levels[j]);
    for (size_t i = 0; i < n; i++) c->input[j][i] = cases->input[j][which[i]];
  }
  return c;
}

static void order_input(const double *x, size_t n, VnRanked *ranked,
                        uint32_t *to) {
  for (size_t i = 0; i < n; i++) ranked[i] = (VnRanked){x[i], (uint32_t)i};
  qsort(ranked, n, sizeof *ranked, vn_by_value);
  for (size_t i = 0; i < n; i++) to[i] = ranked[i].place;
}

uint32_t *vn_cases_order(const VnCases *c, VnErr *err) {
  uint32_t *order = vn_alloc(c->n_inputs, c->n * sizeof *order);
  VnRanked *ranked = vn_alloc(c->n, sizeof *ranked);
  bool done = order && ranked;
  if (!done) vn_fail_memory(err, "ordering cases");
  for (size_t j = 0; done && j < c->n_inputs; j++) {
    order_input(c->input[j], c->n, ranked, order + j * c->n);
    done = !vn_stopped(err);
  }
  vn_free(ranked);
  if (done) return order;
  vn_free(order);
  return NULL;
}
