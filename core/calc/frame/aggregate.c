#include "calc/frame/aggregate.h"

#include <stddef.h>
#include <string.h>

#include "calc/frame/group.h"
#include "calc/frame/keys.h"
#include "calc/frame/take.h"
#include "calc/frame/values.h"
#include "data/memory.h"
#include "data/near.h"
#include "data/stop.h"

// What is known while one frame is aggregated: its rows group by group, and
// room for the values of the largest group.
typedef struct {
  VnGroups groups;
  VnRow *rows;
  size_t *starts;
  double *values;
} Work;

// ---- a row of the group ----

typedef bool (*Better)(uint64_t key, uint64_t best);

static bool lower(uint64_t key, uint64_t best) {
  return key < best;
}

static bool higher(uint64_t key, uint64_t best) {
  return key > best;
}

static bool never(uint64_t key, uint64_t best) {
  (void)key, (void)best;
  return false;
}

static VnRow pick(const uint64_t *keys, const VnRow *rows, size_t n,
                  Better better) {
  VnRow best = VN_NO_ROW;
  for (size_t i = 0; i < n; i++) {
    if (keys[rows[i]] == VN_NO_KEY) continue;
    if (best == VN_NO_ROW || better(keys[rows[i]], keys[best])) best = rows[i];
  }
  return best;
}

static VnColumn *picked(const Work *w, const VnColumn *column, Better better,
                        VnErr *err) {
  VnColumn *result = NULL;
  uint64_t *keys = vn_alloc(column->n, sizeof *keys);
  VnRow *rows = vn_alloc(w->groups.n_groups, sizeof *rows);
  if (keys && rows) {
    vn_keys(column, keys);
    for (size_t g = 0; g < w->groups.n_groups; g++) {
      const VnRow *start = w->rows + w->starts[g];
      rows[g] = pick(keys, start, w->starts[g + 1] - w->starts[g], better);
    }
    result = vn_take_column(column, rows, w->groups.n_groups);
  }
  vn_free(keys);
  vn_free(rows);
  if (!result) vn_fail_memory(err, "aggregating");
  return result;
}

// ---- whole numbers ----

static bool add_exactly(int64_t *sum_so_far, int64_t x) {
  return !__builtin_add_overflow(*sum_so_far, x, sum_so_far);
}

static bool sum_group(const VnColumn *column, const VnRow *rows, size_t n,
                      int64_t *result) {
  bool any = false;
  int64_t total = 0;
  for (size_t i = 0; i < n; i++) {
    if (vn_column_missing(column, rows[i])) continue;
    int64_t x = column->type == VN_LOGICAL ? column->logical[rows[i]]
                                           : column->integer[rows[i]];
    any = true;
    if (!add_exactly(&total, x) || total == VN_NO_INTEGER) return false;
  }
  *result = any ? total : VN_NO_INTEGER;
  return true;
}

static VnColumn *integer_column(const Work *w, VnErr *err) {
  VnColumn *result = vn_column_new(VN_INTEGER, w->groups.n_groups);
  if (!result) vn_fail_memory(err, "aggregating");
  return result;
}

static VnColumn *exact_sums(const Work *w, const VnColumn *column, VnErr *err) {
  VnColumn *result = integer_column(w, err);
  for (size_t g = 0; result && g < w->groups.n_groups; g++) {
    size_t n = w->starts[g + 1] - w->starts[g];
    if (!sum_group(column, w->rows + w->starts[g], n, &result->integer[g])) {
      vn_fail(err, "a sum of integers is too large to be exact; make the "
                   "column one of numbers first");
      vn_column_free(result);
      return NULL;
    }
  }
  return result;
}

// How many cells of each group are missing (`missing`) or are not.
static VnColumn *counts(const Work *w, const VnColumn *column, bool missing,
                        VnErr *err) {
  VnColumn *result = integer_column(w, err);
  for (size_t i = 0; result && i < w->groups.n_rows; i++) {
    bool counted = !column || vn_column_missing(column, i) == missing;
    result->integer[w->groups.of[i]] += counted;
  }
  return result;
}

// Groups split by the column have one part for each distinct value.
static VnColumn *distinct(const Work *w, const VnColumn *column, VnErr *err) {
  VnGroups parts;
  VnColumn *result = integer_column(w, err);
  bool done = result && vn_group(NULL, 0, w->groups.n_rows, &parts, err);
  if (done) {
    memcpy(parts.of, w->groups.of, parts.n_rows * sizeof *parts.of);
    done = vn_group_refine(&parts, column, err);
    for (size_t p = 0; done && p < parts.n_groups; p++) {
      VnRow row = parts.first[p];
      if (vn_column_missing(column, row)) continue;
      result->integer[w->groups.of[row]]++;
    }
    vn_groups_free(&parts);
  }
  if (done) return result;
  vn_column_free(result);
  return NULL;
}

// ---- the functions by name ----

typedef enum { NUMBERS, ROW, SUM, SHARE, COUNT, N_MISSING, DISTINCT } Family;

static const struct {
  const char *name;
  Family family;
  double (*numbers)(double *values, size_t n);
  Better better;
} functions[] = {
    {"count",      COUNT,     NULL,         NULL  },
    {"sum",        SUM,       vn_sum_of,    NULL  },
    {"mean",       NUMBERS,   vn_mean_of,   NULL  },
    {"median",     NUMBERS,   vn_median_of, NULL  },
    {"sd",         NUMBERS,   vn_sd_of,     NULL  },
    {"min",        ROW,       NULL,         lower },
    {"max",        ROW,       NULL,         higher},
    {"first",      ROW,       NULL,         never },
    {"share",      SHARE,     vn_sum_of,    NULL  },
    {"n_distinct", DISTINCT,  NULL,         NULL  },
    {"n_missing",  N_MISSING, NULL,         NULL  },
};

#define N_FUNCTIONS (sizeof functions / sizeof *functions)

static double as_number(const VnColumn *column, size_t row) {
  switch (column->type) {
    case VN_NUMBER: return column->number[row];
    case VN_INTEGER: return (double)column->integer[row];
    case VN_LOGICAL: return column->logical[row];
    default: return VN_NO_NUMBER;
  }
}

static size_t gather(const Work *w, const VnColumn *column, size_t g) {
  size_t n = 0;
  for (size_t i = w->starts[g]; i < w->starts[g + 1]; i++) {
    if (vn_column_missing(column, w->rows[i])) continue;
    w->values[n++] = as_number(column, w->rows[i]);
  }
  return n;
}

static bool is_finite(const VnColumn *column, VnErr *err) {
  for (size_t i = 0; i < column->n; i++) {
    if (isinf(column->number[i])) {
      return vn_fail(err, "the numbers are too large to be worked with");
    }
  }
  return true;
}

static VnColumn *numbers(const Work *w, const VnColumn *column,
                         double (*function)(double *, size_t), VnErr *err) {
  VnColumn *result = vn_column_new(VN_NUMBER, w->groups.n_groups);
  if (!result) vn_fail_memory(err, "aggregating");
  for (size_t g = 0; result && g < w->groups.n_groups; g++) {
    if (vn_stopped(err)) break;
    result->number[g] = function(w->values, gather(w, column, g));
  }
  if (result && !vn_stopped(err) && is_finite(result, err)) return result;
  vn_column_free(result);
  return NULL;
}

// Each group's part of the total, of the column or of the rows.
static VnColumn *shares(const Work *w, const VnColumn *column, VnErr *err) {
  VnColumn *parts;
  if (column) {
    parts = numbers(w, column, vn_sum_of, err);
  } else {
    parts = vn_column_new(VN_NUMBER, w->groups.n_groups);
    if (!parts) vn_fail_memory(err, "aggregating");
    for (size_t g = 0; parts && g < w->groups.n_groups; g++) {
      parts->number[g] = (double)(w->starts[g + 1] - w->starts[g]);
    }
  }
  double total = 0;
  for (size_t g = 0; parts && g < parts->n; g++) {
    if (!isnan(parts->number[g])) total += parts->number[g];
  }
  for (size_t g = 0; parts && g < parts->n; g++) {
    parts->number[g] = total == 0 ? VN_NO_NUMBER : parts->number[g] / total;
  }
  return parts;
}

static VnColumn *work_out(const Work *w, size_t f, const VnColumn *column,
                          VnErr *err) {
  Family family = functions[f].family;
  if (family == COUNT) return counts(w, column, false, err);
  if (family == SHARE) return shares(w, column, err);
  if (!column) {
    vn_fail(err, "wants a column, as in \"%s x\"", functions[f].name);
    return NULL;
  }
  bool exact = column->type != VN_NUMBER;
  switch (family) {
    case ROW: return picked(w, column, functions[f].better, err);
    case N_MISSING: return counts(w, column, true, err);
    case DISTINCT: return distinct(w, column, err);
    case SUM:
      if (exact) return exact_sums(w, column, err);
      return numbers(w, column, vn_sum_of, err);
    default: return numbers(w, column, functions[f].numbers, err);
  }
}

static bool find_function(const VnAggregate *wanted, size_t *f, VnErr *err) {
  VnNear near = vn_near(wanted->function);
  for (*f = 0; *f < N_FUNCTIONS; ++*f) {
    if (strcmp(functions[*f].name, wanted->function) == 0) return true;
    vn_near_try(&near, functions[*f].name);
  }
  return vn_fail(err, "\"%s\" is no function%s", wanted->function,
                 vn_near_hint(&near));
}

static bool check_type(Family family, const VnColumn *column, VnErr *err) {
  bool of_numbers = family == NUMBERS || family == SUM || family == SHARE;
  bool is_number = column->type != VN_TEXT && column->type != VN_DATE;
  return is_number || !of_numbers ||
         vn_fail(err, "wants numbers, but the column is of type %s",
                 vn_type_name(column->type));
}

static VnColumn *answer(const VnFrame *frame, const Work *w,
                        const VnAggregate *wanted, VnErr *err) {
  size_t f;
  const VnColumn *column = NULL;
  if (vn_stopped(err) || !find_function(wanted, &f, err)) return NULL;
  if (wanted->column) {
    column = vn_frame_column(frame, wanted->column, err);
    if (!column) return NULL;
  }
  bool fits = !column || check_type(functions[f].family, column, err);
  VnColumn *result = fits ? work_out(w, f, column, err) : NULL;
  if (!result && err->kind == VN_WRONG) {
    vn_fail_while(err, "\"%s%s%s\"", wanted->function, column ? " " : "",
                  column ? wanted->column : "");
  }
  return result;
}

// ---- the result ----

static bool make_work(Work *w, VnErr *err) {
  size_t n_rows = w->groups.n_rows;
  w->rows = vn_alloc(n_rows, sizeof *w->rows);
  w->starts = vn_alloc(w->groups.n_groups + 1, sizeof *w->starts);
  w->values = vn_alloc(n_rows, sizeof *w->values);
  if (!w->rows || !w->starts || !w->values) {
    return vn_fail_memory(err, "aggregating");
  }
  vn_group_rows(&w->groups, w->rows, w->starts);
  return true;
}

static VnNames *result_names(const char *const *by, size_t n_by,
                             const VnAggregate *wanted, size_t n_wanted,
                             VnErr *err) {
  const char **labels = vn_alloc(n_by + n_wanted, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, "aggregating");
    return NULL;
  }
  for (size_t j = 0; j < n_by; j++) labels[j] = by[j];
  for (size_t k = 0; k < n_wanted; k++) labels[n_by + k] = wanted[k].name;
  VnNames *names = vn_names_new(labels, n_by + n_wanted, "column", err);
  vn_free(labels);
  return names;
}

static bool fill(VnFrame *result, const VnFrame *frame, const Work *w,
                 size_t n_by, const VnAggregate *wanted, VnErr *err) {
  for (size_t j = 0; j < result->n_cols; j++) {
    if (j < n_by) {
      const char *name = vn_names_at(result->names, j);
      const VnColumn *column = vn_frame_column(frame, name, err);
      result->columns[j] =
          vn_take_column(column, w->groups.first, w->groups.n_groups);
      if (!result->columns[j]) return vn_fail_memory(err, "aggregating");
    } else {
      result->columns[j] = answer(frame, w, &wanted[j - n_by], err);
      if (!result->columns[j]) return false;
    }
  }
  return true;
}

VnFrame *vn_aggregate(const VnFrame *frame, const char *const *by, size_t n_by,
                      const VnAggregate *wanted, size_t n_wanted, VnErr *err) {
  Work w = {0};
  VnFrame *result = NULL;
  if (!vn_group_by(frame, by, n_by, &w.groups, err)) return NULL;
  VnNames *names =
      make_work(&w, err) ? result_names(by, n_by, wanted, n_wanted, err) : NULL;
  if (names) {
    result = vn_frame_blank(names, w.groups.n_groups, frame->source, err);
  }
  if (result && !fill(result, frame, &w, n_by, wanted, err)) {
    vn_frame_free(result);
    result = NULL;
  }
  vn_groups_free(&w.groups);
  vn_free(w.rows);
  vn_free(w.starts);
  vn_free(w.values);
  return result;
}
