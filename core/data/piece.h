// A piece of a text: some bytes that belong to somebody else.
#ifndef VN_PIECE_H
#define VN_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  const char *bytes;  // NULL: missing
  size_t n;
} VnPiece;

// All of a text.
static inline VnPiece vn_piece(const char *text) {
  return (VnPiece){text, strlen(text)};
}

// Without blanks and tabs at both ends.
static inline VnPiece vn_trim(VnPiece piece) {
  const char *b = piece.bytes;
  size_t from = 0, to = piece.n;
  while (to > from && (b[to - 1] == ' ' || b[to - 1] == '\t')) to--;
  while (from < to && (b[from] == ' ' || b[from] == '\t')) from++;
  return (VnPiece){b + from, to - from};
}

// Takes the next piece that is not blank, without blanks at its ends, from the
// front of what is left of a list; false: there was none.
static inline bool vn_next_piece(VnPiece *left, VnPiece separator,
                                 VnPiece *piece) {
  while (left->bytes) {
    const char *stop =
        memmem(left->bytes, left->n, separator.bytes, separator.n);
    size_t n = stop ? (size_t)(stop - left->bytes) : left->n;
    *piece = vn_trim((VnPiece){left->bytes, n});
    *left = stop ? (VnPiece){stop + separator.n, left->n - n - separator.n}
                 : (VnPiece){NULL, 0};
    if (piece->n > 0) return true;
  }
  return false;
}

// Eight or four bytes as a number.
static inline uint64_t vn_eight(const char *from) {
  uint64_t number;
  memcpy(&number, from, sizeof number);
  return number;
}

static inline uint32_t vn_four(const char *from) {
  uint32_t number;
  memcpy(&number, from, sizeof number);
  return number;
}

// Of a number that is not 0: its first byte in memory that is not.
static inline size_t vn_first_byte(uint64_t number) {
  bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  return (size_t)(little ? __builtin_ctzll(number) : __builtin_clzll(number)) /
         8;
}

// How many bytes are the same before the first that is not.
static inline size_t vn_shared_bytes(const char *a, const char *b, size_t n) {
  size_t i = 0;
  for (; n - i >= 8; i += 8) {
    uint64_t other = vn_eight(a + i) ^ vn_eight(b + i);
    if (other) return i + vn_first_byte(other);
  }
  while (i < n && a[i] == b[i]) i++;
  return i;
}

// memcmp(a, b, n) == 0, quickly for short texts: the halves that are compared
// may overlap but leave no byte out.
static inline bool vn_same_bytes(const char *a, const char *b, size_t n) {
  if (n > 16) return memcmp(a, b, n) == 0;
  if (n >= 8) {
    uint64_t last = vn_eight(a + n - 8) ^ vn_eight(b + n - 8);
    return ((vn_eight(a) ^ vn_eight(b)) | last) == 0;
  }
  if (n >= 4) {
    uint32_t last = vn_four(a + n - 4) ^ vn_four(b + n - 4);
    return ((vn_four(a) ^ vn_four(b)) | last) == 0;
  }
  for (size_t i = 0; i < n; i++) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

#endif
