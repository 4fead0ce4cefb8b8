// How far a box can be trusted: what its limits do, and whether other cases
// of the same kind would have given them.
#include <string.h>

#include "calc/chance/binomial.h"
#include "calc/pool.h"
#include "calc/run/prim_search.h"
#include "calc/chance/shuffle.h"
#include "data/memory.h"

#define DOING "testing boxes"


bool vn_prim_inside(const VnPrim *p, const VnPrimBox *box, uint8_t *inside,
                    VnErr *err) {
  size_t n = p->cases->n;
  uint8_t *taken = vn_alloc(n, 1);
  if (!taken) return vn_fail_memory(err, DOING);
  vn_prim_mark(p, box, inside);
  for (size_t k = 0; k < box->round; k++) {
    vn_prim_mark(p, &p->box[p->chosen[k]], taken);
    for (size_t i = 0; i < n; i++) inside[i] = inside[i] && !taken[i];
  }
  vn_free(taken);
  return true;
}


// ---- limits ----

static void lift(const VnPrim *p, VnPrimBox *box, size_t input,
                 VnPrimSide side) {
  if (side != VN_HIGH) box->bound[2 * input] = -INFINITY;
  if (side != VN_LOW) box->bound[2 * input + 1] = INFINITY;
  if (side == VN_BOTH) {
    memset(box->kept + p->first[input], 1, vn_cases_levels(p->cases, input));
  }
}

bool vn_prim_without(const VnPrim *p, const VnPrimBox *box, size_t input,
                     VnPrimSide side, VnPrimWithout *without, VnErr *err) {
  const VnCases *c = p->cases;
  VnPrimBox wider;
  *without = (VnPrimWithout){.quasi_p = VN_NO_NUMBER};
  uint8_t *inside = vn_alloc(c->n, 1);
  if (!inside) return vn_fail_memory(err, DOING);
  bool done = vn_prim_copy(p, box, &wider, err);
  if (done) {
    lift(p, &wider, input, side);
    done = vn_prim_inside(p, &wider, inside, err);
    vn_prim_free_box(&wider);
  }
  for (size_t i = 0; done && i < c->n; i++) {
    if (inside[i]) without->n++, without->sum += c->outcome[i];
  }
  if (done && c->are_shares) {
    without->quasi_p = vn_binomial_tail(box->sum, (double)box->n,
                                        without->sum / (double)without->n);
  }
  vn_free(inside);
  return done;
}


// ---- parts of the cases ----

typedef struct {
  const VnPrim *p;
  VnPrimOptions how;
  double coverage, density;  // wanted
  size_t n_part;
  uint64_t seed;
  uint8_t *by_coverage, *by_density;  // a row for each part: limited or not
} Parts;

// How much of what is wanted the box has.
static double coverage_of(const VnPrim *p, const VnPrimBox *box) {
  if (!p->cases->are_shares) return (double)box->n / (double)p->cases->n;
  return p->sum > 0 ? box->sum / p->sum : 0;
}

static double density_of(const VnPrimBox *box) {
  return box->sum / (double)box->n;
}

static void note_limits(const VnPrim *found, size_t box, uint8_t *limited) {
  for (size_t j = 0; j < found->cases->n_inputs; j++) {
    limited[j] = vn_prim_limits(found, &found->box[box], j);
  }
}

// Of boxes of the same coverage the smallest, of the same density the largest.
static void note_nearest(const Parts *s, const VnPrim *found, size_t at) {
  size_t in_coverage = 0, in_density = 0;
  double off_coverage = INFINITY, off_density = INFINITY;
  for (size_t k = 0; k < found->n; k++) {
    double off = fabs(coverage_of(found, &found->box[k]) - s->coverage);
    if (off <= off_coverage) off_coverage = off, in_coverage = k;
    off = fabs(density_of(&found->box[k]) - s->density);
    if (off < off_density) off_density = off, in_density = k;
  }
  note_limits(found, in_coverage, s->by_coverage + at);
  note_limits(found, in_density, s->by_density + at);
}

static bool one_part(void *given, size_t part, VnErr *err) {
  const Parts *s = given;
  const VnCases *c = s->p->cases;
  VnRandom random = vn_random(s->seed, part);
  uint32_t *which = vn_shuffle(c->n, &random, err);
  VnCases *some = which ? vn_cases_take(c, which, s->n_part, err) : NULL;
  VnPrim *found = some ? vn_prim(some, &s->how, err) : NULL;
  if (found) note_nearest(s, found, part * c->n_inputs);
  bool done = found != NULL;
  vn_prim_free(found);
  vn_cases_free(some);
  vn_free(which);
  return done;
}

bool vn_prim_again(const VnPrim *p, const VnPrimBox *box,
                   const VnPrimParts *parts, VnErr *err) {
  size_t n = p->cases->n_inputs, times = parts->times;
  double n_part = ceil(parts->share * (double)p->cases->n);
  Parts s = {.p = p,
             .how = *parts->how,
             .coverage = coverage_of(p, box),
             .density = density_of(box),
             .n_part = (size_t)n_part,
             .seed = parts->seed,
             .by_coverage = vn_alloc(times, n),
             .by_density = vn_alloc(times, n)};
  s.how.most_boxes = 1, s.how.paste = 0;
  bool has_room = s.by_coverage && s.by_density;
  bool done = has_room ? vn_pool(times, 0, one_part, &s, err)
                       : vn_fail_memory(err, DOING);
  for (size_t k = 0; has_room && done && k < times * n; k++) {
    parts->by_coverage[k % n] += s.by_coverage[k];
    parts->by_density[k % n] += s.by_density[k];
  }
  vn_free(s.by_coverage);
  vn_free(s.by_density);
  return done;
}
