// Whole rows of a plain table of text: each cell lies between two separators,
// quotes stand at both its ends or not at all, and each row is one line.
#ifndef VN_PLAIN_H
#define VN_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *bytes;
  const uint32_t *ends;  // the separators' places, row by row
  size_t n_rows, n_cols;
  char delim;
  bool bare;     // no quotes or blanks are around any cell
  size_t place;  // of the first row
} VnPlainRows;

typedef struct {
  const char *bytes;
  size_t n;
  bool quoted;
} VnPlainCell;

// Quotes were seen to stand at both ends, and at these alone.
static inline VnPlainCell vn_unquote(VnPlainCell cell) {
  return (VnPlainCell){cell.bytes + 1, cell.n - 2, true};
}

// The cell without the blanks around it, and then the quotes.
VnPlainCell vn_plain_strip(const VnPlainRows *rows, size_t col,
                           VnPlainCell cell);

// The cell without the blanks and quotes around it.
static inline VnPlainCell vn_plain_cell(const VnPlainRows *rows, size_t row,
                                        size_t col) {
  size_t i = row * rows->n_cols + col;
  size_t begin = i ? (size_t)rows->ends[i - 1] + 1 : 0;
  VnPlainCell cell = {rows->bytes + begin, rows->ends[i] - begin, false};
  if (rows->bare || cell.n == 0) return cell;
  unsigned char first = (unsigned char)*cell.bytes;
  unsigned char last = (unsigned char)cell.bytes[cell.n - 1];
  if (first <= ' ' || last <= ' ') return vn_plain_strip(rows, col, cell);
  return first == '"' ? vn_unquote(cell) : cell;
}

#endif
