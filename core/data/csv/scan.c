#include "data/csv/scan.h"

#include "data/lanes.h"

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
    unsigned char c = (unsigned char)bytes[i];
    place = after(place, bytes[i], delim);
    scan->bare = scan->bare && place != QUOTED && (c > ' ' || place == START);
    if (place != START) continue;
    scan->ends[scan->n_ends++] = (uint32_t)i;
    scan->n_feeds += c == '\n';
  }
  return place == START || place == OPEN || place == CLOSED;
}


// ---- 64 bytes at a time ----

#define STEP 64

// Of the 64 bytes from there on, a bit for each.
typedef struct {
  uint64_t (*equal)(const char *bytes, char c);
  uint64_t (*low)(const char *bytes);  // blanks and controls
  // Writes the places of the bits, the first of which is i, and gives where
  // the next go; at most SPARE more are written, which those then replace.
  uint32_t *(*put)(uint32_t *to, uint64_t bits, size_t i);
} Form;

// What the last byte of a step says about the first of the next one.
typedef struct {
  uint64_t quoted;  // all bits or none
  uint64_t start, closed, returned;
} Carry;

#define INLINE __attribute__((always_inline)) static inline

// From each quote up to the one that closes it: whether the number of quotes
// so far is odd.
INLINE uint64_t quoted_bits(uint64_t quotes, uint64_t before) {
  uint64_t odd = quotes;
  for (int shift = 1; shift < STEP; shift *= 2) odd ^= odd << shift;
  return odd ^ before;
}

// The bits of the separators among bytes that may stand in quotes or at the
// end of a line; *wrong when a real parser is needed.
INLINE uint64_t look_closely(Form form, const char *bytes, uint64_t ends,
                             uint64_t feeds, Carry *carry, bool *wrong) {
  uint64_t quotes = form.equal(bytes, '"'), returns = form.equal(bytes, '\r');
  uint64_t quoted =
      quotes | carry->quoted ? quoted_bits(quotes, carry->quoted) : 0;
  uint64_t opening = quotes & quoted, closing = quotes & ~quoted;
  uint64_t bad = form.equal(bytes, '\0') | ((feeds | returns) & quoted);
  ends &= ~quoted;
  bad |= opening & ~(ends << 1 | carry->start);
  bad |= (closing << 1 | carry->closed) & ~(ends | returns);
  bad |= (returns << 1 | carry->returned) & ~feeds;
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

// More are written than there may be, since how many are left is hard to
// foretell.
INLINE uint32_t *put_each(uint32_t *to, uint64_t bits, size_t i) {
  int n = __builtin_popcountll(bits);
  for (int k = 0; k < n; k += VN_SCAN_SPARE) {
    for (int j = 0; j < VN_SCAN_SPARE; j++, bits &= bits - 1) {
      to[k + j] = (uint32_t)(i + (size_t)__builtin_ctzll(bits | 1ull << 63));
    }
  }
  return to + n;
}

// Gives how many bytes were seen, and the place of the next; WRONG: none.
INLINE size_t scan_steps(Form form, const char *bytes, size_t n, char delim,
                         VnScan *scan, Place *place) {
  size_t i = 0;
  uint32_t *to = scan->ends;
  Carry carry = {.start = 1};
  for (; i + STEP <= n; i += STEP) {
    bool wrong = false;
    const char *from = bytes + i;
    uint64_t feeds = form.equal(from, '\n');
    uint64_t ends = form.equal(from, delim) | feeds;
    uint64_t odd = (form.low(from) & ~ends) | form.equal(from, '"');
    scan->bare = scan->bare && !odd;
    if (odd | carry.quoted | carry.closed | carry.returned) {
      ends = look_closely(form, from, ends, feeds, &carry, &wrong);
    } else {
      carry.start = ends >> 63;
    }
    if (wrong) break;
    scan->n_feeds += (size_t)__builtin_popcountll(feeds);
    to = form.put(to, ends, i);
  }
  scan->n_ends = (size_t)(to - scan->ends);
  *place = i + STEP <= n ? WRONG : place_of(&carry);
  return i;
}


// ---- the forms ----

// Not a tail of vn_scan: GCC 12 would leave the upper halves of the registers
// in use then, which makes all that follows three times as slow.
#define SCAN(width, target)                                                    \
  target static size_t scan_##width(const char *bytes, size_t n, char delim,   \
                                    VnScan *scan, Place *place) {              \
    Form form = {equal_##width, low_##width, put_##width};                     \
    return scan_steps(form, bytes, n, delim, scan, place);                     \
  }

#define put_16 put_each
#define put_32 put_each

#if defined __x86_64__
#include <immintrin.h>

static inline __m128i load_16(const char *bytes) {
  return _mm_loadu_si128((const __m128i *)bytes);
}

static inline uint64_t equal_16(const char *bytes, char c) {
  uint64_t bits = 0;
  for (size_t k = 64; k > 0; k -= 16) {
    __m128i b = load_16(bytes + k - 16);
    __m128i same = _mm_cmpeq_epi8(b, _mm_set1_epi8(c));
    bits = bits << 16 | (uint32_t)_mm_movemask_epi8(same);
  }
  return bits;
}

static inline uint64_t low_16(const char *bytes) {
  uint64_t bits = 0;
  for (size_t k = 64; k > 0; k -= 16) {
    __m128i b = load_16(bytes + k - 16);
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(b, _mm_set1_epi8(' ')), b);
    bits = bits << 16 | (uint32_t)_mm_movemask_epi8(low);
  }
  return bits;
}

VN_WIDE_32 static inline __m256i load_32(const char *bytes) {
  return _mm256_loadu_si256((const __m256i *)bytes);
}

VN_WIDE_32 static inline uint64_t bits_32(__m256i low, __m256i high) {
  return (uint32_t)_mm256_movemask_epi8(low) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

VN_WIDE_32 static inline uint64_t equal_32(const char *bytes, char c) {
  __m256i wanted = _mm256_set1_epi8(c);
  return bits_32(_mm256_cmpeq_epi8(load_32(bytes), wanted),
                 _mm256_cmpeq_epi8(load_32(bytes + 32), wanted));
}

VN_WIDE_32 static inline uint64_t low_32(const char *bytes) {
  __m256i blank = _mm256_set1_epi8(' ');
  __m256i a = load_32(bytes), b = load_32(bytes + 32);
  return bits_32(_mm256_cmpeq_epi8(_mm256_min_epu8(a, blank), a),
                 _mm256_cmpeq_epi8(_mm256_min_epu8(b, blank), b));
}

VN_WIDE_64 static inline uint64_t equal_64(const char *bytes, char c) {
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(bytes), _mm512_set1_epi8(c));
}

VN_WIDE_64 static inline uint64_t low_64(const char *bytes) {
  return _mm512_cmple_epu8_mask(_mm512_loadu_si512(bytes),
                                _mm512_set1_epi8(' '));
}

VN_WIDE_64 static inline uint32_t *put_64(uint32_t *to, uint64_t bits,
                                          size_t i) {
  const __m512i steps =
      _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  for (size_t k = 0; k < STEP; k += VN_SCAN_SPARE) {
    __mmask16 some = (__mmask16)(bits >> k);
    __m512i all = _mm512_add_epi32(steps, _mm512_set1_epi32((int)(i + k)));
    _mm512_storeu_si512(to, _mm512_maskz_compress_epi32(some, all));
    to += __builtin_popcount(some);
  }
  return to;
}

SCAN(16, )
SCAN(32, VN_WIDE_32)
SCAN(64, VN_WIDE_64)

static size_t scan_wide(int lanes, const char *bytes, size_t n, char delim,
                        VnScan *scan, Place *place) {
  switch (lanes) {
    case 64: return scan_64(bytes, n, delim, scan, place);
    case 32: return scan_32(bytes, n, delim, scan, place);
    case 16: return scan_16(bytes, n, delim, scan, place);
    default: return 0;
  }
}

#elif defined __aarch64__
#include <arm_neon.h>

// Each byte that is all ones keeps one bit of its own, and eight such bits
// add up to a byte.
static inline uint64_t bits_16(uint8x16_t marks[4]) {
  const uint8x16_t own = vreinterpretq_u8_u64(vdupq_n_u64(0x8040201008040201u));
  for (size_t k = 0; k < 4; k++) marks[k] = vandq_u8(marks[k], own);
  uint8x16_t low = vpaddq_u8(marks[0], marks[1]);
  uint8x16_t sum = vpaddq_u8(low, vpaddq_u8(marks[2], marks[3]));
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

static inline uint8x16_t load_16(const char *bytes) {
  return vld1q_u8((const uint8_t *)bytes);
}

static inline uint64_t equal_16(const char *bytes, char c) {
  uint8x16_t marks[4];
  for (size_t k = 0; k < 4; k++)
    marks[k] = vceqq_u8(load_16(bytes + 16 * k), vdupq_n_u8((uint8_t)c));
  return bits_16(marks);
}

static inline uint64_t low_16(const char *bytes) {
  uint8x16_t marks[4];
  for (size_t k = 0; k < 4; k++)
    marks[k] = vcleq_u8(load_16(bytes + 16 * k), vdupq_n_u8(' '));
  return bits_16(marks);
}

SCAN(16, )

static size_t scan_wide(int lanes, const char *bytes, size_t n, char delim,
                        VnScan *scan, Place *place) {
  return lanes < 16 ? 0 : scan_16(bytes, n, delim, scan, place);
}

#else

static size_t scan_wide(int lanes, const char *bytes, size_t n, char delim,
                        VnScan *scan, Place *place) {
  (void)lanes, (void)bytes, (void)n, (void)delim, (void)scan, (void)place;
  return 0;
}

#endif

bool vn_scan(const char *bytes, size_t n, char delim, int lanes, VnScan *scan) {
  Place place = START;
  scan->n_ends = scan->n_feeds = 0;
  scan->bare = true;
  size_t i = scan_wide(lanes, bytes, n, delim, scan, &place);
  return place != WRONG && scan_rest(bytes, n, delim, i, place, scan);
}
