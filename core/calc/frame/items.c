#include "calc/frame/items.h"

#include <string.h>

#include "data/stop.h"

// Keys are put in order by their bytes, from the last byte to the first (radix
// sort): each pass keeps the order of the one before.
#define DIGIT(key, pass) ((key) >> (8 * (pass)) & 255)

static void count_digits(const VnItem *items, size_t n, size_t counts[8][256]) {
  memset(counts, 0, 8 * sizeof *counts);
  for (size_t i = 0; i < n; i++) {
    uint64_t key = items[i].key;
    for (int pass = 0; pass < 8; pass++) counts[pass][DIGIT(key, pass)]++;
  }
}

// Moves the items to where their digits of this pass say.
static void scatter(const VnItem *items, VnItem *to, size_t n, int pass,
                    size_t count[256]) {
  size_t at = 0;
  for (int digit = 0; digit < 256; digit++) {
    size_t here = count[digit];
    count[digit] = at;
    at += here;
  }
  for (size_t i = 0; i < n; i++)
    to[count[DIGIT(items[i].key, pass)]++] = items[i];
}

VnItem *vn_items_sort(VnItem *items, VnItem *spare, size_t n, VnErr *err) {
  size_t counts[8][256];
  count_digits(items, n, counts);
  for (int pass = 0; pass < 8 && n > 0; pass++) {
    bool all_alike = counts[pass][DIGIT(items[0].key, pass)] == n;
    if (all_alike) continue;
    if (vn_stopped(err)) return NULL;
    scatter(items, spare, n, pass, counts[pass]);
    VnItem *moved = spare;
    spare = items, items = moved;
  }
  return items;
}
