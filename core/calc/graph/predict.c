#include "calc/graph/predict.h"

#include <math.h>
#include <stdlib.h>

#include "calc/graph/neighbours.h"
#include "data/graph/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "predict"
#define N_SCORES 5
#define LOOK_EACH 1000000  // steps

const char *const vn_predictors[] = {"common",       "jaccard",
                                     "adamic_adar",  "resource_allocation",
                                     "preferential", NULL};

typedef struct {
  int32_t from, to;
  double scores[N_SCORES], rank;
} Pair;

// The pairs of the node at hand are summed up by their other end; the best of
// all stand in a heap with the least of them on top.
typedef struct {
  const VnNeighbours *rows;
  VnPredictor by;
  double *common, *adamic, *resource;
  bool *joined;      // to the node at hand
  int32_t *touched;  // the other ends
  size_t n_touched, steps;
  Pair *best;
  size_t n_best, most;
} Search;

static void search_free(Search *s) {
  vn_free(s->common);
  vn_free(s->adamic);
  vn_free(s->resource);
  vn_free(s->joined);
  vn_free(s->touched);
  vn_free(s->best);
}

static bool search_room(Search *s) {
  size_t n = s->rows->n;
  if (n * n / 2 < s->most) s->most = n * n / 2;
  s->common = vn_alloc(n, sizeof *s->common);
  s->adamic = vn_alloc(n, sizeof *s->adamic);
  s->resource = vn_alloc(n, sizeof *s->resource);
  s->joined = vn_alloc(n, sizeof *s->joined);
  s->touched = vn_alloc(n, sizeof *s->touched);
  s->best = vn_alloc(s->most + 1, sizeof *s->best);
  return s->common && s->adamic && s->resource && s->joined && s->touched &&
         s->best;
}


// ---- the best ----

static int better_first(const void *a, const void *b) {
  const Pair *x = a, *y = b;
  if (x->rank != y->rank) return x->rank > y->rank ? -1 : 1;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return (x->to > y->to) - (x->to < y->to);
}

static bool is_worse(const Pair *a, const Pair *b) {
  return better_first(a, b) > 0;
}

static void rise(Pair *heap, size_t at, Pair pair) {
  while (at > 0 && is_worse(&pair, &heap[(at - 1) / 2])) {
    heap[at] = heap[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  heap[at] = pair;
}

static void sink(Pair *heap, size_t n, Pair pair) {
  size_t at = 0;
  for (size_t child = 1; child < n; child = 2 * at + 1) {
    if (child + 1 < n && is_worse(&heap[child + 1], &heap[child])) child++;
    if (!is_worse(&heap[child], &pair)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = pair;
}

static void offer(Search *s, Pair pair) {
  if (s->n_best < s->most) rise(s->best, s->n_best++, pair);
  else if (s->most > 0 && is_worse(&s->best[0], &pair)) {
    sink(s->best, s->n_best, pair);
  }
}


// ---- the pairs of a node ----

static void look_over(Search *s, int32_t i, int32_t over) {
  const VnNeighbours *r = s->rows;
  double k = (double)vn_n_neighbours(r, (size_t)over);
  for (size_t at = r->starts[over]; at < r->starts[over + 1]; at++) {
    int32_t j = r->nodes[at];
    if (j <= i || s->joined[j]) continue;
    if (s->common[j] == 0) s->touched[s->n_touched++] = j;
    s->common[j]++;
    s->adamic[j] += 1 / log(k);
    s->resource[j] += 1 / k;
  }
  s->steps += vn_n_neighbours(r, (size_t)over);
}

static void offer_pair(Search *s, int32_t i, int32_t j) {
  double a = (double)vn_n_neighbours(s->rows, (size_t)i);
  double b = (double)vn_n_neighbours(s->rows, (size_t)j);
  double common = s->common[j];
  Pair pair = {
      i,
      j,
      {common, common / (a + b - common), s->adamic[j], s->resource[j], a * b},
      0
  };
  pair.rank = pair.scores[s->by];
  offer(s, pair);
  s->common[j] = s->adamic[j] = s->resource[j] = 0;
}

static void search_from(Search *s, int32_t i) {
  const VnNeighbours *r = s->rows;
  size_t start = r->starts[i], end = r->starts[i + 1];
  s->n_touched = 0;
  for (size_t k = start; k < end; k++) s->joined[r->nodes[k]] = true;
  for (size_t k = start; k < end; k++) look_over(s, i, r->nodes[k]);
  for (size_t k = start; k < end; k++) s->joined[r->nodes[k]] = false;
  for (size_t t = 0; t < s->n_touched; t++) offer_pair(s, i, s->touched[t]);
  s->steps += 1 + s->n_touched;
}

static bool search_all(Search *s, VnErr *err) {
  for (size_t i = 0; i < s->rows->n; i++) {
    if (i == 0 || s->steps > LOOK_EACH) {
      if (vn_stopped(err)) return false;
      s->steps = 0;
    }
    search_from(s, (int32_t)i);
  }
  qsort(s->best, s->n_best, sizeof *s->best, better_first);
  return true;
}


// ---- the answer ----

static VnColumn *ends_of(const VnGraph *g, const Search *s, bool from) {
  int32_t *places = vn_alloc(s->n_best, sizeof *places);
  for (size_t i = 0; places && i < s->n_best; i++) {
    places[i] = from ? s->best[i].from : s->best[i].to;
  }
  VnColumn *column =
      places ? vn_column_of_places(g->nodes, places, s->n_best) : NULL;
  vn_free(places);
  return column;
}

static VnFrame *tell(const VnGraph *g, const Search *s, VnErr *err) {
  const char *labels[2 + N_SCORES] = {"from", "to"};
  VnColumn *columns[2 + N_SCORES] = {ends_of(g, s, true), ends_of(g, s, false)};
  for (int k = 0; k < N_SCORES; k++) {
    VnColumn *column = columns[2 + k] = vn_column_new(VN_NUMBER, s->n_best);
    labels[2 + k] = vn_predictors[k];
    for (size_t i = 0; column && i < s->n_best; i++) {
      column->number[i] = s->best[i].scores[k];
    }
  }
  return vn_frame_of(labels, columns, 2 + N_SCORES, s->n_best, g->source, err);
}

VnFrame *vn_predict(const VnGraph *g, VnPredictor by, int64_t n, VnErr *err) {
  if (g->directed) {
    vn_fail(err, "predict: the edges have directions, which are not foretold; "
                 "take g:undirected() first");
    return NULL;
  }
  if (n < 1) {
    vn_fail(err, "predict: %lld pairs are wanted, 1 at least", (long long)n);
    return NULL;
  }
  VnNeighbours *rows = vn_neighbours(g, VN_EITHER, err);
  if (!rows) return NULL;
  Search s = {.rows = rows, .by = by, .most = (size_t)n};
  VnFrame *frame = NULL;
  bool enough = search_room(&s);
  if (!enough) vn_fail_memory(err, DOING);
  if (enough && search_all(&s, err)) frame = tell(g, &s, err);
  search_free(&s);
  vn_neighbours_free(rows);
  return frame;
}
