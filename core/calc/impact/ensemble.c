#include "calc/impact/ensemble.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "calc/pool.h"
#include "calc/chance/random.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "solving the ensemble"
#define NEARLY 1e-9


// ---- one member ----

static double largest(const VnImpact *x) {
  double most = 0;
  for (size_t c = 0; c < x->n_variants * x->n_variants; c++)
    most = fmax(most, fabs(x->cells[c]));
  return most;
}

static double row_sum(const double *row, size_t n) {
  double sum = 0;
  for (size_t l = 0; l < n; l++) sum += row[l];
  return sum;
}

static double moved(double value, const VnEnsembleOptions *o, double chance,
                    double most, VnRandom *random) {
  double draw = vn_random_unit(random);
  if (isnan(value) || value == 0 || draw >= chance) return value;
  double to = value + (draw < chance / 2 ? -o->step : o->step);
  return fmax(-most, fmin(most, to));
}

// Moves all judgements that are not 0 by the same, so that the row sums to 0.
// False: one would leave the scale.
static bool balance_row(double *row, size_t n, double most) {
  size_t n_said = 0;
  for (size_t l = 0; l < n; l++) n_said += row[l] != 0;
  double mean = n_said > 0 ? row_sum(row, n) / (double)n_said : 0;
  bool within = true;
  for (size_t l = 0; l < n; l++) {
    if (row[l] != 0) row[l] -= mean;
    within = within && !(fabs(row[l]) > most + NEARLY);
  }
  return within;
}

// What variant k says about descriptor j has changed: brings it back to the
// sum 0 where it had that, or leaves it as it was.
static void keep_balance(const VnImpact *from, VnImpact *x, size_t k, size_t j,
                         double most) {
  size_t at = k * x->n_variants + x->first[j], n = vn_impact_count(x, j);
  if (fabs(row_sum(from->cells + at, n)) > NEARLY) return;
  if (!balance_row(x->cells + at, n, most))
    memcpy(x->cells + at, from->cells + at, n * sizeof *x->cells);
}

static void move_all(VnImpact *x, const VnEnsembleOptions *o, double most,
                     VnRandom *random) {
  size_t n = x->n_variants;
  for (size_t c = 0; c < n * n; c++) {
    if (x->of[c / n] == x->of[c % n]) continue;
    double chance = o->chance ? o->chance[c] : o->spread;
    x->cells[c] = moved(x->cells[c], o, chance, most, random);
  }
}

// The means over experts drawn with putting back; a judgement that none of
// them gave stays.
static bool draw_experts(VnImpact *x, const VnEnsembleOptions *o,
                         VnRandom *random, VnErr *err) {
  const VnMatrix *panel = o->panel;
  size_t n = panel->n_rows;
  size_t *drawn = vn_alloc(n, sizeof *drawn);
  if (!drawn) return vn_fail_memory(err, DOING);
  for (size_t e = 0; e < n; e++)
    drawn[e] = vn_random_below(random, (uint32_t)n);
  for (size_t c = 0; c < panel->n_cols; c++) {
    double sum = 0, n_said = 0;
    for (size_t e = 0; e < n; e++) {
      double value = *vn_matrix_cell(panel, drawn[e], c);
      if (!isnan(value)) sum += value, n_said++;
    }
    if (n_said > 0) x->cells[o->place[c]] = sum / n_said;
  }
  vn_free(drawn);
  return true;
}

VnImpact *vn_ensemble_member(const VnImpact *impact, const VnEnsembleOptions *o,
                             uint64_t member, VnErr *err) {
  VnRandom random = vn_random(o->seed, member);
  VnImpact *x = vn_impact_copy(impact, err);
  double most = largest(impact);
  if (!x) return NULL;
  if (!o->panel) {
    move_all(x, o, most, &random);
  } else if (!draw_experts(x, o, &random, err)) {
    vn_impact_free(x);
    return NULL;
  }
  for (size_t k = 0; k < x->n_variants; k++) {
    for (size_t j = 0; j < x->n_descriptors; j++) {
      if (x->of[k] != j) keep_balance(impact, x, k, j, most);
    }
  }
  return x;
}


// ---- all members ----

typedef struct {
  const uint8_t *variant;
  uint64_t members;
} Counted;

typedef struct {
  const VnImpact *impact;
  const VnEnsembleOptions *options;
  size_t memory;         // of one member's search
  size_t kept, workers;  // bytes for what all of them find; threads
  atomic_size_t listed;
  VnScenarios *found;  // of each member
} Work;

// Half of the memory is for what members find, the other half for those that
// are solved at the same time.
static bool share_out(Work *work, VnErr *err) {
  const VnConsistent *wanted = &work->options->wanted;
  size_t all = wanted->memory ? wanted->memory : VN_SEARCH_MEMORY;
  double n = (double)work->impact->n_descriptors;
  VnBalance b;
  if (!vn_balance(&b, work->impact, err)) return false;
  double needs = vn_consistent_needs(&b);
  vn_balance_free(&b);
  if (4 * needs > (double)all) {
    return vn_fail(err,
                   "ensemble: solving a member needs %.0f MiB, 'memory' allows "
                   "%zu",
                   ceil(4 * needs / (1 << 20)), all >> 20);
  }
  double each = 2 * fmax(needs, 6 * n * (double)wanted->limit);
  size_t half = all / 2;
  work->kept = half;
  work->workers = vn_workers(wanted->workers);
  while (work->workers > 1 && each * (double)work->workers > (double)half)
    work->workers--;
  work->memory = half / work->workers;
  return true;
}

static bool keep_count(Work *work, const VnScenarios *found, VnErr *err) {
  size_t each = work->impact->n_descriptors + sizeof(Counted) + sizeof(void *);
  size_t more = found->n * each;
  return atomic_fetch_add(&work->listed, more) + more <= work->kept ||
         vn_fail(err,
                 "ensemble: the scenarios of all members need more than the "
                 "%zu MiB that 'memory' leaves them; ask for fewer members, or "
                 "allow more",
                 work->kept >> 20);
}

static bool solve(const VnImpact *x, const Work *work, VnScenarios *found,
                  VnErr *err) {
  VnBalance b;
  if (!vn_balance(&b, x, err)) return false;
  VnConsistent wanted = work->options->wanted;
  wanted.threshold = vn_balance_whole(&b, work->options->threshold);
  wanted.workers = 1, wanted.memory = work->memory;
  bool done = vn_consistent(&b, &wanted, found, err);
  vn_balance_free(&b);
  return done;
}

static bool solve_member(void *given, size_t member, VnErr *err) {
  Work *work = given;
  if (vn_stopped(err)) return false;
  VnImpact *x = vn_ensemble_member(work->impact, work->options, member, err);
  VnScenarios *found = &work->found[member];
  bool done = x && solve(x, work, found, err) && keep_count(work, found, err);
  vn_impact_free(x);
  return done;
}


// ---- counting ----

static int by_variants(const void *a, const void *b, void *width) {
  return memcmp(*(const uint8_t *const *)a, *(const uint8_t *const *)b,
                *(size_t *)width);
}

// Gives how many different ones there are among the n sorted.
static size_t run_lengths(const uint8_t **sorted, size_t n, size_t width,
                          Counted *counted) {
  size_t n_counted = 0;
  for (size_t s = 0; s < n; s++) {
    if (s == 0 || memcmp(sorted[s - 1], sorted[s], width) != 0)
      counted[n_counted++] = (Counted){.variant = sorted[s]};
    counted[n_counted - 1].members++;
  }
  return n_counted;
}

static void list_all(const Work *work, size_t width, const uint8_t **to) {
  for (uint64_t m = 0; m < work->options->members; m++) {
    const VnScenarios *found = &work->found[m];
    for (size_t s = 0; s < found->n; s++) *to++ = found->variant + s * width;
  }
}

static bool keep(VnEnsemble *e, const Counted *counted, size_t n, size_t width,
                 VnErr *err) {
  e->n = n;
  e->variant = vn_alloc(n, width);
  e->members = vn_alloc(n, sizeof *e->members);
  if (!e->variant || !e->members) return vn_fail_memory(err, DOING);
  for (size_t s = 0; s < n; s++) {
    memcpy(e->variant + s * width, counted[s].variant, width);
    e->members[s] = counted[s].members;
  }
  return true;
}

// The same scenario of several members in the order of its variants.
static bool count(const Work *work, VnEnsemble *e, VnErr *err) {
  size_t n = 0, width = work->impact->n_descriptors;
  for (uint64_t m = 0; m < work->options->members; m++) {
    n += work->found[m].n;
    e->n_none += work->found[m].n == 0;
    e->n_cut += !work->found[m].complete;
  }
  const uint8_t **sorted = vn_alloc(n, sizeof *sorted);
  Counted *counted = vn_alloc(n, sizeof *counted);
  bool done = sorted && counted;
  if (done) {
    list_all(work, width, sorted);
    qsort_r((void *)sorted, n, sizeof *sorted, by_variants, &width);
    size_t n_counted = run_lengths(sorted, n, width, counted);
    done = keep(e, counted, n_counted, width, err);
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free((void *)sorted);
  vn_free(counted);
  return done;
}

bool vn_ensemble(const VnImpact *impact, const VnEnsembleOptions *options,
                 VnEnsemble *ensemble, VnErr *err) {
  *ensemble = (VnEnsemble){0};
  Work work = {.impact = impact,
               .options = options,
               .found = vn_alloc(options->members, sizeof *work.found)};
  bool done = work.found || vn_fail_memory(err, DOING);
  done = done && share_out(&work, err) &&
         vn_pool(options->members, work.workers, solve_member, &work, err) &&
         count(&work, ensemble, err);
  for (uint64_t m = 0; work.found && m < options->members; m++)
    vn_scenarios_free(&work.found[m]);
  vn_free(work.found);
  if (!done) vn_ensemble_free(ensemble);
  return done;
}

void vn_ensemble_free(VnEnsemble *e) {
  vn_free(e->variant);
  vn_free(e->members);
  *e = (VnEnsemble){0};
}
