// The beta distribution of shapes a and b, both above 0. From plain arithmetic
// alone, so that every machine draws the same.
#ifndef VN_BETA_H
#define VN_BETA_H

// The number between 0 and 1 that has `share` of it below, 0 < share < 1: where
// the regularized incomplete beta function I_x(a, b) is that share.
double vn_beta_at(double a, double b, double share);

#endif
