#include "calc/graph/constraint.h"

#include <math.h>

#include "calc/graph/neighbours.h"
#include "data/graph/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "constraint"
#define LOOK_EACH 1000000  // steps

// Around the node at hand: what it gives to each neighbour of its strength.
typedef struct {
  const VnNeighbours *rows;
  double *shares;     // 0 for those that are no neighbours
  double *indirect;   // over one other neighbour
  double *strongest;  // weight of each node's strongest edge
  VnColumn *columns[3];
  size_t steps;
} Circle;

static void circle_free(Circle *c) {
  vn_free(c->shares);
  vn_free(c->indirect);
  vn_free(c->strongest);
}

static bool circle_room(Circle *c) {
  size_t n = c->rows->n;
  c->shares = vn_alloc(n, sizeof *c->shares);
  c->indirect = vn_alloc(n, sizeof *c->indirect);
  c->strongest = vn_alloc(n, sizeof *c->strongest);
  bool enough = c->shares && c->indirect && c->strongest;
  for (int k = 0; k < 3; k++) {
    c->columns[k] = vn_column_new(VN_NUMBER, n);
    enough = enough && c->columns[k];
  }
  return enough;
}

static void find_strongest(Circle *c) {
  const VnNeighbours *r = c->rows;
  for (size_t i = 0; i < r->n; i++) {
    for (size_t k = r->starts[i]; k < r->starts[i + 1]; k++) {
      c->strongest[i] = fmax(c->strongest[i], r->weights[k]);
    }
  }
}

// What the neighbour q ties to other neighbours. Gives how far it repeats
// them: the sum over them of share times weight over q's strongest.
static double look_through(Circle *c, int32_t q) {
  const VnNeighbours *r = c->rows;
  double repeated = 0, share = c->shares[q];
  for (size_t k = r->starts[q]; k < r->starts[q + 1]; k++) {
    int32_t j = r->nodes[k];
    c->indirect[j] += share * (r->weights[k] / r->strengths[q]);
    repeated += c->shares[j] * (r->weights[k] / c->strongest[q]);
  }
  c->steps += r->starts[q + 1] - r->starts[q];
  return repeated;
}

static void forget(Circle *c, size_t start, size_t end) {
  const VnNeighbours *r = c->rows;
  for (size_t k = start; k < end; k++) {
    int32_t q = r->nodes[k];
    c->shares[q] = 0;
    for (size_t l = r->starts[q]; l < r->starts[q + 1]; l++) {
      c->indirect[r->nodes[l]] = 0;
    }
  }
}

static void measure(Circle *c, size_t i) {
  const VnNeighbours *r = c->rows;
  size_t start = r->starts[i], end = r->starts[i + 1];
  double n = (double)(end - start), repeated = 0, constraint = 0;
  for (size_t k = start; k < end; k++) {
    c->shares[r->nodes[k]] = r->weights[k] / r->strengths[i];
  }
  for (size_t k = start; k < end; k++) repeated += look_through(c, r->nodes[k]);
  for (size_t k = start; k < end; k++) {
    double tied = c->shares[r->nodes[k]] + c->indirect[r->nodes[k]];
    constraint += tied * tied;
  }
  forget(c, start, end);
  c->columns[0]->number[i] = n > 0 ? constraint : VN_NO_NUMBER;
  c->columns[1]->number[i] = n > 0 ? n - repeated : VN_NO_NUMBER;
  c->columns[2]->number[i] = n > 0 ? (n - repeated) / n : VN_NO_NUMBER;
}

static bool measure_all(Circle *c, VnErr *err) {
  find_strongest(c);
  for (size_t i = 0; i < c->rows->n; i++) {
    if (i == 0 || c->steps > LOOK_EACH) {
      if (vn_stopped(err)) return false;
      c->steps = 0;
    }
    measure(c, i);
    c->steps++;
  }
  return true;
}

VnFrame *vn_constraint(const VnGraph *g, VnErr *err) {
  static const char *const names[] = {"constraint", "effective_size",
                                      "efficiency"};
  VnNeighbours *rows = vn_neighbours(g, VN_EITHER, err);
  if (!rows) return NULL;
  Circle c = {.rows = rows};
  VnFrame *frame = NULL;
  bool enough = circle_room(&c);
  if (!enough) vn_fail_memory(err, DOING);
  if (enough && measure_all(&c, err)) {
    frame = vn_graph_node_frame(g, names, c.columns, 3, err);
  } else {
    for (int k = 0; k < 3; k++) vn_column_free(c.columns[k]);
  }
  circle_free(&c);
  vn_neighbours_free(rows);
  return frame;
}
