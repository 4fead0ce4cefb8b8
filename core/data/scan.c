#include "data/scan.h"

// ---- byte by byte ----

// Where in a cell the next byte stands.
typedef enum { START, OPEN, QUOTED, CLOSED, RETURNED, WRONG } Place;

static Place after(Place place, char c, char delim) {
  bool end = c == delim || c == '\n';
  if (c == '\0') return WRONG;
  if (place == QUOTED) {
    return c == '\n' || c == '\r' ? WRONG : c == '"' ? CLOSED : QUOTED;
  }
  if (place == RETURNED && c != '\n') return WRONG;
  if (place == CLOSED && !end && c != '\r') return WRONG;
  if (c == '"') return place == START ? QUOTED : WRONG;
  return end ? START : c == '\r' ? RETURNED : OPEN;
}

static bool scan_rest(const char *bytes, size_t n, char delim, size_t i,
                      Place place, VnScan *scan) {
  for (; i < n && place != WRONG; i++) {
    place = after(place, bytes[i], delim);
    if (place != START) continue;
    scan->ends[scan->n_ends++] = (uint32_t)i;
    scan->n_feeds += bytes[i] == '\n';
  }
  return place == START || place == OPEN || place == CLOSED;
}

bool vn_scan_plain(const char *bytes, size_t n, char delim, VnScan *scan) {
  scan->n_ends = scan->n_feeds = 0;
  return scan_rest(bytes, n, delim, 0, START, scan);
}


// ---- 64 bytes at a time ----

#ifdef __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define STEP 64

typedef struct {
  __m256i low, high;
} Bytes;  // of one step; below, a bit stands for a byte

// What the last byte of a step says about the first of the next one.
typedef struct {
  uint64_t quoted;  // all bits or none
  uint64_t start, closed, returned;
} Carry;

AVX2 static inline uint64_t equal_to(Bytes bytes, char c) {
  __m256i wanted = _mm256_set1_epi8(c);
  __m256i low = _mm256_cmpeq_epi8(bytes.low, wanted);
  __m256i high = _mm256_cmpeq_epi8(bytes.high, wanted);
  return (uint32_t)_mm256_movemask_epi8(low) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

// From each quote up to the one that closes it: whether the number of quotes
// so far is odd.
static inline uint64_t quoted_bits(uint64_t quotes, uint64_t before) {
  uint64_t odd = quotes;
  for (int shift = 1; shift < STEP; shift *= 2) odd ^= odd << shift;
  return odd ^ before;
}

// The bits of the separators; *wrong when a real parser is needed.
AVX2 static inline uint64_t scan_step(Bytes b, char delim, Carry *carry,
                                      uint64_t *feeds, bool *wrong) {
  uint64_t quotes = equal_to(b, '"'), returns = equal_to(b, '\r');
  uint64_t quoted =
      quotes | carry->quoted ? quoted_bits(quotes, carry->quoted) : 0;
  *feeds = equal_to(b, '\n');
  uint64_t ends = (equal_to(b, delim) | *feeds) & ~quoted;
  uint64_t opening = quotes & quoted, closing = quotes & ~quoted;
  uint64_t bad = equal_to(b, '\0') | ((*feeds | returns) & quoted);
  bad |= opening & ~(ends << 1 | carry->start);
  bad |= (closing << 1 | carry->closed) & ~(ends | returns);
  bad |= (returns << 1 | carry->returned) & ~*feeds;
  *wrong = bad != 0;
  *carry = (Carry){quoted >> 63 ? UINT64_MAX : 0, ends >> 63, closing >> 63,
                   returns >> 63};
  return ends;
}

static Place place_of(const Carry *carry) {
  if (carry->quoted) return QUOTED;
  if (carry->closed) return CLOSED;
  if (carry->returned) return RETURNED;
  return carry->start ? START : OPEN;
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
  Carry carry = {.start = 1};
  scan->n_feeds = 0;
  for (; i + STEP <= n; i += STEP) {
    bool wrong;
    uint64_t feeds;
    Bytes b = {_mm256_loadu_si256((const __m256i *)(bytes + i)),
               _mm256_loadu_si256((const __m256i *)(bytes + i + 32))};
    uint64_t ends = scan_step(b, delim, &carry, &feeds, &wrong);
    if (wrong) return false;
    scan->n_feeds += (size_t)__builtin_popcountll(feeds);
    to = put_places(to, ends, i);
  }
  scan->n_ends = (size_t)(to - scan->ends);
  _mm256_zeroupper();
  return scan_rest(bytes, n, delim, i, place_of(&carry), scan);
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
