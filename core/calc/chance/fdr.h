// How many of the findings that are called such are false: tests judged
// together, as the family they are.
#ifndef VN_FDR_H
#define VN_FDR_H

#include <stddef.h>

#include "data/err.h"

typedef enum {
  VN_BH,  // Benjamini and Hochberg 1995: independent or alike tests
  VN_BY   // Benjamini and Yekutieli 2001: any dependence
} VnFdr;

// The q of each p: the least rate of false findings at which it is one. The
// family has n_family tests; those that are not among the n are taken to have
// p = 1. A p that is NaN is no test, and its q is NaN.
bool vn_fdr(const double *p, size_t n, double n_family, VnFdr kind, double *q,
            VnErr *err);

#endif
