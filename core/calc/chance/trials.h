// Independent trials that do not all succeed equally often: how likely it is
// that at least k of them do (the tail of the Poisson-binomial distribution).
#ifndef VN_TRIALS_H
#define VN_TRIALS_H

#include <stddef.h>

// n kinds of trials: times[i] of them (a whole number), each of chance[i].
typedef struct {
  size_t n;
  const double *chance, *times;
  double *room;  // for 3 n numbers, to work in
} VnTrials;

typedef struct {
  double mean, variance;
} VnMoments;

VnMoments vn_trials_moments(const VnTrials *trials);

// P(X >= k), for whole k. The relative error is below 1e-12 for k up to 1e3
// and grows no faster than k, however small the probability is.
//
// It is the integral of Lugannani and Rice (1980) through the saddle point,
//   P(X >= k) = e^(K(t) - tk) / 2pi  int f(w) e^(-ikw) / (1 - e^(-t - iw)) dw
// where K is the logarithm of E e^(tX) and f the characteristic function of
// the trials tilted by t, taken by the trapezoidal rule. Its error is what
// other values of X give as if they were near k: less than e^-36 of the whole
// with as many points as Bennett's inequality wants.
double vn_trials_tail(const VnTrials *trials, double k);

#endif
