#include "calc/run/prim.h"

#include <string.h>

#include "calc/run/prim_search.h"
#include "calc/sum.h"
#include "data/memory.h"
#include "data/progress.h"
#include "data/stop.h"

#define DOING "looking for boxes"


// ---- boxes ----

static size_t n_kept_flags(const VnPrim *p) {
  return p->first[p->cases->n_inputs];
}

void vn_prim_free_box(VnPrimBox *box) {
  vn_free(box->bound);
  vn_free(box->kept);
}

bool vn_prim_copy(const VnPrim *p, const VnPrimBox *from, VnPrimBox *to,
                  VnErr *err) {
  size_t n = 2 * p->cases->n_inputs;
  *to = *from;
  to->bound = vn_alloc(n, sizeof *to->bound);
  to->kept = vn_alloc(n_kept_flags(p), 1);
  if (!to->bound || !to->kept) {
    vn_prim_free_box(to);
    return vn_fail_memory(err, DOING);
  }
  memcpy(to->bound, from->bound, n * sizeof *to->bound);
  memcpy(to->kept, from->kept, n_kept_flags(p));
  return true;
}

bool vn_prim_note(VnPrim *p, const VnPrimBox *box, VnErr *err) {
  if (p->n == p->room) {
    size_t room = p->room ? 2 * p->room : 64;
    VnPrimBox *more = vn_resize(p->box, room, sizeof *more);
    if (!more) return vn_fail_memory(err, DOING);
    p->box = more, p->room = room;
  }
  if (!vn_prim_copy(p, box, &p->box[p->n], err)) return false;
  p->n++;
  return true;
}

static bool open_box(const VnPrim *p, size_t round, VnPrimBox *box,
                     VnErr *err) {
  size_t n = p->cases->n_inputs;
  *box = (VnPrimBox){.round = round,
                     .bound = vn_alloc(2 * n, sizeof *box->bound),
                     .kept = vn_alloc(n_kept_flags(p), 1)};
  if (!box->bound || !box->kept) {
    vn_prim_free_box(box);
    return vn_fail_memory(err, DOING);
  }
  for (size_t j = 0; j < n; j++) {
    box->bound[2 * j] = -INFINITY, box->bound[2 * j + 1] = INFINITY;
  }
  memset(box->kept, 1, n_kept_flags(p));
  return true;
}

bool vn_prim_limits(const VnPrim *p, const VnPrimBox *box, size_t input) {
  if (isfinite(box->bound[2 * input]) || isfinite(box->bound[2 * input + 1])) {
    return true;
  }
  size_t n = vn_cases_levels(p->cases, input);
  return n > 0 && memchr(box->kept + p->first[input], 0, n) != NULL;
}


// ---- the whole search ----

static VnPrim *prim_new(const VnCases *cases, size_t most_boxes, VnErr *err) {
  VnPrim *p = vn_alloc(1, sizeof *p);
  if (p) {
    *p = (VnPrim){.cases = cases,
                  .first = vn_alloc(cases->n_inputs + 1, sizeof *p->first),
                  .chosen = vn_alloc(most_boxes, sizeof *p->chosen)};
    if (p->first && p->chosen) {
      for (size_t j = 0; j < cases->n_inputs; j++) {
        p->first[j + 1] = p->first[j] + vn_cases_levels(cases, j);
      }
      return p;
    }
    vn_prim_free(p);
  }
  vn_fail_memory(err, DOING);
  return NULL;
}

void vn_prim_free(VnPrim *p) {
  if (!p) return;
  for (size_t k = 0; k < p->n; k++) vn_prim_free_box(&p->box[k]);
  vn_free(p->box);
  vn_free(p->first);
  vn_free(p->chosen);
  vn_free(p);
}

static VnPrimSpread spread_of(const VnCases *c) {
  VnSum sum = {0}, squares = {0};
  for (size_t i = 0; i < c->n; i++) vn_sum_add(&sum, c->outcome[i]);
  double mean = vn_sum_value(sum) / (double)c->n;
  for (size_t i = 0; i < c->n; i++) {
    double off = c->outcome[i] - mean;
    vn_sum_add(&squares, off * off);
  }
  return (VnPrimSpread){mean, vn_sum_value(squares) / (double)c->n};
}

static bool one_round(VnPrim *p, const VnPrimOptions *how, VnPrimSpread all,
                      const uint8_t *left, VnErr *err) {
  VnPrimBox open;
  size_t first = p->n;
  if (!open_box(p, p->n_chosen, &open, err)) return false;
  bool done = vn_prim_peel(p, how, &open, left, err);
  vn_prim_free_box(&open);
  if (!done) return false;
  size_t chosen = vn_prim_choose(p, how, first, all);
  if (!vn_prim_paste(p, how, &chosen, left, err)) return false;
  p->chosen[p->n_chosen++] = chosen;
  return true;
}

// Each box is a stage of its own, as how many there will be is not known; its
// cases are peeled off until the least share is left.
static bool told_round(VnPrim *p, const VnPrimOptions *how, VnPrimSpread all,
                       const uint8_t *left, size_t n_left, VnErr *err) {
  size_t least = (size_t)(how->mass * (double)p->cases->n);
  bool told =
      vn_stage_begin(NULL, "cases", n_left > least ? n_left - least : 0);
  p->told = told;
  bool done = one_round(p, how, all, left, err);
  if (told) vn_stage_end(done);
  return done;
}

static void drop_round(VnPrim *p, size_t round) {
  while (p->n > 0 && p->box[p->n - 1].round == round)
    vn_prim_free_box(&p->box[--p->n]);
  p->n_chosen--;
}

// Takes the cases of the box away; gives how many are left.
static bool take_away(const VnPrim *p, const VnPrimBox *box, uint8_t *left,
                      size_t *n_left, VnErr *err) {
  uint8_t *inside = vn_alloc(p->cases->n, 1);
  if (!inside) return vn_fail_memory(err, DOING);
  vn_prim_mark(p, box, inside);
  *n_left = 0;
  for (size_t i = 0; i < p->cases->n; i++) {
    left[i] = left[i] && !inside[i];
    *n_left += left[i];
  }
  vn_free(inside);
  return true;
}

static bool all_rounds(VnPrim *p, const VnPrimOptions *how, uint8_t *left,
                       VnErr *err) {
  VnPrimSpread all = spread_of(p->cases);
  double n = (double)p->cases->n;
  size_t n_left = p->cases->n;
  p->sum = all.mean * n;
  for (size_t k = 0; k < how->most_boxes; k++) {
    if (k > 0 && (n_left == 0 || (double)n_left < how->mass * n)) return true;
    if (!told_round(p, how, all, left, n_left, err)) return false;
    const VnPrimBox *box = &p->box[p->chosen[k]];
    if (k > 0 && !vn_prim_stands_out(box, all)) {
      drop_round(p, k);
      return true;
    }
    if (!take_away(p, box, left, &n_left, err)) return false;
  }
  return true;
}

VnPrim *vn_prim(const VnCases *cases, const VnPrimOptions *how, VnErr *err) {
  VnPrim *p = prim_new(cases, how->most_boxes, err);
  uint8_t *left = p ? vn_alloc(cases->n, 1) : NULL;
  bool done = false;
  if (left) {
    memset(left, 1, cases->n);
    done = all_rounds(p, how, left, err);
  } else if (p) {
    vn_fail_memory(err, DOING);
  }
  vn_free(left);
  if (done) return p;
  vn_prim_free(p);
  return NULL;
}
