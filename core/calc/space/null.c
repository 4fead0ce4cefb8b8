#include "calc/space/null.h"

#include <inttypes.h>
#include <math.h>

#include "calc/space/again.h"
#include "calc/chance/curveball.h"
#include "calc/graph/backbone.h"
#include "calc/pool.h"
#include "calc/graph/project.h"
#include "calc/graph/rewire.h"

#define DOING "null"

typedef struct {
  const VnPartition *p;
  const VnGraph *graph;
  const VnNullModel *model;
  VnFrame *replicates;
} Replicating;

static VnGraph *join_shuffled(const Replicating *all, VnRandom *random,
                              VnErr *err) {
  const VnNullModel *model = all->model;
  VnEvents *events = vn_curveball(model->events, model->within,
                                  VN_CURVEBALL_ROUNDS, random, err);
  VnGraph *g = events ? vn_project(events, all->p->nodes, NULL, err) : NULL;
  vn_events_free(events);
  if (!g || model->top == 0) return g;
  VnGraph *heaviest = vn_heaviest(g, model->top, VN_AT_EITHER, err);
  vn_graph_free(g);
  return heaviest;
}

static bool replicate(void *given, size_t k, VnErr *err) {
  const Replicating *all = given;
  const VnPartition *p = all->p;
  const VnNullModel *model = all->model;
  VnFrame *f = all->replicates;
  VnRandom random = vn_random(model->seed, k);
  VnGraph *g = model->events ? join_shuffled(all, &random, err)
                             : vn_rewire(all->graph, &random, err);
  VnPartition *found = g ? vn_find_again(p, g, model->starts, err) : NULL;
  vn_graph_free(g);
  if (!found) return false;
  f->columns[0]->integer[k] = (int64_t)k + 1;
  f->columns[1]->number[k] = vn_partition_worth(found);
  f->columns[2]->integer[k] = found->n_communities;
  vn_partition_free(found);
  return true;
}

// As good but for rounding counts as at least as good.
static void sum_up(VnNull *null) {
  const VnColumn *quality = null->replicates->columns[1];
  double n = (double)quality->n, sum = 0, squares = 0;
  size_t as_good = 0;
  for (size_t k = 0; k < quality->n; k++) {
    sum += quality->number[k];
    as_good += quality->number[k] >= null->observed - VN_AS_GOOD;
  }
  null->mean = sum / n;
  for (size_t k = 0; k < quality->n; k++)
    squares +=
        (quality->number[k] - null->mean) * (quality->number[k] - null->mean);
  null->sd = n > 1 ? sqrt(squares / (n - 1)) : NAN;
  null->z =
      null->sd > VN_AS_GOOD ? (null->observed - null->mean) / null->sd : NAN;
  null->p = (1 + (double)as_good) / (1 + n);
}

static bool check_null(const VnPartition *p, const VnNullModel *model,
                       VnErr *err) {
  if (p->n_runs == 0) {
    return vn_fail(err, DOING ": a partition that was given was not found by "
                              "a search that could be done again");
  }
  if (model->replicates < 1 || model->starts < 0) {
    return vn_fail(err,
                   DOING ": wants 1 replicate or more, and 1 start or more, "
                         "found %" PRId64 " and %" PRId64,
                   model->replicates, model->starts);
  }
  return true;
}

bool vn_null(const VnPartition *p, const VnGraph *g, const VnNullModel *model,
             VnNull *null, VnErr *err) {
  static const char *const labels[] = {"replicate", "quality", "communities"};
  if (!check_null(p, model, err)) return false;
  size_t n = (size_t)model->replicates;
  VnColumn *columns[] = {vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_NUMBER, n),
                         vn_column_new(VN_INTEGER, n)};
  VnFrame *f = vn_frame_of(labels, columns, 3, n, p->source, err);
  Replicating all = {p, g, model, f};
  if (!f || !vn_pool(n, 0, replicate, &all, err)) {
    vn_frame_free(f);
    return false;
  }
  *null = (VnNull){.replicates = f, .observed = vn_partition_worth(p)};
  sum_up(null);
  return true;
}
