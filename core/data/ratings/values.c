#include "data/ratings/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/memory.h"
#include "data/number.h"
#include "data/stop.h"

#define DOING "telling values apart"
#define TABLE (1 << 16)  // whole numbers this close together are looked up
#define LABEL 128        // room for a number's or date's text

// The cells of all columns, one column behind the other.
typedef struct {
  const VnColumn *const *columns;
  size_t n_columns, n_rows, n;
  VnRatingRules rules;
  VnValues *values;
} Cells;


// ---- numbers ----

static bool all_are_numbers(const Cells *c) {
  for (size_t j = 0; j < c->n_columns; j++) {
    VnType type = c->columns[j]->type;
    if (type != VN_NUMBER && type != VN_INTEGER) return false;
  }
  return true;
}

static void list_numbers(const Cells *c, double *x) {
  for (size_t j = 0; j < c->n_columns; j++) {
    const VnColumn *column = c->columns[j];
    for (size_t i = 0; i < c->n_rows; i++) {
      if (vn_column_missing(column, i)) *x++ = NAN;
      else if (column->type == VN_NUMBER) *x++ = column->number[i];
      else *x++ = (double)column->integer[i];
    }
  }
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// The known numbers, each once and sorted, in `x` itself; gives how many.
static size_t sort_out(double *x, size_t n) {
  size_t known = 0, different = 0;
  for (size_t i = 0; i < n; i++) {
    if (!isnan(x[i])) x[known++] = x[i] + 0.0;
  }
  qsort(x, known, sizeof *x, by_size);
  for (size_t i = 0; i < known; i++) {
    if (i == 0 || x[i] != x[different - 1]) x[different++] = x[i];
  }
  return different;
}

// Whether all numbers are whole and close together; `least` is the lowest.
static bool are_few(const double *x, size_t n, double *least) {
  double most = -INFINITY;
  *least = INFINITY;
  for (size_t i = 0; i < n; i++) {
    if (isnan(x[i])) continue;
    if (x[i] < *least) *least = x[i];
    if (x[i] > most) most = x[i];
    if (x[i] != floor(x[i]) || most - *least >= TABLE) return false;
  }
  return isfinite(most);
}

// The same as sort_out, without sorting.
static size_t sort_out_few(double *x, size_t n, double least) {
  static _Thread_local bool met[TABLE];
  size_t different = 0;
  memset(met, 0, sizeof met);
  for (size_t i = 0; i < n; i++) {
    if (!isnan(x[i])) met[(size_t)(x[i] - least)] = true;
  }
  for (size_t k = 0; k < TABLE; k++) {
    if (met[k]) x[different++] = least + (double)k;
  }
  return different;
}

static VnNames *name_numbers(const double *x, size_t n, VnErr *err) {
  char(*texts)[VN_NUMBER_TEXT] = vn_alloc(n, sizeof *texts);
  const char **labels = vn_alloc(n, sizeof *labels);
  VnNames *names = NULL;
  for (size_t k = 0; texts && labels && k < n; k++) {
    vn_number_to_text(x[k], texts[k]);
    labels[k] = texts[k];
  }
  if (texts && labels) names = vn_names_new(labels, n, "value", err);
  else vn_fail_memory(err, DOING);
  vn_free(texts);
  vn_free(labels);
  return names;
}

static bool fail_unknown(VnErr *err, const VnNames *known, const char *found) {
  return vn_fail(
      err, "found the value \"%.100s\", which is not among 'categories'%s",
      found, vn_names_hint(known, found));
}

static bool code_numbers(const Cells *c, const double *x,
                         const double *different, size_t n_different,
                         VnErr *err) {
  int32_t *table = vn_alloc(TABLE, sizeof *table);
  char found[VN_NUMBER_TEXT];
  if (!table) return vn_fail_memory(err, DOING);
  double least;
  bool few = are_few(different, n_different, &least);
  for (size_t k = 0; few && k < n_different; k++)
    table[(size_t)(different[k] - least)] = (int32_t)k + 1;
  size_t i = 0;
  for (; i < c->n; i++) {
    double place = x[i] - least;
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) break;
    c->values->codes[i] = VN_NOT_RATED;
    if (isnan(x[i])) continue;
    if (few && place >= 0 && place < TABLE && place == floor(place)) {
      c->values->codes[i] = table[(size_t)place] - 1;
    } else if (!few) {
      const double *at =
          bsearch(&x[i], different, n_different, sizeof *x, by_size);
      c->values->codes[i] = at ? (int32_t)(at - different) : VN_NOT_RATED;
    }
    if (c->values->codes[i] != VN_NOT_RATED) continue;
    vn_number_to_text(x[i], found);
    fail_unknown(err, c->rules.categories, found);
    break;
  }
  vn_free(table);
  return i == c->n;
}

// The different numbers: those that are said, or the categories.
static double *different_numbers(const Cells *c, const double *x, size_t *n,
                                 VnErr *err) {
  const VnNames *categories = c->rules.categories;
  if (categories) {
    double *known = vn_values_scores(categories, err);
    *n = known ? sort_out(known, vn_names_count(categories)) : 0;
    return known;
  }
  double least, *copy = vn_alloc(c->n > TABLE ? c->n : TABLE, sizeof *copy);
  if (!copy) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  memcpy(copy, x, c->n * sizeof *x);
  *n = are_few(x, c->n, &least) ? sort_out_few(copy, c->n, least)
                                : sort_out(copy, c->n);
  return copy;
}

static bool take_numbers(const Cells *c, VnErr *err) {
  size_t n = 0;
  double *x = vn_alloc(c->n, sizeof *x);
  if (!x) return vn_fail_memory(err, DOING);
  list_numbers(c, x);
  double *different = different_numbers(c, x, &n, err);
  bool done = different != NULL;
  c->values->names = done ? name_numbers(different, n, err) : NULL;
  done = c->values->names && code_numbers(c, x, different, n, err);
  vn_free(x);
  c->values->score = different;
  return done;
}


// ---- texts ----

static bool fails_adding(VnErr *err) {
  return vn_fail_memory(err, DOING);
}

// Each different text of a column is added once.
static bool add_texts(const VnColumn *column, VnDictBuilder *builder,
                      int32_t *codes, VnErr *err) {
  size_t n_texts = vn_dict_count(column->dict);
  int32_t *to = vn_alloc(n_texts, sizeof *to);  // code + 1; 0: not met
  if (!to) return fails_adding(err);
  size_t i = 0;
  for (; i < column->n; i++) {
    int32_t old = column->text[i];
    if (old < 0) continue;
    const char *text = vn_dict_at(column->dict, old);
    if (!to[old])
      to[old] = vn_dict_builder_add(builder, text, strlen(text)) + 1;
    if (!to[old]) break;
    codes[i] = to[old] - 1;
  }
  vn_free(to);
  return i == column->n || fails_adding(err);
}

static bool add_others(const VnColumn *column, VnDictBuilder *builder,
                       int32_t *codes, VnErr *err) {
  char text[LABEL];
  for (size_t i = 0; i < column->n; i++) {
    if (vn_column_missing(column, i)) continue;
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    vn_column_text(column, i, text, sizeof text);
    codes[i] = vn_dict_builder_add(builder, text, strlen(text));
    if (codes[i] < 0) return fails_adding(err);
  }
  return true;
}

static bool add_empty(const Cells *c, VnDictBuilder *builder, VnErr *err) {
  int32_t empty = vn_dict_builder_add(builder, "", 0);
  if (empty < 0) return fails_adding(err);
  for (size_t i = 0; i < c->n; i++) {
    if (c->values->codes[i] == VN_NOT_RATED) c->values->codes[i] = empty;
  }
  return true;
}

static VnNames *names_of(const VnDict *dict, VnErr *err) {
  size_t n = vn_dict_count(dict);
  const char **labels = vn_alloc(n, sizeof *labels);
  if (!labels) {
    fails_adding(err);
    return NULL;
  }
  for (size_t k = 0; k < n; k++) labels[k] = vn_dict_at(dict, (int32_t)k);
  VnNames *names = vn_names_new(labels, n, "value", err);
  vn_free(labels);
  return names;
}

// The texts in the order of the categories instead of their own.
static bool order_by_categories(const Cells *c, const VnDict *dict,
                                VnErr *err) {
  VnNames *categories = c->rules.categories;
  size_t n = vn_dict_count(dict), k = 0;
  int32_t *to = vn_alloc(n, sizeof *to);
  if (!to) return fails_adding(err);
  for (; k < n; k++) {
    const char *text = vn_dict_at(dict, (int32_t)k);
    to[k] = (int32_t)vn_names_find(categories, text);
    if (to[k] < 0) break;
  }
  bool known = k == n;
  if (!known) fail_unknown(err, categories, vn_dict_at(dict, (int32_t)k));
  for (size_t i = 0; known && i < c->n; i++) {
    int32_t *code = &c->values->codes[i];
    if (*code != VN_NOT_RATED) *code = to[*code];
  }
  vn_free(to);
  if (known) c->values->names = vn_names_share(categories);
  return known;
}

static bool add_all(const Cells *c, VnDictBuilder *builder, VnErr *err) {
  memset(c->values->codes, 0xff, c->n * sizeof *c->values->codes);
  for (size_t j = 0; j < c->n_columns; j++) {
    const VnColumn *column = c->columns[j];
    int32_t *codes = c->values->codes + j * c->n_rows;
    bool added = column->type == VN_TEXT
                     ? add_texts(column, builder, codes, err)
                     : add_others(column, builder, codes, err);
    if (!added || vn_stopped(err)) return false;
  }
  return !c->rules.empty_is_said || add_empty(c, builder, err);
}

static bool take_texts(const Cells *c, VnErr *err) {
  VnDictBuilder *builder = vn_dict_builder_new();
  if (!builder) return fails_adding(err);
  VnDict *dict = NULL;
  bool done = add_all(c, builder, err);
  if (done) {
    dict = vn_dict_builder_finish(builder, c->values->codes, c->n);
    if (!dict) done = fails_adding(err);
  }
  vn_dict_builder_free(builder);
  if (done && c->rules.categories) done = order_by_categories(c, dict, err);
  else if (done) c->values->names = names_of(dict, err);
  vn_dict_free(dict);
  if (!done || !c->values->names) return false;
  size_t n = vn_names_count(c->values->names);
  c->values->score = vn_alloc(n, sizeof(double));
  for (size_t k = 0; c->values->score && k < n; k++) c->values->score[k] = NAN;
  return c->values->score || fails_adding(err);
}


// ---- all of it ----

double *vn_values_scores(const VnNames *names, VnErr *err) {
  size_t n = vn_names_count(names);
  double *score = vn_alloc(n, sizeof *score);
  bool all = true;
  if (!score) vn_fail_memory(err, DOING);
  for (size_t k = 0; score && all && k < n; k++) {
    const char *label = vn_names_at(names, k);
    all = vn_number_from_text(label, strlen(label), &score[k]);
  }
  for (size_t k = 0; score && !all && k < n; k++) score[k] = NAN;
  return score;
}

// Whether the categories, if there are any, are numbers.
static bool categories_are_numbers(const VnNames *categories, bool *are,
                                   VnErr *err) {
  *are = true;
  if (!categories || vn_names_count(categories) == 0) return true;
  double *score = vn_values_scores(categories, err);
  if (score) *are = !isnan(score[0]);
  vn_free(score);
  return score != NULL;
}

bool vn_values_new(const VnColumn *const *columns, size_t n_columns,
                   size_t n_rows, VnRatingRules rules, VnValues *values,
                   VnErr *err) {
  Cells c = {columns, n_columns, n_rows, 0, rules, values};
  bool numbers;
  *values = (VnValues){0};
  if (__builtin_mul_overflow(n_columns, n_rows, &c.n))
    return vn_fail_memory(err, DOING);
  values->codes = vn_alloc(c.n, sizeof *values->codes);
  if (!values->codes) return vn_fail_memory(err, DOING);
  bool done = categories_are_numbers(rules.categories, &numbers, err);
  numbers = numbers && !rules.empty_is_said && all_are_numbers(&c);
  done = done && (numbers ? take_numbers(&c, err) : take_texts(&c, err));
  if (!done) vn_values_free(values);
  return done;
}

void vn_values_free(VnValues *values) {
  vn_names_free(values->names);
  vn_free(values->score);
  vn_free(values->codes);
  *values = (VnValues){0};
}
