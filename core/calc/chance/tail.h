// Upper tails of distributions: how likely a statistic is at least this large.
#ifndef VN_TAIL_H
#define VN_TAIL_H

// Of chi-square with df > 0 degrees of freedom.
double vn_chi2_tail(double x, double df);

#endif
