#include "calc/cart.h"

#include <math.h>

#include "calc/cart_grow.h"
#include "calc/pool.h"
#include "data/memory.h"
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

static VnCart *grow_and_cut(const VnCases *cases, const VnCartOptions *how,
                            VnErr *err) {
  VnCart *cart = vn_cart_grow(cases, how, err);
  if (cart && cut_all(cart, err)) return cart;
  vn_cart_free(cart);
  return NULL;
}


// ---- testing on cases left out ----

typedef struct {
  const VnCases *cases;
  const VnCartOptions *how;
  const VnCart *cart;
  const uint32_t *shuffled;  // the k-th fold is every folds-th of them
  double *sum, *squares;     // of squared errors: folds x stages
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

static bool test_fold(void *given, size_t fold, VnErr *err) {
  const Testing *t = given;
  size_t n = t->cases->n, folds = t->how->folds, n_kept = 0;
  uint32_t *kept = vn_alloc(n, sizeof *kept);
  if (!kept) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < n; k++) {
    if (k % folds != fold) kept[n_kept++] = t->shuffled[k];
  }
  VnCases *others = vn_cases_take(t->cases, kept, n_kept, err);
  VnCart *grown = others ? grow_and_cut(others, t->how, err) : NULL;
  size_t at = fold * t->cart->n_stages;
  for (size_t k = fold; grown && k < n; k += folds) {
    test_case(t, grown, t->shuffled[k], t->sum + at, t->squares + at);
  }
  bool done = grown != NULL;
  vn_cart_free(grown);
  vn_cases_free(others);
  vn_free(kept);
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

static bool test_all(const VnCases *cases, const VnCartOptions *how,
                     VnCart *cart, VnErr *err) {
  VnRandom random = vn_random(how->seed, 0);
  uint32_t *shuffled = vn_cases_shuffled(cases->n, &random, err);
  size_t n = how->folds * cart->n_stages;
  Testing t = {cases,
               how,
               cart,
               shuffled,
               vn_alloc(n, sizeof(double)),
               vn_alloc(n, sizeof(double))};
  bool done = shuffled != NULL;
  if (done && (!t.sum || !t.squares)) done = vn_fail_memory(err, DOING);
  done = done && vn_pool(how->folds, 0, test_fold, &t, err);
  if (done) note_tested(&t, cart);
  vn_free(shuffled);
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

VnCart *vn_cart(const VnCases *cases, const VnCartOptions *how, VnErr *err) {
  VnCart *cart = grow_and_cut(cases, how, err);
  if (!cart || how->prune == VN_CART_WHOLE) return cart;
  if (!test_all(cases, how, cart, err)) {
    vn_cart_free(cart);
    return NULL;
  }
  choose(cart, how->prune);
  return cart;
}
