#include "calc/matrix/cluster.h"

#include <stdint.h>

#include "data/memory.h"
#include "data/stop.h"

// A group lives in the slot of its first leaf. `near` is the nearest live
// group in a later slot (the first of equally near ones), kept up to date so
// that a merge costs about n steps (Anderberg 1973, Cluster Analysis for
// Applications, 6.2.2).
typedef struct {
  size_t n;
  double *distances;  // n x n, symmetric
  size_t *group;      // of each slot; NONE when it was merged away
  size_t *size;
  size_t *near;
} Groups;

#define NONE SIZE_MAX

static const char *const words[] = {[VN_AVERAGE] = "average",
                                    [VN_SINGLE] = "single",
                                    [VN_COMPLETE] = "complete",
                                    [VN_WARD] = "ward"};

static double *between(const Groups *g, size_t i, size_t j) {
  return g->distances + i * g->n + j;
}


// ---- from a matrix to distances ----

static bool take_distance(double *distance, const VnMatrix *m, size_t i,
                          size_t j, bool similarities, VnErr *err) {
  const char *a = vn_names_at(m->rows, i), *b = vn_names_at(m->rows, j);
  const char *what = similarities ? "similarity" : "distance";
  double value = *vn_matrix_cell(m, i, j), mirror = *vn_matrix_cell(m, j, i);
  if (isnan(value) || isnan(mirror)) {
    return vn_fail(err,
                   "the %s of \"%s\" and \"%s\" is missing; leave one of them "
                   "out with :select, or set it with :fill_missing",
                   what, a, b);
  }
  if (value != mirror) {
    return vn_fail(err,
                   "the %s of \"%s\" and \"%s\" is %g one way and %g the other",
                   what, a, b, value, mirror);
  }
  *distance = similarities ? 1 - value : value;
  if (*distance >= 0) return true;
  return vn_fail(err, "the %s of \"%s\" and \"%s\" is %g, and wants to be %s",
                 what, a, b, value, similarities ? "1 at most" : "0 at least");
}

// Ward's method works on squares.
static bool fill(Groups *g, const VnMatrix *m, bool similarities,
                 VnLinkage linkage, VnErr *err) {
  for (size_t i = 0; i < g->n; i++) {
    g->group[i] = i, g->size[i] = 1;
    for (size_t j = 0; j < i; j++) {
      double d = 0;
      if (!take_distance(&d, m, i, j, similarities, err)) return false;
      if (linkage == VN_WARD) d *= d;
      if (isinf(d)) {
        return vn_fail(err, "the distance of \"%s\" and \"%s\" is too large",
                       vn_names_at(m->rows, i), vn_names_at(m->rows, j));
      }
      *between(g, i, j) = *between(g, j, i) = d;
    }
    if (vn_stopped(err)) return false;
  }
  return true;
}


// ---- merging ----

static void find_near(Groups *g, size_t i) {
  g->near[i] = NONE;
  for (size_t j = i + 1; j < g->n; j++) {
    if (g->group[j] == NONE) continue;
    if (g->near[i] == NONE || *between(g, i, j) < *between(g, i, g->near[i])) {
      g->near[i] = j;
    }
  }
}

// The slot whose nearest later group is nearest of all.
static size_t nearest_slot(const Groups *g) {
  size_t best = NONE;
  double least = INFINITY;
  for (size_t i = 0; i < g->n; i++) {
    if (g->group[i] == NONE || g->near[i] == NONE) continue;
    double d = *between(g, i, g->near[i]);
    if (best == NONE || d < least) best = i, least = d;
  }
  return best;
}

// Source: G. N. Lance, W. T. Williams, A general theory of classificatory
// sorting strategies, Computer Journal 9 (1967), 373-380. The average is
// written so that two equal distances give that distance exactly.
static double distance_after(VnLinkage linkage, double to_i, double to_j,
                             double i_to_j, double n_i, double n_j,
                             double n_k) {
  switch (linkage) {
    case VN_SINGLE: return fmin(to_i, to_j);
    case VN_COMPLETE: return fmax(to_i, to_j);
    case VN_AVERAGE: return to_i + (to_j - to_i) * (n_j / (n_i + n_j));
    case VN_WARD: break;
  }
  return ((n_i + n_k) * to_i + (n_j + n_k) * to_j - n_k * i_to_j) /
         (n_i + n_j + n_k);
}

static void move_others(Groups *g, VnLinkage linkage, size_t i, size_t j) {
  double i_to_j = *between(g, i, j);
  for (size_t k = 0; k < g->n; k++) {
    if (k == i || k == j || g->group[k] == NONE) continue;
    double d = distance_after(linkage, *between(g, k, i), *between(g, k, j),
                              i_to_j, (double)g->size[i], (double)g->size[j],
                              (double)g->size[k]);
    *between(g, k, i) = *between(g, i, k) = d;
  }
}

// Slot i holds a new group, slot j none.
static void renew_near(Groups *g, size_t i, size_t j) {
  for (size_t k = 0; k < j; k++) {
    if (g->group[k] == NONE) continue;
    if (k == i || g->near[k] == i || g->near[k] == j) {
      find_near(g, k);
    } else if (k < i) {
      double d = *between(g, k, i), least = *between(g, k, g->near[k]);
      if (d < least || (d == least && i < g->near[k])) g->near[k] = i;
    }
  }
}

static bool merge_all(Groups *g, VnLinkage linkage, VnMerge *merges,
                      VnErr *err) {
  double height = 0;
  for (size_t i = 0; i < g->n; i++) {
    find_near(g, i);
    if (vn_stopped(err)) return false;
  }
  for (size_t step = 0; step + 1 < g->n; step++) {
    size_t i = nearest_slot(g), j = g->near[i];
    double d = *between(g, i, j);
    height = fmax(height, linkage == VN_WARD ? sqrt(d) : d);
    merges[step] =
        (VnMerge){g->group[i], g->group[j], height, g->size[i] + g->size[j]};
    move_others(g, linkage, i, j);
    g->group[i] = g->n + step, g->size[i] += g->size[j];
    g->group[j] = NONE;
    renew_near(g, i, j);
    if (vn_stopped(err)) return false;
  }
  return true;
}


// ---- the tree ----

static bool grow(VnTree *tree, const VnMatrix *m, bool similarities,
                 VnLinkage linkage, VnErr *err) {
  size_t n = tree->n;
  Groups g = {
      .n = n,
      .distances = vn_alloc(n * n, sizeof *g.distances),
      .group = vn_alloc(n, sizeof *g.group),
      .size = vn_alloc(n, sizeof *g.size),
      .near = vn_alloc(n, sizeof *g.near),
  };
  bool done = g.distances && g.group && g.size && g.near;
  if (!done) vn_fail_memory(err, "clustering");
  done = done && fill(&g, m, similarities, linkage, err) &&
         merge_all(&g, linkage, tree->merges, err);
  vn_free(g.distances);
  vn_free(g.group);
  vn_free(g.size);
  vn_free(g.near);
  return done;
}

VnTree *vn_cluster(const VnMatrix *matrix, bool similarities, VnLinkage linkage,
                   VnErr *err) {
  VnMatrix *m = vn_matrix_squared_names(matrix, err);
  VnTree *tree = m ? vn_tree_new(m->rows, words[linkage], err) : NULL;
  bool done = tree && grow(tree, m, similarities, linkage, err) &&
              vn_matrix_say(&tree->title, m->row_title, err) &&
              vn_matrix_say(&tree->source, m->source, err);
  vn_matrix_free(m);
  if (done) return tree;
  vn_tree_free(tree);
  return NULL;
}
