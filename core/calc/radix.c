#include "calc/radix.h"

#include <string.h>

#include "data/stop.h"

#define MOST_BITS 11
#define BUCKETS (1 << MOST_BITS)
#define BETWEEN_STOPS ((size_t)1 << 22)

int vn_bits(uint64_t number) {
  return number ? 64 - __builtin_clzll(number) : 0;
}

typedef struct {
  int shift;
  uint64_t mask;
  size_t place[BUCKETS];  // where the next key of each bucket goes
} Pass;

static bool count_keys(Pass *pass, const uint64_t *keys, size_t n, VnErr *err) {
  memset(pass->place, 0, sizeof pass->place);
  for (size_t i = 0; i < n;) {
    if (vn_stopped(err)) return false;
    size_t end = n - i > BETWEEN_STOPS ? i + BETWEEN_STOPS : n;
    for (; i < end; i++) pass->place[keys[i] >> pass->shift & pass->mask]++;
  }
  return true;
}

static void add_up(Pass *pass) {
  size_t before = 0;
  for (size_t k = 0; k <= pass->mask; k++) {
    size_t count = pass->place[k];
    pass->place[k] = before;
    before += count;
  }
}

static bool move_keys(Pass *pass, const uint64_t *keys, size_t n, uint64_t *to,
                      VnErr *err) {
  for (size_t i = 0; i < n;) {
    if (vn_stopped(err)) return false;
    size_t end = n - i > BETWEEN_STOPS ? i + BETWEEN_STOPS : n;
    for (; i < end; i++) {
      to[pass->place[keys[i] >> pass->shift & pass->mask]++] = keys[i];
    }
  }
  return true;
}

// The least significant bits first, in passes of about equal width.
uint64_t *vn_radix_sort(uint64_t *keys, size_t n, uint64_t *spare, int low,
                        int high, VnErr *err) {
  int n_bits = high > low ? high - low : 0;
  int n_passes = (n_bits + MOST_BITS - 1) / MOST_BITS;
  for (int k = 0; k < n_passes; k++) {
    int from = low + n_bits * k / n_passes;
    int width = low + n_bits * (k + 1) / n_passes - from;
    Pass pass = {.shift = from, .mask = ((uint64_t)1 << width) - 1};
    if (!count_keys(&pass, keys, n, err)) return NULL;
    add_up(&pass);
    if (!move_keys(&pass, keys, n, spare, err)) return NULL;
    uint64_t *sorted = spare;
    spare = keys, keys = sorted;
  }
  return keys;
}
