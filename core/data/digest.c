#include "data/digest.h"

#include <string.h>

#define PRIME 0x9fb21c651e98df25u  // odd, with bits spread evenly

// The lowest byte first, whatever the machine's own order.
static inline uint64_t word_at(const unsigned char *from) {
  uint64_t word;
  memcpy(&word, from, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

// As FNV-1a, but by words: one that differs always makes a difference.
static inline uint64_t add(uint64_t lane, uint64_t word) {
  return (lane ^ word) * PRIME;
}

static uint64_t mix(uint64_t lane) {
  lane = (lane ^ lane >> 32) * PRIME;
  return lane ^ lane >> 29;
}

// As many whole steps as there are; gives how many bytes that was. Lanes do
// not wait for each other, nor, being copies, for memory.
static size_t add_wide(VnDigest *d, const unsigned char *bytes, size_t n) {
  uint64_t lanes[VN_DIGEST_LANES];
  size_t i = 0;
  memcpy(lanes, d->lanes, sizeof lanes);
  for (; n - i >= VN_DIGEST_WIDE; i += VN_DIGEST_WIDE) {
#pragma GCC unroll 4
    for (size_t k = 0; k < VN_DIGEST_LANES; k++) {
      lanes[k] = add(lanes[k], word_at(bytes + i + 8 * k));
    }
  }
  memcpy(d->lanes, lanes, sizeof lanes);
  return i;
}

void vn_digest_start(VnDigest *d) {
  *d = (VnDigest){
      .lanes = {1, 2, 3, 4}
  };
}

void vn_digest_add(VnDigest *d, const char *bytes, size_t n) {
  const unsigned char *from = (const unsigned char *)bytes;
  size_t held = d->n % VN_DIGEST_WIDE;
  d->n += n;
  if (held > 0) {
    size_t part = n < VN_DIGEST_WIDE - held ? n : VN_DIGEST_WIDE - held;
    memcpy(d->rest + held, from, part);
    from += part, n -= part;
    if (held + part < VN_DIGEST_WIDE) return;
    add_wide(d, d->rest, VN_DIGEST_WIDE);
  }
  size_t done = add_wide(d, from, n);
  memcpy(d->rest, from + done, n - done);
}

uint64_t vn_digest_end(const VnDigest *d) {
  uint64_t all = d->n;
  for (size_t k = 0; k < VN_DIGEST_LANES; k++) all = add(all, mix(d->lanes[k]));
  for (size_t i = 0; i < d->n % VN_DIGEST_WIDE; i++) all = add(all, d->rest[i]);
  return mix(all);
}
