#include "calc/linkage/bootstrap.h"

#include <stdio.h>
#include <stdlib.h>

#include "calc/pool.h"
#include "calc/chance/quantiles.h"
#include "calc/linkage/relate.h"
#include "data/memory.h"
#include "data/stop.h"

#define MOST_VALUES 50000000  // quotients kept at once: 400 MB

// One replicate's table, line by line.
typedef struct {
  double *cells;
  uint32_t *times;
  double *room;  // for a line, and a sum of each cell's place in it
} Draw;

static void draw_free(Draw *d) {
  vn_free(d->cells);
  vn_free(d->times);
  vn_free(d->room);
}

// The replicate of that number; its lines are the table's rows or columns.
static bool draw_table(const VnRecords *records, const VnMatrix *table,
                       VnSide lines, const VnBootstrap *how, size_t replicate,
                       Draw *d, VnErr *err) {
  size_t longest = table->n_rows + table->n_cols;
  *d = (Draw){vn_alloc(vn_matrix_size(table), sizeof *d->cells),
              vn_alloc(records->n, sizeof *d->times),
              vn_alloc(longest, sizeof *d->room)};
  if (!d->cells || !d->times || !d->room) {
    draw_free(d);
    return vn_fail_memory(err, "drawing records");
  }
  VnRandom random = vn_random(how->seed, replicate);
  vn_records_draw(records, &random, lines,
                  lines == VN_ROWS ? table->n_cols : table->n_rows, d->times,
                  d->cells);
  return true;
}


// ---- indices of lines ----

typedef struct {
  const VnRecords *records;
  const VnMatrix *table;
  VnSide of;
  const VnBootstrap *how;
  VnMatrix **indices;
} Lines;

static bool measure_draw(void *given, size_t replicate, VnErr *err) {
  const Lines *w = given;
  Draw d;
  if (!draw_table(w->records, w->table, w->of, w->how, replicate, &d, err)) {
    return false;
  }
  size_t n_lines = vn_matrix_n_lines(w->table, w->of);
  size_t length = vn_matrix_size(w->table) / n_lines;
  for (size_t i = 0; i < n_lines; i++) {
    double x[VN_N_CORE];
    vn_core_inequality(d.cells + i * length, length, w->how->in_bits, d.room,
                       x);
    for (size_t k = 0; k < VN_N_CORE; k++) {
      *vn_matrix_cell(w->indices[k], replicate, i) = x[k];
    }
  }
  draw_free(&d);
  return !vn_stopped(err);
}

// "1", "2", ...
static VnNames *numbered(size_t n, VnErr *err) {
  char(*texts)[24] = vn_alloc(n, sizeof *texts);
  const char **labels = texts ? vn_alloc(n, sizeof *labels) : NULL;
  for (size_t i = 0; labels && i < n; i++) {
    snprintf(texts[i], sizeof texts[i], "%zu", i + 1);
    labels[i] = texts[i];
  }
  VnNames *names = labels ? vn_names_new(labels, n, "replicate", err) : NULL;
  if (!labels) vn_fail_memory(err, "drawing records");
  vn_free(texts);
  vn_free(labels);
  return names;
}

bool vn_bootstrap_lines(const VnRecords *records, const VnMatrix *table,
                        VnSide of, const VnBootstrap *how,
                        VnMatrix *indices[VN_N_CORE], VnErr *err) {
  Lines w = {records, table, of, how, indices};
  for (size_t k = 0; k < VN_N_CORE; k++) indices[k] = NULL;
  VnNames *names = numbered(how->n_replicates, err);
  bool done = names != NULL;
  for (size_t k = 0; done && k < VN_N_CORE; k++) {
    indices[k] =
        vn_matrix_new(names, of == VN_ROWS ? table->rows : table->cols, err);
    done = indices[k] != NULL;
  }
  vn_names_free(names);
  if (done && vn_matrix_size(table) > 0) {
    done = vn_pool(how->n_replicates, 0, measure_draw, &w, err);
  }
  for (size_t k = 0; !done && k < VN_N_CORE; k++) {
    vn_matrix_free(indices[k]);
    indices[k] = NULL;
  }
  return done;
}


// ---- limits ----

static bool limit_columns(const VnMatrix *m, double level, VnMatrix *limits,
                          VnErr *err) {
  double *values = vn_alloc(m->n_rows, sizeof *values);
  if (!values) return vn_fail_memory(err, "finding limits");
  bool going = true;
  for (size_t j = 0; going && j < m->n_cols; j++) {
    for (size_t i = 0; i < m->n_rows; i++) values[i] = *vn_matrix_cell(m, i, j);
    vn_limits(values, m->n_rows, level, vn_matrix_cell(limits, 0, j),
              vn_matrix_cell(limits, 1, j));
    going = !vn_stopped(err);
  }
  vn_free(values);
  return going;
}

VnMatrix *vn_matrix_limits(const VnMatrix *matrix, double level, VnErr *err) {
  static const char *const labels[] = {"low", "high"};
  VnNames *names = vn_names_new(labels, 2, "row", err);
  VnMatrix *m = names ? vn_matrix_new(names, matrix->cols, err) : NULL;
  vn_names_free(names);
  if (m && limit_columns(matrix, level, m, err)) return m;
  vn_matrix_free(m);
  return NULL;
}


// ---- quotients of cells ----

typedef struct {
  const VnRecords *records;
  const VnMatrix *table;
  const VnBootstrap *how;
  double level;
  size_t n;        // cells above 0
  size_t *at;      // where they stand
  double *values;  // cell by cell, one for each replicate
  VnMatrix *low, *high;
} Quotients;

static void sum_lines(const VnMatrix *t, const double *cells, double *rows,
                      double *cols, double *all) {
  *all = 0;
  for (size_t k = 0; k < t->n_rows + t->n_cols; k++) rows[k] = 0;
  for (size_t i = 0; i < t->n_rows; i++) {
    for (size_t j = 0; j < t->n_cols; j++) {
      double x = cells[i * t->n_cols + j];
      rows[i] += x, cols[j] += x, *all += x;
    }
  }
}

static bool divide_draw(void *given, size_t replicate, VnErr *err) {
  const Quotients *w = given;
  const VnMatrix *t = w->table;
  Draw d;
  if (!draw_table(w->records, t, VN_ROWS, w->how, replicate, &d, err)) {
    return false;
  }
  double *rows = d.room, *cols = d.room + t->n_rows, all;
  sum_lines(t, d.cells, rows, cols, &all);
  for (size_t k = 0; k < w->n; k++) {
    w->values[k * w->how->n_replicates + replicate] =
        vn_relate(VN_RELATE_ASSOCIATION, d.cells[w->at[k]],
                  rows[w->at[k] / t->n_cols], cols[w->at[k] % t->n_cols], all);
  }
  draw_free(&d);
  return !vn_stopped(err);
}

static bool limit_cell(void *given, size_t k, VnErr *err) {
  const Quotients *w = given;
  vn_limits(w->values + k * w->how->n_replicates, w->how->n_replicates,
            w->level, &w->low->cells[w->at[k]], &w->high->cells[w->at[k]]);
  return !vn_stopped(err);
}

static bool list_cells(Quotients *w, VnErr *err) {
  const VnMatrix *t = w->table;
  w->at = vn_alloc(vn_matrix_size(t), sizeof *w->at);
  if (!w->at) return vn_fail_memory(err, "drawing records");
  for (size_t at = 0; at < vn_matrix_size(t); at++) {
    if (t->cells[at] > 0) w->at[w->n++] = at;
  }
  if (w->n > MOST_VALUES / w->how->n_replicates) {
    return vn_fail(err,
                   "limits of %zu cells from %zu replicates want too much "
                   "memory; say fewer 'replicates'",
                   w->n, w->how->n_replicates);
  }
  w->values = vn_alloc(w->n * w->how->n_replicates, sizeof *w->values);
  return w->values || vn_fail_memory(err, "drawing records");
}

bool vn_bootstrap_quotients(const VnRecords *records, const VnMatrix *table,
                            double level, const VnBootstrap *how,
                            VnMatrix **low, VnMatrix **high, VnErr *err) {
  Quotients w = {
      .records = records, .table = table, .how = how, .level = level};
  w.low = vn_matrix_full(table->rows, table->cols, NAN, err);
  w.high = w.low ? vn_matrix_full(table->rows, table->cols, NAN, err) : NULL;
  bool done = w.high && list_cells(&w, err) &&
              vn_pool(how->n_replicates, 0, divide_draw, &w, err) &&
              vn_pool(w.n, 0, limit_cell, &w, err);
  vn_free(w.at);
  vn_free(w.values);
  if (!done) {
    vn_matrix_free(w.low);
    vn_matrix_free(w.high);
    w.low = w.high = NULL;
  }
  *low = w.low, *high = w.high;
  return done;
}
