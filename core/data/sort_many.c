#include "data/sort_many.h"

#include <stdlib.h>
#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define PIECE ((size_t)VN_STOP_EVERY + 1)

typedef struct {
  size_t n, size;
  VnCompare *compare;
} Sorting;

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

static bool sort_pieces(const Sorting *s, char *things, VnErr *err) {
  for (size_t i = 0; i < s->n; i += PIECE) {
    if (vn_stopped(err)) return false;
    qsort(things + i * s->size, least(PIECE, s->n - i), s->size, s->compare);
  }
  return true;
}

// Joins from[a..middle[ and from[middle..end[; of equals the first comes first.
static bool merge(const Sorting *s, const char *from, size_t a, size_t middle,
                  size_t end, char *into, VnErr *err) {
  size_t size = s->size, b = middle;
  for (size_t k = a; k < end; k++) {
    if ((k & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    bool first = b == end || (a < middle && s->compare(from + a * size,
                                                       from + b * size) <= 0);
    memcpy(into + k * size, from + (first ? a++ : b++) * size, size);
  }
  return true;
}

static bool merge_all(const Sorting *s, size_t length, const char *from,
                      char *into, VnErr *err) {
  for (size_t a = 0; a < s->n; a += 2 * length) {
    size_t middle = least(a + length, s->n);
    if (!merge(s, from, a, middle, least(middle + length, s->n), into, err))
      return false;
  }
  return true;
}

static bool merge_pieces(const Sorting *s, char *things, char *spare,
                         VnErr *err) {
  char *from = things, *into = spare;
  for (size_t length = PIECE; length < s->n; length *= 2) {
    if (!merge_all(s, length, from, into, err)) return false;
    char *merged = into;
    into = from, from = merged;
  }
  if (from != things) memcpy(things, from, s->n * s->size);
  return true;
}

bool vn_sort_many(void *things, size_t n, size_t size, VnCompare *compare,
                  const char *doing, VnErr *err) {
  Sorting s = {n, size, compare};
  if (!sort_pieces(&s, things, err)) return false;
  if (n <= PIECE) return true;
  char *spare = vn_alloc(n, size);
  if (!spare) return vn_fail_memory(err, doing);
  bool sorted = merge_pieces(&s, things, spare, err);
  vn_free(spare);
  return sorted;
}
