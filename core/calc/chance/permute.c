#include "calc/chance/permute.h"

#include <math.h>
#include <string.h>

#include "calc/chance/random.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "permuting"
#define SLACK 1e-9  // by which equal statistics may differ in rounding

typedef struct {
  const VnOccurrence *o;
  const VnSourceMarks *marks;
  uint32_t *source;  // those that count, stratum by stratum
  uint32_t *mark;    // of all sources, as drawn
  size_t *first;     // of each stratum
  double *seen;
  uint32_t *reached;  // how many draws reach each item
  uint32_t *active;   // items that need more draws
  size_t n_active;
} Permuting;

static void permuting_free(Permuting *p) {
  vn_free(p->source);
  vn_free(p->mark);
  vn_free(p->first);
  vn_free(p->seen);
  vn_free(p->reached);
  vn_free(p->active);
}

static bool permuting_room(Permuting *p, VnErr *err) {
  size_t n = p->o->n_sources, n_items = p->o->n_items;
  p->source = vn_alloc(n, sizeof *p->source);
  p->mark = vn_alloc(n, sizeof *p->mark);
  p->first = vn_alloc((size_t)p->marks->n_strata + 1, sizeof *p->first);
  p->seen = vn_alloc(n_items, sizeof *p->seen);
  p->reached = vn_alloc(n_items, sizeof *p->reached);
  p->active = vn_alloc(n_items, sizeof *p->active);
  return (p->source && p->mark && p->first && p->seen && p->reached &&
          p->active) ||
         vn_fail_memory(err, DOING);
}

static void list_strata(Permuting *p) {
  size_t n = 0;
  for (uint32_t h = 0; h < p->marks->n_strata; h++) {
    p->first[h] = n;
    for (size_t s = 0; s < p->o->n_sources; s++) {
      if (p->o->size[s] > 0 && p->marks->stratum[s] == h)
        p->source[n++] = (uint32_t)s;
    }
  }
  p->first[p->marks->n_strata] = n;
}

// Fisher and Yates, within each stratum.
static void shuffle(Permuting *p, VnRandom *random) {
  memcpy(p->mark, p->marks->mark, p->o->n_sources * sizeof *p->mark);
  for (uint32_t h = 0; h < p->marks->n_strata; h++) {
    const uint32_t *source = p->source + p->first[h];
    for (size_t n = p->first[h + 1] - p->first[h]; n > 1; n--) {
      uint32_t k = vn_random_below(random, (uint32_t)n);
      uint32_t *x = &p->mark[source[n - 1]], *y = &p->mark[source[k]];
      uint32_t kept = *x;
      *x = *y, *y = kept;
    }
  }
}

static void see(Permuting *p, const VnStatistic *statistic) {
  statistic->look(statistic->test, p->marks->mark);
  for (size_t i = 0; i < p->o->n_items; i++) {
    p->seen[i] = statistic->tell(statistic->test, i);
    if (!isnan(p->seen[i])) p->active[p->n_active++] = (uint32_t)i;
  }
}

// One draw for all that still need it; those that have enough get their p.
static void compare(Permuting *p, const VnStatistic *statistic, int64_t n_draws,
                    double *result) {
  size_t kept = 0;
  statistic->look(statistic->test, p->mark);
  for (size_t k = 0; k < p->n_active; k++) {
    uint32_t i = p->active[k];
    double drawn = statistic->tell(statistic->test, i);
    double margin = SLACK * (1 + fabs(p->seen[i]));
    if (drawn >= p->seen[i] - margin) p->reached[i]++;
    if (p->reached[i] < VN_ENOUGH) p->active[kept++] = i;
    else result[i] = (double)VN_ENOUGH / (double)n_draws;
  }
  p->n_active = kept;
}

static bool draw_all(Permuting *p, const VnStatistic *statistic,
                     VnPermutePlan plan, double *result, VnErr *err) {
  for (int64_t r = 1; r <= plan.most && p->n_active > 0; r++) {
    if (vn_stopped(err)) return false;
    VnRandom random = vn_random(plan.seed, (uint64_t)r);
    shuffle(p, &random);
    compare(p, statistic, r, result);
  }
  for (size_t k = 0; k < p->n_active; k++) {
    uint32_t i = p->active[k];
    result[i] = (p->reached[i] + 1.0) / ((double)plan.most + 1);
  }
  return true;
}

bool vn_permute(const VnOccurrence *o, const VnSourceMarks *marks,
                const VnStatistic *statistic, VnPermutePlan plan,
                double *result, VnErr *err) {
  Permuting p = {.o = o, .marks = marks};
  bool done = permuting_room(&p, err);
  for (size_t i = 0; i < o->n_items; i++) result[i] = NAN;
  if (done) {
    list_strata(&p);
    see(&p, statistic);
    done = draw_all(&p, statistic, plan, result, err);
    statistic->look(statistic->test, marks->mark);
  }
  permuting_free(&p);
  return done;
}
