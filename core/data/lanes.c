#include "data/lanes.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

// As the forms are built; what else they use came to processors earlier.
static int widest(void) {
#if defined __x86_64__
  bool half = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
  if (!half || !__builtin_cpu_supports("fma")) return 16;
  bool wide =
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  return wide && __builtin_cpu_supports("avx512dq") ? 64 : 32;
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
