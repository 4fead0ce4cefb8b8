// Cases to learn from: what went in, column by column, and what came of it.
// Rows with a missing cell are no cases.
#ifndef VN_CASES_H
#define VN_CASES_H

#include <stdbool.h>

#include "calc/frame/filter.h"

typedef struct {
  size_t n, n_inputs;
  double **input;    // of each, its values; of categories the levels' numbers
  VnNames **levels;  // of an input of categories; NULL: of numbers
  double *outcome;
  VnRow *rows;      // where each case stood
  bool are_shares;  // every outcome is 0 or 1
} VnCases;

// The outcome is a column of numbers or of true and false; with `success` it
// is 1 where that holds, else 0. Texts, true and false are categories.
VnCases *vn_cases_new(const VnFrame *frame, const char *const *inputs,
                      size_t n_inputs, const char *outcome,
                      const VnCondition *success, VnErr *err);
void vn_cases_free(VnCases *cases);

// Some of them, in the order listed.
VnCases *vn_cases_take(const VnCases *cases, const uint32_t *which, size_t n,
                       VnErr *err);

// How many levels an input has; 0: it is one of numbers.
size_t vn_cases_levels(const VnCases *cases, size_t input);

// Of each input the cases from small to large, earlier ones first among equal
// ones, one list behind the other; NULL: no memory, or stopped.
uint32_t *vn_cases_order(const VnCases *cases, VnErr *err);

#endif
