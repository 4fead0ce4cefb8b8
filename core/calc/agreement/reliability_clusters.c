#include "calc/agreement/reliability_clusters.h"

#include "calc/agreement/between.h"
#include "calc/chance/redraw.h"
#include "calc/pool.h"
#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"
#define TOGETHER 4         // sets of clusters that share their room
#define MOST_BETWEEN 2048  // clusters of which each two are listed

typedef struct {
  const VnAgreementTask *task;
  uint32_t *place;  // of each unit that counts, among those clusters that do
  size_t n;
  VnRedraw redraw;
  VnBetween between;
  double *values;  // one of each set
} Clustered;

static void clustered_free(Clustered *c) {
  vn_free(c->place);
  vn_redraw_free(&c->redraw);
  vn_between_free(&c->between);
  vn_free(c->values);
}

// Units without a cluster are together one more, the last.
static bool number_clusters(Clustered *c, VnErr *err) {
  const VnAgreementTask *t = c->task;
  size_t n_all = t->ratings->n_clusters;
  uint32_t *number = vn_alloc(n_all + 1, sizeof *number);
  c->place = vn_alloc(t->n, sizeof *c->place);
  if (!number || !c->place) {
    vn_free(number);
    return vn_fail_memory(err, DOING);
  }
  for (size_t i = 0; i < t->n; i++) {
    uint32_t cluster = t->ratings->cluster[t->units[i]];
    c->place[i] = cluster == VN_NO_LABEL ? (uint32_t)n_all : cluster;
    number[c->place[i]] = 1;
  }
  for (size_t s = 0; s <= n_all; s++) {
    if (number[s]) number[s] = (uint32_t)c->n++;
  }
  for (size_t i = 0; i < t->n; i++) c->place[i] = number[c->place[i]];
  vn_free(number);
  return true;
}


// ---- values ----

static bool some_sets(void *given, size_t piece, VnErr *err) {
  const Clustered *c = given;
  size_t from = piece * TOGETHER, n = c->task->n;
  VnAgreementRoom room;
  double *drawn = vn_alloc(n, sizeof *drawn);
  if (!drawn) return vn_fail_memory(err, DOING);
  bool done = vn_agreement_room(&room, c->task->ratings->n_values, err);
  for (size_t r = from; done && r < c->redraw.n_sets && r < from + TOGETHER;
       r++) {
    const uint8_t *times = vn_redraw_times(&c->redraw, r);
    for (size_t i = 0; i < n; i++) drawn[i] = times[c->place[i]];
    c->values[r] = vn_agreement_point(c->task, drawn, &room).value;
    done = !vn_stopped(err);
  }
  vn_agreement_room_free(&room);
  vn_free(drawn);
  return done;
}

static bool some_sets_between(void *given, size_t piece, VnErr *err) {
  const Clustered *c = given;
  size_t from = piece * TOGETHER;
  for (size_t r = from; r < c->redraw.n_sets && r < from + TOGETHER; r++)
    c->values[r] =
        vn_between_alpha(&c->between, vn_redraw_times(&c->redraw, r));
  return !vn_stopped(err);
}

static bool find_values(Clustered *c, VnErr *err) {
  const VnMetric *metric = c->task->metric;
  size_t n_pieces = (c->redraw.n_sets + TOGETHER - 1) / TOGETHER;
  c->values = vn_alloc(c->redraw.n_sets, sizeof *c->values);
  if (!c->values) return vn_fail_memory(err, DOING);
  bool is_between =
      metric && vn_metric_is_pairwise(metric) && c->n <= MOST_BETWEEN;
  if (is_between && !vn_between_new(&c->between, c->task, c->place, c->n, err))
    return false;
  return vn_pool(n_pieces, 0, is_between ? some_sets_between : some_sets, c,
                 err);
}

static bool find_limits(Clustered *c, VnAgreement *found, VnErr *err) {
  const VnAgreementPlan *plan = c->task->plan;
  if (!vn_redraw_new(&c->redraw, c->n, (size_t)plan->replicates, plan->seed,
                     err))
    return false;
  if (c->redraw.n_sets == 0) return true;
  found->too_long =
      c->n > MOST_BETWEEN && vn_agreement_too_long(c->task, c->redraw.n_sets);
  if (found->too_long) return true;
  if (!find_values(c, err)) return false;
  size_t n = vn_redraw_limits(&c->redraw, c->values, plan->confidence,
                              &found->low, &found->high);
  found->n_undefined = c->redraw.n_sets - n;
  return true;
}

bool vn_agreement_clustered(const VnAgreementTask *task, VnAgreement *found,
                            VnErr *err) {
  Clustered c = {.task = task};
  bool done = number_clusters(&c, err);
  found->n_clusters = c.n;
  done = done && find_limits(&c, found, err);
  clustered_free(&c);
  return done;
}
