#include "calc/agreement/metric.h"

#include "calc/agreement/sets.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "measuring distances"
#define MOST_LISTED 2048  // values whose distances are worked out beforehand
#define PI 3.14159265358979323846

struct VnMetric {
  VnScaleOf scale;
  size_t n;
  const double *score;  // of the ratings
  VnSets *sets;
  double *table;  // n x n, or NULL
};


// ---- numbers ----

static double over(double above, double below) {
  return below == 0 ? 0 : above / below;
}

static double between_numbers(double c, double k, const VnScaleOf *scale) {
  double d = c - k;
  switch (scale->level) {
    case VN_RATIO: return over(d * d, (c + k) * (c + k));
    case VN_CIRCULAR: {
      double s = sin(PI * d / scale->period);
      return s * s;
    }
    case VN_BIPOLAR:
      return over(d * d,
                  (c + k - 2 * scale->least) * (2 * scale->most - c - k));
    default: return d * d;
  }
}

static double distance(const VnMetric *m, size_t c, size_t k) {
  if (c == k) return 0;
  if (m->table) return m->table[c * m->n + k];
  if (m->sets) return vn_sets_distance(m->sets, m->scale.level, c, k);
  return between_numbers(m->score[c], m->score[k], &m->scale);
}


// ---- making ----

static bool wants_numbers(VnLevel level) {
  return level >= VN_INTERVAL && level <= VN_BIPOLAR;
}

static bool has_pairwise(VnLevel level) {
  return level >= VN_RATIO;
}

static bool check_numbers(const VnRatings *r, VnScaleOf scale, VnErr *err) {
  for (size_t k = 0; k < r->n_values; k++) {
    if (isnan(r->score[k])) {
      return vn_fail(err, "this level wants numbers, found \"%.100s\"",
                     vn_names_at(r->values, k));
    }
    if (scale.level == VN_RATIO && r->score[k] < 0) {
      return vn_fail(err, "a ratio scale has no value below 0, found %s",
                     vn_names_at(r->values, k));
    }
  }
  return true;
}

// What the scale leaves open is what was said: from the lowest to the
// highest value, and around, one step further.
static bool settle(VnScaleOf *scale, const VnRatings *r, VnErr *err) {
  double least = INFINITY, most = -INFINITY;
  for (size_t k = 0; k < r->n_values; k++) {
    least = fmin(least, r->score[k]), most = fmax(most, r->score[k]);
  }
  if (isnan(scale->period)) scale->period = most - least + 1;
  if (isnan(scale->least)) scale->least = least;
  if (isnan(scale->most)) scale->most = most;
  if (scale->level != VN_BIPOLAR || r->n_values == 0) return true;
  if (scale->least <= least && scale->most >= most) return true;
  return vn_fail(err, "values lie outside the scale from %g to %g",
                 scale->least, scale->most);
}

static bool list_distances(VnMetric *m, VnErr *err) {
  double *table = vn_alloc(m->n * m->n, sizeof *table);
  if (!table) return vn_fail_memory(err, DOING);
  for (size_t c = 0; c < m->n; c++) {
    for (size_t k = 0; k < m->n; k++) table[c * m->n + k] = distance(m, c, k);
    if (vn_stopped(err)) {
      vn_free(table);
      return false;
    }
  }
  m->table = table;
  return true;
}

VnMetric *vn_metric_new(const VnRatings *r, VnScaleOf scale, VnErr *err) {
  if (wants_numbers(scale.level) &&
      (!check_numbers(r, scale, err) || !settle(&scale, r, err)))
    return NULL;
  VnMetric *m = vn_alloc(1, sizeof *m);
  if (!m) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  m->scale = scale, m->n = r->n_values, m->score = r->score;
  if (scale.level >= VN_JACCARD)
    m->sets = vn_sets_new(r->values, scale.separator, err);
  bool done = scale.level < VN_JACCARD || m->sets;
  if (done && has_pairwise(scale.level) && m->n <= MOST_LISTED)
    done = list_distances(m, err);
  if (done) return m;
  vn_metric_free(m);
  return NULL;
}

void vn_metric_free(VnMetric *m) {
  if (!m) return;
  vn_sets_free(m->sets);
  vn_free(m->table);
  vn_free(m);
}

bool vn_metric_room(VnMetricRoom *room, size_t n_values, VnErr *err) {
  room->near = vn_alloc(n_values, sizeof *room->near);
  room->common = vn_alloc(n_values, sizeof *room->common);
  room->weight = vn_alloc(n_values, sizeof *room->weight);
  return (room->near && room->common && room->weight) ||
         vn_fail_memory(err, DOING);
}

void vn_metric_room_free(VnMetricRoom *room) {
  vn_free(room->near);
  vn_free(room->common);
  vn_free(room->weight);
}

bool vn_metric_is_ordinal(const VnMetric *m) {
  return m->scale.level == VN_ORDINAL;
}


// ---- sums over pairs ----

// Ordinal distances are differences of places: the middle of each value among
// all that were said, in order; interval distances are those of the numbers.
void vn_metric_place(const VnMetric *m, const double *times, double *places) {
  double before = 0;
  for (size_t k = 0; k < m->n; k++) {
    places[k] =
        m->scale.level == VN_ORDINAL ? before + times[k] / 2 : m->score[k];
    before += times[k];
  }
}

// The squared differences of all ordered pairs: 2 (sum of times x sum of
// squares about the mean).
static double spread(const double *places, const double *times, size_t n) {
  double total = 0, sum = 0, squares = 0;
  for (size_t k = 0; k < n; k++) {
    total += times[k];
    sum += times[k] * places[k];
  }
  if (total == 0) return 0;
  double mean = sum / total;
  for (size_t k = 0; k < n; k++) {
    squares += times[k] * (places[k] - mean) * (places[k] - mean);
  }
  return 2 * total * squares;
}

static double different_pairs(const double *times, size_t n) {
  double total = 0, alike = 0;
  for (size_t k = 0; k < n; k++) {
    total += times[k];
    alike += times[k] * times[k];
  }
  return total * total - alike;
}

static double pair_by_pair(const VnMetric *m, const double *times) {
  double sum = 0;
  VnErr err;
  for (size_t c = 0; c < m->n; c++) {
    double row = 0;
    if (times[c] == 0) continue;
    for (size_t k = 0; k < c; k++) row += times[k] * distance(m, c, k);
    sum += times[c] * row;
    if (c % 64 == 0 && vn_stopped(&err)) return NAN;
  }
  return 2 * sum;
}

bool vn_metric_is_pairwise(const VnMetric *m) {
  return has_pairwise(m->scale.level);
}

bool vn_metric_lists_likeness(const VnMetric *m) {
  return m->sets != NULL;
}

double vn_metric_steps(const VnMetric *m) {
  double n = (double)m->n;
  if (!has_pairwise(m->scale.level)) return n;
  return m->sets ? vn_sets_steps(m->sets) : n * n / 2;
}

size_t vn_metric_row(const VnMetric *m, size_t c, const VnMetricRoom *room) {
  if (!m->sets) {
    for (size_t k = 0; k < c; k++) {
      room->near[k].other = (uint32_t)k;
      room->weight[k] = distance(m, c, k);
    }
    return c;
  }
  size_t n = vn_sets_near(m->sets, c, room->near, room->common);
  for (size_t i = 0; i < n; i++)
    room->weight[i] =
        vn_sets_likeness(m->sets, m->scale.level, c, room->near[i]);
  return n;
}

// Most sets are 1 apart: what the others lack is taken away.
static double set_by_set(const VnMetric *m, const double *times,
                         const VnMetricRoom *room) {
  double sum = 0;
  VnErr err;
  for (size_t c = 0; c < m->n; c++) {
    double row = 0;
    if (times[c] == 0) continue;
    size_t n = vn_metric_row(m, c, room);
    for (size_t i = 0; i < n; i++)
      row += times[room->near[i].other] * room->weight[i];
    sum += times[c] * row;
    if (c % 64 == 0 && vn_stopped(&err)) return NAN;
  }
  return different_pairs(times, m->n) - 2 * sum;
}

double vn_metric_expected(const VnMetric *m, const double *times,
                          const double *places, const VnMetricRoom *room) {
  if (m->scale.level == VN_NOMINAL) return different_pairs(times, m->n);
  if (m->scale.level <= VN_INTERVAL) return spread(places, times, m->n);
  return m->sets && !m->table ? set_by_set(m, times, room)
                              : pair_by_pair(m, times);
}

// The same three, of the few values of one unit.
static double spread_within(const uint32_t *values, const uint32_t *times,
                            size_t n, const double *places) {
  double total = 0, sum = 0, squares = 0;
  for (size_t i = 0; i < n; i++) {
    total += times[i];
    sum += times[i] * places[values[i]];
  }
  double mean = sum / total;
  for (size_t i = 0; i < n; i++) {
    double d = places[values[i]] - mean;
    squares += times[i] * d * d;
  }
  return 2 * total * squares;
}

static double different_within(const uint32_t *times, size_t n) {
  double total = 0, alike = 0;
  for (size_t i = 0; i < n; i++) {
    total += times[i];
    alike += (double)times[i] * times[i];
  }
  return total * total - alike;
}

double vn_metric_observed(const VnMetric *m, const uint32_t *values,
                          const uint32_t *times, size_t n,
                          const double *places) {
  double sum = 0;
  if (n < 2) return 0;
  if (m->scale.level == VN_NOMINAL) return different_within(times, n);
  if (m->scale.level <= VN_INTERVAL)
    return spread_within(values, times, n, places);
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < i; j++)
      sum += (double)times[i] * times[j] * distance(m, values[i], values[j]);
  }
  return 2 * sum;
}
