#include "data/tally/frame.h"

#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

// ---- columns of texts ----

// Codes of texts that have a dictionary; NULL: no memory.
static VnColumn *code_column(VnDict *dict, size_t n) {
  VnColumn *column = vn_column_new(VN_TEXT, n);
  if (column) column->dict = vn_dict_share(dict);
  return column;
}

static VnColumn *member_column(const VnTally *t, size_t n) {
  return code_column(t->members, n);
}

// The periods' names as a dictionary, and the code of each.
static VnDict *period_names(const VnTally *t, int32_t *codes) {
  VnDictBuilder *builder = vn_dict_builder_new();
  bool enough = builder != NULL;
  for (size_t p = 0; enough && p < t->n_shown; p++) {
    const char *name = t->periods[p].name;
    codes[p] = vn_dict_builder_add(builder, name, strlen(name));
    enough = codes[p] >= 0;
  }
  VnDict *dict =
      enough ? vn_dict_builder_finish(builder, codes, t->n_shown) : NULL;
  vn_dict_builder_free(builder);
  return dict;
}

// A column that says the period of each row: `n_rows` of each period.
static VnColumn *period_column(const VnTally *t, const size_t *n_rows,
                               size_t n) {
  int32_t *codes = vn_alloc(t->n_shown, sizeof *codes);
  VnDict *dict = codes ? period_names(t, codes) : NULL;
  VnColumn *column = dict ? code_column(dict, n) : NULL;
  size_t row = 0;
  for (size_t p = 0; column && p < t->n_shown; p++) {
    for (size_t k = 0; k < n_rows[p]; k++) column->text[row++] = codes[p];
  }
  vn_dict_free(dict);
  vn_free(codes);
  return column;
}

// How many rows of a frame each period gives, by one of the functions below.
static size_t *count_rows(const VnTally *t,
                          size_t (*of)(const VnTallyPeriod *, size_t),
                          size_t *n, VnErr *err) {
  size_t *n_rows = vn_alloc(t->n_shown, sizeof *n_rows);
  *n = 0;
  for (size_t p = 0; n_rows && p < t->n_shown; p++) {
    n_rows[p] = of(&t->periods[p], t->n_members);
    *n += n_rows[p];
  }
  if (!n_rows) vn_fail_memory(err, "making a frame");
  return n_rows;
}


// ---- pairs ----

static size_t n_pairs(const VnTallyPeriod *p, size_t n_members) {
  (void)n_members;
  return p->n_pairs;
}

static bool fill_pairs(const VnTally *t, VnColumn **columns, VnErr *err) {
  size_t row = 0;
  for (size_t p = 0; p < t->n_shown; p++) {
    const VnTallyPeriod *from = &t->periods[p];
    for (size_t k = 0; k < from->n_pairs; k++, row++) {
      if ((row & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
      columns[0]->text[row] = (int32_t)from->a[k];
      columns[1]->text[row] = (int32_t)from->b[k];
      int64_t count = (int64_t)from->count[k];
      if (!from->weight || !columns[4]) {
        columns[3]->integer[row] = count;
        continue;
      }
      columns[3]->number[row] = from->weight[k];
      columns[4]->integer[row] = count;
    }
  }
  return true;
}

VnFrame *vn_tally_pairs(const VnTally *t, VnErr *err) {
  static const char *const labels[] = {"a", "b", "period", "count", "n_groups"};
  bool weighted = t->periods[0].weight != NULL;
  size_t n, n_columns = weighted ? 5 : 4;
  size_t *n_rows = count_rows(t, n_pairs, &n, err);
  if (!n_rows) return NULL;
  VnColumn *columns[] = {member_column(t, n), member_column(t, n),
                         period_column(t, n_rows, n),
                         vn_column_new(weighted ? VN_NUMBER : VN_INTEGER, n),
                         weighted ? vn_column_new(VN_INTEGER, n) : NULL};
  bool enough = columns[0] && columns[1] && columns[2] && columns[3] &&
                (columns[4] || !weighted);
  vn_free(n_rows);
  if (!enough || fill_pairs(t, columns, err)) {
    return vn_frame_of(labels, columns, n_columns, n, t->source, err);
  }
  for (size_t j = 0; j < n_columns; j++) vn_column_free(columns[j]);
  return NULL;
}


// ---- margins ----

static size_t n_present(const VnTallyPeriod *p, size_t n_members) {
  size_t n = 0;
  for (size_t i = 0; i < n_members; i++) n += p->totals[i] > 0;
  return n;
}

static size_t n_sizes(const VnTallyPeriod *p, size_t n_members) {
  size_t n = 0;
  for (size_t d = 0; d <= n_members; d++) n += p->sizes[d] > 0;
  return n;
}

VnFrame *vn_tally_members(const VnTally *t, VnErr *err) {
  static const char *const labels[] = {"member", "period", "n_groups"};
  size_t n, row = 0;
  size_t *n_rows = count_rows(t, n_present, &n, err);
  if (!n_rows) return NULL;
  VnColumn *columns[] = {member_column(t, n), period_column(t, n_rows, n),
                         vn_column_new(VN_INTEGER, n)};
  bool enough = columns[0] && columns[1] && columns[2];
  for (size_t p = 0; enough && p < t->n_shown; p++) {
    for (size_t i = 0; i < t->n_members; i++) {
      uint64_t total = t->periods[p].totals[i];
      if (total == 0) continue;
      columns[0]->text[row] = (int32_t)i;
      columns[2]->integer[row++] = (int64_t)total;
    }
  }
  vn_free(n_rows);
  return vn_frame_of(labels, columns, 3, n, t->source, err);
}

VnFrame *vn_tally_sizes(const VnTally *t, VnErr *err) {
  static const char *const labels[] = {"period", "size", "n_groups"};
  size_t n, row = 0;
  size_t *n_rows = count_rows(t, n_sizes, &n, err);
  if (!n_rows) return NULL;
  VnColumn *columns[] = {period_column(t, n_rows, n),
                         vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_INTEGER, n)};
  bool enough = columns[0] && columns[1] && columns[2];
  for (size_t p = 0; enough && p < t->n_shown; p++) {
    for (size_t d = 0; d <= t->n_members; d++) {
      uint64_t count = t->periods[p].sizes[d];
      if (count == 0) continue;
      columns[1]->integer[row] = (int64_t)d;
      columns[2]->integer[row++] = (int64_t)count;
    }
  }
  vn_free(n_rows);
  return vn_frame_of(labels, columns, 3, n, t->source, err);
}


// ---- matrices ----

static bool say_titles(VnMatrix *m, const VnTally *t, VnErr *err) {
  return vn_matrix_say(&m->row_title, "member", err) &&
         vn_matrix_say(&m->col_title, "member", err) &&
         (!t->source || vn_matrix_say(&m->source, t->source, err));
}

static void fill_from_pairs(VnMatrix *m, const VnTallyPeriod *p) {
  for (size_t k = 0; k < p->n_pairs; k++) {
    double value = p->weight ? p->weight[k] : p->count[k];
    *vn_matrix_cell(m, p->a[k], p->b[k]) = value;
    *vn_matrix_cell(m, p->b[k], p->a[k]) = value;
  }
}

static void fill_from_cells(VnMatrix *m, const VnTallyPeriod *p) {
  vn_touch(m->cells, vn_matrix_size(m) * sizeof *m->cells);
  for (size_t b = 1; b < m->n_rows; b++) {
    for (size_t a = 0; a < b; a++) {
      double value = p->cells[vn_tally_cell(a, b)];
      *vn_matrix_cell(m, a, b) = value;
      *vn_matrix_cell(m, b, a) = value;
    }
  }
}

VnMatrix *vn_tally_matrix(const VnTally *t, size_t period, VnErr *err) {
  const VnTallyPeriod *p = &t->periods[period];
  VnNames *names = vn_tally_names(t, err);
  VnMatrix *m = names ? vn_matrix_new(names, names, err) : NULL;
  vn_names_free(names);
  if (!m) return NULL;
  if (p->cells) fill_from_cells(m, p);
  else fill_from_pairs(m, p);
  if (say_titles(m, t, err)) return m;
  vn_matrix_free(m);
  return NULL;
}
