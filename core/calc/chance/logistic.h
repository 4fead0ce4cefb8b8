// A table of chances x_i y_j / (1 + x_i y_j) whose rows and columns add up to
// what is wanted, rows and columns standing for several alike.
#ifndef VN_LOGISTIC_H
#define VN_LOGISTIC_H

#include <stddef.h>

#include "data/err.h"

typedef struct {
  size_t n;
  double *count;   // how many are alike
  double *wanted;  // the sum of each one of them
  double *value;   // x or y
} VnLogisticSide;

typedef struct {
  VnLogisticSide rows, cols;
} VnLogistic;

bool vn_logistic_new(VnLogistic *table, size_t n_rows, size_t n_cols,
                     VnErr *err);
void vn_logistic_free(VnLogistic *table);

// The wanted sums must lie within what a table can have, none at its edge;
// then there is one answer, and it is found: Newton's steps on the convex
// function whose gradient is what the sums lack, and where such a step does
// not help, steps of one side after the other, which always do.
bool vn_logistic_fit(VnLogistic *table, VnErr *err);

// The chances of one row.
void vn_logistic_row(const VnLogistic *table, size_t row, double *chances);

#endif
