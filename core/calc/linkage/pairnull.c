#include "calc/linkage/pairnull.h"

#include <math.h>

#include "calc/chance/binomial.h"
#include "calc/linkage/pair_cases.h"
#include "calc/pool.h"
#include "calc/chance/trials.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "expecting co-occurrence"
#define PIECE 1024  // pairs that one thread does between two looks

typedef struct {
  double expected, variance, p;
} Answer;

typedef struct {
  const VnPairs *pairs;
  VnPairNull null;
  VnBipartite *fit;
  double n_groups;
  double *times;      // groups of each size
  double *spread;     // of each size: sum of P (1 - P) over all members,
  double *scale;      // and by what its pairs are too many
  VnPairCase *cases;  // in order: each answer is worked out once
} Work;


// ---- one pair ----

// What is left of a pair's chance when a group keeps its size.
static double kept_size(const Work *w, size_t s, double one, double other) {
  if (w->spread[s] == 0) return 1;
  double drawn = 1 - (1 - one) * (1 - other) / w->spread[s];
  return fmax(0, w->scale[s] * drawn);
}

// Whether both of two classes are in a group of each size.
static VnTrials trials_of(const Work *w, const VnPairCase *c, double *room) {
  size_t n = w->fit->n_sizes;
  const double *one = w->fit->chance + c->low * n;
  const double *other = w->fit->chance + c->high * n;
  for (size_t s = 0; s < n; s++) {
    room[s] = one[s] * other[s];
    if (w->null == VN_SIZES) room[s] *= kept_size(w, s, one[s], other[s]);
  }
  return (VnTrials){n, room, w->times, room + n};
}

static Answer with_both_margins(const Work *w, const VnPairCase *c,
                                double *room) {
  VnTrials trials = trials_of(w, c, room);
  VnMoments moments = vn_trials_moments(&trials);
  double p = w->pairs->p ? vn_trials_tail(&trials, c->count) : NAN;
  return (Answer){moments.mean, moments.variance, p};
}

static Answer with_totals(const Work *w, const VnPairCase *c) {
  double a = (double)w->fit->total[c->low], n = w->n_groups;
  double b = (double)w->fit->total[c->high];
  double expected = a * b / n;
  double variance = n > 1 ? expected * (n - a) * (n - b) / (n * (n - 1)) : 0;
  double p = w->pairs->p ? vn_hypergeometric_tail(c->count, a, b, n) : NAN;
  return (Answer){expected, variance, p};
}

// What is left of a difference that is nothing but rounding is none.
static void write_answer(const VnPairs *pairs, size_t i, Answer answer) {
  double off = pairs->count[i] - answer.expected;
  if (fabs(off) < 1e-10 * answer.expected) off = 0;
  if (pairs->expected) pairs->expected[i] = answer.expected;
  if (pairs->variance) pairs->variance[i] = answer.variance;
  if (pairs->p) pairs->p[i] = answer.p;
  if (pairs->z)
    pairs->z[i] = answer.variance > 0 ? off / sqrt(answer.variance) : NAN;
}


// ---- all pairs ----

static bool list_cases(Work *w, VnErr *err) {
  const VnPairs *p = w->pairs;
  for (size_t i = 0; i < p->n; i++)
    w->cases[i] = vn_pair_case(w->fit, p->a[i], p->b[i], p->count[i], i);
  return vn_sort_pair_cases(w->cases, p->n, err);
}

static bool do_piece(void *given, size_t piece, VnErr *err) {
  const Work *w = given;
  if (vn_stopped(err)) return false;
  double *room = vn_alloc(4 * w->fit->n_sizes, sizeof *room);
  if (!room) return vn_fail_memory(err, DOING);
  size_t end = (piece + 1) * PIECE;
  if (end > w->pairs->n) end = w->pairs->n;
  Answer answer = {0, 0, 0};
  for (size_t i = piece * PIECE; i < end; i++) {
    const VnPairCase *c = &w->cases[i];
    if (i == piece * PIECE || !vn_same_case(c, c - 1)) {
      answer = w->null == VN_TOTALS ? with_totals(w, c)
                                    : with_both_margins(w, c, room);
    }
    write_answer(w->pairs, c->pair, answer);
  }
  vn_free(room);
  return true;
}

// Hajek's chances of all pairs add up to d (d - 1) and a little more, in both
// orders; the scale takes that away.
static void look_at_size(Work *w, size_t s) {
  const VnBipartite *fit = w->fit;
  double size = (double)fit->size[s], spread = 0, squares = 0;
  for (size_t c = 0; c < fit->n_classes; c++) {
    double chance = fit->chance[c * fit->n_sizes + s];
    double part = chance * (1 - chance), alike = (double)fit->n_alike[c];
    spread += alike * part, squares += alike * part * part;
  }
  double n_pairs = size * (size - 1);
  w->times[s] = (double)fit->n_groups[s];
  w->n_groups += w->times[s];
  w->spread[s] = spread;
  w->scale[s] = spread > 0 ? n_pairs / (n_pairs + squares / spread) : 1;
}

static bool prepare(Work *w, VnErr *err) {
  w->times = vn_alloc(w->fit->n_sizes, sizeof *w->times);
  w->cases = vn_alloc(w->pairs->n, sizeof *w->cases);
  w->spread = vn_alloc(w->fit->n_sizes, sizeof *w->spread);
  w->scale = vn_alloc(w->fit->n_sizes, sizeof *w->scale);
  if (!w->times || !w->cases || !w->spread || !w->scale)
    return vn_fail_memory(err, DOING);
  for (size_t s = 0; s < w->fit->n_sizes; s++) look_at_size(w, s);
  return list_cases(w, err);
}

bool vn_pairnull(const VnPairMargins *margins, VnPairNull null,
                 const VnPairs *pairs, VnErr *err) {
  Work w = {.pairs = pairs, .null = null};
  w.fit = vn_bipartite_fit(margins->totals, margins->n_members, margins->sizes,
                           err);
  bool done = w.fit && prepare(&w, err) &&
              vn_pool((pairs->n + PIECE - 1) / PIECE, 0, do_piece, &w, err);
  vn_bipartite_free(w.fit);
  vn_free(w.times);
  vn_free(w.spread);
  vn_free(w.scale);
  vn_free(w.cases);
  return done;
}
