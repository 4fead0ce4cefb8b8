// Systems of drivers that move in steps and influence each other, run many
// times at once. Of driver x, from one step to the next,
//   x' = x + growth x (1 - x / limit) + change + what its path adds
//        + sum of weight s(source, lag steps before) + levers + noise z
// kept within low and high, where s(v) = v / (1 + |v| / saturation) and z is
// drawn from the normal distribution, by run, step and driver.
#ifndef VN_SYSTEM_H
#define VN_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

// A number of the system: the same in all runs, or drawn for each.
typedef struct {
  double value;
  const double *drawn;  // by run; NULL: the value
} VnSlot;

typedef struct {
  const char *name;
  VnSlot start, growth, limit, change, noise, low, high;
  const double *path;  // what each step adds, or NULL
} VnDriver;

typedef struct {
  size_t from, to, lag;  // drivers; lag 0: the source's value of the same step
  VnSlot weight, saturation;
} VnInfluence;

// What a lever does: adds to a driver in the steps first to last.
typedef struct {
  size_t driver, first, last;
  VnSlot add;
} VnEffect;

typedef struct {
  size_t n_drivers, n_influences, n_effects, n_steps, n_runs;
  const VnDriver *driver;
  const VnInfluence *influence;
  const VnEffect *effect;
  const size_t *order;  // in which drivers are worked out
  uint64_t seed;        // of the noise
} VnSystem;

// The order in which no driver waits for one behind it. Fails, naming them,
// when drivers influence each other in a circle without lag.
bool vn_system_order(const VnDriver *driver, size_t n_drivers,
                     const VnInfluence *influence, size_t n_influences,
                     size_t *order, VnErr *err);

typedef enum {
  VN_LAST,  // after the last step
  VN_MEAN,  // of all steps, as the following ones
  VN_SUM,
  VN_LOWEST,
  VN_HIGHEST
} VnSummary;

// The summaries' names, in that order, then NULL.
extern const char *const vn_summaries[];

typedef struct {
  size_t driver;
  VnSummary summary;
  double *to;  // by run
} VnOutcome;

bool vn_system_outcomes(const VnSystem *system, const VnOutcome *outcomes,
                        size_t n_outcomes, VnErr *err);

// Of each step (the start is step 0) and each of the drivers: the mean over
// runs, then the quantiles at those shares. Runs are made again as often as
// `memory` bytes want.
typedef struct {
  size_t n_drivers, n_shares;
  const size_t *driver;
  const double *share;
  double memory;
  double *to;  // steps + 1, drivers, 1 + shares
} VnFan;

bool vn_system_fan(const VnSystem *system, const VnFan *fan, VnErr *err);

// One run, step by step: (steps + 1) x drivers.
bool vn_system_path(const VnSystem *system, size_t run, double *to, VnErr *err);

#endif
