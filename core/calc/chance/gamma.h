// The gamma distribution: how much of it lies below or above a number, and
// the number that has so much below or above it. The shape is a > 0, the
// scale 1. Counts of chance events are the same functions (Poisson).
#ifndef VN_GAMMA_H
#define VN_GAMMA_H

// The regularized incomplete gamma functions P(a, x) and Q(a, x) = 1 - P.
double vn_gamma_below(double a, double x);
double vn_gamma_above(double a, double x);

// The x with P(a, x) = share, or Q(a, x) = share; 0 < share < 1. A share near
// 0 keeps its digits, so a small tail is asked for from its own side.
double vn_gamma_with_below(double a, double share);
double vn_gamma_with_above(double a, double share);

// Exact limits of the mean of a Poisson count n (not below 0): with each, at
// most `tail` of the counts would lie as far off as n. Garwood, Biometrika 28
// (1936), 437-442.
double vn_poisson_low(double n, double tail);
double vn_poisson_high(double n, double tail);

#endif
