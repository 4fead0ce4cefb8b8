#include "calc/run/cart.h"

#include <math.h>
#include <string.h>

#include "calc/run/cart_grow.h"
#include "calc/pool.h"
#include "calc/chance/shuffle.h"
#include "data/memory.h"
#include "data/progress.h"
#include "data/stop.h"

#define DOING "pruning a tree"
#define NEARLY (1 + 1e-9)  // branches worth the same fall together


void vn_cart_free(VnCart *cart) {
  if (!cart) return;
  for (size_t k = 0; k < cart->n; k++) vn_free(cart->node[k].goes);
  vn_free(cart->node);
  vn_free(cart->stage);
  vn_free(cart);
}

bool vn_cart_ends(const VnCart *cart, size_t node, double price) {
  const VnCartNode *at = &cart->node[node];
  return at->left == 0 || at->weakest <= price;
}


// ---- the weakest branches first ----

typedef struct {
  double error;
  size_t n_ends;
} Below;

// What is below each node, of what was not cut yet; a node comes before those
// below it.
static void sum_up(const VnCart *cart, Below *below) {
  for (size_t k = cart->n; k-- > 0;) {
    const VnCartNode *node = &cart->node[k];
    bool is_end = node->left == 0 || isfinite(node->weakest);
    const Below *left = &below[node->left], *right = &below[node->right];
    below[k] = is_end ? (Below){node->error, 1}
                      : (Below){left->error + right->error,
                                left->n_ends + right->n_ends};
  }
  for (size_t k = 0; k < cart->n; k++) {
    const VnCartNode *node = &cart->node[k];
    if (node->left == 0 || below[k].n_ends > 1) continue;
    below[node->left].n_ends = below[node->right].n_ends = 1;  // cut off
  }
}

static bool note_stage(VnCart *cart, double price, Below all, VnErr *err) {
  VnCartStage *more = vn_resize(cart->stage, cart->n_stages + 1, sizeof *more);
  if (!more) return vn_fail_memory(err, DOING);
  cart->stage = more;
  more[cart->n_stages++] = (VnCartStage){
      price, all.n_ends, all.error / cart->node[0].error, NAN, NAN};
  return true;
}

// How much each end of the branch at k gains, as a share of all error.
static double gain_at(const VnCart *cart, const Below *below, size_t k) {
  double gain = cart->node[k].error - below[k].error;
  return fmax(gain, 0) / ((double)(below[k].n_ends - 1) * cart->node[0].error);
}

static double weakest_of(const VnCart *cart, const Below *below) {
  double weakest = INFINITY;
  for (size_t k = 0; k < cart->n; k++) {
    if (below[k].n_ends > 1) {
      weakest = fmin(weakest, gain_at(cart, below, k));
    }
  }
  return weakest;
}

// Cuts the weakest branches one after the other, down to a single node, and
// notes each tree on the way.
static bool cut_all(VnCart *cart, VnErr *err) {
  Below *below = vn_alloc(cart->n, sizeof *below);
  double price = 0;
  bool done = below != NULL;
  if (done) sum_up(cart, below);
  else vn_fail_memory(err, DOING);
  done = done && note_stage(cart, price, below[0], err);
  while (done && below[0].n_ends > 1 && !vn_stopped(err)) {
    price = fmax(price, weakest_of(cart, below));
    for (size_t k = 0; k < cart->n; k++) {
      if (below[k].n_ends > 1 && gain_at(cart, below, k) <= price * NEARLY) {
        cart->node[k].weakest = price;
      }
    }
    sum_up(cart, below);
    done = note_stage(cart, price, below[0], err);
  }
  done = done && !vn_stopped(err);
  vn_free(below);
  return done;
}

static VnCart *grow_and_cut(const VnCases *cases, uint32_t *order,
                            const VnCartOptions *how, VnErr *err) {
  bool told = vn_stage_begin(NULL, "cases", cases->n);
  VnCart *cart = vn_cart_grow(cases, order, how, told, err);
  bool done = cart && cut_all(cart, err);
  if (told) vn_stage_end(done);
  if (done) return cart;
  vn_cart_free(cart);
  return NULL;
}


// ---- testing on cases left out ----

typedef struct {
  const VnCases *cases;
  const VnCartOptions *how;
  const VnCart *cart;
  const uint32_t *order;    // of all cases, by each input
  const uint32_t *fold_of;  // each case
  double *sum, *squares;    // of squared errors: folds x stages
} Testing;

// What stands for the trees between one price and the next.
static double price_between(const VnCart *cart, size_t stage) {
  if (stage + 1 == cart->n_stages) return INFINITY;
  return sqrt(cart->stage[stage].price * cart->stage[stage + 1].price);
}

static size_t step_down(const VnCart *cart, size_t node, const VnCases *c,
                        uint32_t i) {
  const VnCartNode *at = &cart->node[node];
  double x = c->input[at->input][i];
  bool left = at->goes ? at->goes[(size_t)x] : x < at->cut;
  return left ? at->left : at->right;
}

// From the dearest end to the cheapest the tree only grows below.
static void test_case(const Testing *t, const VnCart *grown, uint32_t i,
                      double *sum, double *squares) {
  size_t node = 0;
  for (size_t s = t->cart->n_stages; s-- > 0;) {
    double price = price_between(t->cart, s);
    while (!vn_cart_ends(grown, node, price)) {
      node = step_down(grown, node, t->cases, i);
    }
    double off = t->cases->outcome[i] - grown->node[node].mean;
    sum[s] += off * off;
    squares[s] += off * off * off * off;
  }
}

// Of the cases outside of the fold, in their order: which they are, and their
// order by each input, numbered anew.
static size_t list_others(const Testing *t, size_t fold, uint32_t *kept,
                          uint32_t *place, uint32_t *order) {
  size_t n = t->cases->n, n_kept = 0, at = 0;
  for (size_t i = 0; i < n; i++) {
    if (t->fold_of[i] == fold) continue;
    place[i] = (uint32_t)n_kept;
    kept[n_kept++] = (uint32_t)i;
  }
  for (size_t k = 0; k < n * t->cases->n_inputs; k++) {
    uint32_t i = t->order[k];
    if (t->fold_of[i] != fold) order[at++] = place[i];
  }
  return n_kept;
}

// `room` holds what list_others gives.
static bool test_in(const Testing *t, size_t fold, uint32_t *room, VnErr *err) {
  size_t n = t->cases->n, at = fold * t->cart->n_stages;
  uint32_t *order = room + 2 * n;
  size_t n_kept = list_others(t, fold, room, room + n, order);
  VnCases *others = vn_cases_take(t->cases, room, n_kept, err);
  VnCart *grown = others ? grow_and_cut(others, order, t->how, err) : NULL;
  for (size_t i = 0; grown && i < n; i++) {
    if (t->fold_of[i] != fold) continue;
    test_case(t, grown, (uint32_t)i, t->sum + at, t->squares + at);
  }
  bool done = grown != NULL;
  vn_cart_free(grown);
  vn_cases_free(others);
  return done;
}

static bool test_fold(void *given, size_t fold, VnErr *err) {
  const Testing *t = given;
  size_t n = t->cases->n;
  uint32_t *room = vn_alloc((2 + t->cases->n_inputs) * n, sizeof *room);
  if (!room) return vn_fail_memory(err, DOING);
  bool done = test_in(t, fold, room, err);
  vn_free(room);
  return done;
}

static void note_tested(const Testing *t, VnCart *cart) {
  double n = (double)t->cases->n, all = cart->node[0].error;
  for (size_t s = 0; s < cart->n_stages; s++) {
    double sum = 0, squares = 0;
    for (size_t fold = 0; fold < t->how->folds; fold++) {
      sum += t->sum[fold * cart->n_stages + s];
      squares += t->squares[fold * cart->n_stages + s];
    }
    cart->stage[s].tested = sum / all;
    cart->stage[s].doubt = sqrt(fmax(0, squares - sum * sum / n)) / all;
  }
}

// The k-th case of a shuffled list is in fold k modulo their number.
static uint32_t *draw_folds(size_t n, const VnCartOptions *how, VnErr *err) {
  VnRandom random = vn_random(how->seed, 0);
  uint32_t *shuffled = vn_shuffle(n, &random, err);
  uint32_t *fold_of = shuffled ? vn_alloc(n, sizeof *fold_of) : NULL;
  if (shuffled && !fold_of) vn_fail_memory(err, DOING);
  for (size_t k = 0; fold_of && k < n; k++) {
    fold_of[shuffled[k]] = (uint32_t)(k % how->folds);
  }
  vn_free(shuffled);
  return fold_of;
}

static bool test_all(const VnCases *cases, const uint32_t *order,
                     const VnCartOptions *how, VnCart *cart, VnErr *err) {
  uint32_t *fold_of = draw_folds(cases->n, how, err);
  size_t n = how->folds * cart->n_stages;
  Testing t = {cases,
               how,
               cart,
               order,
               fold_of,
               vn_alloc(n, sizeof(double)),
               vn_alloc(n, sizeof(double))};
  bool done = fold_of != NULL;
  if (done && (!t.sum || !t.squares)) done = vn_fail_memory(err, DOING);
  done = done && vn_pool(how->folds, 0, test_fold, &t, err);
  if (done) note_tested(&t, cart);
  vn_free(fold_of);
  vn_free(t.sum);
  vn_free(t.squares);
  return done;
}

// The least tested error, or the smallest tree within one standard error.
static void choose(VnCart *cart, VnCartPrune prune) {
  size_t best = 0;
  for (size_t s = 1; s < cart->n_stages; s++) {
    if (cart->stage[s].tested <= cart->stage[best].tested) best = s;
  }
  double most = cart->stage[best].tested + cart->stage[best].doubt;
  for (size_t s = best; prune == VN_CART_ONE_SE && s < cart->n_stages; s++) {
    if (cart->stage[s].tested <= most) best = s;
  }
  cart->chosen = best;
}

// The order is kept for the tests: growing mixes up a copy.
static VnCart *grow_first(const VnCases *cases, const uint32_t *order,
                          const VnCartOptions *how, VnErr *err) {
  size_t n = cases->n * cases->n_inputs;
  uint32_t *copy = vn_alloc(n, sizeof *copy);
  if (!copy) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  memcpy(copy, order, n * sizeof *copy);
  VnCart *cart = grow_and_cut(cases, copy, how, err);
  vn_free(copy);
  return cart;
}

VnCart *vn_cart(const VnCases *cases, const VnCartOptions *how, VnErr *err) {
  uint32_t *order = vn_cases_order(cases, err);
  VnCart *cart = order ? grow_first(cases, order, how, err) : NULL;
  bool tested = cart && how->prune != VN_CART_WHOLE;
  if (tested && !test_all(cases, order, how, cart, err)) {
    vn_cart_free(cart);
    cart = NULL;
  } else if (tested) {
    choose(cart, how->prune);
  }
  vn_free(order);
  return cart;
}
