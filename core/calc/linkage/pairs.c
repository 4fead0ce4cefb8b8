#include "calc/linkage/pairs.h"

#include "calc/sort_numbers.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "counting pairs"

// Member by member: all who stand behind it in its groups are counted, each
// on its own counter, and those met are listed.
typedef struct {
  const VnEvents *events;
  uint64_t *first;     // of each member: where its entries begin in `at`
  uint64_t *at, *end;  // of each entry: its place, and its group's end
  double *times;       // each member's counter
  uint32_t *met;
  size_t room;  // of the pairs
  VnPairCounts pairs;
} Counting;

static void counting_free(Counting *p) {
  vn_free(p->first);
  vn_free(p->at);
  vn_free(p->end);
  vn_free(p->times);
  vn_free(p->met);
}

void vn_pair_counts_free(VnPairCounts *pairs) {
  vn_free(pairs->a);
  vn_free(pairs->b);
  vn_free(pairs->count);
  vn_free(pairs->clusters);
  *pairs = (VnPairCounts){0};
}

static bool counting_room(Counting *p) {
  size_t n = vn_names_count(p->events->members);
  p->first = vn_alloc(n + 2, sizeof *p->first);
  p->at = vn_alloc(p->events->n_entries, sizeof *p->at);
  p->end = vn_alloc(p->events->n_entries, sizeof *p->end);
  p->times = vn_alloc(n, sizeof *p->times);
  p->met = vn_alloc(n, sizeof *p->met);
  return p->first && p->at && p->end && p->times && p->met;
}

// A counting sort: first[i + 1] is where member i goes on while it is filled,
// and ends as where i + 1 begins.
static void list_entries(Counting *p) {
  const VnEvents *e = p->events;
  size_t n = vn_names_count(e->members);
  for (size_t k = 0; k < e->n_entries; k++) p->first[e->member[k] + 2]++;
  for (size_t i = 0; i < n; i++) p->first[i + 2] += p->first[i + 1];
  for (size_t g = 0; g < e->n_groups; g++) {
    for (uint64_t k = e->start[g]; k < e->start[g + 1]; k++) {
      uint64_t to = p->first[e->member[k] + 1]++;
      p->at[to] = k, p->end[to] = e->start[g + 1];
    }
  }
}

bool vn_pair_counts_room(VnPairCounts *pairs, size_t room) {
  uint32_t *a = vn_resize(pairs->a, room, sizeof *a);
  if (a) pairs->a = a;
  uint32_t *b = a ? vn_resize(pairs->b, room, sizeof *b) : NULL;
  if (b) pairs->b = b;
  double *count = b ? vn_resize(pairs->count, room, sizeof *count) : NULL;
  if (count) pairs->count = count;
  return count != NULL;
}

static bool grow(VnPairCounts *pairs, size_t *room) {
  size_t more = *room + *room / 2 + 1024;
  if (!vn_pair_counts_room(pairs, more)) return false;
  *room = more;
  return true;
}

// How many members were met behind member i; or -1 when stopped.
static ptrdiff_t meet(Counting *p, size_t i, VnErr *err) {
  const uint32_t *member = p->events->member;
  ptrdiff_t n_met = 0;
  for (uint64_t e = p->first[i]; e < p->first[i + 1]; e++) {
    if ((e & VN_STOP_EVERY) == 0 && vn_stopped(err)) return -1;
    for (uint64_t k = p->at[e] + 1; k < p->end[e]; k++) {
      if (p->times[member[k]]++ == 0) p->met[n_met++] = member[k];
    }
  }
  return n_met;
}

static bool write_pairs(Counting *p, uint32_t i, size_t n_met, VnErr *err) {
  vn_sort_numbers(p->met, n_met);
  while (p->pairs.n + n_met > p->room) {
    if (!grow(&p->pairs, &p->room)) return vn_fail_memory(err, DOING);
  }
  for (size_t k = 0; k < n_met; k++) {
    size_t to = p->pairs.n++;
    p->pairs.a[to] = i, p->pairs.b[to] = p->met[k];
    p->pairs.count[to] = p->times[p->met[k]];
    p->times[p->met[k]] = 0;
  }
  return true;
}

static bool count_all(Counting *p, VnErr *err) {
  size_t n = vn_names_count(p->events->members);
  list_entries(p);
  for (size_t i = 0; i < n; i++) {
    ptrdiff_t n_met = meet(p, i, err);
    if (n_met < 0 || !write_pairs(p, (uint32_t)i, (size_t)n_met, err))
      return false;
  }
  return !vn_stopped(err);
}


// ---- few members ----

#define FEW 512  // members, for every two of whom there is a cell

static size_t cell_at(size_t a, size_t b) {
  return b * (b - 1) / 2 + a;
}

static bool count_cells(const VnEvents *e, uint32_t *cells, VnErr *err) {
  for (size_t g = 0; g < e->n_groups; g++) {
    const uint32_t *member = e->member + e->start[g];
    size_t size = e->start[g + 1] - e->start[g];
    if ((g & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    for (size_t j = 1; j < size; j++) {
      uint32_t *row = cells + cell_at(0, member[j]);
      for (size_t i = 0; i < j; i++) row[member[i]]++;
    }
  }
  return true;
}

// With the clusters: what a pair has, and the cluster it was met in last, from
// 1.
typedef struct {
  uint32_t count, clusters, last;
} Cell;

static bool count_cells_in_clusters(const VnEvents *e, Cell *cells,
                                    VnErr *err) {
  for (size_t g = 0; g < e->n_groups; g++) {
    const uint32_t *member = e->member + e->start[g];
    size_t size = e->start[g + 1] - e->start[g];
    uint32_t cluster = e->cluster[g] + 1;  // 0: those of none, which come last
    if ((g & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    for (size_t j = 1; j < size; j++) {
      Cell *row = cells + cell_at(0, member[j]);
      for (size_t i = 0; i < j; i++) {
        Cell *cell = row + member[i];
        cell->clusters += cell->count == 0 || cell->last != cluster;
        cell->last = cluster;
        cell->count++;
      }
    }
  }
  return true;
}

static bool list_pair(Counting *p, uint32_t a, uint32_t b, uint32_t count) {
  if (count == 0) return true;
  if (p->pairs.n == p->room && !grow(&p->pairs, &p->room)) return false;
  size_t to = p->pairs.n++;
  p->pairs.a[to] = a, p->pairs.b[to] = b, p->pairs.count[to] = count;
  return true;
}

static bool list_cells(Counting *p, const uint32_t *cells) {
  size_t n = vn_names_count(p->events->members);
  for (uint32_t a = 0; a < n; a++) {
    for (uint32_t b = a + 1; b < n; b++) {
      if (!list_pair(p, a, b, cells[cell_at(a, b)])) return false;
    }
  }
  return true;
}

static bool list_cells_in_clusters(Counting *p, const Cell *cells) {
  size_t n = vn_names_count(p->events->members);
  for (uint32_t a = 0; a < n; a++) {
    for (uint32_t b = a + 1; b < n; b++) {
      if (!list_pair(p, a, b, cells[cell_at(a, b)].count)) return false;
    }
  }
  p->pairs.clusters = vn_alloc(p->pairs.n, sizeof *p->pairs.clusters);
  for (size_t k = 0; p->pairs.clusters && k < p->pairs.n; k++)
    p->pairs.clusters[k] =
        cells[cell_at(p->pairs.a[k], p->pairs.b[k])].clusters;
  return p->pairs.clusters != NULL;
}

static bool count_few(Counting *p, VnErr *err) {
  size_t n = vn_names_count(p->events->members);
  uint32_t *cells = vn_alloc(n * n / 2, sizeof *cells);
  if (!cells) return vn_fail_memory(err, DOING);
  bool done = count_cells(p->events, cells, err);
  if (done && !list_cells(p, cells)) done = vn_fail_memory(err, DOING);
  vn_free(cells);
  return done;
}

static bool count_few_in_clusters(Counting *p, VnErr *err) {
  size_t n = vn_names_count(p->events->members);
  Cell *cells = vn_alloc(n * n / 2, sizeof *cells);
  if (!cells) return vn_fail_memory(err, DOING);
  bool done = count_cells_in_clusters(p->events, cells, err);
  if (done && !list_cells_in_clusters(p, cells))
    done = vn_fail_memory(err, DOING);
  vn_free(cells);
  return done;
}

static bool count_many(Counting *p, VnErr *err) {
  if (!counting_room(p)) return vn_fail_memory(err, DOING);
  return count_all(p, err);
}

static bool are_few(const VnEvents *e) {
  return vn_names_count(e->members) <= FEW && e->n_groups <= UINT32_MAX;
}

static bool count_with(const VnEvents *events,
                       bool (*count)(Counting *, VnErr *), VnPairCounts *pairs,
                       VnErr *err) {
  Counting p = {.events = events};
  bool done = grow(&p.pairs, &p.room);
  if (!done) vn_fail_memory(err, DOING);
  else done = count(&p, err);
  counting_free(&p);
  if (!done) vn_pair_counts_free(&p.pairs);
  *pairs = p.pairs;
  return done;
}

bool vn_count_pairs(const VnEvents *events, VnPairCounts *pairs, VnErr *err) {
  return count_with(events, are_few(events) ? count_few : count_many, pairs,
                    err);
}

static bool are_in_order(const VnEvents *e) {
  bool rising = e->cluster != NULL;
  for (size_t g = 1; rising && g < e->n_groups; g++)
    rising = e->cluster[g - 1] <= e->cluster[g];
  return rising;
}

bool vn_count_pairs_in_clusters(const VnEvents *events, VnPairCounts *pairs,
                                VnErr *err) {
  if (!are_few(events) || !are_in_order(events))
    return vn_count_pairs(events, pairs, err);
  return count_with(events, count_few_in_clusters, pairs, err);
}
