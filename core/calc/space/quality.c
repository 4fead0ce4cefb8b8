#include "calc/space/quality.h"

#include "calc/chance/elementary.h"
#include "data/memory.h"

typedef struct {
  double strength, inner;
} Sums;

static void add_nodes(const VnNetwork *net, const int32_t *of, Sums *sums) {
  for (int32_t i = 0; i < net->n; i++) {
    int32_t home = of[net->place[i]];
    sums[home].strength += net->strengths[i];
    sums[home].inner += net->loops[i];
    for (int64_t e = net->offsets[i]; e < net->offsets[i + 1]; e++) {
      if (of[net->place[net->neighbours[e]]] == home)
        sums[home].inner += net->weights[e];
    }
  }
}

double vn_node_entropy(const VnNetwork *net) {
  double sum = 0;
  for (int32_t i = 0; i < net->n; i++)
    sum += vn_plogp(net->strengths[i] / net->total);
  return -sum;
}

static void measure(VnPartition *p, const VnNetwork *net, const Sums *sums) {
  double exits = 0;
  p->modularity = 0;
  p->entropy = p->codelength = vn_node_entropy(net);
  for (int32_t c = 0; c < p->n_communities; c++) {
    double share = sums[c].strength / net->total;
    double left = sums[c].strength - sums[c].inner;
    double exit = left / net->total;
    exits += left;
    p->modularity += sums[c].inner / net->total - p->resolution * share * share;
    p->codelength += vn_plogp(exit + share) - 2 * vn_plogp(exit);
  }
  p->codelength += vn_plogp(exits / net->total);
  p->energy = 0 - p->modularity * (net->total / 2 * net->grain);
}

bool vn_measure_partition(VnPartition *p, const VnNetwork *net, VnErr *err) {
  Sums *sums = vn_alloc((size_t)p->n_communities, sizeof *sums);
  if (!sums) return vn_fail_memory(err, "measuring a partition");
  add_nodes(net, p->of, sums);
  measure(p, net, sums);
  vn_free(sums);
  p->n_apart = 0;
  for (size_t i = 0; i < vn_names_count(p->nodes); i++)
    p->n_apart += p->of[i] == VN_APART;
  return true;
}
