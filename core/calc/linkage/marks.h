// Marks between two kinds of things, such as places and activities, as a list
// for each row; and the pieces that no mark joins.
#ifndef VN_MARKS_H
#define VN_MARKS_H

#include <stdint.h>

#include "data/matrix.h"

typedef struct {
  size_t n_rows, n_cols;
  size_t *start;            // n_rows + 1: where each row's marks begin
  uint32_t *col;            // the columns marked, ascending within a row
  double *in_row, *in_col;  // how many marks a line has
  uint32_t *piece_of_row, *piece_of_col;  // named by the first row in it
  uint32_t largest;                       // the piece with most rows
} VnMarks;

// Of the cells above 0; a missing cell is no mark.
bool vn_marks_take(VnMarks *marks, const VnMatrix *matrix, VnErr *err);
void vn_marks_free(VnMarks *k);

// Whether a line has a mark and belongs to the largest piece.
bool vn_marks_has_row(const VnMarks *k, size_t i);
bool vn_marks_has_col(const VnMarks *k, size_t j);

#endif
