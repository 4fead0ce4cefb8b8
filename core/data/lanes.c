#include "data/lanes.h"

#include <stdatomic.h>
#include <stdlib.h>

// Each form's instructions come with those of the one before.
static int widest(void) {
#if defined __x86_64__
  if (__builtin_cpu_supports("x86-64-v4")) return 64;
  return __builtin_cpu_supports("x86-64-v3") ? 32 : 16;
#elif defined __aarch64__
  return 16;
#else
  return 1;
#endif
}

static int find_out(void) {
  const char *text = getenv("VANE_LANES");
  int most = text ? atoi(text) : 64, lanes = widest();
  while (lanes > 1 && lanes > most) lanes = lanes == 16 ? 1 : lanes / 2;
  return lanes;
}

int vn_lanes(void) {
  static _Atomic int lanes;
  int known = atomic_load_explicit(&lanes, memory_order_relaxed);
  if (known) return known;
  known = find_out();
  atomic_store_explicit(&lanes, known, memory_order_relaxed);
  return known;
}
