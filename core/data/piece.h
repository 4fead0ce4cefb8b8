// A piece of a text: some bytes that belong to somebody else.
#ifndef VN_PIECE_H
#define VN_PIECE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  const char *bytes;  // NULL: missing
  size_t n;
} VnPiece;

// Without blanks and tabs at both ends.
static inline VnPiece vn_trim(VnPiece piece) {
  const char *b = piece.bytes;
  size_t from = 0, to = piece.n;
  while (to > from && (b[to - 1] == ' ' || b[to - 1] == '\t')) to--;
  while (from < to && (b[from] == ' ' || b[from] == '\t')) from++;
  return (VnPiece){b + from, to - from};
}

#endif
