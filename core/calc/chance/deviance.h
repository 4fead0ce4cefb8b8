// What the densities of the beta and gamma distributions are made of, without
// cancelling and from plain arithmetic alone.
#ifndef VN_DEVIANCE_H
#define VN_DEVIANCE_H

// The natural logarithm of a normal x > 0.
double vn_ln(double x);

// a log(a / x) + x - a. Source: Loader, Fast and Accurate Computation of
// Binomial Probabilities (2000), bd0.
double vn_deviance(double a, double x);

// log Gamma(a + 1) - log(sqrt(2 pi a) a^a e^-a), what Stirling leaves out.
double vn_stirling_rest(double a);

#endif
