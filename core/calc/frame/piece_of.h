// A cell of any column as the piece of text that a file would have there.
#ifndef VN_PIECE_OF_H
#define VN_PIECE_OF_H

#include "data/frame.h"
#include "data/piece.h"

// Without blanks around it; n == 0 where it is missing, or the column is NULL.
// What is no text is written into `spare`, which has room for VN_SPARE.
static inline VnPiece vn_piece_of(const VnColumn *column, size_t row,
                                  char *spare) {
  if (!column || vn_column_missing(column, row)) return (VnPiece){NULL, 0};
  const char *text = vn_column_label(column, row, spare);
  return vn_trim(vn_piece(text));
}

#endif
