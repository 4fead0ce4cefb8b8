// Drawing marked things, with and without putting them back: tails that are
// exact to about 1e-13 of themselves, however small, and the limits of a
// share. Counts are whole numbers.
#ifndef VN_BINOMIAL_H
#define VN_BINOMIAL_H

// P(X >= k) of n draws, each marked with that chance.
double vn_binomial_tail(double k, double n, double chance);

// P(X >= k) when `drawn` of `all` things are drawn and `marked` of all are
// marked: the hypergeometric distribution of Fisher's exact test.
double vn_hypergeometric_tail(double k, double marked, double drawn,
                              double all);

typedef struct {
  double low, high;
} VnLimits;

// The limits of the chance, k of n draws being marked, that miss it with
// probability `error` at most, half on either side (Clopper and Pearson
// 1934). 0 and 1 where there is no limit; n > 0.
VnLimits vn_binomial_limits(double k, double n, double error);

#endif
