#include "data/scan.h"

// From place `i` on, where a carriage return may stand in front.
static bool scan_rest(const char *bytes, size_t n, char delim, size_t i,
                      bool after_cr, VnScan *scan) {
  for (; i < n; i++) {
    char c = bytes[i];
    if (c == '"' || c == '\0' || (after_cr && c != '\n')) return false;
    after_cr = c == '\r';
    scan->n_feeds += c == '\n';
    if (c == delim || c == '\n') scan->ends[scan->n_ends++] = (uint32_t)i;
  }
  return !after_cr;
}

bool vn_scan_plain(const char *bytes, size_t n, char delim, VnScan *scan) {
  scan->n_ends = scan->n_feeds = 0;
  return scan_rest(bytes, n, delim, 0, false, scan);
}

#ifdef __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define STEP 64

typedef struct {
  __m256i low, high;
} Bytes;  // of one step

AVX2 static inline uint64_t equal_to(Bytes bytes, char c) {
  __m256i wanted = _mm256_set1_epi8(c);
  __m256i low = _mm256_cmpeq_epi8(bytes.low, wanted);
  __m256i high = _mm256_cmpeq_epi8(bytes.high, wanted);
  return (uint32_t)_mm256_movemask_epi8(low) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

AVX2 static uint32_t *put_places(uint32_t *to, uint64_t bits, size_t i) {
  for (; bits; bits &= bits - 1) {
    *to++ = (uint32_t)(i + (size_t)__builtin_ctzll(bits));
  }
  return to;
}

AVX2 static bool scan_avx2(const char *bytes, size_t n, char delim,
                           VnScan *scan) {
  size_t i = 0;
  uint32_t *to = scan->ends;
  uint64_t after_cr = 0;  // bit 0: the last byte of the step before
  scan->n_feeds = 0;
  for (; i + STEP <= n; i += STEP) {
    Bytes b = {_mm256_loadu_si256((const __m256i *)(bytes + i)),
               _mm256_loadu_si256((const __m256i *)(bytes + i + 32))};
    uint64_t feeds = equal_to(b, '\n'), returns = equal_to(b, '\r');
    if (equal_to(b, '"') | equal_to(b, '\0')) return false;
    if ((returns << 1 | after_cr) & ~feeds) return false;
    after_cr = returns >> 63;
    scan->n_feeds += (size_t)__builtin_popcountll(feeds);
    to = put_places(to, feeds | equal_to(b, delim), i);
  }
  scan->n_ends = (size_t)(to - scan->ends);
  return scan_rest(bytes, n, delim, i, after_cr, scan);
}

bool vn_scan(const char *bytes, size_t n, char delim, VnScan *scan) {
  return __builtin_cpu_supports("avx2") ? scan_avx2(bytes, n, delim, scan)
                                        : vn_scan_plain(bytes, n, delim, scan);
}

#else

bool vn_scan(const char *bytes, size_t n, char delim, VnScan *scan) {
  return vn_scan_plain(bytes, n, delim, scan);
}

#endif
