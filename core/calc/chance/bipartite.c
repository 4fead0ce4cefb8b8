#include "calc/chance/bipartite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calc/chance/logistic.h"
#include "data/memory.h"

#define DOING "expecting co-occurrence"

// ---- classes ----

typedef struct {
  uint64_t total;
  uint32_t member;
} Standing;

static int larger_first(const void *x, const void *y) {
  const Standing *a = x, *b = y;
  if (a->total != b->total) return a->total > b->total ? -1 : 1;
  return (a->member > b->member) - (a->member < b->member);
}

static void class_members(VnBipartite *fit, const Standing *standing) {
  size_t n = 0;
  for (size_t i = 0; i < fit->n_members; i++) {
    if (i == 0 || standing[i].total != standing[i - 1].total)
      fit->total[n++] = standing[i].total;
    fit->n_alike[n - 1]++;
    fit->class_of[standing[i].member] = (uint32_t)(n - 1);
  }
  fit->n_classes = n;
}

static bool find_classes(VnBipartite *fit, const uint64_t *totals, VnErr *err) {
  size_t n = fit->n_members;
  Standing *standing = vn_alloc(n, sizeof *standing);
  fit->class_of = vn_alloc(n, sizeof *fit->class_of);
  fit->total = vn_alloc(n, sizeof *fit->total);
  fit->n_alike = vn_alloc(n, sizeof *fit->n_alike);
  bool room = standing && fit->class_of && fit->total && fit->n_alike;
  if (room) {
    for (size_t i = 0; i < n; i++)
      standing[i] = (Standing){totals[i], (uint32_t)i};
    qsort(standing, n, sizeof *standing, larger_first);
    class_members(fit, standing);
  }
  vn_free(standing);
  return room || vn_fail_memory(err, DOING);
}

static bool find_sizes(VnBipartite *fit, const uint64_t *sizes, VnErr *err) {
  size_t n = 0;
  for (size_t d = 0; d <= fit->n_members; d++) n += sizes[d] > 0;
  fit->size = vn_alloc(n, sizeof *fit->size);
  fit->n_groups = vn_alloc(n, sizeof *fit->n_groups);
  if (!fit->size || !fit->n_groups) return vn_fail_memory(err, DOING);
  for (size_t d = 0; d <= fit->n_members; d++) {
    if (sizes[d] == 0) continue;
    fit->size[fit->n_sizes] = d;
    fit->n_groups[fit->n_sizes++] = sizes[d];
  }
  return true;
}


// ---- blocks: where margins leave no choice ----

// The k members with the largest totals cannot be in more groups than groups
// of each size can hold of them (Gale 1957, Ryser 1957). Where they are in
// just as many, larger groups hold all of them and smaller ones only them.
// Between two such k the margins of what is left can be fitted.
typedef struct {
  size_t first, end;   // classes
  uint64_t low, high;  // k of its two sides; sizes between them are fitted
} Block;

// How many memberships of k members groups can hold, without those had.
static int64_t slack_at(const VnBipartite *fit, uint64_t k, uint64_t had) {
  uint64_t most = 0;
  for (size_t s = 0; s < fit->n_sizes; s++)
    most += fit->n_groups[s] * (fit->size[s] < k ? fit->size[s] : k);
  return (int64_t)most - (int64_t)had;
}

// Groups of at least that size.
static uint64_t groups_from(const VnBipartite *fit, uint64_t size) {
  uint64_t n = 0;
  for (size_t s = 0; s < fit->n_sizes; s++)
    n += fit->size[s] >= size ? fit->n_groups[s] : 0;
  return n;
}

static void force_row(VnBipartite *fit, size_t c, const Block *block) {
  for (size_t s = 0; s < fit->n_sizes; s++)
    fit->chance[c * fit->n_sizes + s] = fit->size[s] >= block->high;
}

static bool fit_block(VnBipartite *fit, const Block *block, VnErr *err) {
  size_t from = 0, n_rows = block->end - block->first;
  for (size_t c = block->first; c < block->end; c++) force_row(fit, c, block);
  while (from < fit->n_sizes && fit->size[from] <= block->low) from++;
  size_t to = from;
  while (to < fit->n_sizes && fit->size[to] < block->high) to++;
  if (to == from) return true;
  VnLogistic table;
  if (!vn_logistic_new(&table, n_rows, to - from, err)) return false;
  uint64_t sure = groups_from(fit, block->high);
  for (size_t c = 0; c < n_rows; c++) {
    table.rows.count[c] = (double)fit->n_alike[block->first + c];
    table.rows.wanted[c] = (double)(fit->total[block->first + c] - sure);
  }
  for (size_t s = 0; s < to - from; s++) {
    table.cols.count[s] = (double)fit->n_groups[from + s];
    table.cols.wanted[s] = (double)(fit->size[from + s] - block->low);
  }
  bool done = vn_logistic_fit(&table, err);
  for (size_t c = 0; done && c < n_rows; c++) {
    vn_logistic_row(&table, c,
                    fit->chance + (block->first + c) * fit->n_sizes + from);
  }
  vn_logistic_free(&table);
  return done;
}

static bool fail_margins(VnErr *err) {
  return vn_fail(err, DOING ": no groups of these sizes can have members "
                            "with these totals");
}

static bool fit_blocks(VnBipartite *fit, VnErr *err) {
  Block block = {0, 0, 0, 0};
  uint64_t had = 0;
  for (size_t c = 0; c < fit->n_classes; c++) {
    had += fit->total[c] * fit->n_alike[c];
    block.high += fit->n_alike[c], block.end = c + 1;
    int64_t slack = slack_at(fit, block.high, had);
    if (slack < 0 || (slack > 0 && block.end == fit->n_classes))
      return fail_margins(err);
    if (slack > 0) continue;
    if (!fit_block(fit, &block, err)) return false;
    block.first = block.end, block.low = block.high;
  }
  return true;
}


// ---- all of it ----

VnBipartite *vn_bipartite_fit(const uint64_t *totals, size_t n_members,
                              const uint64_t *sizes, VnErr *err) {
  VnBipartite *fit = vn_alloc(1, sizeof *fit);
  if (!fit) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  fit->n_members = n_members;
  bool done = find_classes(fit, totals, err) && find_sizes(fit, sizes, err);
  if (done) {
    fit->chance = vn_alloc(fit->n_classes * fit->n_sizes, sizeof(double));
    done = fit->chance ? fit_blocks(fit, err) : vn_fail_memory(err, DOING);
  }
  if (done) return fit;
  vn_bipartite_free(fit);
  return NULL;
}

void vn_bipartite_free(VnBipartite *fit) {
  if (!fit) return;
  vn_free(fit->class_of);
  vn_free(fit->total);
  vn_free(fit->n_alike);
  vn_free(fit->size);
  vn_free(fit->n_groups);
  vn_free(fit->chance);
  vn_free(fit);
}
