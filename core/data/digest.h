// A short number of many bytes, the same in whatever parts they come; it tells
// two files apart, but guards against nobody.
#ifndef VN_DIGEST_H
#define VN_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define VN_DIGEST_LANES ((size_t)4)
#define VN_DIGEST_WIDE (8 * VN_DIGEST_LANES)

typedef struct {
  uint64_t n;  // bytes so far
  uint64_t lanes[VN_DIGEST_LANES];
  unsigned char rest[VN_DIGEST_WIDE];  // the last n % that
} VnDigest;

void vn_digest_start(VnDigest *digest);
void vn_digest_add(VnDigest *digest, const char *bytes, size_t n);
uint64_t vn_digest_end(const VnDigest *digest);

#endif
