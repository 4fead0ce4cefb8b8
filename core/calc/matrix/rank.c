#include "calc/matrix/rank.h"

#include "data/memory.h"
#include "data/stop.h"

typedef struct {
  double value;
  size_t place;
} Entry;

static void merge(const Entry *from, size_t low, size_t middle, size_t high,
                  Entry *to) {
  size_t left = low, right = middle;
  for (size_t k = low; k < high; k++) {
    bool take_left = left < middle &&
                     (right == high || from[left].value <= from[right].value);
    to[k] = from[take_left ? left++ : right++];
  }
}

// Merge sort from the bottom up; gives whichever of the two rooms holds the
// result, NULL when stopped.
static const Entry *sort(Entry *entries, Entry *spare, size_t n, VnErr *err) {
  for (size_t width = 1; width < n; width *= 2) {
    for (size_t low = 0; low < n; low += 2 * width) {
      size_t middle = low + width < n ? low + width : n;
      size_t high = middle + width < n ? middle + width : n;
      merge(entries, low, middle, high, spare);
      if (vn_stopped(err)) return NULL;
    }
    Entry *other = entries;
    entries = spare, spare = other;
  }
  return entries;
}

// The entries from `low` up to `high` are equal and fill places low + 1 to
// high; `group` counts the distinct values so far.
static double rank_of(VnTies ties, size_t low, size_t high, size_t group) {
  switch (ties) {
    case VN_TIES_AVERAGE: return (double)(low + 1 + high) / 2;
    case VN_TIES_MIN: return (double)(low + 1);
    case VN_TIES_DENSE: break;
  }
  return (double)group;
}

static void number(const Entry *sorted, size_t n, VnTies ties, double *ranks) {
  size_t group = 0;
  for (size_t low = 0, high; low < n; low = high) {
    high = low + 1;
    while (high < n && sorted[high].value == sorted[low].value) high++;
    double rank = rank_of(ties, low, high, ++group);
    for (size_t k = low; k < high; k++) ranks[sorted[k].place] = rank;
  }
}

bool vn_rank(const double *values, size_t n, VnTies ties, bool largest_first,
             double *ranks, VnErr *err) {
  Entry *entries = vn_alloc(n, sizeof *entries);
  Entry *spare = vn_alloc(n, sizeof *spare);
  const Entry *sorted = NULL;
  if (entries && spare) {
    size_t known = 0;
    for (size_t i = 0; i < n; i++) {
      ranks[i] = NAN;
      if (isnan(values[i])) continue;
      entries[known++] = (Entry){largest_first ? -values[i] : values[i], i};
    }
    sorted = sort(entries, spare, known, err);
    if (sorted) number(sorted, known, ties, ranks);
  } else {
    vn_fail_memory(err, "ranking");
  }
  vn_free(entries);
  vn_free(spare);
  return sorted != NULL;
}

static bool rank_rows(VnMatrix *to, const VnMatrix *from, VnTies ties,
                      bool largest_first, VnErr *err) {
  for (size_t i = 0; i < to->n_rows; i++) {
    if (!vn_rank(vn_matrix_cell(from, i, 0), to->n_cols, ties, largest_first,
                 vn_matrix_cell(to, i, 0), err)) {
      return false;
    }
  }
  return true;
}

static VnMatrix *ranked(const VnMatrix *matrix, VnSide within, VnTies ties,
                        bool largest_first, VnErr *err) {
  VnMatrix *m = vn_matrix_like(matrix, err);
  if (m && vn_matrix_say(&m->unit, NULL, err) &&
      (within == VN_ALL ? vn_rank(matrix->cells, vn_matrix_size(m), ties,
                                  largest_first, m->cells, err)
                        : rank_rows(m, matrix, ties, largest_first, err))) {
    return m;
  }
  vn_matrix_free(m);
  return NULL;
}

VnMatrix *vn_matrix_rank(const VnMatrix *matrix, VnSide within, VnTies ties,
                         bool largest_first, VnErr *err) {
  if (within != VN_COLS) {
    return ranked(matrix, within, ties, largest_first, err);
  }
  VnMatrix *turned = vn_matrix_transpose(matrix, err);
  VnMatrix *ranks =
      turned ? ranked(turned, VN_ROWS, ties, largest_first, err) : NULL;
  VnMatrix *m = ranks ? vn_matrix_transpose(ranks, err) : NULL;
  vn_matrix_free(turned);
  vn_matrix_free(ranks);
  return m;
}
