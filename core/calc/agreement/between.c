#include "calc/agreement/between.h"

#include <string.h>

#include "calc/counting_sort.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"

// How often a cluster's units were given a value.
typedef struct {
  uint32_t cluster;
  double times;
} Part;

typedef struct {
  const VnAgreementTask *task;
  const uint32_t *place;
  VnBetween *made;
  uint32_t *order;  // the units that count, cluster by cluster
  uint64_t *start;  // of each value's parts,
  uint64_t *end;
  Part *parts;  // by cluster, each once
  VnMetricRoom room;
  double *row;  // of each cluster
} Making;

static void making_free(Making *m) {
  vn_free(m->order);
  vn_free(m->start);
  vn_free(m->end);
  vn_free(m->parts);
  vn_metric_room_free(&m->room);
  vn_free(m->row);
}

void vn_between_free(VnBetween *b) {
  vn_free(b->ratings);
  vn_free(b->observed);
  vn_free(b->pairs);
}

static bool begin(Making *m, VnErr *err) {
  const VnRatings *r = m->task->ratings;
  size_t n = m->made->n, n_values = r->n_values;
  m->order = vn_alloc(m->task->n, sizeof *m->order);
  m->start = vn_alloc(n_values + 1, sizeof *m->start);
  m->end = vn_alloc(n_values, sizeof *m->end);
  m->parts = vn_alloc(r->start[r->n_units], sizeof *m->parts);
  m->row = vn_alloc(n, sizeof *m->row);
  m->made->ratings = vn_alloc(n, sizeof *m->row);
  m->made->observed = vn_alloc(n, sizeof *m->row);
  m->made->pairs = vn_alloc(n * n, sizeof *m->row);
  bool done = m->order && m->start && m->end && m->parts && m->row &&
              m->made->ratings && m->made->observed && m->made->pairs;
  if (!done) vn_fail_memory(err, DOING);
  return done && vn_metric_room(&m->room, n_values, err);
}


// ---- parts of values ----

static bool order_units(const Making *m, VnErr *err) {
  size_t n = m->made->n, *first = vn_alloc(n + 1, sizeof *first);
  if (!first) return vn_fail_memory(err, DOING);
  vn_counting_sort(m->task->n, n, vn_key_at, m->place, first, m->order);
  vn_free(first);
  return true;
}

static void add_part(const Making *m, uint32_t value, uint32_t cluster,
                     double times) {
  uint64_t *end = &m->end[value];
  bool known = *end > m->start[value] && m->parts[*end - 1].cluster == cluster;
  if (known) m->parts[*end - 1].times += times;
  else m->parts[(*end)++] = (Part){cluster, times};
}

static void place_parts(const Making *m) {
  const VnRatings *r = m->task->ratings;
  for (uint64_t k = 0; k < r->start[r->n_units]; k++)
    m->start[r->value[k] + 1]++;
  for (size_t v = 0; v < r->n_values; v++) {
    m->start[v + 1] += m->start[v];
    m->end[v] = m->start[v];
  }
  for (size_t i = 0; i < m->task->n; i++) {
    uint32_t cluster = m->place[m->order[i]];
    size_t u = m->task->units[m->order[i]];
    for (uint64_t k = r->start[u]; k < r->start[u + 1]; k++)
      add_part(m, r->value[k], cluster, r->times[k]);
    m->made->ratings[cluster] += m->task->n_of[u];
    m->made->observed[cluster] += m->task->unit[u];
  }
}


// ---- pairs ----

// Adds what a value's ratings lie apart from (or are like) those of values
// before it, twice since either may come first; of likeness also what they are
// like each other.
static void add_value(const Making *m, size_t value) {
  size_t n = m->made->n;
  size_t n_near = vn_metric_row(m->task->metric, value, &m->room);
  memset(m->row, 0, n * sizeof *m->row);
  for (size_t i = 0; i < n_near; i++) {
    size_t other = m->room.near[i].other;
    for (uint64_t k = m->start[other]; k < m->end[other]; k++)
      m->row[m->parts[k].cluster] += 2 * m->room.weight[i] * m->parts[k].times;
  }
  for (uint64_t k = m->start[value]; m->made->of_likeness && k < m->end[value];
       k++)
    m->row[m->parts[k].cluster] += m->parts[k].times;
  for (uint64_t k = m->start[value]; k < m->end[value]; k++) {
    double *to = m->made->pairs + m->parts[k].cluster * n;
    for (size_t s = 0; s < n; s++) to[s] += m->parts[k].times * m->row[s];
  }
}

static bool add_values(const Making *m, VnErr *err) {
  for (size_t v = 0; v < m->task->ratings->n_values; v++) {
    if (v % 64 == 0 && vn_stopped(err)) return false;
    if (m->start[v] < m->end[v]) add_value(m, v);
  }
  return true;
}

bool vn_between_new(VnBetween *b, const VnAgreementTask *task,
                    const uint32_t *place, size_t n_clusters, VnErr *err) {
  *b = (VnBetween){.n = n_clusters};
  b->of_likeness = vn_metric_lists_likeness(task->metric);
  Making m = {.task = task, .place = place, .made = b};
  bool done = begin(&m, err) && order_units(&m, err);
  if (done) place_parts(&m);
  done = done && add_values(&m, err);
  making_free(&m);
  return done;
}

double vn_between_alpha(const VnBetween *b, const uint8_t *times) {
  double n = 0, observed = 0, pairs = 0;
  for (size_t s = 0; s < b->n; s++) {
    double row = 0;
    if (times[s] == 0) continue;
    for (size_t t = 0; t < b->n; t++) row += times[t] * b->pairs[s * b->n + t];
    pairs += times[s] * row;
    n += times[s] * b->ratings[s];
    observed += times[s] * b->observed[s];
  }
  double expected = b->of_likeness ? n * n - pairs : pairs;
  return expected > 0 ? 1 - (n - 1) * observed / expected : NAN;
}
