#include "calc/matrix/rankset.h"

#include <stdlib.h>
#include <string.h>

#include "calc/chance/random.h"
#include "calc/matrix/standing.h"
#include "data/memory.h"
#include "data/stop.h"

static const char *const columns[] = {"value", "rank", "low", "high", "top"};
enum { VALUE, RANK, LOW, HIGH, TOP };

// Values that differ by less than this are the same: they are sums of the
// same numbers in another order.
static double same_within(const double *value, size_t n) {
  double most = 0;
  for (size_t i = 0; i < n; i++) most = fmax(most, fabs(value[i]));
  return most * 1e-12;
}

// 1 + how many things are larger; a missing value is neither.
static size_t rank_of(const double *value, size_t n, double x, double same) {
  size_t rank = 1;
  for (size_t i = 0; i < n; i++) rank += value[i] > x + same;
  return rank;
}

static VnMatrix *new_table(const VnStanding *s, size_t n_columns, VnErr *err) {
  VnNames *names = vn_names_new(columns, n_columns, "column", err);
  if (!names) return NULL;
  VnMatrix *table = vn_matrix_full(s->things, names, NAN, err);
  vn_names_free(names);
  return table;
}

// Values and ranks of the whole panel; low and high are the rank.
static void fill_ranks(VnMatrix *table, const VnStanding *s) {
  double same = same_within(s->value, s->n_things);
  for (size_t j = 0; j < s->n_things; j++) {
    if (isnan(s->value[j])) continue;
    double *row = vn_matrix_cell(table, j, 0);
    row[VALUE] = s->value[j];
    row[RANK] = (double)rank_of(s->value, s->n_things, s->value[j], same);
    row[LOW] = row[HIGH] = row[RANK];
  }
}

VnMatrix *vn_rank_panel(const VnMatrix *panel, const VnFrame *parts, bool mean,
                        VnErr *err) {
  VnStanding *s = vn_standing_new(panel, parts, mean, err);
  VnMatrix *table = s ? new_table(s, HIGH + 1, err) : NULL;
  if (table) fill_ranks(table, s);
  vn_standing_free(s);
  return table;
}


// ---- one expert less ----

static void widen(VnMatrix *table, const VnStanding *s) {
  double same = same_within(s->value, s->n_things);
  for (size_t j = 0; j < s->n_things; j++) {
    if (isnan(s->value[j])) continue;
    double *row = vn_matrix_cell(table, j, 0);
    double rank = (double)rank_of(s->value, s->n_things, s->value[j], same);
    row[LOW] = fmin(row[LOW], rank);
    row[HIGH] = fmax(row[HIGH], rank);
  }
}

static bool leave_each_out(VnMatrix *table, VnStanding *s, VnErr *err) {
  for (size_t i = 0; s->n_experts > 1 && i < s->n_experts; i++) {
    if (vn_stopped(err)) return false;
    s->times[i] = 0;
    vn_standing_weigh(s);
    widen(table, s);
    s->times[i] = 1;
  }
  return true;
}

VnMatrix *vn_rank_without_one(const VnMatrix *panel, const VnFrame *parts,
                              bool mean, VnErr *err) {
  VnStanding *s = vn_standing_new(panel, parts, mean, err);
  VnMatrix *table = s ? new_table(s, HIGH + 1, err) : NULL;
  if (table) {
    fill_ranks(table, s);
    if (!leave_each_out(table, s, err)) {
      vn_matrix_free(table);
      table = NULL;
    }
  }
  vn_standing_free(s);
  return table;
}


// ---- resamples of whole experts ----

// The differences of all pairs of things in the panel, and their standard
// errors: things x things, the upper half.
typedef struct {
  size_t n;
  double *difference, *error;
  double same;
} Pairs;

// sqrt(sum of times x (difference of pulls)^2) / sum of times.
static double error_of(const VnStanding *s, size_t a, size_t b) {
  double squares = 0, total = 0;
  for (size_t i = 0; i < s->n_experts; i++) {
    const double *pull = s->pull + i * s->n_things;
    double apart = pull[a] - pull[b];
    squares += s->times[i] * apart * apart;
    total += s->times[i];
  }
  return sqrt(squares) / total;
}

static bool measure_pairs(Pairs *pairs, const VnStanding *s, VnErr *err) {
  size_t n = pairs->n = s->n_things;
  pairs->same = same_within(s->value, n);
  pairs->difference = vn_alloc(n * n, sizeof(double));
  pairs->error = vn_alloc(n * n, sizeof(double));
  if (!pairs->difference || !pairs->error) {
    return vn_fail_memory(err, "rank sets");
  }
  for (size_t a = 0; a < n; a++) {
    for (size_t b = a + 1; b < n; b++) {
      pairs->difference[a * n + b] = s->value[a] - s->value[b];
      pairs->error[a * n + b] = error_of(s, a, b);
    }
  }
  return true;
}

static void draw_experts(VnStanding *s, uint64_t seed, size_t replicate) {
  VnRandom random = vn_random(seed, replicate);
  memset(s->times, 0, s->n_experts * sizeof *s->times);
  for (size_t i = 0; i < s->n_experts; i++) {
    s->times[vn_random_below(&random, (uint32_t)s->n_experts)]++;
  }
}

// The standard error of a resample, but at least half that of the panel. With
// few experts and few scores a resample may hold nearly the same difference
// from everyone; without the bound its error near 0 would make every set
// endless. Never looking at the resample's error is worse: with 8 experts the
// sets then hold at once in half of all panels, not in 95 of 100.
static double resampled_error(const Pairs *pairs, const VnStanding *s, size_t a,
                              size_t b) {
  return fmax(error_of(s, a, b), pairs->error[a * pairs->n + b] / 2);
}

// The largest studentised distance of a resampled difference from the panel's.
// Pairs on which all experts say the same do not move.
static double largest(const Pairs *pairs, const VnStanding *s) {
  double most = 0;
  size_t n = pairs->n;
  for (size_t a = 0; a < n; a++) {
    for (size_t b = a + 1; b < n; b++) {
      double resampled = s->value[a] - s->value[b];
      double moved = fabs(resampled - pairs->difference[a * n + b]);
      if (moved > pairs->same && pairs->error[a * n + b] > pairs->same) {
        most = fmax(most, moved / resampled_error(pairs, s, a, b));
      }
    }
  }
  return most;
}

static void count_top(VnMatrix *table, const VnStanding *s, size_t top) {
  double same = same_within(s->value, s->n_things);
  for (size_t j = 0; j < s->n_things; j++) {
    if (isnan(s->value[j])) continue;
    size_t rank = rank_of(s->value, s->n_things, s->value[j], same);
    *vn_matrix_cell(table, j, TOP) += rank <= top;
  }
}

static bool resample(VnStanding *s, const Pairs *pairs, const VnResampling *how,
                     VnMatrix *table, double *distance, VnErr *err) {
  for (size_t b = 0; b < how->n_replicates; b++) {
    if (vn_stopped(err)) return false;
    draw_experts(s, how->seed, b);
    vn_standing_weigh(s);
    vn_standing_pull(s);
    distance[b] = largest(pairs, s);
    count_top(table, s, how->top);
  }
  return true;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// The distance that `level` of the resamples keep: the k-th smallest of n
// with k = level (n + 1), rounded up.
static double critical(double *distance, const VnResampling *how) {
  qsort(distance, how->n_replicates, sizeof *distance, by_size);
  double k = ceil(how->level * (double)(how->n_replicates + 1) - 1e-9);
  size_t at = (size_t)fmax(k, 1) - 1;
  return distance[at < how->n_replicates ? at : how->n_replicates - 1];
}

// A thing is surely behind one of larger value and surely ahead of one of
// smaller value when their difference is beyond the critical distance.
static void set_ranks(VnMatrix *table, const Pairs *pairs, double limit) {
  size_t n = pairs->n, n_values = 0;
  for (size_t j = 0; j < n; j++) {
    double *row = vn_matrix_cell(table, j, 0);
    n_values += !isnan(row[VALUE]);
    if (!isnan(row[VALUE])) row[LOW] = 1, row[HIGH] = 0;
  }
  for (size_t a = 0; a < n; a++) {
    for (size_t b = a + 1; b < n; b++) {
      double apart = pairs->difference[a * n + b];
      double sure = fmax(limit * pairs->error[a * n + b], pairs->same);
      if (!(fabs(apart) > sure)) continue;
      size_t ahead = apart > 0 ? a : b, behind = apart > 0 ? b : a;
      *vn_matrix_cell(table, behind, LOW) += 1;
      *vn_matrix_cell(table, ahead, HIGH) -= 1;
    }
  }
  for (size_t j = 0; j < n; j++) {
    *vn_matrix_cell(table, j, HIGH) += (double)n_values;
  }
}

static bool fill_sets(VnMatrix *table, VnStanding *s, const VnResampling *how,
                      VnErr *err) {
  Pairs pairs = {0};
  double *distance = vn_alloc(how->n_replicates, sizeof *distance);
  bool ok = distance != NULL;
  if (!ok) vn_fail_memory(err, "rank sets");
  fill_ranks(table, s);
  for (size_t j = 0; j < s->n_things; j++) {
    if (!isnan(s->value[j])) *vn_matrix_cell(table, j, TOP) = 0;
  }
  vn_standing_pull(s);
  ok = ok && measure_pairs(&pairs, s, err) &&
       resample(s, &pairs, how, table, distance, err);
  if (ok) set_ranks(table, &pairs, critical(distance, how));
  for (size_t j = 0; ok && j < s->n_things; j++) {
    *vn_matrix_cell(table, j, TOP) /= (double)how->n_replicates;
  }
  vn_free(pairs.difference);
  vn_free(pairs.error);
  vn_free(distance);
  return ok;
}

VnMatrix *vn_rank_sets(const VnMatrix *panel, const VnFrame *parts, bool mean,
                       const VnResampling *how, VnErr *err) {
  if (panel->n_rows < 2 || how->n_replicates < 1) {
    vn_fail(err, "rank sets need at least two experts and one replicate");
    return NULL;
  }
  VnStanding *s = vn_standing_new(panel, parts, mean, err);
  VnMatrix *table = s ? new_table(s, TOP + 1, err) : NULL;
  if (table && !fill_sets(table, s, how, err)) {
    vn_matrix_free(table);
    table = NULL;
  }
  vn_standing_free(s);
  return table;
}


// ---- one judgement changed ----

// The values that each thing can reach by a change of one of its cells.
typedef struct {
  double *least, *most;
} Reach;

static void find_reach(Reach *reach, const VnStanding *s,
                       const VnMatrix *cells) {
  const double *now = cells->cells;
  const double *least = now + cells->n_cols, *most = least + cells->n_cols;
  for (size_t j = 0; j < s->n_things; j++) {
    reach->least[j] = reach->most[j] = s->value[j];
  }
  for (size_t k = 0; k < s->n_parts; k++) {
    const VnPart *part = &s->parts[k];
    size_t c = part->cell, j = part->thing;
    double down = part->weight * (least[c] - now[c]);
    double up = part->weight * (most[c] - now[c]);
    reach->least[j] = fmin(reach->least[j], s->value[j] + down);
    reach->most[j] = fmax(reach->most[j], s->value[j] + up);
  }
}

// Only one cell changes, so at most one thing moves: a thing's rank gets
// better by its own rise or by one rank through the fall of another that
// stands above it, and worse likewise.
static void set_moves(VnMatrix *table, const VnStanding *s,
                      const Reach *reach) {
  size_t n = s->n_things;
  double same = same_within(s->value, n);
  for (size_t j = 0; j < n; j++) {
    double *row = vn_matrix_cell(table, j, 0), x = s->value[j];
    if (isnan(x)) continue;
    row[LOW] = (double)rank_of(s->value, n, reach->most[j], same);
    row[HIGH] = (double)rank_of(s->value, n, reach->least[j], same) -
                (reach->least[j] < x - same);
    for (size_t k = 0; k < n; k++) {
      if (k == j) continue;
      bool above = s->value[k] > x + same;
      if (above && reach->least[k] <= x + same) {
        row[LOW] = fmin(row[LOW], row[RANK] - 1);
      }
      if (!above && reach->most[k] > x + same) {
        row[HIGH] = fmax(row[HIGH], row[RANK] + 1);
      }
    }
  }
}

static bool fill_moves(VnMatrix *table, const VnStanding *s,
                       const VnMatrix *cells, VnErr *err) {
  Reach reach = {.least = vn_alloc(s->n_things, sizeof(double)),
                 .most = vn_alloc(s->n_things, sizeof(double))};
  bool ok = reach.least && reach.most;
  if (ok) {
    fill_ranks(table, s);
    find_reach(&reach, s, cells);
    set_moves(table, s, &reach);
  } else {
    vn_fail_memory(err, "ranking");
  }
  vn_free(reach.least);
  vn_free(reach.most);
  return ok;
}

VnMatrix *vn_rank_when_one_moves(const VnMatrix *cells, const VnFrame *parts,
                                 bool mean, VnErr *err) {
  if (cells->n_rows != 3) {
    vn_fail(err, "ranking wants three rows: now, least, most");
    return NULL;
  }
  VnMatrix *now = vn_matrix_head(cells, 1, err);
  VnStanding *s = now ? vn_standing_new(now, parts, mean, err) : NULL;
  VnMatrix *table = s ? new_table(s, HIGH + 1, err) : NULL;
  if (table && !fill_moves(table, s, cells, err)) {
    vn_matrix_free(table);
    table = NULL;
  }
  vn_standing_free(s);
  vn_matrix_free(now);
  return table;
}
