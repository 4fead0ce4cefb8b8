// Bursts: stretches of periods in which something happens more often than
// otherwise.
#ifndef VN_BURST_H
#define VN_BURST_H

#include <stddef.h>
#include <stdint.h>

// Kleinberg's two states for batches (Data Mining and Knowledge Discovery 7
// (2003), 373-397, sec. 4): in period t, r of d things do, each with chance
// p0 = R / D at rest and p1 = s p0 (0.99 at most) in a burst; going up costs
// gamma ln n, going down nothing, and it starts at rest.
typedef struct {
  double s, gamma;
} VnBurstRule;

// The cheapest course of all that there are: state[t] is 1 in a burst; where
// two are as cheap, at rest. Periods with d = 0 are skipped and keep the state
// of the one before. `cost` has room for 2 n, `from` for 2 n. Gives the weight
// of the heaviest burst: what its periods would cost more at rest.
double vn_burst(const double *r, const double *d, size_t n, VnBurstRule rule,
                uint8_t *state, double *cost, uint8_t *from);

// The weight of periods first .. last.
double vn_burst_weight(const double *r, const double *d, size_t n,
                       VnBurstRule rule, size_t first, size_t last);

#endif
