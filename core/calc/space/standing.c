#include "calc/space/standing.h"

#include <stdlib.h>
#include <string.h>

#include "data/hash.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "finding communities"
#define ROUNDS 6  // of colouring; more tell hardly any further nodes apart

// Weisfeiler and Leman: a node's colour takes its neighbours' colours in,
// by sums, so that their order does not matter.
static void recolour(const VnNetwork *net, const uint64_t *old,
                     uint64_t *colour) {
  for (int32_t i = 0; i < net->n; i++) {
    uint64_t sum = 0;
    for (int64_t e = net->offsets[i]; e < net->offsets[i + 1]; e++) {
      sum += vn_hash_stir(old[net->neighbours[e]] ^
                          (uint64_t)net->weights[e] * 0x9e3779b97f4a7c15u);
    }
    colour[i] = vn_hash_stir(old[i] + vn_hash_stir(sum));
  }
}

typedef struct {
  uint64_t colour;
  const char *name;
  int32_t node;
} Standing;

static int by_standing(const void *left, const void *right) {
  const Standing *a = left;
  const Standing *b = right;
  if (a->colour != b->colour) return a->colour < b->colour ? -1 : 1;
  return strcmp(a->name, b->name);
}

// NULL when interrupted.
static uint64_t *colour_nodes(const VnNetwork *net, uint64_t *colours,
                              VnErr *err) {
  uint64_t *now = colours, *next = colours + net->n;
  for (int32_t i = 0; i < net->n; i++) {
    now[i] = vn_hash_stir((uint64_t)net->strengths[i]) +
             vn_hash_stir((uint64_t)net->loops[i] ^ 0x5555555555555555u);
  }
  for (int round = 0; round < ROUNDS; round++) {
    if (vn_stopped(err)) return NULL;
    recolour(net, now, next);
    uint64_t *swap = now;
    now = next;
    next = swap;
  }
  return now;
}

// The nodes that have edges, in order; how many.
static int32_t order_nodes(const VnNetwork *net, const VnNames *nodes,
                           const uint64_t *colours, Standing *standing) {
  int32_t n = 0;
  for (int32_t i = 0; i < net->n; i++) {
    if (net->strengths[i] == 0) continue;
    standing[n++] = (Standing){colours[i], vn_names_at(nodes, (size_t)i), i};
  }
  qsort(standing, (size_t)n, sizeof *standing, by_standing);
  return n;
}

int32_t vn_standing(const VnNetwork *net, const VnNames *nodes, int32_t *order,
                    VnErr *err) {
  int32_t n = -1;
  size_t most = (size_t)net->n;
  Standing *standing = vn_alloc(most, sizeof *standing);
  uint64_t *colours = vn_alloc(2 * most, sizeof *colours);
  const uint64_t *found = NULL;
  if (!standing || !colours) vn_fail_memory(err, DOING);
  else found = colour_nodes(net, colours, err);
  if (found) n = order_nodes(net, nodes, found, standing);
  for (int32_t i = 0; i < n; i++) order[i] = standing[i].node;
  vn_free(standing);
  vn_free(colours);
  return n;
}
