#include "calc/space/assign.h"

#include <math.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "pairing"

// Costs are minus the gains, in a square of `size`; beyond the rows and
// columns that there are they are 0. Places count from 1: 0 is a column that
// is free to begin with.
typedef struct {
  const double *gains;
  size_t n_rows, n_cols, size;
  double *row_price, *col_price, *slack;
  size_t *row_of;  // the row each column has, 0 for none
  size_t *way;     // the column before it on the path
  bool *seen;
} Square;

static double cost(const Square *s, size_t i, size_t j) {
  if (i > s->n_rows || j > s->n_cols) return 0;
  return -s->gains[(i - 1) * s->n_cols + j - 1];
}

// Prices fall until one more column can be reached from those seen; gives it.
static size_t reach_one_more(Square *s, size_t at) {
  size_t row = s->row_of[at], nearest = 0;
  double step = INFINITY;
  s->seen[at] = true;
  for (size_t j = 1; j <= s->size; j++) {
    if (s->seen[j]) continue;
    double left = cost(s, row, j) - s->row_price[row] - s->col_price[j];
    if (left < s->slack[j]) s->slack[j] = left, s->way[j] = at;
    if (s->slack[j] < step) step = s->slack[j], nearest = j;
  }
  for (size_t j = 0; j <= s->size; j++) {
    if (s->seen[j]) {
      s->row_price[s->row_of[j]] += step;
      s->col_price[j] -= step;
    } else {
      s->slack[j] -= step;
    }
  }
  return nearest;
}

static void place_row(Square *s, size_t row) {
  for (size_t j = 0; j <= s->size; j++)
    s->slack[j] = INFINITY, s->seen[j] = false;
  s->row_of[0] = row;
  size_t at = 0;
  do at = reach_one_more(s, at);
  while (s->row_of[at] != 0);
  while (at != 0) {
    s->row_of[at] = s->row_of[s->way[at]];
    at = s->way[at];
  }
}

static bool place_all(Square *s, int32_t *col_of, VnErr *err) {
  for (size_t i = 1; i <= s->size; i++) {
    if (vn_stopped(err)) return false;
    place_row(s, i);
  }
  for (size_t i = 0; i < s->n_rows; i++) col_of[i] = -1;
  for (size_t j = 1; j <= s->n_cols; j++) {
    if (s->row_of[j] <= s->n_rows) col_of[s->row_of[j] - 1] = (int32_t)j - 1;
  }
  return true;
}

bool vn_assign(const double *gains, size_t n_rows, size_t n_cols,
               int32_t *col_of, VnErr *err) {
  size_t size = n_rows > n_cols ? n_rows : n_cols, n = size + 1;
  Square s = {gains,
              n_rows,
              n_cols,
              size,
              vn_alloc(n, sizeof(double)),
              vn_alloc(n, sizeof(double)),
              vn_alloc(n, sizeof(double)),
              vn_alloc(n, sizeof(size_t)),
              vn_alloc(n, sizeof(size_t)),
              vn_alloc(n, sizeof(bool))};
  bool room =
      s.row_price && s.col_price && s.slack && s.row_of && s.way && s.seen;
  bool done = room ? place_all(&s, col_of, err) : vn_fail_memory(err, DOING);
  vn_free(s.row_price);
  vn_free(s.col_price);
  vn_free(s.slack);
  vn_free(s.row_of);
  vn_free(s.way);
  vn_free(s.seen);
  return done;
}
