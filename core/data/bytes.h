// A row of bytes that grows: what a forked child answers, and how lists of
// numbers are put into it and taken out again.
#ifndef VN_BYTES_H
#define VN_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  unsigned char *at;
  size_t n, room;
  size_t taken;  // how many of the n have been taken out
} VnBytes;       // all zero: empty

void vn_bytes_free(VnBytes *bytes);

// Each is false when there is no memory.
bool vn_bytes_put(VnBytes *bytes, const void *from, size_t size);
bool vn_bytes_put_numbers(VnBytes *bytes, const double *from, size_t n);
bool vn_bytes_put_integers(VnBytes *bytes, const int64_t *from, size_t n);

// In the order they were put; false when that is not what stands there.
bool vn_bytes_take(VnBytes *bytes, void *to, size_t size);
bool vn_bytes_take_numbers(VnBytes *bytes, double *to, size_t n);
bool vn_bytes_take_integers(VnBytes *bytes, int64_t *to, size_t n);

#endif
