#include "calc/run/prim_search.h"

#include <string.h>

#include "calc/sum.h"
#include "data/memory.h"
#include "data/progress.h"
#include "data/stop.h"

#define DOING "looking for boxes"

// Bounds halfway between two neighbouring values a < b, of which only one is
// inside.
static double low_between(double a, double b) {
  double middle = a / 2 + b / 2;
  return middle > a ? middle : b;
}

static double high_between(double a, double b) {
  double middle = a / 2 + b / 2;
  return middle < b ? middle : a;
}


// ---- peeling ----

typedef struct {
  VnPrim *p;
  const VnPrimOptions *how;
  VnPrimBox *box;
  uint32_t *order;  // of each input the cases inside, from small to large
  uint8_t *inside;
} Peeling;

// What could be taken off: of the cases in the order of one input those from
// `from` up to but not including `to`.
typedef struct {
  size_t input, from, to;
  VnPrimSide side;
  double bound;  // of categories the level
  double gain;
} Slice;

static uint32_t *order_of(const Peeling *s, size_t input) {
  return s->order + input * s->p->cases->n;
}

// Takes the slice for the best one when it gains more than that does.
static void consider(const Peeling *s, Slice slice, Slice *best) {
  const VnCases *c = s->p->cases;
  const uint32_t *order = order_of(s, slice.input);
  double n = (double)s->box->n, off = (double)(slice.to - slice.from);
  VnSum lost = {0};
  if (n - off < 1 || n - off < s->how->mass * (double)c->n) return;
  for (size_t i = slice.from; i < slice.to; i++) {
    vn_sum_add(&lost, c->outcome[order[i]]);
  }
  double mean = (s->box->sum - vn_sum_value(lost)) / (n - off);
  slice.gain = s->how->by_mean ? mean : (mean - s->box->sum / n) / off;
  if (slice.gain > best->gain) *best = slice;
}

// The share `peel` of the cases at either end, and those equal to the last of
// them.
static void try_ends(const Peeling *s, size_t j, Slice *best) {
  const uint32_t *o = order_of(s, j);
  const double *x = s->p->cases->input[j];
  size_t last = s->box->n - 1;
  double place = s->how->peel * (double)last;
  size_t within = (size_t)floor(place), cut = (size_t)ceil(place);
  while (cut <= last && x[o[cut]] == x[o[within]]) cut++;
  if (cut <= last) {
    double bound = low_between(x[o[cut - 1]], x[o[cut]]);
    consider(s, (Slice){j, 0, cut, VN_LOW, bound, 0}, best);
  }
  cut = (size_t)ceil(place);
  while (cut <= last && x[o[last - cut]] == x[o[last - within]]) cut++;
  if (cut <= last) {
    double bound = high_between(x[o[last - cut]], x[o[last - cut + 1]]);
    consider(s, (Slice){j, last - cut + 1, last + 1, VN_HIGH, bound, 0}, best);
  }
}

static void try_levels(const Peeling *s, size_t j, Slice *best) {
  const uint32_t *o = order_of(s, j);
  const double *x = s->p->cases->input[j];
  for (size_t from = 0, to; from < s->box->n; from = to) {
    for (to = from + 1; to < s->box->n && x[o[to]] == x[o[from]];) to++;
    consider(s, (Slice){j, from, to, VN_BOTH, x[o[from]], 0}, best);
  }
}

// Drops what is no longer inside from each input's order, and counts anew.
static void recount(Peeling *s) {
  const VnCases *c = s->p->cases;
  size_t n = 0;
  for (size_t j = 0; j < c->n_inputs; j++) {
    uint32_t *o = order_of(s, j);
    size_t n_before = s->box->n;
    n = 0;
    for (size_t i = 0; i < n_before; i++) {
      if (s->inside[o[i]]) o[n++] = o[i];
    }
  }
  s->box->n = n;
  VnSum sum = {0};
  for (size_t i = 0; i < n; i++) vn_sum_add(&sum, c->outcome[s->order[i]]);
  s->box->sum = vn_sum_value(sum);
}

static void take_off(Peeling *s, const Slice *slice) {
  const uint32_t *o = order_of(s, slice->input);
  VnPrimBox *box = s->box;
  for (size_t i = slice->from; i < slice->to; i++) s->inside[o[i]] = 0;
  if (slice->side == VN_BOTH) {
    box->kept[s->p->first[slice->input] + (size_t)slice->bound] = 0;
  } else {
    box->bound[2 * slice->input + (slice->side == VN_HIGH)] = slice->bound;
  }
  recount(s);
}

// Nothing is left to be gained where all outcomes are the same.
static bool is_constant(const Peeling *s) {
  const double *y = s->p->cases->outcome;
  for (size_t i = 1; i < s->box->n; i++) {
    if (y[s->order[i]] != y[s->order[0]]) return false;
  }
  return true;
}

static bool peel_all(Peeling *s, VnErr *err) {
  const VnCases *c = s->p->cases;
  size_t n_all = s->box->n;
  for (;;) {
    if (s->p->told) vn_stage_step(n_all - s->box->n);
    if (!vn_prim_note(s->p, s->box, err)) return false;
    Slice best = {.gain = -INFINITY};
    for (size_t j = 0; j < c->n_inputs && !is_constant(s); j++) {
      if (vn_stopped(err)) return false;
      if (c->levels[j]) try_levels(s, j, &best);
      else try_ends(s, j, &best);
    }
    if (best.to == 0) return true;
    take_off(s, &best);
  }
}

bool vn_prim_peel(VnPrim *p, const VnPrimOptions *how, VnPrimBox *box,
                  const uint8_t *left, VnErr *err) {
  size_t n = p->cases->n;
  Peeling s = {p, how, box, vn_cases_order(p->cases, err), vn_alloc(n, 1)};
  bool done = s.order && s.inside;
  if (done) {
    memcpy(s.inside, left, n);
    box->n = n;
    recount(&s);
    done = peel_all(&s, err);
  } else if (s.order) {
    vn_fail_memory(err, DOING);
  }
  vn_free(s.order);
  vn_free(s.inside);
  return done;
}


// ---- choosing ----

// Of shares the harmonic mean of coverage and density, else how far the mean
// is above that of all, in errors of a mean of so many.
static double merit_of(const VnPrim *p, const VnPrimBox *box, double mean) {
  double density = box->sum / (double)box->n;
  if (!p->cases->are_shares) return (density - mean) * sqrt((double)box->n);
  double coverage = p->sum > 0 ? box->sum / p->sum : 0;
  double both = coverage + density;
  return both > 0 ? 2 * coverage * density / both : 0;
}

bool vn_prim_stands_out(const VnPrimBox *box, VnPrimSpread all) {
  double above = box->sum / (double)box->n - all.mean;
  return above > 2 * sqrt(all.variance / (double)box->n);
}

// Whether box a is rather to be kept than b.
static bool is_better(const VnPrim *p, size_t a, size_t b, VnPrimSpread all) {
  bool a_stands_out = vn_prim_stands_out(&p->box[a], all);
  if (a_stands_out != vn_prim_stands_out(&p->box[b], all)) return a_stands_out;
  return merit_of(p, &p->box[a], all.mean) > merit_of(p, &p->box[b], all.mean);
}

size_t vn_prim_choose(const VnPrim *p, const VnPrimOptions *how, size_t first,
                      VnPrimSpread all) {
  size_t best = first, densest = first;
  for (size_t k = first; k < p->n; k++) {
    const VnPrimBox *box = &p->box[k], *dense = &p->box[densest];
    if (box->sum / (double)box->n >= how->density) return k;
    if (is_better(p, k, best, all)) best = k;
    if (box->sum * (double)dense->n > dense->sum * (double)box->n) densest = k;
  }
  return isnan(how->density) ? best : densest;
}


// ---- pasting ----

#define INSIDE UINT32_MAX
#define FAR (UINT32_MAX - 1)  // outside of several limits, or taken already

typedef struct {
  VnPrim *p;
  const VnPrimOptions *how;
  const uint8_t *left;
  VnPrimBox box;
  uint32_t *order;  // of each input all cases, from small to large
  uint32_t *off;    // of each case the one input whose limit it is outside of
} Pasting;

// What could be put back.
typedef struct {
  size_t input, n;
  VnPrimSide side;
  double bound, sum;
} Strip;

static bool is_within(const VnPrim *p, const VnPrimBox *box, size_t j,
                      double x) {
  if (p->cases->levels[j]) return box->kept[p->first[j] + (size_t)x];
  return x >= box->bound[2 * j] && x <= box->bound[2 * j + 1];
}

void vn_prim_mark(const VnPrim *p, const VnPrimBox *box, uint8_t *inside) {
  memset(inside, 1, p->cases->n);
  for (size_t j = 0; j < p->cases->n_inputs; j++) {
    if (!vn_prim_limits(p, box, j)) continue;
    for (size_t i = 0; i < p->cases->n; i++) {
      inside[i] = inside[i] && is_within(p, box, j, p->cases->input[j][i]);
    }
  }
}

static void find_off(Pasting *s) {
  const VnCases *c = s->p->cases;
  for (size_t i = 0; i < c->n; i++) s->off[i] = s->left[i] ? INSIDE : FAR;
  for (size_t j = 0; j < c->n_inputs; j++) {
    if (!vn_prim_limits(s->p, &s->box, j)) continue;
    for (size_t i = 0; i < c->n; i++) {
      if (is_within(s->p, &s->box, j, c->input[j][i])) continue;
      s->off[i] = s->off[i] == INSIDE ? (uint32_t)j : FAR;
    }
  }
}

// Takes the strip for the best one when the mean with it is no lower than it
// was and higher than with that one; as high with more cases.
static void weigh(const Pasting *s, Strip strip, Strip *best) {
  double n = (double)s->box.n, with = n + (double)strip.n;
  double best_with = n + (double)best->n;
  double sum = s->box.sum + strip.sum, best_sum = s->box.sum + best->sum;
  double left = sum * best_with, right = best_sum * with;
  if (strip.n == 0 || sum * n < s->box.sum * with) return;
  if (left > right || (left == right && strip.n > best->n)) *best = strip;
}

// The cases nearest to a bound outside of it, as many as `paste` says.
static void try_strip(const Pasting *s, size_t j, VnPrimSide side,
                      Strip *best) {
  const VnCases *c = s->p->cases;
  const uint32_t *o = s->order + j * c->n;
  const double *x = c->input[j];
  double bound = s->box.bound[2 * j + (side == VN_HIGH)], last = bound;
  Strip strip = {.input = j, .side = side, .bound = bound};
  double wanted = ceil(s->how->paste * (double)s->box.n);
  if (!isfinite(bound)) return;
  strip.bound = side == VN_LOW ? -INFINITY : INFINITY;
  for (size_t k = 0; k < c->n; k++) {
    uint32_t i = o[side == VN_LOW ? c->n - 1 - k : k];
    bool beyond = side == VN_LOW ? x[i] < bound : x[i] > bound;
    if (!beyond || s->off[i] != j) continue;
    if ((double)strip.n >= wanted && x[i] != last) {
      strip.bound =
          side == VN_LOW ? low_between(x[i], last) : high_between(last, x[i]);
      break;
    }
    strip.n++, strip.sum += c->outcome[i], last = x[i];
  }
  weigh(s, strip, best);
}

static void try_put_back(const Pasting *s, size_t j, Strip *best) {
  const VnCases *c = s->p->cases;
  for (size_t level = 0; level < vn_cases_levels(c, j); level++) {
    Strip strip = {.input = j, .side = VN_BOTH, .bound = (double)level};
    for (size_t i = 0; i < c->n; i++) {
      if (s->off[i] != j || c->input[j][i] != strip.bound) continue;
      strip.n++, strip.sum += c->outcome[i];
    }
    weigh(s, strip, best);
  }
}

static void put_back(Pasting *s, const Strip *strip) {
  VnPrimBox *box = &s->box;
  if (strip->side == VN_BOTH) {
    box->kept[s->p->first[strip->input] + (size_t)strip->bound] = 1;
  } else {
    box->bound[2 * strip->input + (strip->side == VN_HIGH)] = strip->bound;
  }
  box->n += strip->n, box->sum += strip->sum;
  box->is_pasted = true;
}

static bool paste_all(Pasting *s, size_t *chosen, VnErr *err) {
  const VnCases *c = s->p->cases;
  for (;;) {
    Strip best = {0};
    find_off(s);
    for (size_t j = 0; j < c->n_inputs; j++) {
      if (vn_stopped(err)) return false;
      if (c->levels[j]) try_put_back(s, j, &best);
      else try_strip(s, j, VN_LOW, &best), try_strip(s, j, VN_HIGH, &best);
    }
    if (best.n == 0) return true;
    put_back(s, &best);
    if (!vn_prim_note(s->p, &s->box, err)) return false;
    *chosen = s->p->n - 1;
  }
}

bool vn_prim_paste(VnPrim *p, const VnPrimOptions *how, size_t *chosen,
                   const uint8_t *left, VnErr *err) {
  if (how->paste == 0) return true;
  Pasting s = {.p = p, .how = how, .left = left};
  if (!vn_prim_copy(p, &p->box[*chosen], &s.box, err)) return false;
  bool done = false;
  s.order = vn_cases_order(p->cases, err);
  s.off = vn_alloc(p->cases->n, sizeof *s.off);
  if (s.order && s.off) done = paste_all(&s, chosen, err);
  else if (s.order) vn_fail_memory(err, DOING);
  vn_prim_free_box(&s.box);
  vn_free(s.order);
  vn_free(s.off);
  return done;
}
