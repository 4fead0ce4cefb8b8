#include "data/ratings.h"

#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "keeping ratings"

// ---- making ----

static VnRatings *begin(VnNames *values, const double *score, size_t n_units) {
  VnRatings *r = vn_alloc(1, sizeof *r);
  if (!r) return NULL;
  r->values = vn_names_share(values);
  r->n_values = vn_names_count(values);
  r->n_units = n_units;
  r->score = vn_alloc(r->n_values, sizeof *r->score);
  r->start = vn_alloc(n_units + 1, sizeof *r->start);
  if (r->score) memcpy(r->score, score, r->n_values * sizeof *score);
  return r;
}

static bool room_for_entries(VnRatings *r, size_t n) {
  r->value = vn_alloc(n, sizeof *r->value);
  r->times = vn_alloc(n, sizeof *r->times);
  return r->value && r->times;
}

static bool room_for_cells(VnRatings *r) {
  size_t n;
  if (__builtin_mul_overflow(r->n_units, r->n_coders, &n)) return false;
  r->cell = vn_alloc(n, sizeof *r->cell);
  if (r->cell) memset(r->cell, 0xff, n * sizeof *r->cell);
  return r->cell != NULL;
}

VnRatings *vn_ratings_new(VnNames *values, const double *score, size_t n_units,
                          VnNames *coders, VnErr *err) {
  VnRatings *r = begin(values, score, n_units);
  if (r) {
    r->coders = vn_names_share(coders);
    r->n_coders = vn_names_count(coders);
    if (r->score && r->start && room_for_cells(r)) return r;
  }
  vn_ratings_free(r);
  vn_fail_memory(err, DOING);
  return NULL;
}

VnRatings *vn_ratings_of_counts(VnNames *values, const double *score,
                                size_t n_units, size_t n_entries, VnErr *err) {
  VnRatings *r = begin(values, score, n_units);
  if (r && r->score && r->start && room_for_entries(r, n_entries)) return r;
  vn_ratings_free(r);
  vn_fail_memory(err, DOING);
  return NULL;
}

void vn_ratings_free(VnRatings *r) {
  if (!r) return;
  vn_names_free(r->values);
  vn_names_free(r->coders);
  vn_column_free(r->labels);
  vn_free(r->cluster);
  vn_free(r->score);
  vn_free(r->cell);
  vn_free(r->start);
  vn_free(r->value);
  vn_free(r->times);
  vn_free(r);
}


// ---- counting ----

// Puts a value among those of the unit that begins at `first`; gives how many
// there are. Few differ, so that a straight search is the shortest.
static size_t put_value(VnRatings *r, size_t first, size_t n, uint32_t value) {
  uint32_t *values = r->value + first, *times = r->times + first;
  size_t at = 0;
  while (at < n && values[at] < value) at++;
  if (at < n && values[at] == value) {
    times[at]++;
    return n;
  }
  memmove(values + at + 1, values + at, (n - at) * sizeof *values);
  memmove(times + at + 1, times + at, (n - at) * sizeof *times);
  values[at] = value, times[at] = 1;
  return n + 1;
}

static bool count_units(VnRatings *r, VnErr *err) {
  const int32_t *cell = r->cell;
  for (size_t u = 0; u < r->n_units; u++) {
    size_t n = 0, first = r->start[u];
    if ((u & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    for (size_t j = 0; j < r->n_coders; j++, cell++) {
      if (*cell == VN_NOT_RATED) continue;
      n = put_value(r, first, n, (uint32_t)*cell);
      r->n_ratings++;
    }
    r->start[u + 1] = first + n;
  }
  return true;
}

bool vn_ratings_count(VnRatings *r, VnErr *err) {
  if (!room_for_entries(r, r->n_units * r->n_coders)) {
    return vn_fail_memory(err, DOING);
  }
  return count_units(r, err);
}

size_t vn_ratings_of_unit(const VnRatings *r, size_t unit) {
  size_t n = 0;
  for (uint64_t k = r->start[unit]; k < r->start[unit + 1]; k++) {
    n += r->times[k];
  }
  return n;
}


// ---- clusters ----

bool vn_ratings_cluster(VnRatings *r, const uint32_t *cluster,
                        size_t n_clusters, VnErr *err) {
  if (!cluster) return true;
  r->cluster = vn_alloc(r->n_units, sizeof *r->cluster);
  if (!r->cluster) return vn_fail_memory(err, DOING);
  memcpy(r->cluster, cluster, r->n_units * sizeof *cluster);
  r->n_clusters = n_clusters;
  return true;
}


// ---- parts ----

static VnNames *two_values(const VnRatings *r, size_t value, VnErr *err) {
  const char *of = vn_names_at(r->values, value);
  const char *labels[] = {strcmp(of, "other") == 0 ? "others" : "other", of};
  return vn_names_new(labels, 2, "value", err);
}

static void collapse_cells(const VnRatings *r, size_t value, VnRatings *to) {
  for (size_t k = 0; k < r->n_units * r->n_coders; k++) {
    if (r->cell[k] != VN_NOT_RATED) to->cell[k] = r->cell[k] == (int32_t)value;
  }
}

static void collapse_entries(const VnRatings *r, size_t value, VnRatings *to) {
  uint64_t n = 0;
  for (size_t u = 0; u < r->n_units; u++) {
    uint32_t times[2] = {0, 0};
    for (uint64_t k = r->start[u]; k < r->start[u + 1]; k++) {
      times[r->value[k] == value] += r->times[k];
    }
    for (uint32_t v = 0; v < 2; v++) {
      if (times[v] == 0) continue;
      to->value[n] = v, to->times[n++] = times[v];
    }
    to->start[u + 1] = n;
  }
  to->n_ratings = r->n_ratings;
  to->n_coders = r->n_coders;
}

static VnRatings *collapse(const VnRatings *r, size_t value, VnNames *values,
                           VnErr *err) {
  const double score[] = {0, 1};
  VnRatings *to =
      r->cell ? vn_ratings_new(values, score, r->n_units, r->coders, err)
              : vn_ratings_of_counts(values, score, r->n_units, 2 * r->n_units,
                                     err);
  if (!to) return NULL;
  if (!r->cell) collapse_entries(r, value, to);
  else collapse_cells(r, value, to);
  if (vn_ratings_cluster(to, r->cluster, r->n_clusters, err) &&
      (!r->cell || vn_ratings_count(to, err)))
    return to;
  vn_ratings_free(to);
  return NULL;
}

VnRatings *vn_ratings_collapse(const VnRatings *r, size_t value, VnErr *err) {
  VnNames *values = two_values(r, value, err);
  VnRatings *to = values ? collapse(r, value, values, err) : NULL;
  vn_names_free(values);
  return to;
}

VnRatings *vn_ratings_pair(const VnRatings *r, size_t a, size_t b, VnErr *err) {
  const char *labels[] = {vn_names_at(r->coders, a), vn_names_at(r->coders, b)};
  VnNames *coders = vn_names_new(labels, 2, "coder", err);
  if (!coders) return NULL;
  VnRatings *to = vn_ratings_new(r->values, r->score, r->n_units, coders, err);
  vn_names_free(coders);
  if (!to) return NULL;
  for (size_t u = 0; u < r->n_units; u++) {
    to->cell[2 * u] = r->cell[u * r->n_coders + a];
    to->cell[2 * u + 1] = r->cell[u * r->n_coders + b];
  }
  if (vn_ratings_cluster(to, r->cluster, r->n_clusters, err) &&
      vn_ratings_count(to, err))
    return to;
  vn_ratings_free(to);
  return NULL;
}
