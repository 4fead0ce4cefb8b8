#include "calc/run/system.h"

#include <math.h>
#include <string.h>

#include "calc/run/system_block.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "running a system"

const char *const vn_summaries[] = {"last",   "mean",    "sum",
                                    "lowest", "highest", NULL};


// ---- order of drivers ----

typedef struct {
  const VnDriver *driver;
  const VnInfluence *influence;
  size_t n_drivers, n_influences;
  uint8_t *done;  // of each driver
} Ordering;

// The source, not worked out yet, that the driver needs in the same step; or
// none: n_drivers.
static size_t waits_for(const Ordering *o, size_t driver) {
  for (size_t k = 0; k < o->n_influences; k++) {
    const VnInfluence *f = &o->influence[k];
    if (f->to == driver && f->lag == 0 && !o->done[f->from]) return f->from;
  }
  return o->n_drivers;
}

// Whoever follows what is waited for ends up going round.
static bool fail_circle(const Ordering *o, VnErr *err) {
  size_t at = 0;
  while (o->done[at]) at++;
  for (size_t k = 0; k < o->n_drivers; k++) at = waits_for(o, at);
  size_t other = waits_for(o, at);
  return vn_fail(err,
                 "drivers influence each other in a circle without lag: \"%s\" "
                 "waits for \"%s\"%s; give one of the influences lag = 1",
                 o->driver[at].name, o->driver[other].name,
                 other == at ? ", itself" : ", and that in turn for it");
}

static bool put_in_order(const Ordering *o, size_t *order, VnErr *err) {
  for (size_t k = 0; k < o->n_drivers; k++) {
    size_t j = 0;
    while (j < o->n_drivers && (o->done[j] || waits_for(o, j) < o->n_drivers)) {
      j++;
    }
    if (j == o->n_drivers) return fail_circle(o, err);
    order[k] = j, o->done[j] = 1;
  }
  return true;
}

bool vn_system_order(const VnDriver *driver, size_t n_drivers,
                     const VnInfluence *influence, size_t n_influences,
                     size_t *order, VnErr *err) {
  Ordering o = {driver, influence, n_drivers, n_influences,
                vn_alloc(n_drivers, 1)};
  bool done =
      o.done ? put_in_order(&o, order, err) : vn_fail_memory(err, DOING);
  vn_free(o.done);
  return done;
}


// ---- outcomes ----

typedef struct {
  const VnSystem *system;
  const VnOutcome *outcome;
  size_t n;
} Outcomes;

static void add_up(VnSummary summary, const double *restrict x, size_t n,
                   double *restrict to) {
  for (size_t i = 0; i < n; i++) {
    switch (summary) {
      case VN_LAST: to[i] = x[i]; break;
      case VN_MEAN:
      case VN_SUM: to[i] += x[i]; break;
      case VN_LOWEST: to[i] = x[i] < to[i] ? x[i] : to[i]; break;
      case VN_HIGHEST: to[i] = x[i] > to[i] ? x[i] : to[i]; break;
    }
  }
}

static bool refuse_endless(const VnBlock *b, const char *name, const double *x,
                           VnErr *err) {
  for (size_t i = 0; i < b->n; i++) {
    if (isfinite(x[i])) continue;
    return vn_fail(err,
                   "driver \"%s\" grows beyond all numbers in run %zu; 'high' "
                   "or 'limit' bounds it",
                   name, b->first + i + 1);
  }
  return true;
}

static bool finish(const VnBlock *b, const VnOutcome *o, double *to,
                   VnErr *err) {
  for (size_t i = 0; o->summary == VN_MEAN && i < b->n; i++) {
    to[i] /= (double)b->system->n_steps;
  }
  return refuse_endless(b, b->system->driver[o->driver].name, to, err);
}

static bool follow_outcomes(const VnBlock *b, void *given, size_t step,
                            VnErr *err) {
  const Outcomes *o = given;
  size_t last = b->system->n_steps;
  if (step == 0) return true;
  for (size_t k = 0; k < o->n; k++) {
    const VnOutcome *outcome = &o->outcome[k];
    const double *x = vn_block_values(b, step, outcome->driver);
    double *to = outcome->to + b->first;
    if (step == 1) memcpy(to, x, b->n * sizeof *to);
    else if (outcome->summary != VN_LAST || step == last)
      add_up(outcome->summary, x, b->n, to);
    if (step == last && !finish(b, outcome, to, err)) return false;
  }
  return true;
}

bool vn_system_outcomes(const VnSystem *system, const VnOutcome *outcomes,
                        size_t n_outcomes, VnErr *err) {
  Outcomes o = {system, outcomes, n_outcomes};
  return vn_system_follow(system, follow_outcomes, &o, err);
}


// ---- one run ----

static void note_step(const VnBlock *b, size_t step, double *to) {
  size_t n = b->system->n_drivers;
  for (size_t j = 0; j < n; j++) {
    to[step * n + j] = vn_block_values(b, step, j)[0];
  }
}

bool vn_system_path(const VnSystem *system, size_t run, double *to,
                    VnErr *err) {
  VnBlock b;
  if (!vn_block_new(&b, system, err)) return false;
  vn_block_start(&b, run);
  note_step(&b, 0, to);
  bool done = true;
  for (size_t step = 1; done && step <= system->n_steps; step++) {
    vn_block_step(&b, step);
    note_step(&b, step, to);
    done = !vn_stopped(err);
  }
  vn_block_free(&b);
  return done;
}
