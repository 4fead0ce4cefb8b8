#include "calc/impact/diverse.h"

#include <stdlib.h>
#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define MOST_SETS 2000000  // looked at before the search is given up
#define NEARLY 1e-12

typedef struct {
  const VnDiverse *wanted;
  size_t *order;  // scenarios that weigh something, the heaviest first
  size_t n;
  size_t *set, *best;   // places in that order
  double worth, total;  // of the best
  uint64_t looks;
  bool given_up, stopped;
  VnErr *err;
} Choice;

static double weight_at(const Choice *c, size_t place) {
  return c->wanted->weight[c->order[place]];
}

// Descriptors in which two differ.
static size_t distance_at(const Choice *c, size_t a, size_t b) {
  size_t n = 0;
  for (size_t i = 0; i < c->wanted->n_descriptors; i++) {
    const int32_t *code = c->wanted->scenarios->columns[i]->text;
    n += code[c->order[a]] != code[c->order[b]];
  }
  return n;
}

// The smallest distance of a place to the first n of the set.
static size_t nearest(const Choice *c, const size_t *set, size_t n,
                      size_t place) {
  size_t least = c->wanted->n_descriptors;
  for (size_t s = 0; s < n; s++) {
    size_t distance = distance_at(c, set[s], place);
    if (distance < least) least = distance;
  }
  return least;
}

static bool look(Choice *c) {
  c->stopped = c->stopped || ((++c->looks & 0xfff) == 0 && vn_stopped(c->err));
  return !c->stopped;
}


// ---- one after the other, then exchanges ----

static double worth_of(const Choice *c, const size_t *set, double *total) {
  double least = weight_at(c, set[0]);
  size_t apart = c->wanted->n_descriptors;
  *total = 0;
  for (size_t s = 0; s < c->wanted->k; s++) {
    double weight = weight_at(c, set[s]);
    size_t distance = nearest(c, set, s, set[s]);
    if (weight < least) least = weight;
    if (distance < apart) apart = distance;
    *total += weight;
  }
  return least * (double)apart;
}

static bool is_better(double worth, double total, const Choice *c) {
  if (worth > c->worth * (1 + NEARLY)) return true;
  return worth >= c->worth * (1 - NEARLY) && total > c->total * (1 + NEARLY);
}

static bool is_in(const size_t *set, size_t n, size_t place) {
  for (size_t s = 0; s < n; s++) {
    if (set[s] == place) return true;
  }
  return false;
}

static void start(Choice *c) {
  c->best[0] = 0;
  for (size_t s = 1; s < c->wanted->k; s++) {
    double most = -1;
    for (size_t p = 1; p < c->n && look(c); p++) {
      if (is_in(c->best, s, p)) continue;
      double worth = weight_at(c, p) * (double)nearest(c, c->best, s, p);
      if (worth > most) most = worth, c->best[s] = p;
    }
  }
  c->worth = worth_of(c, c->best, &c->total);
}

// Puts place p in for place s of the best set, where that betters it.
static bool exchange(Choice *c, size_t s, size_t p) {
  double total;
  if (is_in(c->best, c->wanted->k, p)) return false;
  memcpy(c->set, c->best, c->wanted->k * sizeof *c->set);
  c->set[s] = p;
  double worth = worth_of(c, c->set, &total);
  if (!is_better(worth, total, c)) return false;
  c->best[s] = p, c->worth = worth, c->total = total;
  return true;
}

static void exchange_all(Choice *c) {
  for (bool better = true; better;) {
    better = false;
    for (size_t s = 0; s < c->wanted->k; s++) {
      for (size_t p = 0; p < c->n && look(c); p++)
        better = exchange(c, s, p) || better;
    }
  }
}


// ---- every set that may be better ----

// Sets whose first n places stand, the last of them at `from` - 1; their
// smallest distance, the sum of their weights. Places come with falling
// weights, so that the last one's is the smallest.
static void search(Choice *c, size_t n, size_t from, size_t apart,
                   double total) {
  size_t k = c->wanted->k;
  for (size_t p = from; p + (k - n) <= c->n; p++) {
    double weight = weight_at(c, p);
    double bound = weight * (double)apart;
    if (!is_better(bound, total + (double)(k - n) * weight, c)) return;
    if (!look(c) || c->looks > MOST_SETS) {
      c->given_up = true;
      return;
    }
    size_t near = nearest(c, c->set, n, p);
    size_t least = near < apart ? near : apart;
    double worth = weight * (double)least, sum = total + weight;
    c->set[n] = p;
    if (n + 1 < k) {
      if (worth >= c->worth * (1 - NEARLY)) search(c, n + 1, p + 1, least, sum);
    } else if (is_better(worth, sum, c)) {
      memcpy(c->best, c->set, k * sizeof *c->best);
      c->worth = worth, c->total = sum;
    }
  }
}


// ---- the choice ----

static int by_falling_weight(const void *a, const void *b, void *given) {
  const double *weight = given;
  size_t i = *(const size_t *)a, j = *(const size_t *)b;
  if (weight[i] != weight[j]) return weight[i] < weight[j] ? 1 : -1;
  return i > j ? 1 : -1;
}

static void put_in_order(Choice *c) {
  const VnDiverse *w = c->wanted;
  for (size_t s = 0; s < w->scenarios->n_rows; s++) {
    if (w->weight[s] > 0) c->order[c->n++] = s;
  }
  qsort_r(c->order, c->n, sizeof *c->order, by_falling_weight,
          (void *)w->weight);
}

static int by_place(const void *a, const void *b) {
  size_t i = *(const size_t *)a, j = *(const size_t *)b;
  return (i > j) - (i < j);
}

static void choose(Choice *c) {
  size_t k = c->wanted->k;
  for (size_t s = 0; s < k; s++) c->best[s] = s;
  if (c->wanted->by_weight || k < 2) return;
  start(c);
  exchange_all(c);
  c->looks = 0;
  search(c, 0, 0, c->wanted->n_descriptors, 0);
  qsort(c->best, k, sizeof *c->best, by_place);
}

bool vn_diverse(const VnDiverse *wanted, size_t *chosen, bool *exact,
                VnErr *err) {
  Choice c = {
      .wanted = wanted,
      .order = vn_alloc(wanted->scenarios->n_rows, sizeof *c.order),
      .set = vn_alloc(wanted->k, sizeof *c.set),
      .best = vn_alloc(wanted->k, sizeof *c.best),
      .err = err,
  };
  bool done = c.order && c.set && c.best;
  if (done) {
    put_in_order(&c);
    choose(&c);
    done = !c.stopped;
  } else {
    vn_fail_memory(err, "choosing scenarios");
  }
  for (size_t s = 0; done && s < wanted->k; s++) chosen[s] = c.order[c.best[s]];
  *exact = !c.given_up;
  vn_free(c.order);
  vn_free(c.set);
  vn_free(c.best);
  return done;
}
