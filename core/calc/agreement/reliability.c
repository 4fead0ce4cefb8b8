#include "calc/agreement/reliability.h"

#include <string.h>

#include "calc/pool.h"
#include "calc/chance/quantiles.h"
#include "calc/agreement/reliability_clusters.h"
#include "calc/agreement/reliability_many.h"
#include "calc/agreement/reliability_point.h"
#include "calc/chance/times_drawn.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"
#define TOGETHER 4  // replicates that share their room

// ---- resampled units ----

typedef struct {
  const VnAgreementTask *task;
  double *values;  // one of each replicate
} Replicates;

// Replicate number r draws from the stream r + 1 of the seed.
static void draw(const VnAgreementTask *t, size_t replicate, uint8_t *times,
                 double *drawn) {
  VnRandom random = vn_random(t->plan->seed, replicate + 1);
  vn_times_drawn(random, (uint32_t)t->n, times);
  for (size_t i = 0; i < t->n; i++) drawn[i] = times[i];
}

static bool some_replicates(void *given, size_t piece, VnErr *err) {
  Replicates *all = given;
  const VnAgreementTask *t = all->task;
  size_t n = (size_t)t->plan->replicates, from = piece * TOGETHER;
  VnAgreementRoom room = {0};
  uint8_t *times = vn_alloc(t->n, sizeof *times);
  double *drawn = vn_alloc(t->n, sizeof *drawn);
  bool done = times && drawn;
  if (!done) vn_fail_memory(err, DOING);
  done = done && vn_agreement_room(&room, t->ratings->n_values, err);
  for (size_t r = from; done && r < n && r < from + TOGETHER; r++) {
    draw(t, r, times, drawn);
    all->values[r] = vn_agreement_point(t, drawn, &room).value;
    done = !vn_stopped(err);
  }
  vn_agreement_room_free(&room);
  vn_free(times);
  vn_free(drawn);
  return done;
}

static bool resample(const VnAgreementTask *t, VnAgreement *found, VnErr *err) {
  size_t n = (size_t)t->plan->replicates;
  found->too_long = vn_agreement_too_long(t, n);
  if (found->too_long) return true;
  Replicates all = {t, vn_alloc(n, sizeof(double))};
  if (!all.values) return vn_fail_memory(err, DOING);
  bool done = vn_alpha_many_fits(t) ? vn_alpha_many(t, all.values, err)
                                    : vn_pool((n + TOGETHER - 1) / TOGETHER, 0,
                                              some_replicates, &all, err);
  if (done)
    found->n_undefined = n - vn_limits(all.values, n, t->plan->confidence,
                                       &found->low, &found->high);
  vn_free(all.values);
  return done;
}


// ---- the coefficient ----

static void count_units(const VnAgreementTask *t, VnAgreement *found) {
  for (size_t u = 0; u < t->ratings->n_units; u++) {
    found->n_units += t->n_of[u] > 1;
    found->n_single += t->n_of[u] == 1;
    found->n_unrated += t->n_of[u] == 0;
  }
}

static bool work_out(const VnAgreementTask *t, VnAgreement *found, VnErr *err) {
  VnAgreementRoom room;
  if (!vn_agreement_room(&room, t->ratings->n_values, err)) return false;
  VnAgreementPoint p = vn_agreement_point(t, NULL, &room);
  vn_agreement_room_free(&room);
  if (vn_stopped(err)) return false;
  found->value = p.value, found->maximum = p.maximum;
  found->observed = p.observed, found->expected = p.expected;
  count_units(t, found);
  if (isnan(p.value)) return true;
  if (t->ratings->cluster) return vn_agreement_clustered(t, found, err);
  return t->plan->replicates == 0 || resample(t, found, err);
}

bool vn_agreement(const VnRatings *ratings, const VnAgreementPlan *plan,
                  VnAgreement *found, VnErr *err) {
  VnAgreementTask t;
  *found = (VnAgreement){.low = NAN, .high = NAN};
  bool done =
      vn_agreement_begin(&t, ratings, plan, err) && work_out(&t, found, err);
  vn_agreement_done(&t);
  return done;
}
