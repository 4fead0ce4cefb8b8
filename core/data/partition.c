#include "data/partition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/memory.h"

#define DOING "making a partition"

static bool partition_room(VnPartition *p, const char *method,
                           const char *source, size_t n_runs) {
  size_t n = vn_names_count(p->nodes);
  p->of = vn_alloc(n, sizeof *p->of);
  p->runs = n_runs == 0 || n <= SIZE_MAX / n_runs
                ? vn_alloc(n * n_runs, sizeof *p->runs)
                : NULL;
  p->quality = vn_alloc(n_runs, sizeof *p->quality);
  p->counts = vn_alloc(n_runs, sizeof *p->counts);
  p->method = vn_copy_text(method);
  p->source = source ? vn_copy_text(source) : NULL;
  return p->of && p->runs && p->quality && p->counts && p->method &&
         (p->source || !source);
}

VnPartition *vn_partition_new(VnNames *nodes, const char *method,
                              const char *source, size_t n_runs, VnErr *err) {
  VnPartition *p = vn_alloc(1, sizeof *p);
  if (p) p->nodes = vn_names_share(nodes);
  if (!p || !partition_room(p, method, source, n_runs)) {
    vn_partition_free(p);
    vn_fail_memory(err, DOING);
    return NULL;
  }
  size_t n = vn_names_count(nodes);
  for (size_t i = 0; i < n; i++) p->of[i] = VN_APART;
  p->n_runs = n_runs;
  p->n_apart = n;
  p->free = NAN;
  return p;
}

int32_t *vn_partition_run(VnPartition *p, size_t run) {
  size_t n = vn_names_count(p->nodes);
  int32_t *of = p->runs + run * n;
  for (size_t i = 0; i < n; i++) of[i] = VN_APART;
  return of;
}

void vn_partition_free(VnPartition *p) {
  if (!p) return;
  vn_names_free(p->nodes);
  vn_free(p->of);
  vn_free(p->runs);
  vn_free(p->quality);
  vn_free(p->counts);
  vn_free(p->method);
  vn_free(p->source);
  vn_free(p);
}

size_t vn_partition_n_best(const VnPartition *p) {
  size_t n = 0;
  for (size_t r = 0; r < p->n_runs; r++)
    n += fabs(p->quality[r] - p->quality[p->best]) <= VN_AS_GOOD;
  return n;
}

double vn_partition_gap(const VnPartition *p) {
  return p->free - p->modularity;
}


// ---- the numbers of communities ----

typedef struct {
  int32_t size, number;
  const char *first;  // name
} Community;

static int larger_first(const void *x, const void *y) {
  const Community *a = x, *b = y;
  if (a->size != b->size) return a->size > b->size ? -1 : 1;
  return a->size ? strcmp(a->first, b->first) : 0;
}

static void measure(const VnNames *nodes, const int32_t *of,
                    Community *communities) {
  size_t n = vn_names_count(nodes);
  for (size_t i = 0; i < n; i++) {
    if (of[i] == VN_APART) continue;
    Community *c = &communities[of[i]];
    const char *name = vn_names_at(nodes, i);
    if (c->size++ == 0 || strcmp(name, c->first) < 0) c->first = name;
    c->number = of[i];
  }
}

int32_t vn_partition_number(const VnNames *nodes, int32_t *of, VnErr *err) {
  size_t n = vn_names_count(nodes);
  Community *communities = vn_alloc(n, sizeof *communities);
  int32_t *numbers = vn_alloc(n, sizeof *numbers);
  int32_t count = -1;
  if (communities && numbers) {
    measure(nodes, of, communities);
    qsort(communities, n, sizeof *communities, larger_first);
    for (count = 0; (size_t)count < n && communities[count].size; count++)
      numbers[communities[count].number] = count;
    for (size_t i = 0; i < n; i++) {
      if (of[i] != VN_APART) of[i] = numbers[of[i]];
    }
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free(communities);
  vn_free(numbers);
  return count;
}
