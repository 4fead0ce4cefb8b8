// What an uncertain number may be, and which value a share of 0 to 1 of its
// distribution lies below. From plain arithmetic alone, so that every machine
// draws the same.
#ifndef VN_DISTRIBUTION_H
#define VN_DISTRIBUTION_H

#include <stddef.h>

typedef enum {
  VN_UNIFORM,     // from a to b
  VN_NORMAL,      // mean a, standard deviation b
  VN_LOGNORMAL,   // median a, its logarithm of standard deviation b
  VN_TRIANGULAR,  // from a to b, most often c
  VN_DISCRETE,    // the values
  VN_BETA         // from a to b, in between of shapes c and d
} VnShape;

// The shapes' names, in that order, then NULL.
extern const char *const vn_shapes[];

typedef struct {
  VnShape shape;
  double a, b, c, d;
  size_t n;
  const double *value;  // of VN_DISCRETE
  const double *until;  // the share at or below each value; the last is 1
} VnDistribution;

// Of the normal distribution of mean 0 and deviation 1, 0 < share < 1.
// Source: Wichura, Algorithm AS 241, Applied Statistics 37 (1988), 477-484.
double vn_normal_at(double share);

double vn_distribution_at(const VnDistribution *distribution, double share);

#endif
