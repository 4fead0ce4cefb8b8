#include "data/bytes.h"

#include <string.h>

#include "data/memory.h"

// A list stands as its kind, its length, and its 8-byte numbers.
enum { NUMBERS = 0x6e756d62, INTEGERS = 0x696e7465 };

void vn_bytes_free(VnBytes *bytes) {
  vn_free(bytes->at);
  *bytes = (VnBytes){0};
}

static bool make_room(VnBytes *bytes, size_t size) {
  if (size <= bytes->room - bytes->n) return true;
  if (size > SIZE_MAX / 4 - bytes->n) return false;
  size_t room = bytes->room ? bytes->room : 256;
  while (room < bytes->n + size) room *= 2;
  unsigned char *at = vn_resize(bytes->at, room, 1);
  if (!at) return false;
  bytes->at = at, bytes->room = room;
  return true;
}

bool vn_bytes_put(VnBytes *bytes, const void *from, size_t size) {
  if (size == 0) return true;
  if (!make_room(bytes, size)) return false;
  memcpy(bytes->at + bytes->n, from, size);
  bytes->n += size;
  return true;
}

static bool put_list(VnBytes *bytes, uint64_t kind, const void *from,
                     size_t n) {
  uint64_t head[] = {kind, n};
  return n <= SIZE_MAX / 8 && vn_bytes_put(bytes, head, sizeof head) &&
         vn_bytes_put(bytes, from, n * 8);
}

bool vn_bytes_put_numbers(VnBytes *bytes, const double *from, size_t n) {
  return put_list(bytes, NUMBERS, from, n);
}

bool vn_bytes_put_integers(VnBytes *bytes, const int64_t *from, size_t n) {
  return put_list(bytes, INTEGERS, from, n);
}

bool vn_bytes_take(VnBytes *bytes, void *to, size_t size) {
  if (size > bytes->n - bytes->taken) return false;
  if (size) memcpy(to, bytes->at + bytes->taken, size);
  bytes->taken += size;
  return true;
}

static bool take_list(VnBytes *bytes, uint64_t kind, void *to, size_t n) {
  uint64_t head[2];
  return vn_bytes_take(bytes, head, sizeof head) && head[0] == kind &&
         head[1] == n && n <= SIZE_MAX / 8 && vn_bytes_take(bytes, to, n * 8);
}

bool vn_bytes_take_numbers(VnBytes *bytes, double *to, size_t n) {
  return take_list(bytes, NUMBERS, to, n);
}

bool vn_bytes_take_integers(VnBytes *bytes, int64_t *to, size_t n) {
  return take_list(bytes, INTEGERS, to, n);
}
