#include "calc/linkage/flow_excess.h"

#include <math.h>

#include "calc/chance/binomial.h"
#include "calc/linkage/flow_cells.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "expecting flows"
#define ROUNDS 20000
#define CLOSE 1e-12  // of all flows: as near as sums come

// One side: what each sector sends, or receives, and its factor; a flow is
// expected to be the product of both sides' factors.
typedef struct {
  double *sums, *factors;
  double *by_group;  // factors, added up
  double all;
} Side;

typedef struct {
  const VnFrame *cells;
  const VnFlowExcess *how;
  size_t n, n_sectors;
  uint32_t *from, *to;
  double *count;
  double total;
  Side out, into;  // without direction `out` is both
} Work;

static bool side_room(Side *side, size_t n_sectors, size_t n_groups) {
  side->sums = vn_alloc(n_sectors, sizeof *side->sums);
  side->factors = vn_alloc(n_sectors, sizeof *side->factors);
  side->by_group = vn_alloc(n_groups, sizeof *side->by_group);
  return side->sums && side->factors && side->by_group;
}

static bool make_room(Work *w) {
  w->from = vn_alloc(w->n, sizeof *w->from);
  w->to = vn_alloc(w->n, sizeof *w->to);
  w->count = vn_alloc(w->n, sizeof *w->count);
  return w->from && w->to && w->count &&
         side_room(&w->out, w->n_sectors, w->how->n_groups) &&
         side_room(&w->into, w->n_sectors, w->how->n_groups);
}

static bool read_cells(Work *w, VnErr *err) {
  const VnNames *sectors = w->how->sectors;
  return vn_flow_ends(w->cells, sectors, "from", w->from, err) &&
         vn_flow_ends(w->cells, sectors, "to", w->to, err) &&
         vn_flow_counts(w->cells, "count", w->count, err);
}

// Without direction a flow is one of both its ends, and one inside a sector
// has both there.
static void add_margins(Work *w) {
  const Side *into = w->how->symmetric ? &w->out : &w->into;
  for (size_t k = 0; k < w->n; k++) {
    w->out.sums[w->from[k]] += w->count[k];
    into->sums[w->to[k]] += w->count[k];
    w->total += w->count[k];
  }
}


// ---- fitting ----

static void add_factors(const Work *w, Side *side) {
  side->all = 0;
  for (size_t g = 0; g < w->how->n_groups; g++) side->by_group[g] = 0;
  for (size_t i = 0; i < w->n_sectors; i++) {
    side->all += side->factors[i];
    if (w->how->groups) side->by_group[w->how->groups[i]] += side->factors[i];
  }
}

// What a sector of one side can meet on the other.
static double reachable(const Work *w, const Side *other, size_t i) {
  double own = w->how->groups ? other->by_group[w->how->groups[i]] : 0;
  return fmax(0, other->all - own);
}

// Fits one side to its sums; how far off the farthest was.
static double fit_side(const Work *w, Side *side, const Side *other) {
  double off = 0;
  for (size_t i = 0; i < w->n_sectors; i++) {
    double reach = reachable(w, other, i);
    off = fmax(off, fabs(side->factors[i] * reach - side->sums[i]));
    if (reach > 0) side->factors[i] = side->sums[i] / reach;
  }
  add_factors(w, side);
  return off;
}

// One factor for both ends: half of the way at a time, or it would swing.
static double fit_both(const Work *w, Side *side) {
  double off = 0;
  for (size_t i = 0; i < w->n_sectors; i++) {
    double reach = reachable(w, side, i), *factor = &side->factors[i];
    off = fmax(off, fabs(*factor * reach - side->sums[i]));
    if (reach > 0) *factor = sqrt(*factor * side->sums[i] / reach);
  }
  add_factors(w, side);
  return off;
}

static bool fit(Work *w, VnErr *err) {
  bool symmetric = w->how->symmetric;
  double scale = sqrt(fmax(1, w->total));
  for (size_t i = 0; i < w->n_sectors; i++) {
    w->out.factors[i] = w->out.sums[i] / scale;
    w->into.factors[i] = w->into.sums[i] / scale;
  }
  add_factors(w, &w->out);
  add_factors(w, &w->into);
  for (int round = 0; round < ROUNDS; round++) {
    if (vn_stopped(err)) return false;
    double off =
        symmetric ? fit_both(w, &w->out) : fit_side(w, &w->out, &w->into);
    if (!symmetric) fit_side(w, &w->into, &w->out);
    if (round > 0 && off <= CLOSE * w->total) break;
  }
  return true;
}


// ---- judging ----

static double expected_of(const Work *w, size_t k) {
  const Side *into = w->how->symmetric ? &w->out : &w->into;
  double both = w->out.factors[w->from[k]] * into->factors[w->to[k]];
  return w->how->symmetric && w->from[k] == w->to[k] ? both / 2 : both;
}

static void judge(const Work *w, size_t k, VnColumn **columns) {
  double expected = expected_of(w, k), share = fmin(1, expected / w->total);
  double deviation = sqrt(expected * (1 - share)), off = w->count[k] - expected;
  bool certain = deviation < 1e-6;  // nothing else could have come
  if (fabs(off) < 1e-9 * expected) off = 0;
  columns[0]->number[k] = expected;
  columns[1]->number[k] = expected > 0 ? w->count[k] / expected : NAN;
  columns[2]->number[k] = certain ? NAN : off / deviation;
  columns[3]->number[k] =
      certain ? 1 : vn_binomial_tail(w->count[k], w->total, share);
}

static VnFrame *judge_all(const Work *w, VnErr *err) {
  static const char *const labels[] = {"expected", "ratio", "z", "p", "q"};
  VnColumn *columns[5];
  for (size_t j = 0; j < 5; j++) columns[j] = vn_column_new(VN_NUMBER, w->n);
  VnFrame *f = vn_frame_of(labels, columns, 5, w->n, w->cells->source, err);
  if (!f) return NULL;
  for (size_t k = 0; k < w->n; k++) judge(w, k, f->columns);
  if (vn_fdr(f->columns[3]->number, w->n, w->how->n_family, w->how->fdr,
             f->columns[4]->number, err))
    return f;
  vn_frame_free(f);
  return NULL;
}

static void side_free(Side *side) {
  vn_free(side->sums);
  vn_free(side->factors);
  vn_free(side->by_group);
}

VnFrame *vn_flow_excess(const VnFrame *cells, const VnFlowExcess *how,
                        VnErr *err) {
  Work w = {.cells = cells,
            .how = how,
            .n = cells->n_rows,
            .n_sectors = vn_names_count(how->sectors)};
  VnFrame *frame = NULL;
  if (!make_room(&w)) {
    vn_fail_memory(err, DOING);
  } else if (read_cells(&w, err)) {
    add_margins(&w);
    if (fit(&w, err)) frame = judge_all(&w, err);
  }
  vn_free(w.from);
  vn_free(w.to);
  vn_free(w.count);
  side_free(&w.out);
  side_free(&w.into);
  return frame;
}
