#include "calc/run/cart_grow.h"

#include <stdlib.h>
#include <string.h>

#include "data/memory.h"
#include "data/progress.h"
#include "data/stop.h"

#define DOING "growing a tree"
#define TINY 1e-12  // of all error: what rounding alone may gain

typedef struct {
  const VnCases *cases;
  const VnCartOptions *how;
  VnCart *cart;
  double *y;        // outcomes about their mean
  uint32_t *order;  // of each input the cases, from small to large in each node
  uint32_t *spare;
  uint8_t *left;  // of each case
  uint8_t *goes;  // of each level, of the best split so far
  bool told;
  size_t done;  // cases looked at, once for each depth that there may be
} Growing;

// A node's cases: from `from` up to but not including `to` in every order.
typedef struct {
  size_t node, from, to, depth;
} Branch;

typedef struct {
  double gain;
  size_t input, n_left;
  double cut;
  uint8_t *goes;  // as of a node
} Split;

// n and sum of the outcomes of some cases.
typedef struct {
  double n, sum;
} Heap;

static double worth(Heap left, Heap all) {
  double n = all.n - left.n, sum = all.sum - left.sum;
  return left.sum * left.sum / left.n + sum * sum / n -
         all.sum * all.sum / all.n;
}

static bool may_split(const Growing *g, Heap left, Heap all) {
  double least = (double)g->how->leaf;
  return left.n >= least && all.n - left.n >= least;
}


// ---- numbers ----

static void try_cuts(const Growing *g, const Branch *b, size_t j, Heap all,
                     Split *best) {
  const uint32_t *o = g->order + j * g->cases->n;
  const double *x = g->cases->input[j];
  Heap left = {0};
  for (size_t i = b->from; i + 1 < b->to; i++) {
    left.n++, left.sum += g->y[o[i]];
    double low = x[o[i]], high = x[o[i + 1]];
    if (low == high || !may_split(g, left, all)) continue;
    double gain = worth(left, all);
    if (gain <= best->gain) continue;
    double middle = low / 2 + high / 2;
    *best = (Split){gain, j, (size_t)left.n, middle > low ? middle : high,
                    best->goes};
  }
}


// ---- categories ----

typedef struct {
  size_t level;
  Heap heap;
} Level;

// From the lowest mean outcome to the highest: of all ways to divide levels in
// two, the best is a cut in that order (Fisher 1958; Breiman and others 1984).
static int by_mean(const void *a, const void *b) {
  const Level *x = a, *y = b;
  double left = x->heap.sum * y->heap.n, right = y->heap.sum * x->heap.n;
  if (left != right) return left < right ? -1 : 1;
  return (x->level > y->level) - (x->level < y->level);
}

static size_t gather_levels(const Growing *g, const Branch *b, size_t j,
                            Level *levels) {
  const uint32_t *o = g->order + j * g->cases->n;
  const double *x = g->cases->input[j];
  size_t n = 0;
  for (size_t i = b->from; i < b->to; i++) {
    if (i == b->from || x[o[i]] != x[o[i - 1]]) {
      levels[n++] = (Level){
          (size_t)x[o[i]], {0, 0}
      };
    }
    levels[n - 1].heap.n++, levels[n - 1].heap.sum += g->y[o[i]];
  }
  qsort(levels, n, sizeof *levels, by_mean);
  return n;
}

// Levels that are not among these cases go where most go.
static void note_levels(const Growing *g, size_t j, const Level *levels,
                        size_t n, size_t n_left, Heap left, Heap all,
                        Split *best) {
  memset(best->goes, 2 * left.n > all.n, vn_cases_levels(g->cases, j));
  for (size_t k = 0; k < n; k++) best->goes[levels[k].level] = k < n_left;
}

static bool try_levels(const Growing *g, const Branch *b, size_t j, Heap all,
                       Split *best, VnErr *err) {
  Level *levels = vn_alloc(vn_cases_levels(g->cases, j), sizeof *levels);
  if (!levels) return vn_fail_memory(err, DOING);
  size_t n = gather_levels(g, b, j, levels);
  Heap left = {0};
  for (size_t k = 0; k + 1 < n; k++) {
    left.n += levels[k].heap.n, left.sum += levels[k].heap.sum;
    if (!may_split(g, left, all) || worth(left, all) <= best->gain) continue;
    *best = (Split){worth(left, all), j, (size_t)left.n, 0, best->goes};
    note_levels(g, j, levels, n, k + 1, left, all, best);
  }
  vn_free(levels);
  return true;
}


// ---- splitting ----

static bool find_split(const Growing *g, const Branch *b, Split *best,
                       VnErr *err) {
  Heap all = {0};
  for (size_t i = b->from; i < b->to; i++) {
    all.n++, all.sum += g->y[g->order[i]];
  }
  for (size_t j = 0; j < g->cases->n_inputs; j++) {
    if (vn_stopped(err)) return false;
    if (!g->cases->levels[j]) try_cuts(g, b, j, all, best);
    else if (!try_levels(g, b, j, all, best, err)) return false;
  }
  return true;
}

static void mark_left(const Growing *g, const Branch *b, const Split *split) {
  const double *x = g->cases->input[split->input];
  bool of_levels = g->cases->levels[split->input] != NULL;
  for (size_t i = b->from; i < b->to; i++) {
    uint32_t k = g->order[i];
    g->left[k] = of_levels ? split->goes[(size_t)x[k]] : x[k] < split->cut;
  }
}

// Puts those that go left in front, in every order.
static void divide(const Growing *g, const Branch *b) {
  for (size_t j = 0; j < g->cases->n_inputs; j++) {
    uint32_t *o = g->order + j * g->cases->n;
    size_t n_left = b->from, n_right = 0;
    for (size_t i = b->from; i < b->to; i++) {
      if (g->left[o[i]]) o[n_left++] = o[i];
      else g->spare[n_right++] = o[i];
    }
    memcpy(o + n_left, g->spare, n_right * sizeof *o);
  }
}

// Describes the cases of the branch as a new node.
static bool add_node(const Growing *g, const Branch *b, VnErr *err) {
  VnCart *cart = g->cart;
  if (cart->n == cart->room) {
    size_t room = cart->room ? 2 * cart->room : 64;
    VnCartNode *more = vn_resize(cart->node, room, sizeof *more);
    if (!more) return vn_fail_memory(err, DOING);
    cart->node = more, cart->room = room;
  }
  double sum = 0, all = 0, error = 0;
  for (size_t i = b->from; i < b->to; i++) {
    sum += g->y[g->order[i]];
    all += g->cases->outcome[g->order[i]];
  }
  size_t n = b->to - b->from;
  for (size_t i = b->from; i < b->to; i++) {
    double off = g->y[g->order[i]] - sum / (double)n;
    error += off * off;
  }
  cart->node[cart->n++] = (VnCartNode){
      .n = n, .mean = all / (double)n, .error = error, .weakest = INFINITY};
  return true;
}

static bool keep_levels(const Growing *g, VnCartNode *node, const Split *split,
                        VnErr *err) {
  size_t n = vn_cases_levels(g->cases, split->input);
  if (n == 0) return true;
  node->goes = vn_alloc(n, 1);
  if (!node->goes) return vn_fail_memory(err, DOING);
  memcpy(node->goes, split->goes, n);
  return true;
}

// Adds the nodes on both sides; false: nothing could be told apart, or failed.
static bool branch_off(const Growing *g, const Branch *b, const Split *split,
                       Branch sides[2], VnErr *err) {
  VnCart *cart = g->cart;
  size_t middle = b->from + split->n_left;
  mark_left(g, b, split);
  divide(g, b);
  for (size_t side = 0; side < 2; side++) {
    sides[side] = (Branch){cart->n, side ? middle : b->from,
                           side ? b->to : middle, b->depth + 1};
    if (!add_node(g, &sides[side], err)) return false;
  }
  VnCartNode *node = &cart->node[b->node];
  node->left = sides[0].node, node->right = sides[1].node;
  node->input = split->input, node->cut = split->cut;
  return keep_levels(g, node, split, err);
}

// The branch has been looked at; where it ends, it needs no look further down.
static void step(Growing *g, const Branch *b, bool ends) {
  size_t looks = ends ? g->how->depth - b->depth : 1;
  g->done += looks * (b->to - b->from);
  if (g->told && g->how->depth > 0) vn_stage_step(g->done / g->how->depth);
}

// Splits what is left to split, the left side first.
static bool grow_all(Growing *g, VnErr *err) {
  Branch stack[2 * VN_CART_DEEPEST + 2] = {
      {0, 0, g->cases->n, 0}
  };
  size_t n = 1;
  if (!add_node(g, &stack[0], err)) return false;
  double least = TINY * g->cart->node[0].error;
  while (n > 0) {
    Branch b = stack[--n], sides[2];
    Split best = {.gain = least, .goes = g->goes};
    bool may_split = b.depth < g->how->depth && b.to - b.from >= g->how->split;
    if (may_split && !find_split(g, &b, &best, err)) return false;
    step(g, &b, best.n_left == 0);
    if (best.n_left == 0) continue;
    if (!branch_off(g, &b, &best, sides, err)) return false;
    stack[n++] = sides[1], stack[n++] = sides[0];
  }
  return true;
}

static size_t most_levels(const VnCases *c) {
  size_t most = 0;
  for (size_t j = 0; j < c->n_inputs; j++) {
    size_t n = vn_cases_levels(c, j);
    if (n > most) most = n;
  }
  return most;
}

static void centre(const VnCases *c, double *y) {
  double sum = 0;
  for (size_t i = 0; i < c->n; i++) sum += c->outcome[i];
  double mean = c->are_shares ? 0 : sum / (double)c->n;  // whole counts stay so
  for (size_t i = 0; i < c->n; i++) y[i] = c->outcome[i] - mean;
}

VnCart *vn_cart_grow(const VnCases *c, uint32_t *order,
                     const VnCartOptions *how, bool told, VnErr *err) {
  Growing g = {.cases = c,
               .how = how,
               .told = told,
               .cart = vn_alloc(1, sizeof *g.cart),
               .y = vn_alloc(c->n, sizeof *g.y),
               .spare = vn_alloc(c->n, sizeof *g.spare),
               .left = vn_alloc(c->n, 1),
               .goes = vn_alloc(most_levels(c), 1)};
  g.order = order;
  bool done = g.cart && g.y && g.spare && g.left && g.goes;
  if (done) {
    centre(c, g.y);
    done = grow_all(&g, err);
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free(g.goes);
  vn_free(g.y);
  vn_free(g.spare);
  vn_free(g.left);
  if (done) return g.cart;
  vn_cart_free(g.cart);
  return NULL;
}
